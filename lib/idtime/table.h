/* The schemes of each place, made ready to be passed over quickly. Internal. */
#ifndef MT_IDTIME_TABLE_H
#define MT_IDTIME_TABLE_H

#include "idtime/idtime.h"

/* Characters that entries of a place ask for: a bit for each, and none for those
 * beyond 64. */
typedef uint64_t MtIdMarks;

MtIdMarks mt_idmarks_add(MtIdPlace place, MtSlice characters);

/* One pattern of a scheme, or its code, and what an id must have at least. */
typedef struct {
	const MtIdScheme *scheme;
	const MtIdPattern *pattern;       /* NULL: the scheme's decode() */
	int64_t from_us, to_us;           /* when it can have been made */
	size_t least, most;               /* characters */
	size_t digits_least, digits_most; /* that the id begins with */
	MtIdMarks marks;                  /* that all stand in it */
	char first;                       /* its first character; 0: any */
} MtIdEntry;

/* Those entries of a place that an id of a length may fit, in the order of the
 * schemes: entries[which[0]] to entries[which[n - 1]]. */
typedef struct {
	const MtIdEntry *entries;
	const uint8_t *which;
	size_t n;
	const MtIdMarks *mark_of; /* each of 256 characters; 0: nobody asks */
} MtIdList;

MtIdList mt_idtable(MtIdPlace place, size_t length);

static inline MtIdMarks
mt_idmarks_in(const MtIdList *list, MtSlice text)
{
	MtIdMarks marks = 0;

	for (size_t i = 0; i < text.n; i++)
		marks |= list->mark_of[(unsigned char)text.p[i]];
	return marks;
}

static inline bool
mt_identry_can_fit(const MtIdEntry *e, MtSlice text, size_t digits,
		   MtIdMarks present)
{
	return (e->first == '\0' || e->first == text.p[0]) &&
	       digits >= e->digits_least && digits <= e->digits_most &&
	       text.n >= e->least && text.n <= e->most &&
	       (e->marks & ~present) == 0;
}

#endif
