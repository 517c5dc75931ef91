/* Reports: what is kept within limits and what is said of the rest, and
 * pseudonyms. */
#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "record/finding.h"
#include "record/hop.h"
#include "record/message.h"
#include "record/outlier.h"
#include "record/transaction.h"
#include "report/doc/redact.h"
#include "report/doc/write.h"
#include "report/model/deliveries.h"
#include "report/model/model.h"
#include "report/model/picks.h"

#define MINUTE INT64_C(60000000)

static MtZone *zone;

static void
start(void)
{
	zone = mt_zone_new(NULL, NULL);
}

static void
end(void)
{
	mt_zone_free(zone);
}

/* The text of a report, as wide as it likes; free it. */
static char *
text_of(MtModel *model, MtRedact redact)
{
	static char *const command[] = {"mt-report", NULL};
	const MtModelOptions options = {
		.top = 3, .command = command, .version = "0"};
	const MtTerm term = {.width = 1000, .utf8 = true};
	g_autoptr(MtDoc) doc = mt_model_document(model, &options);
	g_auto(MtBuf) out = {0};

	mt_redact(doc, redact);
	mt_doc_write_text(doc, &term, &out);
	return g_strndup(out.p, out.n);
}

static void
has(const char *text, const char *what)
{
	ck_assert_msg(strstr(text, what) != NULL, "no '%s' in:\n%s", what,
		      text);
}

static void
has_not(const char *text, const char *what)
{
	ck_assert_msg(strstr(text, what) == NULL, "'%s' in:\n%s", what, text);
}

/* ---- what is kept ---- */

START_TEST(the_greatest_are_kept)
{
	MtPicks picks;

	mt_picks_init(&picks, 10, &mt_record_outlier, NULL);
	for (int i = 0; i < 100; i++) {
		const MtOutlierRecord o = {.n = mt_number(i)};

		mt_picks_add(&picks, i * 37 % 50, &o);
	}
	mt_picks_sort(&picks);
	ck_assert_uint_eq(mt_picks_n(&picks), 10);
	ck_assert_uint_eq(picks.seen, 100);
	for (size_t i = 0; i < 10; i++) {
		const MtOutlierRecord *o = mt_picks_at(&picks, i);

		/* 49, 49, 48, 48, ...: the earlier one first */
		ck_assert_int_eq(o->n.n * 37 % 50, 49 - (int)(i / 2));
		ck_assert_int_eq(o->n.n >= 50, i % 2);
	}
	mt_picks_clear(&picks);
}
END_TEST

START_TEST(long_texts_are_cut)
{
	g_autofree char *long_text = g_strnfill(MT_MAX_REPORT_TEXT + 1, 'x');
	const MtOutlierRecord whole = {.key = {long_text, MT_MAX_REPORT_TEXT}};
	const MtOutlierRecord more = {
		.key = {long_text, MT_MAX_REPORT_TEXT + 1}};
	g_autoptr(MtArena) arena = mt_arena_new();
	const MtOutlierRecord *a = mt_record_copy(&mt_record_outlier, &whole,
						  &mt_picks_limits, arena);
	const MtOutlierRecord *b = mt_record_copy(&mt_record_outlier, &more,
						  &mt_picks_limits, arena);

	ck_assert(mt_slice_eq(a->key, whole.key));
	ck_assert_uint_eq(b->key.n, MT_MAX_REPORT_TEXT + strlen(MT_CUT));
	ck_assert(mt_slice_ends_i(b->key, MT_SLICE(MT_CUT)));
}
END_TEST

START_TEST(long_lists_are_cut)
{
	MtSlice texts[MT_MAX_REPORT_LIST + 1];
	g_autoptr(MtArena) arena = mt_arena_new();
	MtOutlierRecord o = {.examples = {texts, G_N_ELEMENTS(texts)}};
	const MtOutlierRecord *copy;

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		texts[i] = MT_SLICE("a");
	copy = mt_record_copy(&mt_record_outlier, &o, &mt_picks_limits, arena);
	ck_assert_uint_eq(copy->examples.n, MT_MAX_REPORT_LIST);
}
END_TEST

