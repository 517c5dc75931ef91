/*
 * Clock offsets of many hosts from the delays between pairs of them.
 *
 * What a delay says: it is the true transit, which is never negative, plus the
 * offset of the receiver's clock, minus that of the sender's. So the lower end
 * of the delays from A to B is an upper bound of offset(B) - offset(A), and a
 * close one where some transit is fast; the delays from B to A bound it from
 * below.
 *
 * The offsets chosen are those with the least sum of costs: a transit that is
 * slower than its pair's fastest costs its length, one that would have to be
 * faster than possible three times its length, each weighted by the number of
 * observations; and a clock that is wrong costs its offset, so that the clock
 * of the majority is zero and none is said to be wrong for less than five
 * observations. A sum of lengths, not of squares: what is far off does not
 * pull harder than what is near.
 */
#ifndef MT_CHAIN_CLOCKNET_H
#define MT_CHAIN_CLOCKNET_H

#include <stddef.h>
#include <stdint.h>

/* Observations that must speak for an offset before it is believed. */
enum { MT_CLOCK_NEEDED = 5 };

/* One pair of hosts. All times are in seconds. */
typedef struct {
	uint32_t from, to; /* hosts, 0 up to n_hosts */
	double fastest;    /* the low end of the delays */
	double n;          /* observations */
	double near;       /* those near the low end */
	double excess;     /* what the usual delay has above it */
	double resolution; /* of the times */
} MtClockEdge;

typedef struct {
	size_t n_hosts, n_edges;
	MtClockEdge *edges;
	double *offset; /* of each host; the result */
} MtClockNet;

/* How much an edge counts: by its observations, more than 100 hardly more. */
double mt_clock_edge_weight(const MtClockEdge *edge);

/* How much slower than possible the fastest transit of an edge then is;
 * negative: how much faster. */
double mt_clock_edge_slack(const MtClockNet *net, const MtClockEdge *edge);

/* Fill `offset`; the median of each island is 0. The order of hosts and edges
 * makes no difference but for rounding. */
void mt_clocknet_solve(MtClockNet *net);

#endif
