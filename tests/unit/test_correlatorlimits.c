/* What many lines of one message, and many messages, may cost. */
#include <check.h>
#include <glib.h>

#include "base/limits.h"
#include "flow/correlator.h"

/* Events by hand, for what takes many. */
typedef struct {
	MtCorrelator *correlator;
	MtArena *arena;
	size_t given, evicted;
	uint32_t deliveries, unlisted, attempts, listed;
} Many;

static void
look(const MtTransaction *t, void *data)
{
	Many *many = data;

	many->given++;
	many->evicted += t->evicted;
	many->deliveries = t->n_deliveries;
	many->unlisted = t->n_unlisted;
	if (t->deliveries == NULL)
		return;
	many->attempts = t->deliveries->n_attempts;
	many->listed = 0;
	for (MtAttempt *a = t->deliveries->attempts; a != NULL; a = a->next) {
		ck_assert(a->next == NULL ||
			  a->at.time_us < a->next->at.time_us);
		many->listed++;
	}
}

static void
many_start(Many *many)
{
	*many = (Many){.arena = mt_arena_new()};
	many->correlator = mt_correlator_new(MT_KEEP_ALL, look, many);
}

static void
many_end(Many *many)
{
	mt_correlator_free(many->correlator);
	mt_arena_free(many->arena);
}

static void
feed(Many *many, MtEventKind kind, MtStatus status, int64_t second,
     const char *id, const char *recipient)
{
	MtEvent e = {
		.time_us = second * 1000000,
		.has_time = true,
		.host = MT_SLICE("mx"),
		.source = MT_SLICE("log"),
		.kind = kind,
		.mta = MT_MTA_POSTFIX,
		.status = status,
		.queue_id = mt_slice_str(id),
		.recipient = mt_slice_str(recipient),
		.reply = MT_SLICE("450 later"),
	};

	mt_arena_reset(many->arena);
	mt_correlator_add(many->correlator,
			  mt_packed_take(&e, MT_KEEP_ALL, many->arena));
}

START_TEST(many_recipients)
{
	Many many;
	char to[32];

	many_start(&many);
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < MT_MAX_LISTED + 1; i++) {
			g_snprintf(to, sizeof to, "u%d@d.example", i);
			feed(&many, MT_EVENT_ATTEMPT,
			     pass ? MT_STATUS_SENT : MT_STATUS_DEFERRED,
			     100 + pass, "1A2B3C4D5", to);
		}
	mt_correlator_finish(many.correlator);
	ck_assert_uint_eq(many.given, 1);
	ck_assert_uint_eq(many.deliveries, MT_MAX_LISTED);
	ck_assert_uint_eq(many.unlisted, 2);
	ck_assert_uint_eq(many.attempts, 2);
	ck_assert_uint_eq(mt_correlator_counts(many.correlator)->unlisted, 2);
	many_end(&many);
}
END_TEST

START_TEST(many_attempts)
{
	Many many;

	many_start(&many);
	for (int i = 0; i < 1000; i++)
		feed(&many, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED, 100 + i,
		     "1A2B3C4D5", "b@d.example");
	mt_correlator_finish(many.correlator);
	ck_assert_uint_eq(many.attempts, 1000);
	ck_assert_uint_eq(many.listed, MT_MAX_ATTEMPTS);
	many_end(&many);
}
END_TEST

START_TEST(many_children)
{
	const size_t n = MT_MAX_CHILDREN + 1;
	Many many;

	many_start(&many);
	for (size_t i = 0; i < n; i++) {
		MtEvent e = {.kind = MT_EVENT_BOUNCE,
			     .mta = MT_MTA_POSTFIX,
			     .host = MT_SLICE("mx"),
			     .queue_id = MT_SLICE("1A2B3C4D5")};
		char id[32];

		g_snprintf(id, sizeof id, "F%08zX", i);
		e.related_id = mt_slice_str(id);
		mt_arena_reset(many.arena);
		mt_correlator_add(many.correlator,
				  mt_packed_take(&e, MT_KEEP_ALL, many.arena));
	}
	mt_correlator_finish(many.correlator);
	ck_assert_uint_eq(many.given, 1);
	many_end(&many);
}
END_TEST

START_TEST(many_open)
{
	Many many;
	char id[32];

	many_start(&many);
	mt_correlator_set_limit(many.correlator, 1024 * 1024);
	for (int i = 0; i < 10000; i++) {
		g_snprintf(id, sizeof id, "A%08X", (unsigned)i);
		feed(&many, MT_EVENT_QUEUE, MT_STATUS_NONE, 100, id, NULL);
	}
	ck_assert_uint_gt(many.evicted, 9000);
	ck_assert_uint_eq(many.evicted,
			  mt_correlator_counts(many.correlator)->evicted);
	mt_correlator_finish(many.correlator);
	ck_assert_uint_eq(many.given, 10000);
	many_end(&many);
}
END_TEST

/* Each text is kept up to a limit, however long the line. */
START_TEST(long_texts)
{
	g_autofree char *to = g_strnfill(MT_MAX_KEPT_TEXT + 1, 'x');
	Many many;

	many_start(&many);
	feed(&many, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED, 100, "1A2B3C4D5", to);
	mt_correlator_finish(many.correlator);
	ck_assert_uint_eq(many.deliveries, 1);
	many_end(&many);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("correlatorlimits");
	TCase *tcase = tcase_create("correlatorlimits");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, many_recipients);
	tcase_add_test(tcase, many_attempts);
	tcase_add_test(tcase, many_children);
	tcase_add_test(tcase, many_open);
	tcase_add_test(tcase, long_texts);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
