/* The table of host pairs, its limit, and the names in it. */
#include <check.h>
#include <stdlib.h>

#include "chain/pairs.h"

static MtPairs *
new_pairs(size_t limit)
{
	return mt_pairs_new(sizeof(uint64_t), limit);
}

static MtSlice
host_name(char *buffer, unsigned i)
{
	return mt_slice(buffer,
			(size_t)g_snprintf(buffer, 32, "mx%u.example", i));
}

START_TEST(case_is_ignored_direction_is_not)
{
	MtPairs *pairs = new_pairs(10);
	uint64_t *there = mt_pairs_at(pairs, MT_SLICE("a.example"),
				      MT_SLICE("B.Example"));
	uint64_t *back;

	ck_assert_uint_eq(*there, 0);
	*there = 1;
	back = mt_pairs_at(pairs, MT_SLICE("b.example"), MT_SLICE("a.example"));
	ck_assert_uint_eq(*back, 0);
	*back = 2;
	there = mt_pairs_at(pairs, MT_SLICE("A.EXAMPLE"),
			    MT_SLICE("b.example"));
	ck_assert_uint_eq(*there, 1);
	ck_assert_uint_eq(mt_pairs_n(pairs), 2);
	ck_assert_uint_eq(mt_names_n(mt_pairs_names(pairs)), 2);
	ck_assert(mt_slice_eq(mt_names_text(mt_pairs_names(pairs), 1),
			      MT_SLICE("b.example")));
	mt_pairs_free(pairs);
}
END_TEST

/* What is new beyond the limit leaves no trace; what is there stays open. */
START_TEST(limit_is_kept)
{
	MtPairs *pairs = new_pairs(3);
	char a[32], b[32];

	for (unsigned i = 0; i < 3; i++)
		ck_assert_ptr_nonnull(mt_pairs_at(pairs, host_name(a, i),
						  host_name(b, i + 1)));
	ck_assert_ptr_null(
		mt_pairs_at(pairs, host_name(a, 3), host_name(b, 4)));
	ck_assert_ptr_null(
		mt_pairs_at(pairs, host_name(a, 1), host_name(b, 0)));
	ck_assert_ptr_nonnull(
		mt_pairs_at(pairs, host_name(a, 0), host_name(b, 1)));
	ck_assert_uint_eq(mt_pairs_n(pairs), 3);
	ck_assert_uint_eq(mt_names_n(mt_pairs_names(pairs)), 4);
	mt_pairs_free(pairs);
}
END_TEST

START_TEST(many_pairs_are_found_again)
{
	enum { HOSTS = 300 };
	MtPairs *pairs = new_pairs(HOSTS * HOSTS);
	g_autofree uint32_t *sorted = NULL;
	const MtNames *names;
	char a[32], b[32];

	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < HOSTS * HOSTS; i++) {
			uint64_t *value =
				mt_pairs_at(pairs, host_name(a, i / HOSTS),
					    host_name(b, i % HOSTS));

			ck_assert_uint_eq(*value, round * i);
			*value = i;
		}
	ck_assert_uint_eq(mt_pairs_n(pairs), HOSTS * HOSTS);
	names = mt_pairs_names(pairs);
	ck_assert_uint_eq(mt_names_n(names), HOSTS);
	sorted = mt_names_sorted(names);
	for (unsigned i = 1; i < HOSTS; i++) {
		MtSlice before = mt_names_text(names, sorted[i - 1]);
		MtSlice name = mt_names_text(names, sorted[i]);
		size_t n = MIN(before.n, name.n);
		int order = memcmp(before.p, name.p, n);

		ck_assert(order < 0 || (order == 0 && before.n < name.n));
	}
	mt_pairs_free(pairs);
}
END_TEST

START_TEST(pair_is_two_hosts)
{
	MtPairs *pairs = new_pairs(2);
	uint32_t from, to;

	mt_pairs_at(pairs, MT_SLICE("b.example"), MT_SLICE("a.example"));
	*(uint64_t *)mt_pairs_at(pairs, MT_SLICE("a.example"),
				 MT_SLICE("a.example")) = 7;
	ck_assert_uint_eq(*(uint64_t *)mt_pairs_get(pairs, 1, &from, &to), 7);
	ck_assert_uint_eq(from, to);
	ck_assert_uint_eq(from, mt_names_find(mt_pairs_names(pairs),
					      MT_SLICE("A.example")));
	ck_assert_uint_eq(mt_names_find(mt_pairs_names(pairs), MT_SLICE("c")),
			  MT_NAMES_NONE);
	mt_pairs_free(pairs);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("pairs");
	TCase *t = tcase_create("table");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, case_is_ignored_direction_is_not);
	tcase_add_test(t, limit_is_kept);
	tcase_add_test(t, many_pairs_are_found_again);
	tcase_add_test(t, pair_is_two_hosts);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
