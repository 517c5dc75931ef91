/* Steps by an id of theirs, and by time among equal ids. Internal to lib/flow. */
#ifndef MT_FLOW_IDINDEX_H
#define MT_FLOW_IDINDEX_H

#include <stdint.h>

#include "flow/join.h"

typedef struct {
	uint64_t hash;
	int64_t time_us;
	MtSlice id; /* borrowed */
	MtStep *step;
} MtIdEntry;

/* All zero is empty. */
typedef struct {
	MtIdEntry *entries;
	size_t n, room;
} MtIdIndex;

void mt_idindex_clear(MtIdIndex *index);
void mt_idindex_add(MtIdIndex *index, MtSlice id, MtStep *step);

/* When all were added. */
void mt_idindex_sort(MtIdIndex *index);

/* Those with the id, nearest in time first, at most `room`; their number. */
size_t mt_idindex_near(const MtIdIndex *index, MtSlice id, int64_t about_us,
		       MtStep **steps, size_t room);

#endif
