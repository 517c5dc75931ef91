/* Robust scores: by hand, from lists and from stores, with and without noise. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "stats/outlier.h"

enum { S = 1000 * 1000 };

START_TEST(by_hand)
{
	/* log 1, 2, 4, 8, 16 s: the median is 4 s, the MAD log 2. */
	double logs[] = {log(16e6), log(1e6), log(4e6), log(8e6), log(2e6)};
	MtBaseline b = mt_baseline_of(logs, 5);

	ck_assert_int_eq(mt_baseline_us(&b), 4 * S);
	ck_assert_double_eq_tol(b.spread, 1.4826 * log(2), 1e-9);
	ck_assert_double_eq_tol(mt_baseline_score(&b, 4 * S), 0, 1e-9);
	ck_assert_double_eq_tol(mt_baseline_score(&b, 64 * S),
				log(16) / (1.4826 * log(2)), 1e-9);
	ck_assert_double_lt(mt_baseline_score(&b, S), 0);
}
END_TEST

/* Of 100, where a tenth of the others are slow: 10 and four times 3 are chance. */
START_TEST(chance)
{
	ck_assert(mt_outlier_is_chance(10, 100, 100, 1000));
	ck_assert(mt_outlier_is_chance(22, 100, 100, 1000));
	ck_assert(!mt_outlier_is_chance(23, 100, 100, 1000));
	ck_assert(!mt_outlier_is_chance(1, 100, 0, 1000));
	ck_assert(mt_outlier_is_chance(100, 100, 1000, 1000));
}
END_TEST

START_TEST(equal_values_have_a_spread)
{
	double logs[] = {log(1e6), log(1e6), log(1e6)};
	MtBaseline b = mt_baseline_of(logs, 3);

	ck_assert_double_eq_tol(b.spread, log(1.5), 1e-6);
}
END_TEST

/* Nearly half of the values may be anything. */
START_TEST(robust)
{
	double logs[100];
	MtBaseline b;

	for (int i = 0; i < 100; i++)
		logs[i] = i < 45 ? log(1e12) : log(1e6 + i * 1e4);
	b = mt_baseline_of(logs, 100);
	ck_assert_int_lt(mt_baseline_us(&b), 3 * S);
	ck_assert_double_gt(mt_baseline_score(&b, 1000000 * (int64_t)S), 3.5);
}
END_TEST

/* A store gives what a list gives, within its own error. */
START_TEST(store_like_list)
{
	size_t n = _i == 0 ? 500 : 5000;
	g_auto(MtQuantile) store = {0};
	g_autofree double *logs = g_new(double, n);
	uint64_t x = 88172645463325252u;
	MtBaseline a, b;

	for (size_t i = 0; i < n; i++) {
		int64_t us;

		x ^= x << 13, x ^= x >> 7, x ^= x << 17;
		us = (int64_t)(x >> (34 + x % 10));
		mt_quantile_add(&store, us);
		logs[i] = mt_baseline_log(us);
	}
	a = mt_baseline_of(logs, n);
	b = mt_baseline_of_store(&store, 0.5);
	ck_assert_double_eq_tol(a.centre, b.centre, 0.03);
	ck_assert_double_eq_tol(a.spread, b.spread, 0.05);
	b = mt_baseline_of_store(&store, 0.9);
	ck_assert_int_gt(mt_baseline_us(&b), mt_baseline_us(&a));
}
END_TEST

/* Nothing below ten milliseconds is told apart, zero and less included. */
START_TEST(least)
{
	ck_assert_double_eq(mt_baseline_log(0), mt_baseline_log(10000));
	ck_assert_double_eq(mt_baseline_log(-5 * S), mt_baseline_log(10000));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("outlier");
	TCase *t = tcase_create("outlier");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, by_hand);
	tcase_add_test(t, chance);
	tcase_add_test(t, equal_values_have_a_spread);
	tcase_add_test(t, robust);
	tcase_add_loop_test(t, store_like_list, 0, 2);
	tcase_add_test(t, least);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
