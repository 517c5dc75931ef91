/* The table of hops: one row a hop, its last cell going on below if needed. */
#ifndef MT_REPORT_HOPROW_H
#define MT_REPORT_HOPROW_H

#include "chain/chain.h"
#include "report/term.h"
#include "report/zone.h"

typedef struct {
	const MtTerm *term;
	const MtZone *zone;
	const MtChain *chain;
	size_t at_width, how_width, id_width; /* columns; id_width 0: none */
	int64_t slowest_us; /* what the longest bar stands for */
	bool has_day;
	int64_t day_us; /* an instant of the day that was last named */
} MtHopRows;

/* Choose the widths for this chain and write the head of the table. */
void mt_hoprows_begin(MtHopRows *rows, const MtTerm *term, const MtZone *zone,
		      const MtChain *chain, MtBuf *out);

void mt_hoprows_add(MtHopRows *rows, const MtHop *hop, MtBuf *out);

#endif
