/*
 * The table of hops: number, time, delay and bar, the host that wrote the
 * field, how it got the message and from whom.
 *
 * On a wide terminal one row is one line. On a narrow one the peer stands in
 * the line below; where not even the host has room, it stands below as well.
 */
#ifndef MT_REPORT_HOPROW_H
#define MT_REPORT_HOPROW_H

#include "chain/chain.h"
#include "report/term.h"
#include "report/zone.h"

typedef struct {
	const MtTerm *term;
	const MtZone *zone;
	const MtChain *chain;
	const MtTime *date; /* of the message */

	size_t number; /* columns of the hop's number */
	size_t left;   /* columns before the host */
	size_t at;     /* columns of the host */
	size_t from;   /* columns before the peer */
	bool below;    /* the host stands in the next line */
	bool has_how;  /* the protocol has a column */
	bool wide;     /* the peer stands in the same line */
	bool ids;      /* show queue ids */
	double lost;   /* microseconds that all bars together stand for */
	bool has_day;
	int64_t day_us; /* an instant of the day that was last named */
} MtHopRows;

/* Choose the widths for this chain and write the head of the table. */
void mt_hoprows_begin(MtHopRows *rows, const MtTerm *term, const MtZone *zone,
		      const MtChain *chain, const MtTime *date, MtBuf *out);

void mt_hoprows_add(MtHopRows *rows, const MtHop *hop, MtBuf *out);

#endif