/* Of many messages the slow ones stay, whenever they came. */
static void
add_message(MtModel *model, int64_t i, int64_t slowest_us)
{
	g_autofree char *subject =
		g_strdup_printf("subject %" G_GINT64_FORMAT ".", i);
	const MtMessageRecord m = {
		.source = MT_SLICE("mbox"),
		.message = mt_number(i),
		.subject = mt_slice_str(subject),
		.hops = mt_number(2),
		.slowest_hop = mt_number(2),
		.slowest_us = mt_number(slowest_us),
	};

	mt_model_add(model, &mt_record_message, &m);
}

START_TEST(slow_messages_stay)
{
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_autofree char *text = NULL;

	for (int i = 0; i < 3 * MT_MAX_REPORT_MESSAGES; i++)
		add_message(model, i, i == 7 ? MINUTE : i);
	text = text_of(model, MT_REDACT_NOTHING);
	has(text, "768 messages were looked at");
	has(text, "subject 7.");
	has_not(text, "subject 8.");
	has(text, "The first 3 of 768 messages are shown.");
}
END_TEST

/* What is found in a message may come when it is no longer kept. */
START_TEST(a_late_finding_has_its_message)
{
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_autofree char *text = NULL;
	const MtFindingRecord found = {.source = MT_SLICE("mbox"),
				       .message = mt_number(7),
				       .grade = MT_SLICE("A"),
				       .title = MT_SLICE("cannot be")};

	for (int i = 0; i < 3 * MT_MAX_REPORT_MESSAGES; i++) {
		const MtHopRecord hop = {.hop = mt_number(1),
					 .source = MT_SLICE("mbox"),
					 .message = mt_number(i)};

		add_message(model, i, i);
		mt_model_add(model, &mt_record_hop, &hop);
	}
	mt_model_add(model, &mt_record_finding, &found);
	text = text_of(model, MT_REDACT_NOTHING);
	has(text, "A      subject 7.");
	has(text, "Its hops are not shown");
	has(text, "The first 3 of 768 messages are shown.");
}
END_TEST

START_TEST(hops_and_findings_beyond_limits_are_counted)
{
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_autofree char *text = NULL;

	for (int i = 1; i <= MT_MAX_REPORT_HOPS + 2; i++) {
		const MtHopRecord hop = {.hop = mt_number(i),
					 .message = mt_number(1)};

		mt_model_add(model, &mt_record_hop, &hop);
	}
	for (int i = 0; i < MT_MAX_REPORT_FOUND + 3; i++) {
		const MtFindingRecord f = {.message = mt_number(1),
					   .grade = MT_SLICE("B")};

		mt_model_add(model, &mt_record_finding, &f);
	}
	text = text_of(model, MT_REDACT_NOTHING);
	has(text, "2 more hops are not shown.");
	has(text, "3 more findings are not shown.");
}
END_TEST

/* Nothing else is known of the hop that would stand before it. */
START_TEST(a_note_may_come_first)
{
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_autofree char *text = NULL;
	const MtHopRecord hop = {.source = MT_SLICE("m"),
				 .message = mt_number(1),
				 .hop = mt_number(1),
				 .notes = {(MtSlice[]){MT_SLICE("no-by")}, 1},
				 .trust = MT_SLICE("untrusted")};

	mt_model_add(model, &mt_record_hop, &hop);
	text = text_of(model, MT_REDACT_NOTHING);
	has(text, "  the field does not say who wrote it; the sender's word\n");
}
END_TEST

START_TEST(a_long_header_is_cut)
{
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_autofree char *bytes = g_strnfill(MT_MAX_REPORT_HEADER + 5, 'x');
	g_autofree char *text = NULL;

	mt_model_add_header(model, MT_SLICE("a"), 1, 0, mt_slice_str(bytes));
	text = text_of(model, MT_REDACT_NOTHING);
	has(text, "5 bytes more are not shown.");
}
END_TEST

