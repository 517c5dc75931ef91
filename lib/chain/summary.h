/*
 * What happened between one host and the next, over all messages of a run: how
 * often, how fast, how often encrypted, from when to when.
 *
 * A pair is two hops that follow each other in a chain; a host may follow
 * itself (content filters, requeued mail). The delay is the one of chain.h,
 * adjusted where mt_skew_apply() did so.
 *
 * Use: add chains to instances of as many threads as there are, merge them into
 * one, finish it once; then ask. The results depend neither on the order of the
 * chains nor on their distribution, unless there are others.
 */
#ifndef MT_CHAIN_SUMMARY_H
#define MT_CHAIN_SUMMARY_H

#include <glib.h>

#include "chain/chain.h"

typedef struct {
	MtSlice host, next_host; /* lower case; empty: a hop that names none */
	uint64_t n;              /* messages that went this way */
	uint64_t encrypted;      /* of these, over TLS */
	uint64_t pull;           /* of these, fetched: waiting, not delay */

	/* Of n, with a delay: not waiting, and both hops dated. Where an
	 * undated hop stands between, the delay is of no pair alone. */
	uint64_t dated;
	uint64_t negative; /* of these, below zero */

	/* Of the dated ones; meaningless where there are none. */
	int64_t min_us, p50_us, p90_us, p99_us, max_us;
	int64_t lost_us; /* the sum of those above zero */

	bool seen;                 /* next_host gave a time at least once */
	int64_t first_us, last_us; /* the earliest and the latest of these */
} MtPair;

typedef struct MtSummary MtSummary;

MtSummary *mt_summary_new(void);
void mt_summary_free(MtSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtSummary, mt_summary_free)

void mt_summary_add_chain(MtSummary *summary, const MtChain *chain);

/* As if the chains added to `from` had been added to `into`. */
void mt_summary_merge(MtSummary *into, const MtSummary *from);

/* Compute the rows; nothing may be added afterwards. */
void mt_summary_finish(MtSummary *summary);

/*
 * After finishing. One row for each pair, most time lost first, then most
 * messages, then by name: where to look is on top. Borrowed from `summary`.
 */
const MtPair *mt_summary_pairs(const MtSummary *summary, size_t *n);

/* All pairs beyond MT_MAX_SUMMARY_PAIRS as one row without hosts (p is NULL);
 * NULL when there are none. */
const MtPair *mt_summary_others(const MtSummary *summary);

#endif
