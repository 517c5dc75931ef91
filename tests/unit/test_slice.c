/* Finding in borrowed bytes, at every place and length up to several vectors. */
#define _GNU_SOURCE /* memmem() */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/bytes16.h"
#include "base/slice.h"

enum { MOST = 70 };

/* Memory of just that size, so that a look beyond it is found. */
static char *
fill(size_t n, unsigned seed)
{
	char *p = g_malloc(n);

	for (size_t i = 0; i < n; i++) {
		seed = seed * 1103515245 + 12345;
		p[i] = (char)('a' + (seed >> 16) % 2);
	}
	return p;
}

START_TEST(find_everywhere)
{
	for (size_t n = 1; n <= MOST; n++)
		for (size_t m = 1; m <= 9; m++) {
			g_autofree char *text = fill(n, (unsigned)(n * 7 + m));
			g_autofree char *what = fill(m, (unsigned)(m * 3));
			const char *at = memmem(text, n, what, m);

			ck_assert_uint_eq(mt_slice_find(mt_slice(text, n),
							mt_slice(what, m)),
					  at == NULL ? MT_SLICE_NOWHERE
						     : (size_t)(at - text));
		}
}
END_TEST

START_TEST(find_each_place)
{
	const MtSlice what = MT_SLICE("queued as ");

	for (size_t at = 0; at + what.n <= MOST; at++) {
		g_autofree char *text = g_malloc(MOST);

		memset(text, 'q', MOST);
		memcpy(text + at, what.p, what.n);
		ck_assert_uint_eq(mt_slice_find(mt_slice(text, MOST), what),
				  at);
	}
}
END_TEST

START_TEST(find_odd)
{
	g_autofree char *many = g_malloc(200);

	memset(many, 'x', 200);
	many[199] = 'y';
	ck_assert_uint_eq(mt_slice_find(MT_SLICE("abc"), MT_SLICE("")), 0);
	ck_assert_uint_eq(mt_slice_find((MtSlice){0}, MT_SLICE("")), 0);
	ck_assert_uint_eq(mt_slice_find((MtSlice){0}, MT_SLICE("a")),
			  MT_SLICE_NOWHERE);
	ck_assert_uint_eq(mt_slice_find(MT_SLICE("a\xff"
						 "b"),
					MT_SLICE("\xff")),
			  1);
	/* Longer than what is looked for with vectors. */
	ck_assert_uint_eq(
		mt_slice_find(mt_slice(many, 200), mt_slice(many + 80, 120)),
		80);
	ck_assert_uint_eq(
		mt_slice_find(mt_slice(many, 199), mt_slice(many + 80, 120)),
		MT_SLICE_NOWHERE);
}
END_TEST

/* In this order, each but itself. */
START_TEST(compare)
{
	static const MtSlice sorted[] = {{NULL, 0}, {"\0", 1},  {"A", 1},
					 {"a", 1},  {"aa", 2},  {"ab", 2},
					 {"b", 1},  {"\xff", 1}};
	const int n = sizeof sorted / sizeof sorted[0];

	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++) {
			int order = mt_slice_compare(sorted[i], sorted[k]);

			ck_assert_int_eq(order < 0, i < k);
			ck_assert_int_eq(order > 0, i > k);
		}
}
END_TEST

START_TEST(first_of_four)
{
	static const char set[] = "[,\xff;";

	for (size_t n = 1; n <= MOST; n++)
		for (size_t at = 0; at <= n; at++) {
			g_autofree char *text = g_malloc(n);

			memset(text, 'a', n);
			if (at < n)
				text[at] = set[(n + at) % 4];
			ck_assert_uint_eq(mt_bytes16_find4(text, n, set[0],
							   set[1], set[2],
							   set[3]),
					  at);
		}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("slice");
	TCase *tcase = tcase_create("slice");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, find_everywhere);
	tcase_add_test(tcase, find_each_place);
	tcase_add_test(tcase, find_odd);
	tcase_add_test(tcase, first_of_four);
	tcase_add_test(tcase, compare);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
