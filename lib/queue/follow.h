/*
 * Legs that wait until it is known what came before and after them, in bounded
 * memory, and what is known of that.
 */
#ifndef MT_QUEUE_FOLLOW_H
#define MT_QUEUE_FOLLOW_H

#include "flow/correlator.h"
#include "queue/leg.h"
#include "queue/recent.h"

/* One that passed a message on to another host, and what it had cost so far. */
typedef struct {
	MtCame from;
	MtPassed to;
	int64_t delay_us; /* with has_delay */
	MtStageTimes stages;
	bool has_delay, deferred;
} MtHandOver;

typedef struct {
	MtLeg *first, *last; /* in the order that they came */
	size_t bytes, most;
	MtRecent handovers; /* MtHandOver, by the id there */
	MtRecent seen;      /* MtCame of those that were closed, by their ids */
	const MtCorrelator *correlator; /* has those that are open; or NULL */
} MtFollow;

/* `all`: as much as there is, whatever memory it takes. */
void mt_follow_init(MtFollow *follow, bool all);
void mt_follow_clear(MtFollow *follow);

/* What the following will look for: memory is far away, so say it early. */
void mt_follow_will_see(const MtFollow *follow, const MtCame *came);
void mt_follow_will_pass(const MtFollow *follow, const MtPassed *passed);

/* A transaction of some log. */
void mt_follow_saw(MtFollow *follow, const MtCame *came);

/* What it passed on, under an id. Said again, the later word counts. */
void mt_follow_passed(MtFollow *follow, const MtHandOver *handover);

/* The leg waits; the caller gives it away. */
void mt_follow_add(MtFollow *follow, MtLeg *leg);

/* One that has waited as long as it may, or `any` that is left; NULL: none. The
 * caller frees it. */
MtLeg *mt_follow_next(MtFollow *follow, bool any);

/* Did it go on to another host of the logs? Then it is no delivery. */
bool mt_follow_goes_on(const MtFollow *follow, const MtCame *from,
		       const MtPassed *passed);

/*
 * Add to a result what hosts before that one have cost. Clocks of hosts differ,
 * so what each measured by its own is added: all but the time that the one sent
 * and the other received. Returns when it came to the first, by its clock, or
 * MT_LEG_UNKNOWN.
 */
int64_t mt_follow_back(const MtFollow *follow, const MtCame *came,
		       MtResult *result);

#endif
