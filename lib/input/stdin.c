/* Standard input with a copy in a nameless file, for a second pass. */
#include "input/stdin.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"

void
mt_stdin_clear(MtStdin *in)
{
	if (in->copy != -1)
		close(in->copy);
	g_clear_error(&in->error);
	*in = MT_STDIN_INIT;
}

void
mt_stdin_keep(MtStdin *in)
{
	in->keep = true;
}

static void
fail(MtStdin *in, const char *what)
{
	if (in->error == NULL)
		in->error = g_error_new(MT_ERROR, MT_ERROR_IO, "%s: %s", what,
					g_strerror(errno));
}

static void
open_copy(MtStdin *in)
{
	g_autofree char *name =
		g_build_filename(g_get_tmp_dir(), "mailtrace.XXXXXX", NULL);

	in->copy = mkstemp(name);
	if (in->copy == -1)
		fail(in, name);
	else
		unlink(name);
}

static void
begin(MtStdin *in)
{
	in->begun = true;
	in->start = lseek(STDIN_FILENO, 0, SEEK_CUR);
	if (in->start == -1 && in->keep)
		open_copy(in);
}

/* The first pass is not stopped by a copy that fails: rewinding tells. */
static void
copy(MtStdin *in, const char *bytes, size_t n)
{
	while (n > 0 && in->error == NULL) {
		ssize_t done = write(in->copy, bytes, n);

		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (done == 0 || errno != EINTR) {
			fail(in, "temporary file");
		}
	}
}

static ssize_t
read_fd(int fd, void *to, size_t n)
{
	ssize_t got;

	do
		got = read(fd, to, n);
	while (got == -1 && errno == EINTR);
	return got;
}

ssize_t
mt_stdin_read(MtStdin *in, void *to, size_t n)
{
	ssize_t got;

	if (!in->begun)
		begin(in);
	if (in->replay)
		return read_fd(in->copy, to, n);
	got = read_fd(STDIN_FILENO, to, n);
	if (got > 0 && in->copy != -1)
		copy(in, to, (size_t)got);
	return got;
}

bool
mt_stdin_rewind(MtStdin *in, GError **error)
{
	if (!in->begun)
		return true;
	if (in->start == -1 && in->error == NULL && in->copy == -1)
		g_set_error_literal(&in->error, MT_ERROR, MT_ERROR_CONFIG,
				    "a pipe cannot be read twice");
	if (in->start != -1 && lseek(STDIN_FILENO, in->start, SEEK_SET) == -1)
		fail(in, "standard input");
	if (in->copy != -1 && lseek(in->copy, 0, SEEK_SET) == -1)
		fail(in, "temporary file");
	in->replay = in->copy != -1;
	if (in->error != NULL && error != NULL)
		*error = g_error_copy(in->error);
	return in->error == NULL;
}

void
mt_stdin_drain(MtStdin *in)
{
	char sink[16 * 1024];

	if (!in->begun || in->replay || in->start != -1)
		return;
	while (read_fd(STDIN_FILENO, sink, sizeof sink) > 0)
		;
}
