/* The schemes of each place, made ready to be passed over quickly. Internal. */
#ifndef MT_IDTIME_TABLE_H
#define MT_IDTIME_TABLE_H

#include "idtime/idtime.h"

/* ASCII characters, as a set of bits. */
typedef struct {
	uint64_t low, high;
} MtIdChars;

MtIdChars mt_idchars_of(MtSlice text);

/* One pattern of a scheme, or its code, and what an id must have at least. */
typedef struct {
	const MtIdScheme *scheme;
	const MtIdPattern *pattern;       /* NULL: the scheme's decode() */
	int64_t from_us, to_us;           /* when it can have been made */
	size_t least, most;               /* characters */
	size_t digits_least, digits_most; /* that the id begins with */
	MtIdChars marks;                  /* that all stand in it */
	char first;                       /* its first character; 0: any */
} MtIdEntry;

/* Those entries of a place that an id of a length may fit, in the order of the
 * schemes: entries[which[0]] to entries[which[n - 1]]. */
typedef struct {
	const MtIdEntry *entries;
	const uint8_t *which;
	size_t n;
} MtIdList;

MtIdList mt_idtable(MtIdPlace place, size_t length);

static inline bool
mt_identry_can_fit(const MtIdEntry *e, MtSlice text, size_t digits,
		   MtIdChars present)
{
	return (e->first == '\0' || e->first == text.p[0]) &&
	       digits >= e->digits_least && digits <= e->digits_most &&
	       text.n >= e->least && text.n <= e->most &&
	       (e->marks.low & ~present.low) == 0 &&
	       (e->marks.high & ~present.high) == 0;
}

#endif
