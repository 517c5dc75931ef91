/* Messages and standard output, straight on the file descriptors. */
#include "cli/cli.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/largepages.h"
#include "base/library.h"
#include "report/cell.h"
#include "report/term.h"

static const char *name = "mailtrace";
static int write_error; /* errno of the first failure */

void
mt_cli_start(const char *program)
{
	mt_large_pages();
	name = program;
	setlocale(LC_CTYPE, "");
	g_set_prgname(program);
}

void
mt_cli_warn(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void
mt_cli_warn_source(MtSlice source, const char *what)
{
	g_auto(MtBuf) line = {0};
	MtTerm term;

	mt_term_init(&term, STDERR_FILENO);
	mt_buf_addf(&line, "%s: ", name);
	mt_cell_add(&line, source, term.utf8);
	MT_BUF_ADD(&line, ": ");
	mt_cell_add(&line, mt_slice_str(what), term.utf8);
	mt_buf_add_char(&line, '\n');
	fwrite(line.p, 1, line.n, stderr);
}

int
mt_cli_refuse(const GError *error)
{
	mt_cli_warn("%s", error->message);
	return g_error_matches(error, MT_ERROR, MT_ERROR_IO) ? MT_EXIT_FATAL
							     : MT_EXIT_USAGE;
}

bool
mt_cli_write(MtSlice bytes)
{
	while (bytes.n > 0 && write_error == 0) {
		ssize_t n = write(STDOUT_FILENO, bytes.p, bytes.n);

		if (n >= 0)
			bytes = mt_slice_sub(bytes, (size_t)n, bytes.n);
		else if (errno != EINTR)
			write_error = errno;
	}
	return write_error == 0;
}

/* What a library was wanted for is not in the output. */
static int
say_missing(int status)
{
	const char *missing = mt_library_missing();

	if (missing == NULL)
		return status;
	mt_cli_warn("%s; what needs it is left out", missing);
	return status == MT_EXIT_OK ? MT_EXIT_PARTIAL : status;
}

int
mt_cli_end(int status)
{
	status = say_missing(status);
	if (close(STDOUT_FILENO) != 0 && write_error == 0 && errno != EINTR)
		write_error = errno;
	if (write_error == 0)
		return status;
	mt_cli_warn("cannot write to standard output: %s",
		    g_strerror(write_error));
	return MT_EXIT_FATAL;
}
