/* Ways over a solved net of clocks: what they prove, and how well. */
#ifndef MT_CHAIN_CLOCKWAYS_H
#define MT_CHAIN_CLOCKWAYS_H

#include <stdbool.h>

#include "chain/clocknet.h"

typedef struct MtClockWays MtClockWays;

/* Index a net, which must outlive this. */
MtClockWays *mt_clock_ways_new(const MtClockNet *net);
void mt_clock_ways_free(MtClockWays *ways);

/*
 * For each host the least sum of slack (without sign) along the edges of any
 * way from one of the `sources` to it: by so much its clock may be faster than
 * the solution says, if the source is right. `backwards`: along ways from the
 * host to a source; by so much it may be slower. INFINITY where no way leads.
 */
void mt_clock_bounds(MtClockWays *ways, const bool *sources, bool backwards,
		     double *bounds);

/*
 * For each host how many observations tie it to the `sources`: those near the
 * low end of edges, in any direction, whose slack is at most `agreement`, but
 * over another host no more than tie that one. So ten observations between two
 * invented hosts are worth two, if two lead from them to the others. INFINITY
 * for sources, 0 where there is no tie.
 */
void mt_clock_ties(MtClockWays *ways, const bool *sources, double agreement,
		   double *ties);

#endif
