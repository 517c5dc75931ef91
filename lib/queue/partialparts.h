/* What writing and reading of partial reports share. Internal to lib/queue. */
#ifndef MT_QUEUE_PARTIALPARTS_H
#define MT_QUEUE_PARTIALPARTS_H

#include "queue/partial.h"
#include "queue/state.h"
#include "queue/words.h"

enum { MT_PARTIAL_COUNTS = 9 };

/* The counts of a group, in the order that they are written. */
static inline void
mt_partial_counts(MtGroup *g, uint64_t **counts)
{
	uint64_t *const all[] = {&g->messages, &g->deliveries, &g->sent,
				 &g->within,   &g->deferred,   &g->bounced,
				 &g->expired,  &g->waiting,    &g->handed};

	memcpy(counts, all, sizeof all);
}

/* Legs that wait: a line for each, and one for each of its deliveries. */
void mt_partial_add_leg(MtBuf *out, const MtLeg *leg);
bool mt_partial_read_leg(MtPartial *partial, MtWords *w);
bool mt_partial_read_end(MtPartial *partial, MtWords *w);

#endif
