/*
 * Results on their way to their groups. Most groups are met far apart, so that
 * each result finds their memory cold: a few wait until it has come near.
 */
#ifndef MT_QUEUE_PENDING_H
#define MT_QUEUE_PENDING_H

#include "queue/group.h"

enum { MT_PENDING = 16 }; /* a power of two */

typedef struct {
	MtGroup *groups[MT_BYS];
	uint32_t n; /* groups; 0: nothing waits here */
	MtResult result;
} MtPendingResult;

/* All zero is empty. */
typedef struct {
	MtPendingResult all[MT_PENDING];
	size_t next; /* place of the oldest, and for the next one */
} MtPending;

/* One delivery for `n` groups, MT_BYS at most; counted later, in order. */
void mt_pending_add(MtPending *pending, MtGroup *const *groups, size_t n,
		    const MtResult *result);

/* Count all that wait. */
void mt_pending_settle(MtPending *pending);

#endif
