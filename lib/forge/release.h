/*
 * When versions of mail programs and servers came out: who names one long before
 * that did not use it then.
 */
#ifndef MT_FORGE_RELEASE_H
#define MT_FORGE_RELEASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { MT_RELEASE_NUMBERS = 4 };

/* Months are counted from the year 0. */
#define MT_MONTH(year, month) ((year)*12 + (month)-1)

typedef struct {
	const char *program; /* the words before the version */
	int version[MT_RELEASE_NUMBERS];
	int month; /* of the release; of its previews, where they were in use
		      for long */
} MtRelease;

/* What User-Agent or X-Mailer names, or the last release before it that is
 * known; NULL for others. `version` becomes the bytes of the number. */
const MtRelease *mt_release_of_agent(MtSlice agent, MtSlice *version);

/* The same of a server's software: `Exim 4.92`, `8.14.4/8.14.4` of sendmail. */
const MtRelease *mt_release_of_server(MtSlice software, MtSlice *version);

/* The month of an instant. */
int mt_release_month(int64_t us);

/* So long before that month that nobody had it, not even as a preview. */
bool mt_release_is_early(int month, int64_t us);

#endif
