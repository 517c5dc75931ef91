/*
 * The options that every program has, so that they look and act the same.
 */
#ifndef MT_CLI_OPTIONS_H
#define MT_CLI_OPTIONS_H

#include <glib.h>
#include <stdbool.h>

#include "input/paths.h"
#include "report/format.h"
#include "report/zone.h"

typedef struct {
	MtFormat format;
	unsigned jobs;         /* threads, at least 1 */
	MtPaths *paths;        /* what to read */
	char *const *operands; /* named on the command line; NULL: none */
	MtZone *zone;          /* for text */
} MtOptions;

/*
 * Parse the command line: the program's own `entries`, then the common ones,
 * but for those whose long name the program takes for itself.
 * `summary` is for --help. On success the result is in `options`
 * and true is returned. Otherwise the program ends at once with *status: --help
 * and --version (0), a wrong command line (2), a list of paths that cannot be
 * read (4); the message is out already, and there is nothing to clear.
 */
bool mt_options_parse(MtOptions *options, const GOptionEntry *entries,
		      const char *summary, char **argv, int *status);
void mt_options_clear(MtOptions *options);

#endif
