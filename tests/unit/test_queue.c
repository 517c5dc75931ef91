/*
 * One message over several hosts: what each of them had, in whatever order it
 * comes to be known, becomes one delivery; what only looks like it does not.
 */
#define _GNU_SOURCE /* nftw() */

#include "flowrun.h"

#include "base/limits.h"
#include "queue/leg.h"
#include "queue/queue.h"

enum { FAR = 26 * 3600 /* seconds that clocks may be apart */ };

/* What one host did for one recipient; times in seconds. */
typedef struct {
	const char *host, *id, *from, *to, *relay, *answer;
	int arrived, before, queued, sending;
	int size; /* 0: not known */
} Leg;

static MtSlice
slice_of(const char *text)
{
	return text == NULL ? (MtSlice){0} : mt_slice(text, strlen(text));
}

static MtMoment
moment_of(int s)
{
	return (MtMoment){.known = true,
			  .has_time = true,
			  .time_us = INT64_C(1000000) * s};
}

static void
give(MtQueue *q, const Leg *leg)
{
	int end = leg->arrived + leg->before + leg->queued + leg->sending;
	MtDelivery d = {
		.recipient = slice_of(leg->to),
		.status = MT_STATUS_SENT,
		.at = moment_of(end),
		.relay = slice_of(leg->relay),
		.remote_id = slice_of(leg->answer),
		.n_attempts = 1,
	};
	MtTransaction t = {
		.host = slice_of(leg->host),
		.queue_id = slice_of(leg->id),
		.sender = slice_of(leg->from),
		.has = leg->size > 0 ? MT_HAS_SIZE : 0,
		.size = leg->size,
		.first = moment_of(leg->arrived),
		.arrived = moment_of(leg->arrived),
		.removed = moment_of(end),
		.complete = true,
		.deliveries = &d,
		.n_deliveries = 1,
	};

	d.stages.known = (1 << MT_STAGES) - 1;
	d.stages.us[MT_STAGE_BEFORE] = INT64_C(1000000) * leg->before;
	d.stages.us[MT_STAGE_QUEUE] = INT64_C(1000000) * leg->queued;
	d.stages.us[MT_STAGE_TRANSMIT] = INT64_C(1000000) * leg->sending;
	mt_queue_sink(&t, q);
}

#define A "a@c.example", "b@d.example"
#define OTHER "x@y.example", "z@e.example"
/* 5 s, of which 2 s sending; 4 s, of which 1 s receiving; 3 s and 2 s. */
#define FIRST                                                                  \
	{                                                                      \
		"relay1", "1A", A, "b.d.example", "2B", 1000, 1, 2, 2, 1000    \
	}
#define NEXT                                                                   \
	{                                                                      \
		"b", "2B", A, "local", NULL, 1004, 1, 1, 2, 1100               \
	}
#define NEXT_AT(s)                                                             \
	{                                                                      \
		"b", "2B", A, "local", NULL, s, 1, 1, 2, 1100                  \
	}
#define NEXT_OF(n)                                                             \
	{                                                                      \
		"b", "2B", A, "local", NULL, 1004, 1, 1, 2, n                  \
	}
#define ON                                                                     \
	{                                                                      \
		"b", "2B", A, "c.d.example", "3C", 1004, 1, 1, 2, 1100         \
	}
#define LAST                                                                   \
	{                                                                      \
		"c", "3C", A, "local", NULL, 1006, 2, 0, 1, 1200               \
	}
#define STRANGER                                                               \
	{                                                                      \
		"s", "2B", OTHER, "local", NULL, 1004, 1, 0, 2, 1100           \
	}

