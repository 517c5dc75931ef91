/* The only clock in the program: it never reaches the output. */
#include "cli/progress.h"

#include <glib.h>
#include <stdio.h>
#include <unistd.h>

enum { FIRST_US = 1000000, AGAIN_US = 200000 };

void
mt_progress_start(MtProgress *p)
{
	*p = (MtProgress){.on = isatty(STDERR_FILENO) == 1};
	p->next_us = g_get_monotonic_time() + FIRST_US;
}

void
mt_progress_say(MtProgress *p, uint64_t n, const char *what, uint64_t bytes)
{
	int64_t now;

	if (!p->on || (now = g_get_monotonic_time()) < p->next_us)
		return;
	fprintf(stderr, "\r%" G_GUINT64_FORMAT " %s, %.1f MB ", n, what,
		(double)bytes / 1e6);
	fflush(stderr);
	p->shown = true;
	p->next_us = now + AGAIN_US;
}

void
mt_progress_end(MtProgress *p)
{
	if (p->shown)
		fputs("\r\x1b[K", stderr);
	p->shown = false;
}
