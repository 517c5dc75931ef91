/*
 * How far off a value is, measured by values that may be off themselves.
 *
 * Delays are spread evenly on a scale of ratios, so logarithms are compared.
 * The centre is the median, the spread 1.4826 times the median absolute
 * deviation from it (MAD), which is the standard deviation where the values are
 * normal; up to half of them may be anything and change neither much.
 */
#ifndef MT_STATS_OUTLIER_H
#define MT_STATS_OUTLIER_H

#include <stddef.h>

#include "stats/quantile.h"

typedef struct {
	double centre, spread; /* of logarithms of microseconds */
} MtBaseline;

/* Delays below are not told apart: MTAs write hundredths of seconds. */
enum { MT_BASELINE_LEAST_US = 10 * 1000 };

/* The natural logarithm of a delay, no less than that of the least. */
double mt_baseline_log(int64_t us);

/* Of logarithms; sorts them. There must be one at least. The spread is never
 * less than that of a factor of 1.5 between values. */
MtBaseline mt_baseline_of(double *logs, size_t n);

/* Of all values of a store that is not empty, as exact as the store. For what is
 * to be like another quantile than the median, that is the centre. */
MtBaseline mt_baseline_of_store(MtQuantile *store, double quantile);

/* Deviations from the centre; positive where the delay is longer. */
double mt_baseline_score(const MtBaseline *baseline, int64_t us);

/* The delay that the centre is. */
int64_t mt_baseline_us(const MtBaseline *baseline);

/*
 * May `own` of `n` be slow by chance, where `slow` of `others` are? They are up to
 * four deviations of a binomial distribution above that share: with three, one of
 * the many that are looked at would not be every now and then.
 */
bool mt_outlier_is_chance(uint64_t own, uint64_t n, uint64_t slow,
			  uint64_t others);

#endif
