/* A sorted array first; then counts in buckets. */
#include "stats/quantile.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 64 };

void
mt_quantile_clear(MtQuantile *store)
{
	mt_buckets_free(store->sketch);
	g_free(store->values);
	*store = (MtQuantile){0};
}

static void
give_up_exactness(MtQuantile *store)
{
	mt_buckets_add_all(&store->sketch, store->values, store->n);
	g_free(store->values);
	store->values = NULL;
	store->room = 0;
}

static uint64_t
limit_of(const MtQuantile *store)
{
	return store->exact == 0 ? MT_QUANTILE_EXACT : store->exact;
}

/* Room for that many values in all; there are at most UINT16_MAX. The first that
 * come are all that there will be, as a rule. */
static void
make_room(MtQuantile *store, uint64_t n)
{
	if (n <= store->room)
		return;
	store->room = (uint16_t)MAX(n, MIN(2 * store->n, limit_of(store)));
	store->values = g_renew(int64_t, store->values, store->room);
}

/* Put values away; the store's summary does not have them yet. */
static void
keep(MtQuantile *store, const int64_t *us, size_t n)
{
	uint64_t all = store->n + n;

	if (store->sketch == NULL && all <= limit_of(store)) {
		make_room(store, all);
		memcpy(&store->values[store->n], us, n * sizeof *us);
		store->sorted = false;
		return;
	}
	if (store->values != NULL)
		give_up_exactness(store);
	mt_buckets_add_all(&store->sketch, us, n);
}

static void
add_to_sum(MtQuantile *store, uint64_t low, uint64_t high)
{
	store->sum_low += low;
	store->sum_high += high + (store->sum_low < low);
}

static void
summarize(MtQuantile *store, const int64_t *us, size_t n)
{
	int64_t min = store->n == 0 ? INT64_MAX : store->min;
	int64_t max = store->n == 0 ? INT64_MIN : store->max;
	uint64_t low = 0, high = 0;

	for (size_t i = 0; i < n; i++) {
		min = MIN(min, us[i]);
		max = MAX(max, us[i]);
		low += (uint64_t)us[i];
		high += (low < (uint64_t)us[i]) - (uint64_t)(us[i] < 0);
	}
	store->min = min;
	store->max = max;
	add_to_sum(store, low, high);
	store->n += n;
}

void
mt_quantile_add_all(MtQuantile *store, const int64_t *us, size_t n)
{
	if (n == 0)
		return;
	keep(store, us, n);
	summarize(store, us, n);
}

void
mt_quantile_add(MtQuantile *store, int64_t us)
{
	mt_quantile_add_all(store, &us, 1);
}

void
mt_quantile_merge(MtQuantile *into, const MtQuantile *from)
{
	MtBucketsWalk walk = {0};
	uint64_t n;
	int bucket;

	if (from->sketch == NULL) {
		mt_quantile_add_all(into, from->values, from->n);
		return;
	}
	if (into->sketch == NULL)
		give_up_exactness(into);
	while (mt_buckets_next(from->sketch, &walk, &bucket, &n))
		mt_buckets_add(&into->sketch, bucket, n);
	if (into->n == 0 || from->min < into->min)
		into->min = from->min;
	if (into->n == 0 || from->max > into->max)
		into->max = from->max;
	add_to_sum(into, from->sum_low, from->sum_high);
	into->n += from->n;
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

/* Most stores are so small that a call for each comparison costs more than
 * moving values one by one. */
static void
sort_few(int64_t *values, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int64_t value = values[i];
		size_t at = i;

		for (; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
}

static void
sort(MtQuantile *store)
{
	if (!store->sorted && store->n <= FEW)
		sort_few(store->values, store->n);
	else if (!store->sorted)
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
	if (store->sketch != NULL) {
		int64_t us =
			mt_bucket_middle(mt_buckets_at(store->sketch, rank));

		return CLAMP(us, store->min, store->max);
	}
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
	/* Of a bucket below zero that `us` is in the middle of, none. */
	if (store->sketch != NULL)
		return mt_buckets_count(store->sketch,
					us < 0 ? mt_bucket_of(us + 1) - 1
					       : mt_bucket_of(us));
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

static long double
sum_of(const MtQuantile *store)
{
	return (long double)(int64_t)store->sum_high * 0x1p64L +
	       (long double)store->sum_low;
}

int64_t
mt_quantile_sum(const MtQuantile *store)
{
	static const long double most = 0x1p55L;
	long double sum = sum_of(store);

	return store->n == 0 ? 0 : (int64_t)CLAMP(sum, -most, most);
}

int64_t
mt_quantile_mean(const MtQuantile *store)
{
	return store->n > 0 ? (int64_t)llroundl(sum_of(store) /
						(long double)store->n)
			    : 0;
}

static void
write_buckets(MtBuf *out, const MtBuckets *buckets)
{
	MtBucketsWalk walk = {0};
	uint64_t n;
	int bucket;

	while (mt_buckets_next(buckets, &walk, &bucket, &n))
		mt_buf_addf(out, " %c%d %" PRIu64, bucket < 0 ? '-' : '+',
			    bucket < 0 ? -1 - bucket : bucket, n);
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
	write_buckets(out, store->sketch);
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

/* `+BUCKET N -BUCKET N ..`, which are `all` together. */
static bool
read_buckets(MtQuantile *store, MtSlice rest, uint64_t all)
{
	uint64_t sum = 0, n;
	MtSlice word;

	while (mt_slice_word(&rest, &word)) {
		MtSlice number = mt_slice(word.p + 1, word.n - 1);
		unsigned long long at;
		int bucket;

		if ((word.p[0] != '-' && word.p[0] != '+') ||
		    !mt_slice_number(number, MT_BUCKETS - 1, &at) ||
		    !read_number(&rest, false, &n) || n == 0 || n > all - sum)
			return false;
		bucket = word.p[0] == '-' ? -1 - (int)at : (int)at;
		mt_buckets_add(&store->sketch, bucket, n);
		sum += n;
	}
	return sum == all;
}

static bool
read_sketch(MtQuantile *store, MtSlice rest, uint64_t n)
{
	if (n <= limit_of(store) || !read_signed(&rest, &store->min) ||
	    !read_signed(&rest, &store->max) || store->min > store->max ||
	    !read_number(&rest, false, &store->sum_low) ||
	    !read_number(&rest, false, &store->sum_high) ||
	    !read_buckets(store, rest, n))
		return false;
	store->n = n;
	return true;
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
