/* Hosts are taken in order from a heap, the nearest or best tied one first. */
#include "chain/clockways.h"

#include <glib.h>
#include <math.h>

#include "base/arena.h"

typedef struct {
	double key;
	uint32_t host;
} Entry;

struct MtClockWays {
	const MtClockNet *net;
	uint32_t *first; /* where the edges at a host begin in `edges` */
	uint32_t *edges; /* each one twice, at both its ends */
	Entry *heap;     /* the least key on top */
	size_t n_heap;
};

/* Sort the ends of the edges by their hosts, by counting. */
MtClockWays *
mt_clock_ways_new(const MtClockNet *net)
{
	MtClockWays *w = g_new0(MtClockWays, 1);

	w->net = net;
	w->first = g_new0(uint32_t, net->n_hosts + 1);
	w->edges = g_new(uint32_t, 2 * net->n_edges + 1);
	w->heap = g_new(Entry, net->n_hosts + 2 * net->n_edges + 1);
	for (size_t i = 0; i < net->n_edges; i++) {
		w->first[net->edges[i].from]++;
		w->first[net->edges[i].to]++;
	}
	for (size_t h = 0; h < net->n_hosts; h++)
		w->first[h + 1] += w->first[h];
	for (size_t i = net->n_edges; i > 0; i--) {
		const MtClockEdge *edge = &net->edges[i - 1];

		w->edges[--w->first[edge->from]] = (uint32_t)(i - 1);
		w->edges[--w->first[edge->to]] = (uint32_t)(i - 1);
	}
	return w;
}

void
mt_clock_ways_free(MtClockWays *ways)
{
	g_free(ways->first);
	g_free(ways->edges);
	g_free(ways->heap);
	g_free(ways);
}

static void
push(MtClockWays *w, Entry entry)
{
	size_t i = w->n_heap++;

	for (; i > 0 && w->heap[(i - 1) / 2].key > entry.key; i = (i - 1) / 2)
		w->heap[i] = w->heap[(i - 1) / 2];
	w->heap[i] = entry;
}

static Entry
pop(MtClockWays *w)
{
	Entry top = w->heap[0], last = w->heap[--w->n_heap];
	size_t i = 0, child = 1;

	for (; child < w->n_heap; i = child, child = 2 * i + 1) {
		if (child + 1 < w->n_heap &&
		    w->heap[child + 1].key < w->heap[child].key)
			child++;
		if (w->heap[child].key >= last.key)
			break;
		w->heap[i] = w->heap[child];
	}
	w->heap[i] = last;
	return top;
}

static void
reach(MtClockWays *w, uint32_t host, double length, double *bounds)
{
	if (length >= bounds[host])
		return;
	bounds[host] = length;
	push(w, (Entry){length, host});
}

/* Go on from a host whose bound is settled. */
static void
leave(MtClockWays *w, Entry at, bool backwards, double *bounds)
{
	for (uint32_t i = w->first[at.host]; i < w->first[at.host + 1]; i++) {
		const MtClockEdge *e = &w->net->edges[w->edges[i]];
		double slack = fabs(mt_clock_edge_slack(w->net, e));

		if ((backwards ? e->to : e->from) == at.host)
			reach(w, backwards ? e->from : e->to, at.key + slack,
			      bounds);
	}
}

void
mt_clock_bounds(MtClockWays *ways, const bool *sources, bool backwards,
		double *bounds)
{
	for (uint32_t h = 0; h < ways->net->n_hosts; h++)
		bounds[h] = INFINITY;
	for (uint32_t h = 0; h < ways->net->n_hosts; h++)
		if (sources[h])
			reach(ways, h, 0, bounds);
	while (ways->n_heap > 0) {
		Entry at = pop(ways);

		/* Else left over: a shorter way was found since. */
		if (at.key <= bounds[at.host])
			leave(ways, at, backwards, bounds);
	}
}

/* Tie the neighbours of a host whose ties are settled. */
static void
tie(MtClockWays *w, uint32_t host, double agreement, const bool *done,
    double *ties)
{
	for (uint32_t i = w->first[host]; i < w->first[host + 1]; i++) {
		const MtClockEdge *e = &w->net->edges[w->edges[i]];
		uint32_t other = e->from == host ? e->to : e->from;

		if (done[other] ||
		    fabs(mt_clock_edge_slack(w->net, e)) > agreement)
			continue;
		ties[other] += fmin(e->near, ties[host]);
		push(w, (Entry){-ties[other], other});
	}
}

void
mt_clock_ties(MtClockWays *ways, const bool *sources, double agreement,
	      double *ties)
{
	size_t n = ways->net->n_hosts;
	g_autoptr(MtArena) arena = mt_arena_new();
	bool *done = MT_ARENA_NEW0(arena, bool, n);

	for (uint32_t h = 0; h < n; h++) {
		ties[h] = sources[h] ? INFINITY : 0;
		if (sources[h])
			push(ways, (Entry){-INFINITY, h});
	}
	while (ways->n_heap > 0) {
		uint32_t host = pop(ways).host;

		if (done[host])
			continue;
		done[host] = true;
		tie(ways, host, agreement, done, ties);
	}
}
