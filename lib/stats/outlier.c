/* Medians of logarithms; of a store, by counting what lies near its median. */
#include "stats/outlier.h"

#include <math.h>
#include <stdlib.h>

static const double scale = 1.4826; /* 1 / 0.67449, the third normal quartile */
static const double least_spread = 0.4054651; /* log 1.5 */

double
mt_baseline_log(int64_t us)
{
	return log((double)MAX(us, MT_BASELINE_LEAST_US));
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *values, size_t n)
{
	qsort(values, n, sizeof *values, compare);
	return n % 2 == 1 ? values[n / 2]
			  : (values[n / 2 - 1] + values[n / 2]) / 2;
}

MtBaseline
mt_baseline_of(double *logs, size_t n)
{
	g_autofree double *off = g_new(double, n);
	MtBaseline baseline;

	baseline.centre = median(logs, n);
	for (size_t i = 0; i < n; i++)
		off[i] = fabs(logs[i] - baseline.centre);
	baseline.spread = fmax(scale * median(off, n), least_spread);
	return baseline;
}

/* Values within a factor of e^off of the centre. */
static uint64_t
count_near(MtQuantile *store, double centre, double off)
{
	double high = exp(centre + off), low = exp(centre - off);
	uint64_t n = mt_quantile_count(
		store, high < (double)INT64_MAX ? (int64_t)high : INT64_MAX);

	/* All below the least are like the least. */
	if (low <= MT_BASELINE_LEAST_US)
		return n;
	return n - mt_quantile_count(store, (int64_t)low - 1);
}

MtBaseline
mt_baseline_of_store(MtQuantile *store, double quantile)
{
	MtBaseline baseline = {
		.centre = mt_baseline_log(mt_quantile_at(store, 0.5))};
	double low = 0, high = 64;

	/* A bucket is 1/64 wide: closer steps find nothing. */
	while (high - low > 0.001) {
		double middle = (low + high) / 2;

		if (2 * count_near(store, baseline.centre, middle) < store->n)
			low = middle;
		else
			high = middle;
	}
	baseline.spread = fmax(scale * high, least_spread);
	baseline.centre = mt_baseline_log(mt_quantile_at(store, quantile));
	return baseline;
}

double
mt_baseline_score(const MtBaseline *baseline, int64_t us)
{
	return (mt_baseline_log(us) - baseline->centre) / baseline->spread;
}

int64_t
mt_baseline_us(const MtBaseline *baseline)
{
	return llround(exp(baseline->centre));
}

bool
mt_outlier_is_chance(uint64_t own, uint64_t n, uint64_t slow, uint64_t others)
{
	double share = (double)slow / (double)others;
	double expected = share * (double)n;

	return (double)own <= expected + 4 * sqrt(expected * (1 - share));
}