static const struct {
	const char *name;
	Leg legs[4];
	unsigned deliveries, handed; /* of all; by relay1 */
	int lost;                    /* seconds */
} cases[] = {
	/* 5 + 4 - 1: the second in which both had it counts once. */
	{"one host after the other", {FIRST, NEXT}, 1, 1, 8},
	{"the next host's log first", {NEXT, FIRST}, 1, 1, 8},
	/* 8 + 3 - 2 */
	{"three hosts", {FIRST, ON, LAST}, 1, 1, 9},
	{"three hosts, backwards", {LAST, ON, FIRST}, 1, 1, 9},
	{"three hosts, the middle last", {LAST, FIRST, ON}, 1, 1, 9},
	{"the middle one without a log", {FIRST, LAST}, 2, 0, 8},
	/* Sent at 1005. */
	{"clocks as far apart as may be",
	 {FIRST, NEXT_AT(1005 + FAR)},
	 1,
	 1,
	 8},
	{"clocks too far apart", {FIRST, NEXT_AT(1006 + FAR)}, 2, 0, 9},
	/* At most three times as large, and 16 KiB. */
	{"as large as may be",
	 {FIRST, NEXT_OF((1000 + 16384) * 3 + 2)},
	 1,
	 1,
	 8},
	{"too large", {FIRST, NEXT_OF((1000 + 16384) * 3 + 3)}, 2, 0, 9},
	{"an id that another host has for another message",
	 {FIRST, STRANGER},
	 2,
	 0,
	 8},
	{"that, before it", {STRANGER, FIRST}, 2, 0, 8},
	/* The stranger's own 3 s. */
	{"that, beside the right one", {STRANGER, FIRST, NEXT}, 2, 1, 11},
	{"that, behind the right one", {NEXT, FIRST, STRANGER}, 2, 1, 11},
	{"an id of the host's own",
	 {FIRST, {"relay1", "2B", A, "local", NULL, 1004, 1, 1, 2, 1100}},
	 2,
	 0,
	 9},
	{"new addresses, but the host that was asked",
	 {FIRST, {"b", "2B", OTHER, "local", NULL, 1004, 1, 1, 2, 1100}},
	 1,
	 1,
	 8},
	{"an answer without an id",
	 {{"relay1", "1A", A, "b.d.example", NULL, 1000, 1, 2, 2, 1000}, NEXT},
	 2,
	 0,
	 9},
	/* Ids that come again must not be followed for ever. */
	{"a circle",
	 {FIRST,
	  {"b", "2B", A, "relay1", "1A", 1004, 1, 1, 2, 1100},
	  {"b", "2B", A, "local", NULL, 1004, 0, 0, 0, 1100}},
	 1,
	 1,
	 -1},
};

static unsigned
handed_by(MtQueue *q, const char *host)
{
	size_t n;
	MtGroup *const *hosts = mt_queue_groups(q, MT_BY_HOST, &n);

	for (size_t i = 0; i < n; i++)
		if (mt_slice_eq(hosts[i]->key, slice_of(host)))
			return (unsigned)hosts[i]->handed;
	return 0;
}

static int
lost_of(MtQueue *q)
{
	return (int)(mt_queue_all(q)->lost_us / 1000000);
}

/* As a merge has it, and as one run over logs. */
START_TEST(legs_become_deliveries)
{
	for (int whole = 0; whole < 2; whole++) {
		MtQueueOptions options = {.slo_us = 1, .whole = whole != 0};
		g_autoptr(MtQueue) q = mt_queue_new(&options);

		mt_queue_be_several(q);
		for (const Leg *leg = cases[_i].legs; leg->host != NULL; leg++)
			give(q, leg);
		mt_queue_judge(q);
		ck_assert_msg(
			mt_queue_all(q)->deliveries == cases[_i].deliveries &&
				handed_by(q, "relay1") == cases[_i].handed &&
				(cases[_i].lost < 0 ||
				 lost_of(q) == cases[_i].lost),
			"%s: %u deliveries, %u handed over, %d s",
			cases[_i].name, (unsigned)mt_queue_all(q)->deliveries,
			handed_by(q, "relay1"), lost_of(q));
	}
}
END_TEST

/* Hosts of a chain, a second each. */
static int
lost_by_chain(int hosts)
{
	MtQueueOptions options = {.slo_us = 1, .whole = true};
	g_autoptr(MtQueue) q = mt_queue_new(&options);

	for (int i = 0; i < hosts; i++) {
		g_autofree char *host = g_strdup_printf("h%d", i);
		g_autofree char *id = g_strdup_printf("1D%d", i);
		g_autofree char *next = g_strdup_printf("1D%d", i + 1);

		give(q, &(Leg){host, id, A, "h", next, 1000 + i, 0, 1, 0, 0});
	}
	mt_queue_judge(q);
	ck_assert_uint_eq(mt_queue_all(q)->deliveries, 1);
	return lost_of(q);
}

