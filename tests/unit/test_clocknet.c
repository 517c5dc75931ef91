/* Networks of hosts whose clocks are known, found again from their mail. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "chain/skew.h"
#include "chains.h"

enum { HOSTS = 12, LINKS = 24, PATH = 4 };

typedef struct {
	int from, to;
	int slow;     /* seconds that even the fastest transit takes */
	int messages; /* 0: as many as the net says */
} Link;

/* A network; `expect` is the method that each host is to come out with. */
typedef struct {
	const char *what;
	double offset[HOSTS];
	Link links[LINKS]; /* ends with from == to */
	int messages;      /* over each link */
	double wrong;      /* share of observations with an invented time */
	double tolerance;
	const char *expect[HOSTS]; /* NULL: any but unknown */
} Net;

#define ONE "one-way"
#define BOTH "both-ways"
#define UNKNOWN "unknown"

static const Net nets[] = {
	{.what = "a ring with two wrong clocks",
	 .offset = {0, 0, 420, 0, -90, 0},
	 .links = {{0, 1, 0},
		   {1, 2, 0},
		   {2, 3, 0},
		   {3, 4, 0},
		   {4, 5, 0},
		   {5, 0, 0},
		   {0, 3, 0}},
	 .messages = 40,
	 .tolerance = 1,
	 .expect = {NULL, NULL, BOTH, NULL, BOTH, NULL}},
	{.what = "offsets that are no whole seconds",
	 .offset = {0, 0.4, 17.6, 0, -33.3, 0.2},
	 .links = {{0, 1, 0},
		   {1, 0, 0},
		   {1, 2, 0},
		   {2, 1, 0},
		   {2, 3, 0},
		   {3, 2, 0},
		   {3, 4, 0},
		   {4, 3, 0},
		   {4, 5, 0},
		   {5, 4, 0},
		   {5, 0, 0},
		   {0, 5, 0}},
	 .messages = 60,
	 .tolerance = 1,
	 .expect = {[2] = BOTH, [4] = BOTH}},
	{.what = "a line, the last one fast",
	 .offset = {0, 0, 0, 300},
	 .links = {{0, 1, 0}, {1, 2, 0}, {2, 3, 0}},
	 .messages = 30,
	 .tolerance = 1.5,
	 .expect = {NULL, NULL, NULL, ONE}},
	{.what = "a line, the first one slow",
	 .offset = {-75, 0, 0, 0},
	 .links = {{0, 1, 0}, {1, 2, 0}, {2, 3, 0}},
	 .messages = 30,
	 .tolerance = 1.5,
	 .expect = {ONE}},
	{.what = "a line, the middle one fast by a zone",
	 .offset = {0, 0, 7200, 0, 0},
	 .links = {{0, 1, 0}, {1, 2, 0}, {2, 3, 0}, {3, 4, 0}},
	 .messages = 30,
	 .tolerance = 1.5},
	{.what = "a site of three with one wrong time source",
	 .offset = {0, 0, 0, 0, 600, 600, 600},
	 .links = {{0, 1, 0},
		   {1, 2, 0},
		   {2, 3, 0},
		   {3, 0, 0},
		   {1, 4, 0},
		   {4, 5, 0},
		   {5, 6, 0},
		   {6, 4, 0},
		   {6, 2, 0}},
	 .messages = 30,
	 .tolerance = 1.5,
	 .expect = {[4] = BOTH, [5] = BOTH, [6] = BOTH}},
	{.what = "a server that greets late is no fast clock",
	 .offset = {0},
	 .links = {{0, 2, 6}, {1, 2, 6}, {4, 2, 6}, {5, 2, 6}, {2, 3, 0}},
	 .messages = 30,
	 .tolerance = 0.05},
	{.what = "a slow way there does not count where there is a fast one",
	 .offset = {0},
	 .links = {{0, 2, 60}, {0, 1, 0}, {1, 2, 0}, {2, 3, 0}},
	 .messages = 30,
	 .tolerance = 1},
	{.what = "slow there, fast back on two ways",
	 .offset = {0, 0, 0, -50},
	 .links = {{0, 1, 0},
		   {1, 2, 0},
		   {2, 0, 0},
		   {2, 3, 45},
		   {3, 1, 0},
		   {3, 0, 0}},
	 .messages = 30,
	 .tolerance = 1.5,
	 .expect = {[3] = BOTH}},
	{.what = "two islands, each with a majority",
	 .offset = {0, 0, 90, 5000, 5000, 5000 - 30},
	 .links = {{0, 1, 0},
		   {1, 2, 0},
		   {2, 0, 0},
		   {3, 4, 0},
		   {4, 5, 0},
		   {5, 3, 0}},
	 .messages = 30,
	 .tolerance = -1}, /* tested below */
	{.what = "one in twenty-five times is invented",
	 .offset = {0, 0, 420, 0, -90, 0},
	 .links = {{0, 1, 0},
		   {1, 2, 0},
		   {2, 3, 0},
		   {3, 4, 0},
		   {4, 5, 0},
		   {5, 0, 0},
		   {0, 3, 0}},
	 .messages = 150,
	 .wrong = 0.04,
	 .tolerance = 1},
	{.what = "invented hosts agree among themselves",
	 .offset = {0, 0, 0, 0, 7200, 10800},
	 .links = {{0, 1, 0},
		   {1, 2, 0},
		   {2, 3, 0},
		   {3, 0, 0},
		   {5, 4, 0, 90},
		   {4, 2, 0, 2}},
	 .messages = 30,
	 .tolerance = 1,
	 .expect = {NULL, NULL, NULL, NULL, UNKNOWN, UNKNOWN}},
	{.what = "no majority between two",
	 .offset = {0, 420},
	 .links = {{0, 1, 0}},
	 .messages = 50,
	 .tolerance = 0,
	 .expect = {UNKNOWN, UNKNOWN}},
	{.what = "too few observations",
	 .offset = {0, 0, 30},
	 .links = {{0, 1, 0}, {1, 2, 0}, {0, 2, 0}},
	 .messages = 2,
	 .tolerance = 0,
	 .expect = {UNKNOWN, UNKNOWN, UNKNOWN}},
};

