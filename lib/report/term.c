/* Environment and ioctl() about a terminal, asked once at the start. */
#define _DEFAULT_SOURCE /* TIOCGWINSZ */
#include "report/term.h"

#include <glib.h>
#include <langinfo.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool
is_width(unsigned long long n)
{
	return n >= MT_TERM_WIDTH_LEAST && n <= MT_TERM_WIDTH_MOST;
}

static size_t
width_of(int fd, bool tty)
{
	unsigned long long columns;
	struct winsize size;

	if (mt_slice_number(mt_slice_str(g_getenv("COLUMNS")),
			    MT_TERM_WIDTH_MOST, &columns) &&
	    is_width(columns))
		return (size_t)columns;
	if (tty && ioctl(fd, TIOCGWINSZ, &size) == 0 && is_width(size.ws_col))
		return size.ws_col;
	return MT_TERM_WIDTH;
}

static bool
wants_colour(void)
{
	const char *no = g_getenv("NO_COLOR"), *type = g_getenv("TERM");

	if (no != NULL && *no != '\0')
		return false;
	return type != NULL && *type != '\0' && strcmp(type, "dumb") != 0;
}

void
mt_term_init(MtTerm *term, int fd)
{
	term->tty = isatty(fd) == 1;
	term->colour = term->tty && wants_colour();
	term->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	term->width = width_of(fd, term->tty);
}

MtSlice
mt_term_style(const MtTerm *term, MtTermStyle style)
{
	static const MtSlice sequences[] = {
		[MT_TERM_PLAIN] = {"\x1b[0m", 4},
		[MT_TERM_LOOK] = {"\x1b[1;31m", 7},
		[MT_TERM_HEAD] = {"\x1b[1m", 4},
		[MT_TERM_FAINT] = {"\x1b[2m", 4},
	};

	return term->colour ? sequences[style] : mt_slice("", 0);
}
