/* Which delays of a chain are observations, and what is done with offsets. */
#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "chain/skew.h"
#include "chains.h"

enum { MOST = 6, SECOND = 1000000 };

static void
add(MtSkew *skew, const TestHop *hops, size_t n)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtChain chain = chain_of(arena, hops, n);

	mt_skew_add_chain(skew, &chain);
}

static size_t
count(const TestHop *hops)
{
	size_t n = 0;

	while (n < MOST && (hops[n].by != NULL || hops[n].at > 0))
		n++;
	return n;
}

/* All observations that were taken, each counted at both its ends. */
static uint64_t
observations(MtSkew *skew)
{
	const MtClock *clocks;
	uint64_t sum = 0;
	size_t n;

	mt_skew_solve(skew);
	clocks = mt_skew_clocks(skew, &n);
	for (size_t i = 0; i < n; i++)
		sum += clocks[i].n;
	return sum / 2;
}

static const struct {
	TestHop hops[MOST]; /* one with neither host nor time ends */
	unsigned taken;
	const char *hosts; /* all that were seen, by name */
} cases[] = {
	{{{"a.example", 1, 0}}, 0, ""},
	{{{"a.example", 1, 0}, {"b.example", 2, 0}, {"c.example", 2, 0}},
	 2,
	 "a.example b.example c.example "},
	/* one host, however it writes its name */
	{{{"mx.example", 1, 0}, {"MX.Example.", 2, 0}, {"b.example", 2, 0}},
	 1,
	 "b.example mx.example "},
	/* no time to rely on: bridged */
	{{{"a.example", 1, 0}, {"b.example", 0, UNDATED}, {"c.example", 2, 0}},
	 1,
	 "a.example c.example "},
	{{{"a.example", 1, 0}, {"b.example", 2, NO_ZONE}, {"c.example", 3, 0}},
	 1,
	 "a.example c.example "},
	{{{"a.example", 1, 0},
	  {"b.example", 2, ABSURD_ZONE},
	  {"c.example", 3, WRONG_WEEKDAY},
	  {"d.example", 4, 0}},
	 1,
	 "a.example d.example "},
	{{{"a.example", 1, BELOW_ORIGIN},
	  {"b.example", 2, 0},
	  {"c.example", 3, 0}},
	 1,
	 "b.example c.example "},
	/* a person's time */
	{{{"a.example", 1, 0},
	  {"b.example", 9000, PULL},
	  {"c.example", 9001, 0}},
	 1,
	 "b.example c.example "},
	{{{"a.example", 1, RESENT},
	  {"b.example", 2, RESENT},
	  {"c.example", 9000, 0},
	  {"d.example", 9001, 0}},
	 2,
	 "a.example b.example c.example d.example "},
	/* a content filter belongs to its machine, before it or behind it */
	{{{"a.example", 1, 0},
	  {"b.example", 2, 0},
	  {"localhost", 3, LOOPBACK},
	  {"b.example", 4, LOOPBACK},
	  {"c.example", 5, 0}},
	 2,
	 "a.example b.example c.example "},
	{{{"a.example", 1, 0},
	  {"localhost", 3, 0},
	  {"b.example", 4, LOOPBACK},
	  {"c.example", 5, 0}},
	 2,
	 "a.example b.example c.example "},
	/* a tunnel to a mailbox is not the mailbox's host */
	{{{"a.example", 1, 0},
	  {"localhost", 900, PULL | LOOPBACK},
	  {"b.example", 901, LOOPBACK},
	  {"c.example", 902, 0}},
	 1,
	 "b.example c.example "},
	/* names that are everywhere, on no loopback: no host, bridged */
	{{{"a.example", 1, 0},
	  {"localhost.localdomain", 2, 0},
	  {"c.example", 3, 0}},
	 1,
	 "a.example c.example "},
	{{{"a.example", 1, 0}, {"10.1.2.3", 2, 0}, {"c.example", 3, 0}},
	 1,
	 "a.example c.example "},
	{{{"a.example", 1, 0}, {"[192.0.2.7]", 2, 0}, {"2001:db8::1", 3, 0}},
	 0,
	 ""},
	{{{"a.example", 1, 0}, {NULL, 2, 0}, {"c.example", 3, 0}},
	 1,
	 "a.example c.example "},
	/* names that only begin like that */
	{{{"localhost-a.example", 1, 0}, {"10gig.example", 2, 0}},
	 1,
	 "10gig.example localhost-a.example "},
};

