/* Rows for pairs of hosts: what counts, in which order, and the limit. */
#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "chain/summary.h"
#include "chains.h"

enum { MOST = 6, SECOND = 1000000 };

static const int64_t start = INT64_C(1795421118) * SECOND;

static void
add(MtSummary *summary, const TestHop *hops, size_t n)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtChain chain = chain_of(arena, hops, n);

	mt_summary_add_chain(summary, &chain);
}

static size_t
count(const TestHop *hops)
{
	size_t n = 0;

	while (n < MOST && (hops[n].by != NULL || hops[n].at > 0))
		n++;
	return n;
}

/* Each row as host>next n encrypted pull dated negative. */
static const struct {
	TestHop hops[MOST]; /* one with neither host nor time ends */
	const char *rows;
} cases[] = {
	{{{"a.example", 1, 0}}, ""},
	{{{"a.example", 1, TLS}, {"B.Example.", 3, TLS}, {"c.example", 4, 0}},
	 "a.example>b.example 1 1 0 1 0\n"
	 "b.example>c.example 1 0 0 1 0\n"},
	{{{"a.example", 9, 0}, {"b.example", 3, 0}, {"c.example", 8, PULL}},
	 "a.example>b.example 1 0 0 1 1\n"
	 "b.example>c.example 1 0 1 0 0\n"},
	/* requeued, and a filter on the way */
	{{{"a.example", 1, 0},
	  {"a.example", 70, 0},
	  {"localhost", 71, LOOPBACK},
	  {"a.example", 72, LOOPBACK}},
	 "a.example>a.example 3 0 0 3 0\n"},
	/* over the undated hop there is no delay of a pair */
	{{{"a.example", 1, 0},
	  {"b.example", 0, UNDATED | TLS},
	  {"c.example", 9, 0}},
	 "a.example>b.example 1 1 0 0 0\n"
	 "b.example>c.example 1 0 0 0 0\n"},
	/* a person's time */
	{{{"a.example", 1, RESENT}, {"b.example", 9000, 0}},
	 "a.example>b.example 1 0 0 0 0\n"},
	/* hosts without a name are one */
	{{{"a.example", 1, 0}, {NULL, 2, 0}, {"10.0.0.1", 5, 0}},
	 "> 1 0 0 1 0\n"
	 "a.example> 1 0 0 1 0\n"},
};

START_TEST(hops_become_rows)
{
	g_autoptr(MtSummary) summary = mt_summary_new();
	g_autoptr(GString) rows = g_string_new("");
	const MtPair *pairs;
	size_t n;

	add(summary, cases[_i].hops, count(cases[_i].hops));
	mt_summary_finish(summary);
	pairs = mt_summary_pairs(summary, &n);
	for (size_t i = 0; i < n; i++) {
		const MtPair *p = &pairs[i];

		g_string_append_len(rows, p->host.p, (gssize)p->host.n);
		g_string_append_c(rows, '>');
		g_string_append_len(rows, p->next_host.p,
				    (gssize)p->next_host.n);
		g_string_append_printf(rows, " %u %u %u %u %u\n",
				       (unsigned)p->n, (unsigned)p->encrypted,
				       (unsigned)p->pull, (unsigned)p->dated,
				       (unsigned)p->negative);
	}
	ck_assert_str_eq(rows->str, cases[_i].rows);
	ck_assert_ptr_null(mt_summary_others(summary));
}
END_TEST