/* Most are quick, some wait in a queue. */
static double
transit(uint64_t *state)
{
	double share = next_share(state);

	return share < 0.7 ? share : 2 * exp(9 * next_share(state));
}

static const char *
host_name(int i)
{
	static const char *const names[HOSTS] = {
		"a.example", "b.example", "c.example", "d.example",
		"e.example", "f.example", "g.example", "h.example",
		"i.example", "j.example", "k.example", "l.example",
	};

	return names[i];
}

static void
send_one(MtSkew *skew, MtArena *arena, const Net *net, const Link *link,
	 uint64_t *state)
{
	double sent = 1e6 * next_share(state), took = transit(state);
	TestHop hops[2] = {
		{host_name(link->from), sent + net->offset[link->from], 0},
		{host_name(link->to),
		 sent + link->slow + took + net->offset[link->to], 0},
	};
	MtChain chain;

	if (next_share(state) < net->wrong)
		hops[1].at += 1e5 * (next_share(state) - 0.6);
	chain = chain_of(arena, hops, 2);
	mt_skew_add_chain(skew, &chain);
	mt_arena_reset(arena);
}

static MtSkew *
run(const Net *net, uint64_t seed)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSkew *skew = mt_skew_new();
	uint64_t state = 88172645463325252u * (2 * seed + 1);

	for (const Link *l = net->links; l->from != l->to; l++)
		for (int i = l->messages ? l->messages : net->messages; i > 0;
		     i--)
			send_one(skew, arena, net, l, &state);
	mt_skew_solve(skew);
	return skew;
}

static const MtClock *
clock_of(const MtSkew *skew, int host)
{
	size_t n;
	const MtClock *clocks = mt_skew_clocks(skew, &n);

	for (size_t i = 0; i < n; i++)
		if (mt_slice_eq(clocks[i].host, mt_slice_str(host_name(host))))
			return &clocks[i];
	return NULL;
}

static void
check_clock(const Net *net, const MtClock *clock, int host)
{
	const char *expect = net->expect[host];
	const char *word = mt_clock_method_word(clock->method);
	double off = (double)clock->offset_us / 1e6 - net->offset[host];

	if (expect != NULL)
		ck_assert_msg(g_str_equal(word, expect), "%s: %s is %s",
			      net->what, host_name(host), word);
	if (clock->method == MT_CLOCK_UNKNOWN) {
		ck_assert_msg(expect != NULL, "%s: %s is unknown", net->what,
			      host_name(host));
		return;
	}
	ck_assert_msg(fabs(off) <= net->tolerance, "%s: %s is off by %g",
		      net->what, host_name(host), off);
	ck_assert_msg(fabs(off) <= (double)clock->uncertainty_us / 1e6 + 0.1,
		      "%s: %s is off by %g", net->what, host_name(host), off);
}

START_TEST(offsets_are_found)
{
	const Net *net = &nets[_i % (int)G_N_ELEMENTS(nets)];
	g_autoptr(MtSkew) skew =
		run(net, (uint64_t)_i / G_N_ELEMENTS(nets) + 1);

	for (int h = 0; h < HOSTS; h++) {
		const MtClock *clock = clock_of(skew, h);

		if (clock != NULL && net->tolerance >= 0)
			check_clock(net, clock, h);
	}
}
END_TEST

/* Between islands nothing is known: each has its own common clock. */
START_TEST(islands_have_their_own_clocks)
{
	static const double expect[] = {0, 0, 90, 0, 0, -30};
	const Net *net = NULL;
	g_autoptr(MtSkew) skew = NULL;
	int references = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(nets); i++)
		if (nets[i].tolerance < 0)
			net = &nets[i];
	skew = run(net, (uint64_t)_i + 1);
	for (int h = 0; h < 6; h++) {
		const MtClock *clock = clock_of(skew, h);

		references += clock->method == MT_CLOCK_REFERENCE;
		ck_assert(fabs((double)clock->offset_us / 1e6 - expect[h]) <=
			  1);
	}
	ck_assert_int_eq(references, 2);
}
END_TEST

/* A thousand hosts that were seen once each judge the one they wrote to. */
START_TEST(many_single_senders_are_a_majority)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(MtSkew) skew = mt_skew_new();
	uint64_t state = 521288629;
	int64_t us;

	for (int i = 0; i < 1000; i++) {
		g_autofree char *name = g_strdup_printf("mx%d.example", i);
		double sent = 1e6 * next_share(&state);
		TestHop hops[] = {
			{name, sent, 0},
			{"hub.example", sent + transit(&state) + 240, 0},
		};
		MtChain chain = chain_of(arena, hops, 2);

		mt_skew_add_chain(skew, &chain);
		mt_arena_reset(arena);
	}
	mt_skew_solve(skew);
	ck_assert(mt_skew_offset(skew, MT_SLICE("hub.example"), &us));
	ck_assert_int_le(llabs(us - 240 * 1000000), 1500000);
	ck_assert(!mt_skew_offset(skew, MT_SLICE("mx7.example"), &us));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("clocknet");
	TCase *t = tcase_create("networks");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, offsets_are_found, 0,
			    10 * (int)G_N_ELEMENTS(nets));
	tcase_add_loop_test(t, islands_have_their_own_clocks, 0, 5);
	tcase_add_test(t, many_single_senders_are_a_majority);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
