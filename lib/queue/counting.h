/* What is known of a message while it is counted. Internal to lib/queue/count*.c. */
#ifndef MT_QUEUE_COUNTING_H
#define MT_QUEUE_COUNTING_H

#include "queue/state.h"

/* Where a delivery goes. */
typedef struct {
	MtWanted domain, relay;
} MtWay;

/* What all deliveries of a transaction share. */
typedef struct {
	const MtTransaction *t;
	MtWanted sender;
	MtGroup *host, *hour;
	uint64_t number;
	MtHanded handed; /* on its way on this host, under another id */
	bool was_handed;
	MtCame came; /* with that */
	MtLeg *leg;  /* where there are several hosts */
	MtSlow slow; /* its slowest delivery */
	bool has_slow;
} MtCounting;

/* What became of one delivery. */
typedef struct {
	const MtDelivery *d;
	MtResult result;
	int64_t worst_us; /* most time lost to one reason, and to which */
	uint32_t worst;
	bool has_worst;
} MtOutcome;

/* Its groups, asked for early: their slots come near side by side. */
MtWay mt_way_of(const MtQueue *q, const MtDelivery *d);
MtWanted mt_want_sender(const MtQueue *q, const MtTransaction *t);

/* The time that each attempt made the delivery wait is lost to its reason, and
 * counts in each of its groups. */
void mt_count_reasons(MtQueue *q, const MtCounting *m, MtOutcome *o,
		      MtGroup *const *groups, size_t n);

#endif
