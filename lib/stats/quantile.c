/*
 * A sorted array first; then counts by octave and the six bits below it.
 *
 * Size: a store and its written form are one secret.
 */
#include "stats/quantile.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	SUB_BITS = 6,
	SUBS = 1 << SUB_BITS, /* buckets of one octave */
	PAGES = 64 - SUB_BITS + 1,
	FIRST_SPACE = 8,
};

/*
 * Page 0 has a bucket for each of 0..63; page p > 0 those of the octave that
 * begins at 2^(p + 5). Pages are made when a value needs them: a delay has
 * hardly ten, so they are looked through. Most counts are small.
 */
typedef struct {
	uint8_t number;
	bool wide;
	union {
		uint16_t *small;
		uint64_t *large;
	};
} Page;

typedef struct {
	Page *pages; /* by number */
	uint8_t n, room;
	uint8_t at[PAGES]; /* place of each page in `pages`, plus 1; 0: none */
} Side;

struct MtQuantileSketch {
	Side below, above; /* magnitudes of the negative values, and the rest */
};

static uint64_t
magnitude(int64_t us)
{
	return us < 0 ? -(uint64_t)us : (uint64_t)us;
}

static uint64_t
page_get(const Page *page, unsigned sub)
{
	return page->wide ? page->large[sub] : page->small[sub];
}

static void
page_widen(Page *page)
{
	uint64_t *large = g_new(uint64_t, SUBS);

	for (unsigned i = 0; i < SUBS; i++)
		large[i] = page->small[i];
	g_free(page->small);
	page->large = large;
	page->wide = true;
}

static inline void
page_add(Page *page, unsigned sub, uint64_t n)
{
	if (!page->wide && page->small[sub] + n > UINT16_MAX)
		page_widen(page);
	if (page->wide)
		page->large[sub] += n;
	else
		page->small[sub] = (uint16_t)(page->small[sub] + n);
}

static Page *
make_page(Side *side, unsigned number)
{
	unsigned i = 0;

	while (i < side->n && side->pages[i].number < number)
		i++;
	if (side->n == side->room) {
		side->room = (uint8_t)MIN(side->room + 4, PAGES);
		side->pages = g_renew(Page, side->pages, side->room);
	}
	memmove(&side->pages[i + 1], &side->pages[i],
		(side->n - i) * sizeof *side->pages);
	side->pages[i] = (Page){.number = (uint8_t)number,
				.small = g_new0(uint16_t, SUBS)};
	side->n++;
	for (unsigned k = i; k < side->n; k++)
		side->at[side->pages[k].number] = (uint8_t)(k + 1);
	return &side->pages[i];
}

static inline Page *
side_page(Side *side, unsigned number)
{
	return side->at[number] != 0 ? &side->pages[side->at[number] - 1]
				     : make_page(side, number);
}

/* The page and the bucket in it of a magnitude. */
static inline unsigned
place(uint64_t size, unsigned *sub)
{
	unsigned top;

	*sub = (unsigned)size;
	if (size < SUBS)
		return 0;
	top = 63 - (unsigned)__builtin_clzll(size);
	*sub = (unsigned)(size >> (top - SUB_BITS)) & (SUBS - 1);
	return top - SUB_BITS + 1;
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
	unsigned sub, number = place(magnitude(us), &sub);

	page_add(side_page(us < 0 ? &sketch->below : &sketch->above, number),
		 sub, 1);
}

static void
side_merge(Side *into, const Side *from)
{
	for (size_t p = 0; p < from->n; p++) {
		Page *page = side_page(into, from->pages[p].number);

		for (unsigned i = 0; i < SUBS; i++)
			page_add(page, i, page_get(&from->pages[p], i));
	}
}

static void
side_clear(Side *side)
{
	for (size_t p = 0; p < side->n; p++)
		g_free(side->pages[p].small);
	g_free(side->pages);
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

static uint64_t
limit_of(const MtQuantile *store)
{
	return store->exact == 0 ? MT_QUANTILE_EXACT : store->exact;
}

/* Put one value away; the store's summary does not have it yet. */
static void
keep(MtQuantile *store, int64_t us)
{
	uint64_t n = store->n;

	if (store->sketch == NULL && n == limit_of(store))
		give_up_exactness(store);
	if (store->sketch != NULL) {
		sketch_add(store->sketch, us);
		return;
	}
	if (n == 0 || (n >= FIRST_SPACE && (n & (n - 1)) == 0))
		store->values = g_renew(int64_t, store->values,
					n == 0 ? FIRST_SPACE : 2 * n);
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): not from n on */
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
mt_quantile_add_column(MtQuantile *store, const int64_t *us, size_t n,
		       size_t step)
{
	for (size_t i = 0; i < n; i++)
		if (us[i * step] != INT64_MIN)
			mt_quantile_add(store, us[i * step]);
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
page_count(const Page *page)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < SUBS; i++)
		n += page_get(page, i);
	return n;
}

static uint64_t
side_count(const Side *side)
{
	uint64_t n = 0;

	for (size_t p = 0; p < side->n; p++)
		n += page_count(&side->pages[p]);
	return n;
}

/* How many magnitudes are in buckets up to that of `size`. */
static uint64_t
side_count_to(const Side *side, uint64_t size)
{
	unsigned last, number = place(size, &last);
	uint64_t n = 0;

	for (size_t p = 0; p < side->n && side->pages[p].number <= number; p++)
		for (unsigned i = 0; i < SUBS; i++)
			if (side->pages[p].number < number || i <= last)
				n += page_get(&side->pages[p], i);
	return n;
}