START_TEST(a_way_has_so_many_legs)
{
	ck_assert_int_eq(lost_by_chain(MT_MAX_QUEUE_LEGS), MT_MAX_QUEUE_LEGS);
	ck_assert_int_eq(lost_by_chain(MT_MAX_QUEUE_LEGS + 1),
			 MT_MAX_QUEUE_LEGS + 1);
	ck_assert_int_eq(lost_by_chain(MT_MAX_QUEUE_LEGS + 2),
			 MT_MAX_QUEUE_LEGS + 1);
}
END_TEST

/* The legs that may wait. */
#define WAITING (MT_MAX_QUEUE_WAITING / (sizeof(MtLeg) + sizeof(MtLegEnd)))

/* Deliveries, with so many other messages between the two of one. */
static unsigned
deliveries_apart(unsigned others, bool whole)
{
	MtQueueOptions options = {.slo_us = 1, .whole = whole};
	g_autoptr(MtQueue) q = mt_queue_new(&options);

	mt_queue_be_several(q);
	give(q, &(Leg)FIRST);
	for (unsigned i = 0; i < others; i++) {
		char id[16];

		g_snprintf(id, sizeof id, "9%X", i);
		give(q,
		     &(Leg){"o", id, OTHER, "local", NULL, 1004, 0, 1, 0, 0});
	}
	give(q, &(Leg)NEXT);
	mt_queue_judge(q);
	return (unsigned)mt_queue_all(q)->deliveries;
}

/* The next host, one message too late, counts for both; merges wait for all. */
START_TEST(so_many_bytes_of_legs_wait)
{
	unsigned most = WAITING;

	ck_assert_uint_eq(deliveries_apart(most - 1, false), most);
	ck_assert_uint_eq(deliveries_apart(most, false), most + 2);
	ck_assert_uint_eq(deliveries_apart(most, true), most + 1);
}
END_TEST

/* relay1 took 5 s, 2 of them sending; b took 36 s, 1 of them receiving. */
static const char long_log[] =
	"Jan 12 10:00:00 relay1 postfix/smtpd[1]: 1A2B3C4D01: "
	"client=c.example[192.0.2.9]\n"
	"Jan 12 10:00:01 relay1 postfix/qmgr[1]: 1A2B3C4D01: "
	"from=<a@c.example>, size=1000, nrcpt=1 (queue active)\n"
	"Jan 12 10:00:04 b postfix/smtpd[2]: 1A2B3C4D02: "
	"client=relay1[192.0.2.1]\n"
	"Jan 12 10:00:05 relay1 postfix/smtp[3]: 1A2B3C4D01: "
	"to=<b@d.example>, relay=b[192.0.2.2]:25, delay=5, delays=1/1/1/2, "
	"dsn=2.0.0, status=sent (250 Ok: queued as 1A2B3C4D02)\n"
	"Jan 12 10:00:05 relay1 postfix/qmgr[1]: 1A2B3C4D01: removed\n"
	"Jan 12 10:00:05 b postfix/qmgr[4]: 1A2B3C4D02: "
	"from=<a@c.example>, size=1100, nrcpt=1 (queue active)\n"
	"Jan 12 10:00:30 b postfix/smtpd[2]: 1A2B3C4D03: "
	"client=relay1[192.0.2.1]\n"
	"Jan 12 10:00:40 b postfix/local[5]: 1A2B3C4D02: "
	"to=<b@d.example>, relay=local, delay=36, delays=1/0/0/35, "
	"dsn=2.0.0, status=sent (delivered to maildir)\n"
	"Jan 12 10:00:40 b postfix/qmgr[4]: 1A2B3C4D02: removed\n";

