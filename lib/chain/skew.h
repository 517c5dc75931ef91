/*
 * Clock offsets of hosts, estimated from the delays between them in all
 * messages of a run, and delays with these offsets removed.
 *
 * Each pair of hosts that followed each other in a chain, both with a time that
 * can be relied on, is one observation. Left out are hops without a zone or
 * with an impossible one, those below the origin fields, and the time before a
 * pull or after a Resent- block, which is a person's.
 *
 * What is estimated is one offset for the whole run: a clock that was set
 * right in between agrees with itself in part only, and comes out as unknown
 * where that part is small.
 *
 * Use: add chains to instances of as many threads as there are, merge them into
 * one, solve it once; then ask. The results depend neither on the order of the
 * chains nor on their distribution, unless pairs were left out.
 */
#ifndef MT_CHAIN_SKEW_H
#define MT_CHAIN_SKEW_H

#include <glib.h>

#include "chain/chain.h"
#include "chain/clock.h"

typedef struct MtSkew MtSkew;

MtSkew *mt_skew_new(void);
void mt_skew_free(MtSkew *skew);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtSkew, mt_skew_free)

void mt_skew_add_chain(MtSkew *skew, const MtChain *chain);

/* As if the chains added to `from` had been added to `into`. */
void mt_skew_merge(MtSkew *into, const MtSkew *from);

/* Observations of pairs beyond MT_MAX_SKEW_PAIRS, which were not used. */
uint64_t mt_skew_left_out(const MtSkew *skew);

/* Estimate all offsets; nothing may be added afterwards. */
void mt_skew_solve(MtSkew *skew);

/*
 * After solving. All clocks, the unknown ones too, by the names of their hosts;
 * borrowed from `skew`.
 */
const MtClock *mt_skew_clocks(const MtSkew *skew, size_t *n);

/* The offset of one host, in any case; false where it is not known. */
bool mt_skew_offset(const MtSkew *skew, MtSlice host, int64_t *us);

/*
 * Set `adjusted_us` of each hop that has a delay and whose two clocks are
 * known, or are one and the same. May be called from several threads.
 */
void mt_skew_apply(const MtSkew *skew, MtChain *chain);

#endif
