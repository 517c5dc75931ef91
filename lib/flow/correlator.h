/*
 * Events in order of time become transactions. A transaction is given as soon
 * as it has ended, and its memory used again: what is held are the open ones.
 *
 *	take():  return mt_packed_take(event, MT_KEEP_ALL, arena);
 *	use():   mt_correlator_add(correlator, item); return true;
 *	at the end: mt_correlator_finish(correlator);
 *
 * Lines of one message may come in a slightly wrong order: one that was removed
 * is kept for MT_GRACE_US more. An id that is used again is a new transaction.
 */
#ifndef MT_FLOW_CORRELATOR_H
#define MT_FLOW_CORRELATOR_H

#include "flow/packed.h"
#include "flow/transaction.h"

enum { MT_GRACE_US = 5 * 1000 * 1000 };

/* `t` and all in it end with the call: see mt_transaction_copy(). */
typedef void MtTransactionSink(const MtTransaction *t, void *data);

/* `d` of `t`, which is open yet: see mt_correlator_tell_sent(). */
typedef void MtSentSink(const MtTransaction *t, const MtDelivery *d,
			void *data);

/* Both are open yet, and may be NULL: see mt_correlator_tell_next(). */
typedef void MtNextSink(const MtTransaction *next, const MtTransaction *after,
			void *data);

typedef struct {
	uint64_t events;       /* given to mt_correlator_add() */
	uint64_t used;         /* that went into a transaction */
	uint64_t duplicates;   /* the same line in another log */
	uint64_t unattached;   /* that name no message; or none that is known */
	uint64_t transactions; /* given */
	uint64_t evicted;      /* of these, for want of memory */
	uint64_t unlisted;     /* deliveries beyond MT_MAX_LISTED */
} MtCorrelatorCounts;

typedef struct MtCorrelator MtCorrelator;

MtCorrelator *mt_correlator_new(unsigned keep, MtTransactionSink *sink,
				void *data);
void mt_correlator_free(MtCorrelator *c); /* what is open is not given */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtCorrelator, mt_correlator_free)

/* Tell `sent` of each delivery that was answered with an id, while its
 * transaction is open: it may stay so for other recipients, and what came of this
 * one be over long before. `data` is that of the sink. */
void mt_correlator_tell_sent(MtCorrelator *c, MtSentSink *sent);

/* Tell `next` of the transaction that will be given next, and of the one after it, if
 * no line says otherwise: memory that the sink will need may come near meanwhile. */
void mt_correlator_tell_next(MtCorrelator *c, MtNextSink *next);

void mt_correlator_add(MtCorrelator *c, const MtPacked *event);

/* Give all that is open, oldest first: it waits, or its end is not in the log. */
void mt_correlator_finish(MtCorrelator *c);

/* The open transactions of all hosts whose id has this mt_hash_id(), one for
 * each call, with `*at` 0 before the first; NULL: no more. */
const MtTransaction *mt_correlator_with_id(const MtCorrelator *c, uint64_t hash,
					   size_t *at);

/* Transactions that are open and not known to have ended: the queue now. */
size_t mt_correlator_open(const MtCorrelator *c);

const MtCorrelatorCounts *mt_correlator_counts(const MtCorrelator *c);

/* For tests: evict beyond so many bytes instead of MT_MAX_OPEN_BYTES. */
void mt_correlator_set_limit(MtCorrelator *c, size_t bytes);

#endif
