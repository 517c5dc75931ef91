/*
 * Where is it slow, and why: transactions in, counts and percentiles and what
 * stands out of them.
 *
 *	MtQueue *q = mt_queue_new(&options);
 *	MtCorrelator *c = mt_correlator_new(MT_QUEUE_KEEP, mt_queue_sink, q);
 *	mt_queue_follow(q, c);
 *	.. mt_queue_saw() and mt_correlator_add() of all events ..
 *	mt_correlator_finish(c);
 *	mt_queue_judge(q);
 *
 * One delivery is one recipient, from the arrival at the first host of the logs
 * to the last word of the last one. A host that hands a message over to another
 * one of the logs makes none: all that it cost, so far, is of what the other
 * delivers. Groups of hosts and relays, and slow messages, are of one queue: all
 * that was in it, with the time that this one host cost.
 *
 * A filter that gives the message back under another id of the same host makes
 * no second delivery either: its time is before the queue of the one it came back
 * as. What is in the queue when the log of its host ends is waiting.
 */
#ifndef MT_QUEUE_QUEUE_H
#define MT_QUEUE_QUEUE_H

#include "flow/correlator.h"
#include "queue/backlog.h"
#include "queue/group.h"
#include "queue/outliers.h"
#include "queue/slow.h"

/* What is needed of events. */
enum { MT_QUEUE_KEEP = MT_KEEP_ATTEMPTS | MT_KEEP_FAILED };

typedef struct {
	int64_t slo_us;    /* what was promised */
	int64_t slower_us; /* call slow what takes longer; 0: what stands out */
	unsigned detailed; /* 1 << MT_BY_.., with percentiles of stages */
	bool backlog;      /* what the queues held over time */
	bool ages;         /* and how old it was at */
	int64_t at_us;
	bool partial;     /* for mt_partial_write(), not to be judged */
	bool whole;       /* all that waits is kept, whatever memory it takes */
	unsigned threads; /* to judge on */
} MtQueueOptions;

typedef struct MtQueue MtQueue;

/* Behind the last '@'; `(local)` without one, `<>` of an empty address. */
MtSlice mt_address_domain(MtSlice address);

MtQueue *mt_queue_new(const MtQueueOptions *options);
void mt_queue_free(MtQueue *q);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtQueue, mt_queue_free)

/* Is it a delivery? Address probes are no messages, and what was refused never
 * was in the queue. */
bool mt_queue_counts(const MtDelivery *d);

/* An MtTransactionSink; `q` is the MtQueue. */
void mt_queue_sink(const MtTransaction *t, void *q);

/* Look among what is open there for what messages were handed over as. It must
 * live until the last of them was given, and judged. */
void mt_queue_follow(MtQueue *q, MtCorrelator *correlator);

/* There are several hosts, which shows by itself once there was a transaction or
 * line of another: what the first one had until then is known as deliveries. */
void mt_queue_be_several(MtQueue *q);

/* A line of that host: what is in its queue at its last one has waited until
 * then. */
void mt_queue_saw(MtQueue *q, MtSlice host, int64_t us);

/* See what stands out; nothing may be added after that. */
void mt_queue_judge(MtQueue *q);

/* All of these are the queue's own. */
const MtQueueOptions *mt_queue_options(const MtQueue *q);
MtGroup *mt_queue_all(const MtQueue *q); /* settled */
MtGroup *mt_queue_own(const MtQueue *q); /* what hosts cost, added up */
/* Most time lost first; hours in order of time. Not settled. */
MtGroup *const *mt_queue_groups(MtQueue *q, MtBy by, size_t *n);
const MtQueueReason *mt_queue_reason(const MtQueue *q, uint32_t number);
/* Those that were met, most time lost first. */
const MtQueueReason *const *mt_queue_reasons(MtQueue *q, size_t *n);
MtBacklog *mt_queue_backlog(MtQueue *q);
const MtAges *mt_queue_ages(const MtQueue *q);
const MtOutlier *mt_queue_outliers(const MtQueue *q, size_t *n);

#endif
