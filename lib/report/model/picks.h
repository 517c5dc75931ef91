/*
 * The greatest of many: a list that keeps at most so many items, those with the
 * highest rank, and counts the rest. Among equals the first ones stay.
 *
 * Items are copies of records in memory of the list itself, which is moved to
 * fresh memory when half of it belongs to items that are gone.
 */
#ifndef MT_REPORT_MODEL_PICKS_H
#define MT_REPORT_MODEL_PICKS_H

#include "record/copy.h"
#include "record/record.h"

/* What is kept of a record. */
extern const MtCopyLimits mt_picks_limits;

/* How a record goes into the memory of a list. */
typedef void *MtPickCopy(const void *item, MtArena *arena);

typedef struct {
	int64_t rank;
	uint64_t order;
	void *item;
} MtPick;

typedef struct {
	size_t most;
	const MtRecordKind *kind; /* of the items, or: */
	MtPickCopy *copy;
	MtArena *arena;
	GArray *items; /* of MtPick, not sorted */
	uint64_t seen;
	int64_t least; /* rank below which nothing is kept any more */
	bool has_least;
} MtPicks;

void mt_picks_init(MtPicks *kept, size_t most, const MtRecordKind *kind,
		   MtPickCopy *copy);
void mt_picks_clear(MtPicks *kept);
void mt_picks_add(MtPicks *kept, int64_t rank, const void *item);

/* Sort by rank, the highest first, or by order of arrival; drop what is too
 * much. */
void mt_picks_sort(MtPicks *kept);
void mt_picks_sort_by_order(MtPicks *kept);

static inline size_t
mt_picks_n(const MtPicks *kept)
{
	return kept->items->len;
}

static inline const void *
mt_picks_at(const MtPicks *kept, size_t i)
{
	return g_array_index(kept->items, MtPick, i).item;
}

#endif