START_TEST(destinations_and_reasons_beyond_limits_share_a_row)
{
	MtDeliveries d;
	g_autoptr(GPtrArray) to = NULL, why = NULL;
	const MtDestination *others;
	const MtReason *other_reasons;

	mt_deliveries_init(&d, zone, 5 * MINUTE);
	for (int i = 0; i < MT_MAX_REPORT_DOMAINS + 4; i++) {
		g_autofree char *name = g_strdup_printf("d%d.example", i);
		const MtDeliveryRecord r = {.domain = mt_slice_str(name),
					    .reason = mt_slice_str(name),
					    .status = MT_SLICE("sent"),
					    .delay_us = mt_number(MINUTE),
					    .deferred_us = mt_number(MINUTE)};

		mt_deliveries_add(&d, &r);
	}
	to = mt_deliveries_destinations(&d);
	why = mt_deliveries_reasons(&d);
	ck_assert_uint_eq(to->len, MT_MAX_REPORT_DOMAINS + 1);
	ck_assert_uint_eq(why->len, MT_MAX_REPORT_REASONS + 1);
	others = g_ptr_array_index(to, to->len - 1);
	other_reasons = g_ptr_array_index(why, why->len - 1);
	ck_assert_ptr_null(others->name);
	ck_assert_uint_eq(others->n, 4);
	ck_assert_uint_eq(other_reasons->n, 4);
	ck_assert_uint_eq(d.within_slo, MT_MAX_REPORT_DOMAINS + 4);
	mt_deliveries_clear(&d);
}
END_TEST

/* ---- pseudonyms ---- */

static void
add_personal(MtModel *model)
{
	const MtMessageRecord m = {
		.source = MT_SLICE("/var/mail/anna/cur/1"),
		.message = mt_number(1),
		.from = MT_SLICE("Anna@a.example"),
		.envelope_from = MT_SLICE("bounce+anna=a.example@b.example"),
		.subject = MT_SLICE("Dismissal of Bert"),
		.hops = mt_number(1),
	};
	const MtHopRecord hop = {.source = m.source,
				 .message = mt_number(1),
				 .hop = mt_number(1),
				 .by = MT_SLICE("mx.a.example"),
				 .helo = MT_SLICE("[192.0.2.7]"),
				 .auth = MT_SLICE("anna")};

	mt_model_add(model, &mt_record_message, &m);
	mt_model_add(model, &mt_record_hop, &hop);
	mt_model_add_header(model, m.source, 1, 0,
			    MT_SLICE("Received: from x (Authenticated sender: "
				     "anna)\n\tby mx.a.example\n"
				     "From: Anna Example <anna@a.example>\n"
				     "Subject: Dismissal of Bert\n"));
}

START_TEST(users_get_pseudonyms)
{
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_autofree char *text = NULL;

	add_personal(model);
	text = text_of(model, MT_REDACT_USERS);
	has(text, "user-1@a.example");
	has(text, "as user-1");
	has(text, "/var/mail/user-1/cur/1");
	has(text, "Dismissal of Bert");
	has(text, "192.0.2.7");
	has_not(text, "nna@");
	has_not(text, "Anna");
	has_not(text, "anna");
}
END_TEST

START_TEST(all_means_subjects_and_hosts_too)
{
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_autofree char *text = NULL;

	add_personal(model);
	/* Folders are called like users, though no header names one alone. */
	mt_model_add(model, &mt_record_message,
		     &(MtMessageRecord){.source = MT_SLICE("/mail/carl/cur/1"),
					.message = mt_number(1),
					.from = MT_SLICE("Carl@c.example")});
	text = text_of(model, MT_REDACT_ALL);
	has(text, "from address-1");
	has(text, "subject-1");
	has(text, "[ip-1]");
	has_not(text, "Bert");
	has_not(text, "192.0.2.7");
	has_not(text, "Anna");
	has_not(text, "carl");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("report");
	TCase *tests = tcase_create("report");
	SRunner *runner;
	int failed;

	tcase_add_unchecked_fixture(tests, start, end);
	tcase_add_test(tests, the_greatest_are_kept);
	tcase_add_test(tests, long_texts_are_cut);
	tcase_add_test(tests, long_lists_are_cut);
	tcase_add_test(tests, slow_messages_stay);
	tcase_add_test(tests, a_late_finding_has_its_message);
	tcase_add_test(tests, hops_and_findings_beyond_limits_are_counted);
	tcase_add_test(tests, a_note_may_come_first);
	tcase_add_test(tests, a_long_header_is_cut);
	tcase_add_test(tests,
		       destinations_and_reasons_beyond_limits_share_a_row);
	tcase_add_test(tests, users_get_pseudonyms);
	tcase_add_test(tests, all_means_subjects_and_hosts_too);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
