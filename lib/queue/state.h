/* What a report on queues is made of. Internal to lib/queue. */
#ifndef MT_QUEUE_STATE_H
#define MT_QUEUE_STATE_H

#include "flow/hash.h"
#include "queue/follow.h"
#include "queue/judge.h"
#include "queue/pending.h"
#include "queue/queue.h"

/*
 * A message that a filter took and gave back under another id of the same host:
 * how long that was on its way before, so that the delay of the whole counts and
 * the hand-over is no delivery of its own.
 */
typedef struct {
	MtCame came;         /* as the first of them */
	int64_t came_us;     /* of that, as its line says */
	int64_t arrived_us;  /* of that, as its delay says */
	int64_t us;          /* from there to the hand-over */
	int64_t deferred_us; /* of this, lost to attempts that failed */
} MtHanded;

/* The key of a group that is asked for early: its slot is cold as a rule. */
typedef struct {
	MtSlice text; /* p NULL: none */
	uint64_t hash;
} MtWanted;

/* What a message will need, as long as its texts are the same. */
typedef struct {
	const MtTransaction *t;         /* NULL: nothing is known */
	MtWanted sender, domain, relay; /* of its first delivery */
} MtAhead;

enum { MT_HANDED_MOST = 8192 };

struct MtQueue {
	MtQueueOptions options;
	MtGroups groups[MT_BYS];
	MtGroups sums; /* has one that all hosts are added to */
	MtPending pending;
	MtQueueReasons reasons;
	MtSlowest slowest;
	MtRecent handed; /* MtHanded */
	MtFollow follow;
	MtOutliers outliers;
	MtBacklog backlog;
	MtAges ages;
	MtGroup **sorted[MT_BYS];
	size_t n_sorted[MT_BYS];
	const MtQueueReason **sorted_reasons;
	MtGroup *all;  /* end to end */
	MtGroup *own;  /* what each host cost */
	MtGroup *host; /* that was last asked for */
	bool several;  /* there are more than one, so legs wait */
	uint64_t messages;
	MtAhead ahead, after; /* of the next message, and the one after it */

	/* The hour that was last asked for. */
	int64_t hour;
	MtGroup *hour_group;
};

/* For tables of what has this id on this host; neither 0 nor 1. */
static inline uint64_t
mt_queue_key(MtSlice host, MtSlice queue_id)
{
	uint64_t key = mt_hash_text(mt_hash_text(3, host), queue_id);

	return key == 0 ? 1 : key;
}

MtGroup *mt_queue_find_host(MtQueue *q, MtSlice host);

/* As a rule each line is of the same as the one before. */
static inline MtGroup *
mt_queue_host(MtQueue *q, MtSlice host)
{
	return q->host != NULL && mt_slice_eq(q->host->key, host)
		       ? q->host
		       : mt_queue_find_host(q, host);
}

/* What mt_queue_sink() will be called with next, and what after that; or NULL. */
void mt_queue_will_count(const MtTransaction *next, const MtTransaction *after,
			 void *queue);

MtGroup *mt_queue_hour(MtQueue *q, int64_t us);

/* The leg is complete, and the queue's. */
void mt_queue_add_leg(MtQueue *q, MtLeg *leg);

/* Count the legs that have waited long enough; or all. */
void mt_queue_settle(MtQueue *q, bool all);

#endif
