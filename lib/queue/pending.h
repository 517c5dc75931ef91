/*
 * Results on their way to their groups. Most groups are met far apart, so that
 * each result finds their memory cold: a few wait until it has come near.
 *
 *	MtPendingResult *place = mt_pending_next(pending);
 *	place->result = ..;
 *	mt_pending_sure(place, host); mt_pending_likely(place, domains, ..); ..
 *	mt_pending_wait(pending);
 */
#ifndef MT_QUEUE_PENDING_H
#define MT_QUEUE_PENDING_H

#include "queue/group.h"

enum { MT_PENDING = 16 }; /* a power of two */

/* With the key that it must have, once it can be looked at. */
typedef struct {
	MtGroup *group;
	MtGroups *table; /* that it is of; NULL: it surely is the one */
	uint8_t n;       /* bytes of the key */
	char key[47];
} MtPendingGroup;

typedef struct {
	MtResult result;
	MtPendingGroup groups[MT_BYS];
	uint32_t n; /* groups; 0: nothing waits here */
} MtPendingResult;

/* All zero is empty. */
typedef struct {
	MtPendingResult all[MT_PENDING];
	size_t next; /* place of the oldest, and for the next one */
} MtPending;

/* A place without groups, of the result that has waited longest: that is counted. */
MtPendingResult *mt_pending_next(MtPending *pending);

/* One more of its groups, MT_BYS at most; or the one that mt_groups_likely() gives. */
void mt_pending_sure(MtPendingResult *place, MtGroup *group);
void mt_pending_likely(MtPendingResult *place, MtGroups *groups, MtSlice key,
		       uint64_t hash);

/* The place is filled. */
void mt_pending_wait(MtPending *pending);

/* One delivery for `n` groups; counted later, in order. */
void mt_pending_add(MtPending *pending, MtGroup *const *groups, size_t n,
		    const MtResult *result);

/* Count all that wait. */
void mt_pending_settle(MtPending *pending);

#endif
