/* Quantiles against a sorted array, whatever the order and the merging. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "stats/quantile.h"

/* Numbers that look random, the same in every run. */
static uint64_t
next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static int64_t
small(uint64_t *state)
{
	return (int64_t)(next(state) % 200) - 100;
}

static int64_t
delay(uint64_t *state)
{
	return (int64_t)(next(state) >> (24 + next(state) % 30));
}

static int64_t
signed_delay(uint64_t *state)
{
	return delay(state) - delay(state) / 3 * 2;
}

static int64_t
any(uint64_t *state)
{
	return (int64_t)(next(state) >> next(state) % 64);
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static const struct {
	int64_t (*value)(uint64_t *);
	size_t n;
} sets[] = {
	{small, 1},
	{small, 2},
	{delay, 9},
	{signed_delay, MT_QUANTILE_EXACT},
	{small, MT_QUANTILE_EXACT + 1},
	{delay, MT_QUANTILE_EXACT + 1},
	{signed_delay, 20000},
	{any, 20000},
};

static const double shares[] = {0,   0.001, 0.01,  0.25, 0.5, 0.75,
				0.9, 0.99,  0.999, 1,    -1,  2};

static size_t
rank_of(double q, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((double)(i + 1) >= q * (double)n - 1e-9)
			return i;
	return n - 1;
}

START_TEST(close_to_the_truth)
{
	size_t n = sets[_i].n;
	uint64_t state = 88172645463325252u;
	g_autofree int64_t *values = g_new(int64_t, n);
	g_auto(MtQuantile) store = {0};

	for (size_t i = 0; i < n; i++) {
		values[i] = sets[_i].value(&state);
		mt_quantile_add(&store, values[i]);
	}
	qsort(values, n, sizeof *values, compare);
	ck_assert_uint_eq(store.n, n);
	ck_assert_int_eq(store.min, values[0]);
	ck_assert_int_eq(store.max, values[n - 1]);
	ck_assert(mt_quantile_is_exact(&store) == (n <= MT_QUANTILE_EXACT));
	for (size_t i = 0; i < G_N_ELEMENTS(shares); i++) {
		int64_t truth = values[rank_of(shares[i], n)];
		int64_t found = mt_quantile_at(&store, shares[i]);
		double off = fabs((double)found - (double)truth);

		if (n <= MT_QUANTILE_EXACT || llabs(truth) < 64)
			ck_assert_int_eq(found, truth);
		ck_assert(off <= fabs((double)truth) / 128);
	}
}
END_TEST

static void
assert_same(MtQuantile *a, MtQuantile *b)
{
	ck_assert_uint_eq(a->n, b->n);
	ck_assert_int_eq(a->min, b->min);
	ck_assert_int_eq(a->max, b->max);
	ck_assert_int_eq(mt_quantile_mean(a), mt_quantile_mean(b));
	ck_assert(mt_quantile_is_exact(a) == mt_quantile_is_exact(b));
	for (int i = 0; i <= 1000; i++)
		ck_assert_int_eq(mt_quantile_at(a, i / 1000.0),
				 mt_quantile_at(b, i / 1000.0));
}

/* Three stores, merged in two orders, against one that saw everything. */
START_TEST(merging_changes_nothing)
{
	static const size_t sizes[][3] = {
		{0, 0, 0},     {0, 5, 0},       {300, 300, 300},
		{1000, 24, 0}, {1000, 24, 1},   {600, 600, 600},
		{2000, 10, 0}, {10, 2000, 900}, {5000, 5000, 5000},
	};
	const size_t *size = sizes[_i];
	g_auto(MtQuantile) all = {0}, left = {0}, right = {0};
	MtQuantile parts[3] = {0};
	uint64_t state = 2463534242u + (unsigned)_i;

	for (size_t p = 0; p < 3; p++)
		for (size_t i = 0; i < size[p]; i++) {
			int64_t us = signed_delay(&state);

			mt_quantile_add(&parts[p], us);
			mt_quantile_add(&all, us);
		}
	for (size_t p = 0; p < 3; p++) {
		mt_quantile_merge(&left, &parts[p]);
		mt_quantile_merge(&right, &parts[2 - p]);
	}
	assert_same(&left, &all);
	assert_same(&right, &all);
	for (size_t p = 0; p < 3; p++)
		mt_quantile_clear(&parts[p]);
}
END_TEST

/* In parts of all sizes, so that the last exact value is in the middle of one. */
START_TEST(many_at_once)
{
	g_auto(MtQuantile) one = {.exact = MT_QUANTILE_FEW};
	g_auto(MtQuantile) many = {.exact = MT_QUANTILE_FEW};
	int64_t values[3 * MT_QUANTILE_FEW];
	uint64_t state = 521288629u + (unsigned)_i;

	for (size_t n = 0; n < G_N_ELEMENTS(values); n += (size_t)_i) {
		for (size_t i = 0; i < n; i++) {
			values[i] = any(&state);
			mt_quantile_add(&one, values[i]);
		}
		mt_quantile_add_all(&many, values, n);
	}
	assert_same(&one, &many);
}
END_TEST

START_TEST(looking_between_changes_nothing)
{
	g_auto(MtQuantile) plain = {0}, looked = {0};
	uint64_t state = 362436069u;

	for (size_t i = 0; i < 3 * MT_QUANTILE_EXACT; i++) {
		int64_t us = delay(&state);

		mt_quantile_add(&plain, us);
		mt_quantile_add(&looked, us);
		if (i % 97 == 0)
			mt_quantile_at(&looked, 0.5);
	}
	assert_same(&plain, &looked);
}
END_TEST

static const struct {
	int64_t values[4];
	size_t n;
	int64_t mean, median;
} means[] = {
	{{0}, 0, 0, 0},
	{{7}, 1, 7, 7},
	{{-1, -2}, 2, -2, -2},
	{{1, 2, 3, 4}, 4, 3, 2},
	{{INT64_MAX, INT64_MAX, INT64_MAX}, 3, INT64_MAX, INT64_MAX},
	{{INT64_MIN, INT64_MIN, INT64_MIN}, 3, INT64_MIN, INT64_MIN},
	{{INT64_MIN, INT64_MAX, 1}, 3, 0, 1},
	{{-90000000, 420000000, -90000000}, 3, 80000000, -90000000},
};

START_TEST(means_and_medians)
{
	g_auto(MtQuantile) store = {0};

	for (size_t i = 0; i < means[_i].n; i++)
		mt_quantile_add(&store, means[_i].values[i]);
	ck_assert_int_eq(mt_quantile_mean(&store), means[_i].mean);
	ck_assert_int_eq(mt_quantile_at(&store, 0.5), means[_i].median);
}
END_TEST

/* The rank must not slip by one because 0.07 or 0.55 is not exact in binary. */
START_TEST(rank_is_that_of_the_decimal_share)
{
	g_auto(MtQuantile) store = {0};

	for (int64_t i = 1; i <= 100; i++)
		mt_quantile_add(&store, i);
	ck_assert_int_eq(mt_quantile_at(&store, _i / 100.0), MAX(_i, 1));
}
END_TEST

/* How many are at most each of the values, and between them. */
START_TEST(counts)
{
	static const size_t sizes[] = {100, 5000};
	size_t n = sizes[_i];
	g_auto(MtQuantile) store = {0};
	int64_t low = -(int64_t)n / 4;

	for (size_t i = 0; i < n; i++)
		mt_quantile_add(&store, low + (int64_t)i);
	ck_assert_uint_eq(mt_quantile_count(&store, low - 1), 0);
	ck_assert_uint_eq(mt_quantile_count(&store, INT64_MAX), n);
	ck_assert_uint_eq(mt_quantile_count(&store, INT64_MIN), 0);
	for (int64_t us = low; us < low + (int64_t)n; us += 7) {
		uint64_t truth = (uint64_t)(us - low) + 1;
		uint64_t found = mt_quantile_count(&store, us);
		uint64_t off = found > truth ? found - truth : truth - found;

		ck_assert_uint_le(off * 64, (uint64_t)llabs(us));
		if (n <= MT_QUANTILE_EXACT)
			ck_assert_uint_eq(found, truth);
	}
}
END_TEST

/* A store for few values, and buckets with more than 16 bits can count. */
START_TEST(few_and_many)
{
	g_auto(MtQuantile) store = {.exact = MT_QUANTILE_FEW};
	g_auto(MtQuantile) other = {.exact = MT_QUANTILE_FEW};

	for (int i = 0; i < MT_QUANTILE_FEW; i++)
		mt_quantile_add(&store, 1000 + i);
	ck_assert(mt_quantile_is_exact(&store));
	mt_quantile_add(&store, 5);
	ck_assert(!mt_quantile_is_exact(&store));
	for (int i = 0; i < 100000; i++)
		mt_quantile_add(&store, 1000);
	for (int i = 0; i < 100000; i++)
		mt_quantile_add(&other, 1000000);
	mt_quantile_merge(&store, &other);
	mt_quantile_merge(&other, &store);
	ck_assert_uint_eq(other.n, 300065);
	ck_assert_uint_eq(mt_quantile_count(&other, 500000), 100065);
	ck_assert_int_eq(mt_quantile_at(&store, 0.9), 1000000);
	ck_assert_int_le(llabs(mt_quantile_at(&store, 0.4) - 1000), 8);
}
END_TEST

/* What is written and read again is the same, and merges the same. */
START_TEST(written_and_read)
{
	size_t n = sets[_i].n;
	uint64_t state = 123456789u;
	g_auto(MtQuantile) store = {0}, read = {0}, twice = {0}, other = {0};
	g_auto(MtBuf) text = {0}, again = {0};

	for (size_t i = 0; i < n; i++)
		mt_quantile_add(&store, sets[_i].value(&state));
	mt_quantile_write(&text, &store);
	ck_assert(mt_quantile_read(&read, mt_buf_slice(&text)));
	assert_same(&read, &store);
	mt_quantile_write(&again, &read);
	mt_quantile_merge(&twice, &store);
	mt_quantile_merge(&twice, &store);
	mt_quantile_merge(&other, &read);
	mt_quantile_merge(&other, &store);
	assert_same(&twice, &other);
}
END_TEST

static const char *const foreign[] = {
	"",
	"x",
	"1",
	"0 1",
	"1 =",
	"2 = 1",
	"1 = 1 2",
	"1 = 1.5",
	"1 ~ 1 1 1 0 +1 1",
	"1025 ~ 1 0 1 0 +1 1025",
	"1025 ~ 0 1 1 0 +1 1024",
	"1025 ~ 0 1 1 0 +1 1026",
	"1025 ~ 0 1 1 0 +9999 1025",
	"1025 ~ 0 1 1 0 1 1025",
	"1025 ~ 0 1 1 0 +1",
	"18446744073709551616 = 1",
};

START_TEST(foreign_text)
{
	g_auto(MtQuantile) store = {0};

	ck_assert(!mt_quantile_read(&store, mt_slice_str(foreign[_i])));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("quantile");
	TCase *t = tcase_create("store");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, close_to_the_truth, 0, G_N_ELEMENTS(sets));
	tcase_add_loop_test(t, merging_changes_nothing, 0, 9);
	tcase_add_loop_test(t, many_at_once, 1, 2 * MT_QUANTILE_FEW);
	tcase_add_test(t, looking_between_changes_nothing);
	tcase_add_loop_test(t, means_and_medians, 0, G_N_ELEMENTS(means));
	tcase_add_loop_test(t, rank_is_that_of_the_decimal_share, 0, 101);
	tcase_add_loop_test(t, counts, 0, 2);
	tcase_add_test(t, few_and_many);
	tcase_add_loop_test(t, written_and_read, 0, G_N_ELEMENTS(sets));
	tcase_add_loop_test(t, foreign_text, 0, G_N_ELEMENTS(foreign));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