START_TEST(observations_are_chosen)
{
	g_autoptr(MtSkew) skew = mt_skew_new();
	g_autoptr(GString) names = g_string_new("");
	const MtClock *clocks;
	size_t n;

	add(skew, cases[_i].hops, count(cases[_i].hops));
	ck_assert_uint_eq(observations(skew), cases[_i].taken);
	clocks = mt_skew_clocks(skew, &n);
	for (size_t i = 0; i < n; i++) {
		g_string_append_len(names, clocks[i].host.p,
				    (gssize)clocks[i].host.n);
		g_string_append_c(names, ' ');
	}
	ck_assert_str_eq(names->str, cases[_i].hosts);
}
END_TEST

/* Two right clocks, one 300 s fast in the middle, and a host seen once. */
static MtSkew *
new_solved(void)
{
	MtSkew *skew = mt_skew_new();

	for (int i = 0; i < 20; i++) {
		double at = 1000.0 * i;
		TestHop hops[] = {
			{"a.example", at, 0},
			{"fast.example", at + 300, 0},
			{"b.example", at, 0},
			{"rare.example", at + 90, 0},
		};

		add(skew, hops, i == 0 ? 4 : 3);
	}
	mt_skew_solve(skew);
	return skew;
}

START_TEST(offset_of_a_host)
{
	g_autoptr(MtSkew) skew = new_solved();
	int64_t us;

	ck_assert(mt_skew_offset(skew, MT_SLICE("Fast.Example"), &us));
	ck_assert_int_le(llabs(us - 300 * SECOND), SECOND / 10);
	ck_assert(mt_skew_offset(skew, MT_SLICE("a.example"), &us));
	ck_assert_int_eq(us, 0);
	ck_assert(!mt_skew_offset(skew, MT_SLICE("rare.example"), &us));
	ck_assert(!mt_skew_offset(skew, MT_SLICE("other.example"), &us));
}
END_TEST

static const struct {
	TestHop hops[MOST];
	int64_t adjusted[MOST]; /* seconds; -1: none */
} applied[] = {
	{{{"a.example", 10, 0},
	  {"fast.example", 330, 0},
	  {"localhost", 335, LOOPBACK},
	  {"fast.example.", 336, LOOPBACK},
	  {"b.example", 40, 0}},
	 {-1, 20, 5, 1, 4}},
	{{{"a.example", 10, 0},
	  {"fast.example", 0, UNDATED},
	  {"b.example", 40, 0},
	  {"rare.example", 50, 0},
	  {"rare.example", 70, 0}},
	 {-1, -1, 30, -1, 20}},
	{{{"a.example", 10, 0}, {NULL, 15, 0}, {"b.example", 40, 0}},
	 {-1, -1, -1}},
};

START_TEST(offsets_are_removed)
{
	g_autoptr(MtSkew) skew = new_solved();
	g_autoptr(MtArena) arena = mt_arena_new();
	size_t n = 0;
	MtChain chain;

	while (n < MOST && applied[_i].adjusted[n] != 0)
		n++;
	chain = chain_of(arena, applied[_i].hops, n);
	mt_skew_apply(skew, &chain);
	for (size_t i = 0; i < n; i++) {
		int64_t expect = applied[_i].adjusted[i];
		const MtHop *hop = &chain.hops[i];

		ck_assert(hop->has_adjusted == (expect >= 0));
		if (expect >= 0)
			ck_assert_int_le(
				llabs(hop->adjusted_us - expect * SECOND),
				SECOND / 10);
	}
}
END_TEST

START_TEST(zone_mistakes_are_named)
{
	static const struct {
		double offset;
		bool zone;
	} offsets[] = {{3600, true},  {-7200, true}, {19800, true},
		       {3599, true},  {420, false},  {-90, false},
		       {1200, false}, {3700, false}, {86400, true}};

	for (size_t k = 0; k < G_N_ELEMENTS(offsets); k++) {
		g_autoptr(MtSkew) skew = mt_skew_new();
		size_t n;

		for (int i = 0; i < 20; i++) {
			double at = 1e5 * i, off = offsets[k].offset;
			TestHop hops[] = {{"a.example", at, 0},
					  {"b.example", at, 0},
					  {"c.example", at + off, 0},
					  {"d.example", at, 0}};

			add(skew, hops, 4);
		}
		mt_skew_solve(skew);
		ck_assert(mt_skew_clocks(skew, &n)[2].like_zone ==
			  offsets[k].zone);
	}
}
END_TEST