START_TEST(delays_and_times_of_a_pair)
{
	g_autoptr(MtSummary) summary = mt_summary_new();
	const MtPair *pair;
	size_t n;

	for (int i = 0; i < 100; i++) {
		double at = 5000 - 10.0 * i;
		TestHop hops[] = {{"a.example", at, 0},
				  {"b.example", at + i - 5, 0}};

		add(summary, hops, 2);
	}
	mt_summary_finish(summary);
	pair = mt_summary_pairs(summary, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(pair->dated, 100);
	ck_assert_uint_eq(pair->negative, 5);
	ck_assert_int_eq(pair->min_us, -5 * SECOND);
	ck_assert_int_eq(pair->p50_us, 44 * SECOND);
	ck_assert_int_eq(pair->p90_us, 84 * SECOND);
	ck_assert_int_eq(pair->p99_us, 93 * SECOND);
	ck_assert_int_eq(pair->max_us, 94 * SECOND);
	ck_assert_int_eq(pair->lost_us, INT64_C(94) * 95 / 2 * SECOND);
	ck_assert(pair->seen);
	ck_assert_int_eq(pair->first_us, start + INT64_C(4104) * SECOND);
	ck_assert_int_eq(pair->last_us, start + INT64_C(4995) * SECOND);
}
END_TEST

START_TEST(adjusted_delays_are_taken)
{
	g_autoptr(MtSummary) summary = mt_summary_new();
	g_autoptr(MtArena) arena = mt_arena_new();
	TestHop hops[] = {{"a.example", 1, 0}, {"b.example", 421, 0}};
	MtChain chain = chain_of(arena, hops, 2);
	size_t n;

	chain.hops[1].has_adjusted = true;
	chain.hops[1].adjusted_us = SECOND;
	mt_summary_add_chain(summary, &chain);
	mt_summary_finish(summary);
	ck_assert_int_eq(mt_summary_pairs(summary, &n)->max_us, SECOND);
}
END_TEST

/* Most time lost, then most messages, then by name. */
START_TEST(order_of_rows)
{
	static const TestHop hops[][2] = {
		{{"c.example", 10, 0}, {"d.example", 11, 0}},
		{{"b.example", 10, 0}, {"d.example", 10, 0}},
		{{"b.example", 10, 0}, {"c.example", 10, 0}},
		{{"a.example", 10, 0}, {"d.example", 10, 0}},
		{{"z.example", 10, 0}, {"d.example", 10, 0}},
		{{"z.example", 10, 0}, {"d.example", 10, 0}},
		{{"y.example", 900, 0}, {"d.example", 10, 0}},
		{{"x.example", 10, 0}, {"d.example", 12, 0}},
	};
	g_autoptr(MtSummary) summary = mt_summary_new();
	const MtPair *pairs;
	char order[8] = "";
	size_t n;

	for (size_t i = 0; i < G_N_ELEMENTS(hops); i++)
		add(summary, hops[i], 2);
	mt_summary_finish(summary);
	pairs = mt_summary_pairs(summary, &n);
	ck_assert_uint_eq(n, 7);
	for (size_t i = 0; i < n; i++)
		order[i] = pairs[i].host.p[0];
	ck_assert_str_eq(order, "xczabby");
	ck_assert(mt_slice_eq(pairs[4].next_host, MT_SLICE("c.example")));
}
END_TEST

static void
assert_same(const MtPair *a, const MtPair *b)
{
	ck_assert(mt_slice_eq(a->host, b->host));
	ck_assert(mt_slice_eq(a->next_host, b->next_host));
	ck_assert_uint_eq(a->n, b->n);
	ck_assert_uint_eq(a->encrypted, b->encrypted);
	ck_assert_uint_eq(a->pull, b->pull);
	ck_assert_uint_eq(a->dated, b->dated);
	ck_assert_uint_eq(a->negative, b->negative);
	ck_assert_int_eq(a->min_us, b->min_us);
	ck_assert_int_eq(a->p50_us, b->p50_us);
	ck_assert_int_eq(a->p90_us, b->p90_us);
	ck_assert_int_eq(a->p99_us, b->p99_us);
	ck_assert_int_eq(a->max_us, b->max_us);
	ck_assert_int_eq(a->lost_us, b->lost_us);
	ck_assert_int_eq(a->first_us, b->first_us);
	ck_assert_int_eq(a->last_us, b->last_us);
}

START_TEST(order_and_merging_change_nothing)
{
	enum { N = 5000 };
	static const unsigned flags[] = {0, 0, TLS, PULL, UNDATED};
	static const char *const names[] = {"a.example", "b.example",
					    "c.example"};
	g_autoptr(MtSummary) all = mt_summary_new(), sum = mt_summary_new();
	MtSummary *parts[2] = {mt_summary_new(), mt_summary_new()};
	g_autofree TestHop *hops = g_new(TestHop, 3 * N);
	const MtPair *x, *y;
	uint64_t state = 88172645463325252u;
	size_t n, m;

	for (size_t i = 0; i < 3 * N; i++)
		hops[i] = (TestHop){names[next_random(&state) % 3],
				    5e5 * next_share(&state),
				    flags[next_random(&state) % 5] | EXACT};
	for (size_t i = 0; i < N; i++) {
		add(all, hops + 3 * i, 3);
		add(parts[next_random(&state) % 2], hops + 3 * (N - 1 - i), 3);
	}
	for (size_t p = 0; p < 2; p++) {
		mt_summary_merge(sum, parts[p]);
		mt_summary_free(parts[p]);
	}
	mt_summary_finish(all);
	mt_summary_finish(sum);
	x = mt_summary_pairs(all, &n);
	y = mt_summary_pairs(sum, &m);
	ck_assert_uint_eq(n, 9);
	ck_assert_uint_eq(m, 9);
	for (size_t i = 0; i < n; i++)
		assert_same(&x[i], &y[i]);
}
END_TEST

/* Two pairs more than the limit share a row, also in a sum. */
START_TEST(others_share_a_row)
{
	g_autoptr(MtSummary) summary = mt_summary_new();
	g_autoptr(MtSummary) sum = mt_summary_new();
	const MtPair *others;
	char name[16];
	TestHop hops[2] = {{name, 1, 0}, {"hub.example", 4, TLS}};
	size_t n;

	for (int i = 0; i < MT_MAX_SUMMARY_PAIRS + 2; i++) {
		g_snprintf(name, sizeof name, "h%d.example", i);
		add(summary, hops, 2);
	}
	g_snprintf(name, sizeof name, "x.example");
	add(sum, hops, 2);
	mt_summary_merge(sum, summary);
	mt_summary_finish(summary);
	mt_summary_finish(sum);
	mt_summary_pairs(summary, &n);
	ck_assert_uint_eq(n, MT_MAX_SUMMARY_PAIRS);
	others = mt_summary_others(summary);
	ck_assert_ptr_null(others->host.p);
	ck_assert_uint_eq(others->n, 2);
	ck_assert_uint_eq(others->encrypted, 2);
	ck_assert_int_eq(others->p50_us, 3 * SECOND);
	ck_assert_uint_eq(mt_summary_others(sum)->n, 3);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("summary");
	TCase *t = tcase_create("pairs");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, hops_become_rows, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, delays_and_times_of_a_pair);
	tcase_add_test(t, adjusted_delays_are_taken);
	tcase_add_test(t, order_of_rows);
	tcase_add_test(t, order_and_merging_change_nothing);
	tcase_add_test(t, others_share_a_row);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
