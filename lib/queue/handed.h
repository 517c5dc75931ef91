/*
 * Messages that a filter took and gave back under another id of the same host:
 * how long that was on its way before, so that the delay of the whole counts
 * and the hand-over is no delivery of its own.
 */
#ifndef MT_QUEUE_HANDED_H
#define MT_QUEUE_HANDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

typedef struct {
	uint64_t key;
	int64_t arrived_us;  /* of the first of them */
	int64_t us;          /* from there to the hand-over */
	int64_t deferred_us; /* of this, lost to attempts that failed */
} MtHanded;

/* Two generations: when the younger is full, the older one is forgotten. */
typedef struct {
	MtHanded *young, *old;
	size_t n; /* in `young` */
} MtHandedTable;

uint64_t mt_handed_key(MtSlice host, MtSlice queue_id);

void mt_handed_add(MtHandedTable *table, const MtHanded *handed);
/* Found at most once, then gone. */
bool mt_handed_take(MtHandedTable *table, uint64_t key, MtHanded *handed);
void mt_handed_clear(MtHandedTable *table);

#endif
