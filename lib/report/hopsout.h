/*
 * What mt-hops prints, in whichever form was asked for: messages with their
 * hops, sums over pairs of hosts, clocks of hosts.
 */
#ifndef MT_REPORT_HOPSOUT_H
#define MT_REPORT_HOPSOUT_H

#include "chain/clock.h"
#include "chain/summary.h"
#include "report/format.h"
#include "report/hopstext.h"

typedef struct {
	MtFormat format;
	bool messages_only; /* no record for a hop */
	bool raw;           /* the field itself in each hop record */
	MtHopsText text;
} MtHopsOut;

/* What stands before the first message: the names of TSV. */
void mt_hopsout_head(const MtHopsOut *o, MtBuf *out);

void mt_hopsout_message(const MtHopsOut *o, MtBuf *out,
			const MtMessage *message, const MtHeading *heading,
			const MtChain *chain, MtArena *arena);

/* `others` may be NULL. */
void mt_hopsout_pairs(const MtHopsOut *o, MtBuf *out, const MtPair *pairs,
		      size_t n, const MtPair *others);

/* In TSV this is a second table, behind an empty line. */
void mt_hopsout_clocks(const MtHopsOut *o, MtBuf *out, const MtClock *clocks,
		       size_t n);

#endif
