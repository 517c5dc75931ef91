/* Sets that are joined edge by edge, and their medians. */
#include "chain/clockislands.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

static uint32_t
find(uint32_t *islands, uint32_t host)
{
	while (islands[host] != host)
		host = islands[host] = islands[islands[host]];
	return host;
}

void
mt_clock_islands(const MtClockNet *net, uint32_t *islands)
{
	for (uint32_t h = 0; h < net->n_hosts; h++)
		islands[h] = h;
	for (size_t i = 0; i < net->n_edges; i++) {
		uint32_t a = find(islands, net->edges[i].from);
		uint32_t b = find(islands, net->edges[i].to);

		islands[MAX(a, b)] = MIN(a, b);
	}
	for (uint32_t h = 0; h < net->n_hosts; h++)
		islands[h] = find(islands, h);
}

typedef struct {
	uint32_t island;
	double offset, weight;
} Entry;

static int
by_offset(const void *a, const void *b)
{
	const Entry *x = a, *y = b;

	if (x->island != y->island)
		return x->island < y->island ? -1 : 1;
	return (x->offset > y->offset) - (x->offset < y->offset);
}

/* The weighted median of the entries from `e` up to `end`, which are sorted;
 * halfway where it lies between two. */
static double
median(const Entry *e, const Entry *end)
{
	double left = 0;

	for (const Entry *k = e; k < end; k++)
		left += k->weight / 2;
	for (; e + 1 < end && left > e->weight; e++)
		left -= e->weight;
	return e + 1 < end && left == e->weight ? (e->offset + e[1].offset) / 2
						: e->offset;
}

void
mt_clock_centre(MtClockNet *net, const uint32_t *islands)
{
	size_t n = net->n_hosts;
	g_autoptr(MtArena) arena = mt_arena_new();
	Entry *entries = MT_ARENA_NEW0(arena, Entry, n);
	double *shift = MT_ARENA_NEW0(arena, double, n);

	for (size_t i = 0; i < net->n_edges; i++) {
		const MtClockEdge *edge = &net->edges[i];

		entries[edge->from].weight += edge->n;
		entries[edge->to].weight += edge->n;
	}
	for (uint32_t h = 0; h < n; h++) {
		entries[h].weight = fmin(entries[h].weight, MT_CLOCK_NEEDED);
		entries[h].island = islands[h];
		entries[h].offset = net->offset[h];
	}
	qsort(entries, n, sizeof *entries, by_offset);
	for (size_t from = 0, to = 0; from < n; from = to) {
		while (to < n && entries[to].island == entries[from].island)
			to++;
		shift[entries[from].island] =
			median(entries + from, entries + to);
	}
	for (uint32_t h = 0; h < n; h++)
		net->offset[h] -= shift[islands[h]];
}
