/*
 * What every program shares: its name in messages, exit statuses, standard
 * output that is checked, and an honest end.
 */
#ifndef MT_CLI_CLI_H
#define MT_CLI_CLI_H

#include <glib.h>

#include "base/slice.h"

enum {
	MT_EXIT_OK = 0,
	MT_EXIT_FOUND = 1,   /* only with -e: the program found what it seeks */
	MT_EXIT_USAGE = 2,   /* the command line is wrong; nothing was read */
	MT_EXIT_PARTIAL = 3, /* some inputs failed; the others were done */
	MT_EXIT_FATAL = 4,   /* nothing useful was done, or output failed */
};

/* First of all: the name for messages, the locale. */
void mt_cli_start(const char *program);

/* `PROGRAM: text` on standard error. The text must be safe to show. */
void mt_cli_warn(const char *fmt, ...) G_GNUC_PRINTF(1, 2);

/* `PROGRAM: SOURCE: what`, the source made safe, as mail can name files. */
void mt_cli_warn_source(MtSlice source, const char *what);

/*
 * What stops a program before it reads its inputs: say it, and return the exit
 * status. FATAL where the operating system refused (MT_ERROR_IO: a list of
 * paths, a configuration, a database that is not there or cannot be read);
 * USAGE for all that was said or written wrongly.
 */
int mt_cli_refuse(const GError *error);

/*
 * Write to standard output, all of it. After a failure, which is remembered,
 * nothing more is written; returns false then.
 */
bool mt_cli_write(MtSlice bytes);

/* Close standard output; if anything failed, say so and return FATAL. PARTIAL,
 * where it would be OK, if a library was needed that is not there. */
int mt_cli_end(int status);

#endif
