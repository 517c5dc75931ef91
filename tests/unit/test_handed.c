/* What was handed on is no delivery, and the last one cost all of it. */
#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "report/model/handed.h"

#define SECOND INT64_C(1000000)

static MtHandedTimes handed;

static void
start(void)
{
	mt_handed_init(&handed);
}

static void
end(void)
{
	mt_handed_clear(&handed);
}

static MtDeliveryRecord
row_of(int64_t at_s, int64_t delay_s, const char *remote_id)
{
	return (MtDeliveryRecord){
		.time = {.us = at_s * SECOND, .known = true},
		.delay_us = mt_number(delay_s * SECOND),
		.before_queue_us = mt_number(SECOND),
		.transmit_us = mt_number(2 * SECOND),
		.status = MT_SLICE("sent"),
		.relay = MT_SLICE("b.example"),
		.remote_id = mt_slice_str(remote_id),
	};
}

/* A transaction with that row, which says where it went on. */
static bool
goes_on(const char *host, const char *id, MtDeliveryRecord *row,
	const char *to_host, const char *to_id)
{
	const MtLinkRecord next = {mt_slice_str(to_host), mt_slice_str(to_id),
				   MT_SLICE("reply")};
	const MtTransactionRecord x = {.host = mt_slice_str(host),
				       .queue_id = mt_slice_str(id),
				       .trace = MT_SLICE("trace"),
				       .deliveries = {row, 1, {0}},
				       .next = {&next, *to_id != '\0', {0}}};

	mt_handed_begin(&handed, &x);
	return mt_handed_goes_on(&handed, &x, row);
}

START_TEST(delays_of_hosts_are_added)
{
	MtDeliveryRecord a = row_of(100, 60, "B1");
	MtDeliveryRecord b = row_of(5000, 30, "C1"); /* its clock is off */
	MtDeliveryRecord c = row_of(140, 10, "elsewhere");

	ck_assert(goes_on("a", "A1", &a, "b", "B1"));
	ck_assert(goes_on("b", "B1", &b, "c", "C1"));
	ck_assert(!goes_on("c", "C1", &c, "", ""));
	/* A second of each hand-over is both of sending and of receiving. */
	ck_assert_int_eq(c.delay_us.n, (60 + 30 + 10 - 2) * SECOND);
	ck_assert_int_eq(c.before_queue_us.n, SECOND);
	ck_assert_int_eq(c.transmit_us.n, 6 * SECOND);
}
END_TEST

START_TEST(an_answer_may_hold_part_of_the_id)
{
	MtDeliveryRecord a = row_of(100, 60, "000A");
	MtDeliveryRecord b = row_of(110, 10, "elsewhere");

	ck_assert(goes_on("a", "A1", &a, "b", "00B1.000A"));
	ck_assert(!goes_on("b", "00B1.000A", &b, "", ""));
	ck_assert_int_eq(b.delay_us.n, (60 + 10 - 1) * SECOND);
	a.relay = MT_SLICE("c.example");
	ck_assert(!goes_on("a", "A2", &a, "b", "00B2.000B"));
}
END_TEST

START_TEST(a_filter_before_and_behind)
{
	MtDeliveryRecord a = row_of(100, 60, "B1");
	MtDeliveryRecord b = row_of(110, 10, "");
	MtDeliveryRecord again = row_of(112, 5, "elsewhere");

	ck_assert(goes_on("a", "A1", &a, "b", "B1"));
	b.handed_to = MT_SLICE("B2");
	ck_assert(goes_on("b", "B1", &b, "", ""));
	ck_assert(!goes_on("b", "B2", &again, "", ""));
	/* From 100 on by the clock of b, and what a had cost. */
	ck_assert_int_eq(again.delay_us.n, (12 + 60 - 1) * SECOND);
}
END_TEST

/* Twice as long at each step: no sum overflows. */
START_TEST(any_number_may_stand_there)
{
	for (int i = 0; i < 100; i++) {
		g_autofree char *id = g_strdup_printf("%d", i);
		g_autofree char *next = g_strdup_printf("%d", i + 1);
		MtDeliveryRecord row = row_of(0, 0, next);

		row.delay_us.n = row.deferred_us.n = INT64_MAX / 16;
		row.before_queue_us.n = -(INT64_MAX / 16);
		ck_assert(goes_on("a", id, &row, "a", next));
		ck_assert_int_le(row.delay_us.n, INT64_MAX / 16);
		row.delay_us.n = INT64_MAX;
		ck_assert(goes_on("a", id, &row, "a", next));
	}
}
END_TEST

START_TEST(a_trace_is_kept_within_limits)
{
	for (int i = 0; i <= MT_MAX_REPORT_KEPT; i++) {
		g_autofree char *id = g_strdup_printf("%d", i);
		MtDeliveryRecord row = row_of(100, 10, id);

		ck_assert(goes_on("a", "A", &row, "b", id));
	}
	ck_assert_uint_eq(g_hash_table_size(handed.table), MT_MAX_REPORT_KEPT);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("handed");
	TCase *tests = tcase_create("handed");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, start, end);
	tcase_add_test(tests, delays_of_hosts_are_added);
	tcase_add_test(tests, an_answer_may_hold_part_of_the_id);
	tcase_add_test(tests, a_filter_before_and_behind);
	tcase_add_test(tests, any_number_may_stand_there);
	tcase_add_test(tests, a_trace_is_kept_within_limits);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
