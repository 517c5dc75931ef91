/* A sorted array first; then counts by octave and the six bits below it. */
#include "stats/quantile.h"

#include <math.h>
#include <stdlib.h>

enum {
	SUB_BITS = 6,
	SUBS = 1 << SUB_BITS, /* buckets of one octave */
	PAGES = 64 - SUB_BITS + 1,
	FIRST_SPACE = 8,
};

/* Page 0 has a bucket for each of 0..63; page p > 0 those of the octave that
 * begins at 2^(p + 5). Pages are made when a value needs them. */
typedef struct {
	uint64_t *pages[PAGES];
} Side;

struct MtQuantileSketch {
	Side below, above; /* magnitudes of the negative values, and the rest */
};

static uint64_t
magnitude(int64_t us)
{
	return us < 0 ? -(uint64_t)us : (uint64_t)us;
}

static uint64_t *
side_bucket(Side *side, uint64_t size)
{
	unsigned page = 0, sub = (unsigned)size;

	if (size >= SUBS) {
		unsigned top = 63 - (unsigned)__builtin_clzll(size);

		page = top - SUB_BITS + 1;
		sub = (unsigned)(size >> (top - SUB_BITS)) & (SUBS - 1);
	}
	if (side->pages[page] == NULL)
		side->pages[page] = g_new0(uint64_t, SUBS);
	return &side->pages[page][sub];
}

/* The middle of a bucket: nothing in it is further away than half its width. */
static uint64_t
bucket_middle(unsigned page, unsigned sub)
{
	unsigned shift = page > 0 ? page - 1 : 0;
	uint64_t low = page > 0 ? (uint64_t)(SUBS + sub) << shift : sub;

	return low + (((uint64_t)1 << shift) >> 1);
}

static void
sketch_add(MtQuantileSketch *sketch, int64_t us)
{
	++*side_bucket(us < 0 ? &sketch->below : &sketch->above, magnitude(us));
}

static void
side_merge(Side *into, const Side *from)
{
	for (size_t p = 0; p < PAGES; p++) {
		if (from->pages[p] == NULL)
			continue;
		if (into->pages[p] == NULL)
			into->pages[p] = g_new0(uint64_t, SUBS);
		for (size_t i = 0; i < SUBS; i++)
			into->pages[p][i] += from->pages[p][i];
	}
}

static void
side_clear(Side *side)
{
	for (size_t p = 0; p < PAGES; p++)
		g_free(side->pages[p]);
}

void
mt_quantile_clear(MtQuantile *store)
{
	if (store->sketch != NULL) {
		side_clear(&store->sketch->below);
		side_clear(&store->sketch->above);
	}
	g_free(store->sketch);
	g_free(store->values);
	*store = (MtQuantile){0};
}

static void
give_up_exactness(MtQuantile *store)
{
	store->sketch = g_new0(MtQuantileSketch, 1);
	for (uint64_t i = 0; i < store->n; i++)
		sketch_add(store->sketch, store->values[i]);
	g_free(store->values);
	store->values = NULL;
}

/* Put one value away; the store's summary does not have it yet. */
static void
keep(MtQuantile *store, int64_t us)
{
	uint64_t n = store->n;

	if (store->sketch == NULL && n == MT_QUANTILE_EXACT)
		give_up_exactness(store);
	if (store->sketch != NULL) {
		sketch_add(store->sketch, us);
		return;
	}
	if (n == 0 || (n >= FIRST_SPACE && (n & (n - 1)) == 0))
		store->values = g_renew(int64_t, store->values,
					n == 0 ? FIRST_SPACE : 2 * n);
	store->values[n] = us;
	store->sorted = false;
}

static void
add_to_sum(MtQuantile *store, uint64_t low, uint64_t high)
{
	store->sum_low += low;
	store->sum_high += high + (store->sum_low < low);
}

void
mt_quantile_add(MtQuantile *store, int64_t us)
{
	keep(store, us);
	if (store->n == 0 || us < store->min)
		store->min = us;
	if (store->n == 0 || us > store->max)
		store->max = us;
	add_to_sum(store, (uint64_t)us, us < 0 ? UINT64_MAX : 0);
	store->n++;
}

void
mt_quantile_merge(MtQuantile *into, const MtQuantile *from)
{
	if (from->sketch == NULL) {
		for (uint64_t i = 0; i < from->n; i++)
			mt_quantile_add(into, from->values[i]);
		return;
	}
	if (into->sketch == NULL)
		give_up_exactness(into);
	side_merge(&into->sketch->below, &from->sketch->below);
	side_merge(&into->sketch->above, &from->sketch->above);
	if (into->n == 0 || from->min < into->min)
		into->min = from->min;
	if (into->n == 0 || from->max > into->max)
		into->max = from->max;
	add_to_sum(into, from->sum_low, from->sum_high);
	into->n += from->n;
}

static uint64_t
page_count(const uint64_t *page)
{
	uint64_t n = 0;

	for (size_t i = 0; page != NULL && i < SUBS; i++)
		n += page[i];
	return n;
}

static uint64_t
side_count(const Side *side)
{
	uint64_t n = 0;

	for (size_t p = 0; p < PAGES; p++)
		n += page_count(side->pages[p]);
	return n;
}

/* The magnitude of rank `rank` among those of one side; 1 is the smallest. The
 * side has so many. */
static uint64_t
side_at(const Side *side, uint64_t rank)
{
	unsigned page = 0, sub = 0;

	for (uint64_t n; (n = page_count(side->pages[page])) < rank; page++)
		rank -= n;
	for (; side->pages[page][sub] < rank; sub++)
		rank -= side->pages[page][sub];
	return bucket_middle(page, sub);
}

static int64_t
sketch_at(const MtQuantile *store, uint64_t rank)
{
	uint64_t below = side_count(&store->sketch->below);
	int64_t us;

	/* The least value has the largest magnitude below zero. */
	if (rank <= below)
		us = -(int64_t)MIN(
			side_at(&store->sketch->below, below - rank + 1),
			(uint64_t)INT64_MAX);
	else
		us = (int64_t)side_at(&store->sketch->above, rank - below);
	return CLAMP(us, store->min, store->max);
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* ceil(q n); a product such as 0.07 * 100 must not count one too many because
 * 0.07 is not exact in binary. */
static uint64_t
rank_of(double q, uint64_t n)
{
	double rank = ceil(q * (double)n * (1 - 1e-12));

	if (!(rank >= 1))
		return 1;
	return rank < (double)n ? (uint64_t)rank : n;
}

int64_t
mt_quantile_at(MtQuantile *store, double q)
{
	uint64_t rank = rank_of(q, store->n);

	if (store->n == 0)
		return 0;
	if (rank == 1 || rank == store->n)
		return rank == 1 ? store->min : store->max;
	if (store->sketch != NULL)
		return sketch_at(store, rank);
	if (!store->sorted)
		qsort(store->values, store->n, sizeof *store->values, compare);
	store->sorted = true;
	return store->values[rank - 1];
}

int64_t
mt_quantile_mean(const MtQuantile *store)
{
	long double sum = (long double)(int64_t)store->sum_high * 0x1p64L +
			  (long double)store->sum_low;

	return store->n > 0 ? (int64_t)llroundl(sum / (long double)store->n)
			    : 0;
}
