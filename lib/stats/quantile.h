/*
 * Quantiles of many durations in little memory: exact while they are few, then
 * from counts in buckets that grow with the value.
 *
 * Up to MT_QUANTILE_EXACT values (or as many as the store's `exact` says) are
 * kept as they are. Beyond that, a value v is counted in a bucket no wider than
 * |v| / 64, so that a quantile is off by at most 1/128 (0.8 %) of itself; values
 * below 64 us, the least and the largest one, and the mean stay exact. Memory is
 * that of stats/buckets.h: two bytes for each bucket that occurs, and again for
 * eight in one; with thousands of values, 6 kB for those between a millisecond
 * and ten days.
 *
 * All results depend on the values alone: neither on their order, nor on how
 * they were spread over stores that were merged. Whether the store is exact
 * depends on their number only, and the bucket of a value on that value only.
 */
#ifndef MT_STATS_QUANTILE_H
#define MT_STATS_QUANTILE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "stats/buckets.h"

enum {
	MT_QUANTILE_EXACT = 1024, /* values; 8 kB at most */
	MT_QUANTILE_FEW = 64,     /* for stores of which there are thousands */
};

/* All zero is an empty store. Microseconds throughout; they may be negative. */
typedef struct {
	uint64_t n;
	int64_t min, max; /* meaningless while n is 0 */
	uint32_t exact;   /* set before the first value; 0: MT_QUANTILE_EXACT.
			     The same for all stores that are merged */

	/* Of the store itself: */
	uint16_t room;    /* for values */
	bool sorted;      /* are they */
	uint64_t sum_low; /* two's complement sum of 128 bits */
	uint64_t sum_high;
	int64_t *values; /* the values, until there are too many */
	MtBuckets *sketch;
} MtQuantile;

void mt_quantile_clear(MtQuantile *store); /* frees, leaves an empty store */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MtQuantile, mt_quantile_clear)

/* A few nanoseconds, but for the value that makes the store give up exactness. */
void mt_quantile_add(MtQuantile *store, int64_t us);

/* Many at once, each in a fraction of that. */
void mt_quantile_add_all(MtQuantile *store, const int64_t *us, size_t n);

/* As if the values of `from` had been added to `into`. */
void mt_quantile_merge(MtQuantile *into, const MtQuantile *from);

/*
 * The least value that at least the share `q` (0 to 1) of all values do not
 * exceed: the median for 0.5, the least value for 0, the largest for 1. 0 for
 * an empty store. Not const: an exact store sorts its values.
 */
int64_t mt_quantile_at(MtQuantile *store, double q);

/* How many values are at most `us`; of a sketch, with the whole bucket. */
uint64_t mt_quantile_count(MtQuantile *store, int64_t us);

/* The sum; 2^55 us, which is a thousand years, where it is more. */
int64_t mt_quantile_sum(const MtQuantile *store);

/* The mean, rounded to the nearest microsecond; 0 for an empty store. */
int64_t mt_quantile_mean(const MtQuantile *store);

/*
 * The store as words with spaces between them, and back: all of it, so that
 * merging what was read gives what merging the store would give. Reading adds to
 * an empty store whose `exact` is set; false for what was not written here.
 */
void mt_quantile_write(MtBuf *out, const MtQuantile *store);
bool mt_quantile_read(MtQuantile *store, MtSlice text);

static inline bool
mt_quantile_is_exact(const MtQuantile *store)
{
	return store->sketch == NULL;
}

#endif