/* The magnitude of rank `rank` among those of one side; 1 is the smallest. The
 * side has so many. */
static uint64_t
side_at(const Side *side, uint64_t rank)
{
	const Page *page = side->pages;
	unsigned sub = 0;

	for (uint64_t n; (n = page_count(page)) < rank; page++)
		rank -= n;
	for (; page_get(page, sub) < rank; sub++)
		rank -= page_get(page, sub);
	return bucket_middle(page->number, sub);
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

static void
sort(MtQuantile *store)
{
	if (!store->sorted && store->n > 0)
		qsort(store->values, store->n, sizeof *store->values, compare);
	store->sorted = true;
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
	sort(store);
	return store->values[rank - 1];
}

uint64_t
mt_quantile_count(MtQuantile *store, int64_t us)
{
	uint64_t low = 0, high = store->n;

	if (store->n == 0 || us < store->min)
		return 0;
	if (us >= store->max)
		return store->n;
	if (store->sketch != NULL) {
		uint64_t below = side_count(&store->sketch->below);

		if (us >= 0)
			return below + side_count_to(&store->sketch->above,
						     (uint64_t)us);
		return below -
		       side_count_to(&store->sketch->below, magnitude(us) - 1);
	}
	sort(store);
	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (store->values[middle] <= us)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t
mt_quantile_mean(const MtQuantile *store)
{
	long double sum = (long double)(int64_t)store->sum_high * 0x1p64L +
			  (long double)store->sum_low;

	return store->n > 0 ? (int64_t)llroundl(sum / (long double)store->n)
			    : 0;
}

static void
write_side(MtBuf *out, const Side *side, char sign)
{
	for (unsigned p = 0; p < side->n; p++)
		for (unsigned i = 0; i < SUBS; i++) {
			uint64_t n = page_get(&side->pages[p], i);

			if (n > 0)
				mt_buf_addf(out, " %c%u %" PRIu64, sign,
					    side->pages[p].number * SUBS + i,
					    n);
		}
}

void
mt_quantile_write(MtBuf *out, const MtQuantile *store)
{
	mt_buf_addf(out, "%" PRIu64, store->n);
	if (store->n == 0)
		return;
	if (store->sketch == NULL) {
		MT_BUF_ADD(out, " =");
		for (uint64_t i = 0; i < store->n; i++)
			mt_buf_addf(out, " %" PRId64, store->values[i]);
		return;
	}
	mt_buf_addf(out, " ~ %" PRId64 " %" PRId64 " %" PRIu64 " %" PRIu64,
		    store->min, store->max, store->sum_low, store->sum_high);
	write_side(out, &store->sketch->below, '-');
	write_side(out, &store->sketch->above, '+');
}

static bool
read_number(MtSlice *rest, bool negative, uint64_t *number)
{
	unsigned long long n;
	MtSlice word;

	if (!mt_slice_word(rest, &word))
		return false;
	if (negative && word.p[0] == '-')
		word = mt_slice(word.p + 1, word.n - 1);
	else
		negative = false;
	if (!mt_slice_number(word, UINT64_MAX, &n) ||
	    (negative && n > (uint64_t)INT64_MAX + 1))
		return false;
	*number = negative ? -(uint64_t)n : n;
	return true;
}

static bool
read_signed(MtSlice *rest, int64_t *us)
{
	uint64_t n;

	if (!read_number(rest, true, &n))
		return false;
	*us = (int64_t)n;
	return true;
}

static bool
read_buckets(MtQuantile *store, MtSlice rest)
{
	uint64_t sum = 0, bucket, n;
	MtSlice word;

	while (mt_slice_word(&rest, &word)) {
		MtSlice number = mt_slice(word.p + 1, word.n - 1);
		Side *side = word.p[0] == '-' ? &store->sketch->below
					      : &store->sketch->above;
		unsigned long long at;

		if ((word.p[0] != '-' && word.p[0] != '+') ||
		    !mt_slice_number(number, PAGES * SUBS - 1, &at) ||
		    !read_number(&rest, false, &n) || n == 0 ||
		    n > store->n - sum)
			return false;
		bucket = at;
		sum += n;
		page_add(side_page(side, (unsigned)(bucket / SUBS)),
			 (unsigned)(bucket % SUBS), n);
	}
	return sum == store->n;
}

static bool
read_sketch(MtQuantile *store, MtSlice rest, uint64_t n)
{
	if (n <= limit_of(store) || !read_signed(&rest, &store->min) ||
	    !read_signed(&rest, &store->max) || store->min > store->max ||
	    !read_number(&rest, false, &store->sum_low) ||
	    !read_number(&rest, false, &store->sum_high))
		return false;
	store->n = n;
	store->sketch = g_new0(MtQuantileSketch, 1);
	return read_buckets(store, rest);
}

bool
mt_quantile_read(MtQuantile *store, MtSlice text)
{
	uint64_t n;
	MtSlice word;
	int64_t us;

	if (!read_number(&text, false, &n))
		return false;
	if (n == 0)
		return !mt_slice_word(&text, &word);
	if (!mt_slice_word(&text, &word))
		return false;
	if (mt_slice_eq(word, MT_SLICE("~")))
		return read_sketch(store, text, n);
	if (!mt_slice_eq(word, MT_SLICE("=")) || n > limit_of(store))
		return false;
	for (uint64_t i = 0; i < n; i++) {
		if (!read_signed(&text, &us))
			return false;
		mt_quantile_add(store, us);
	}
	return !mt_slice_word(&text, &word);
}