static void
assert_same(const MtSkew *a, const MtSkew *b)
{
	size_t n, m;
	const MtClock *x = mt_skew_clocks(a, &n), *y = mt_skew_clocks(b, &m);

	ck_assert_uint_eq(n, m);
	for (size_t i = 0; i < n; i++) {
		ck_assert(mt_slice_eq(x[i].host, y[i].host));
		ck_assert_uint_eq(x[i].n, y[i].n);
		ck_assert_int_eq(x[i].method, y[i].method);
		ck_assert_int_eq(x[i].offset_us, y[i].offset_us);
		ck_assert_int_eq(x[i].uncertainty_us, y[i].uncertainty_us);
	}
}

/* The same chains in one instance, and backwards over three. */
START_TEST(order_and_merging_change_nothing)
{
	enum { N = 600 };
	g_autoptr(MtSkew) all = mt_skew_new(), sum = mt_skew_new();
	MtSkew *parts[3] = {mt_skew_new(), mt_skew_new(), mt_skew_new()};
	TestHop hops[N][3];
	char names[N][3][16];
	uint64_t state = 88172645463325252u;

	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < 3; k++) {
			uint64_t host = next_random(&state) % 20;

			g_snprintf(names[i][k], sizeof names[i][k],
				   "h%u.example", (unsigned)host);
			hops[i][k] = (TestHop){names[i][k],
					       100.0 * (double)i + (double)k +
						       3 * next_share(&state) +
						       (host % 7 == 3 ? 40 : 0),
					       0};
		}
	for (size_t i = 0; i < N; i++) {
		add(all, hops[i], 3);
		add(parts[next_random(&state) % 3], hops[N - 1 - i], 3);
	}
	for (size_t p = 3; p > 0; p--) {
		mt_skew_merge(sum, parts[p - 1]);
		mt_skew_free(parts[p - 1]);
	}
	mt_skew_solve(all);
	mt_skew_solve(sum);
	assert_same(all, sum);
}
END_TEST

/* One pair more than the limit: it is counted, there and in a sum. */
START_TEST(pairs_are_limited)
{
	g_autoptr(MtSkew) skew = mt_skew_new(), sum = mt_skew_new();
	g_autoptr(MtArena) arena = mt_arena_new();
	char name[16];
	TestHop hops[2] = {{name, 0, 0}, {"hub.example", 1, 0}};

	for (int i = 0; i <= MT_MAX_SKEW_PAIRS; i++) {
		MtChain chain;

		ck_assert_uint_eq(mt_skew_left_out(skew), 0);
		g_snprintf(name, sizeof name, "h%d.example", i);
		chain = chain_of(arena, hops, 2);
		mt_skew_add_chain(skew, &chain);
		mt_arena_reset(arena);
	}
	ck_assert_uint_eq(mt_skew_left_out(skew), 1);
	g_snprintf(name, sizeof name, "x.example");
	add(sum, hops, 2);
	mt_skew_merge(sum, skew);
	ck_assert_uint_eq(mt_skew_left_out(sum), 2);
}
END_TEST

START_TEST(nothing_gives_nothing)
{
	g_autoptr(MtSkew) skew = mt_skew_new(), empty = mt_skew_new();
	int64_t us;
	size_t n;

	mt_skew_merge(skew, empty);
	mt_skew_solve(skew);
	mt_skew_clocks(skew, &n);
	ck_assert_uint_eq(n, 0);
	ck_assert(!mt_skew_offset(skew, MT_SLICE("a.example"), &us));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("skew");
	TCase *t = tcase_create("chains");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, observations_are_chosen, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, offset_of_a_host);
	tcase_add_loop_test(t, offsets_are_removed, 0, G_N_ELEMENTS(applied));
	tcase_add_test(t, zone_mistakes_are_named);
	tcase_add_test(t, order_and_merging_change_nothing);
	tcase_add_test(t, pairs_are_limited);
	tcase_add_test(t, nothing_gives_nothing);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