/* The same, with a second recipient that relay1 still has. */
static const char waiting_log[] =
	"Jan 12 10:00:00 relay1 postfix/smtpd[1]: 1A2B3C4D02: "
	"client=c.example[192.0.2.9]\n"
	"Jan 12 10:00:01 relay1 postfix/qmgr[1]: 1A2B3C4D02: "
	"from=<a@c.example>, size=1000, nrcpt=2 (queue active)\n"
	"Jan 12 10:00:04 b postfix/smtpd[2]: 1A2B3C4D01: "
	"client=relay1[192.0.2.1]\n"
	"Jan 12 10:00:05 relay1 postfix/smtp[3]: 1A2B3C4D02: "
	"to=<b@d.example>, relay=b[192.0.2.2]:25, delay=5, delays=1/1/1/2, "
	"dsn=2.0.0, status=sent (250 Ok: queued as 1A2B3C4D01)\n"
	"Jan 12 10:00:05 relay1 postfix/smtp[3]: 1A2B3C4D02: "
	"to=<z@e.example>, relay=none, delay=5, delays=1/4/0/0, dsn=4.4.1, "
	"status=deferred (connect to e.example: Connection refused)\n"
	"Jan 12 10:00:05 b postfix/qmgr[4]: 1A2B3C4D01: "
	"from=<a@c.example>, size=1100, nrcpt=1 (queue active)\n"
	"Jan 12 10:00:40 b postfix/local[5]: 1A2B3C4D01: "
	"to=<b@d.example>, relay=local, delay=36, delays=1/0/0/35, "
	"dsn=2.0.0, status=sent (delivered to maildir)\n"
	"Jan 12 10:00:40 b postfix/qmgr[4]: 1A2B3C4D01: removed\n"
	"Jan 12 10:00:50 b postfix/smtpd[2]: 1A2B3C4D03: "
	"client=relay1[192.0.2.1]\n";

static const struct {
	const char *log;
	unsigned others; /* once 1A2B3C4D01 was closed */
	unsigned deliveries;
	int lost;
} busy[] = {
	/* More than is remembered of hand-overs, and more than waits. */
	{long_log, 3 * MT_MAX_QUEUE_HANDOVERS, 1, 5 + 36 - 1},
	/* More than waits. z@e.example has its own 5 s. */
	{waiting_log, WAITING + 1, 2, 5 + 36 - 1 + 5},
};

/* Its last line: 2026-01-12T10:00:05Z. */
static const int64_t relay1_end_us = INT64_C(1768212005) * 1000000;

static unsigned others; /* of the one that is running */

static void
follow(MtCorrelator *c, void *q)
{
	mt_queue_follow(q, c);
}

/* Between the two hosts there is much to do. */
static void
give_and_be_busy(const MtTransaction *t, void *q)
{
	mt_queue_sink(t, q);
	if (!mt_slice_eq(t->queue_id, MT_SLICE("1A2B3C4D01")))
		return;
	for (unsigned i = 0; i < others; i++) {
		char id[16], answer[16];

		g_snprintf(id, sizeof id, "9%X", i);
		g_snprintf(answer, sizeof answer, "8%X", i);
		give(q, &(Leg){"o", id, OTHER, "p.example", answer, 1004, 0, 0,
			       0, 0});
	}
}

/* What it came from is known however long it is open. */
START_TEST(an_open_message_is_waited_for)
{
	char path[] = "mail.log", *paths[] = {path, NULL};
	char *dir = scratch_new();
	MtQueueOptions options = {.slo_us = 1};
	g_autoptr(MtQueue) q = mt_queue_new(&options);
	FlowRun run = {.keep = MT_QUEUE_KEEP,
		       .give = give_and_be_busy,
		       .data = q,
		       .begun = follow};

	others = busy[_i].others;
	mt_queue_be_several(q);
	mt_queue_saw(q, MT_SLICE("relay1"), relay1_end_us);
	scratch_text(path, busy[_i].log);
	flowrun(&run, paths);
	mt_queue_judge(q);
	ck_assert_uint_eq(mt_queue_all(q)->deliveries,
			  others + busy[_i].deliveries);
	ck_assert_uint_eq(handed_by(q, "relay1"), 1);
	ck_assert_int_eq(lost_of(q), busy[_i].lost);
	mt_correlator_free(run.correlator);
	scratch_free(dir);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("queue");
	TCase *tcase = tcase_create("queue");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, legs_become_deliveries, 0,
			    (int)G_N_ELEMENTS(cases));
	tcase_add_test(tcase, a_way_has_so_many_legs);
	tcase_add_test(tcase, so_many_bytes_of_legs_wait);
	tcase_add_loop_test(tcase, an_open_message_is_waited_for, 0,
			    (int)G_N_ELEMENTS(busy));
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
