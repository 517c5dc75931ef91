/* What log lines are made of: numbers, durations, the shapes of ids. */
#include <check.h>
#include <stdlib.h>

#include "mtalog/queueid.h"
#include "mtalog/scan.h"

/* Each number of digits, with all that may stand behind them. */
START_TEST(digits)
{
	for (unsigned n = 0; n <= 8; n++)
		for (unsigned behind = 0; behind < 256; behind++) {
			char text[8];
			uint64_t number, expected = 0;

			memset(text, (int)behind, sizeof text);
			for (unsigned i = 0; i < n; i++) {
				text[i] = (char)('9' - i);
				expected = expected * 10 + 9 - i;
			}
			if (n < 8 && mt_is_digit((char)behind))
				continue;
			ck_assert_uint_eq(mt_scan_digits8(text, &number), n);
			ck_assert_uint_eq(number, expected);
		}
}
END_TEST

static const struct {
	const char *text;
	int64_t number; /* -1: none */
	size_t rest;
} numbers[] = {
	{"", -1, 0},
	{"x", -1, 1},
	{"7", 7, 0},
	{"1234567", 1234567, 0},
	{"1234567 and more", 1234567, 9},
	{"12345678 and more", 12345678, 9},
	{"x2345678 and more", -1, 17},
	{"999999999999999999", 999999999999999999, 0},
	{"999999999999999999,", 999999999999999999, 1},
	{"9999999999999999990", -1, 19},
};

START_TEST(number)
{
	MtSlice rest = mt_slice_str(numbers[_i].text);
	int64_t n = -1;

	ck_assert_int_eq(mt_scan_number(&rest, &n), numbers[_i].number >= 0);
	ck_assert_int_eq(n, numbers[_i].number);
	ck_assert_uint_eq(rest.n, numbers[_i].rest);
}
END_TEST

static const struct {
	const char *text;
	int64_t us; /* -1: none */
	size_t rest;
} durations[] = {
	{".5", -1, 2},
	{"0", 0, 0},
	{"12.", 12000000, 1},
	{"12.x", 12000000, 2},
	{"0.25", 250000, 0},
	{"0.25/0.01/0.3/1.1, dsn=2.0.0", 250000, 24},
	{"1.1, dsn=2.0.0", 1100000, 11},
	{"1., dsn=2.0.0", 1000000, 12},
	{"1.x5, dsn=2.0.0", 1000000, 14},
	{"1.5.25, dsn=2.0.0", 1500000, 14},
	{"1.25252, dsn=2.0.0", 1252520, 11},
	{"12.2525, dsn=2.0.0", 12252500, 11},
	{"12345.2, dsn=2.0.0", 12345200000, 11},
	{"123456.2, dsn=2.0.0", 123456200000, 11},
	{"1234567.2, dsn=2.0.0", 1234567200000, 11},
	{"12345678.2, dsn=2.0.0", 12345678200000, 11},
	{"75/0.01/0.3/1.1", 75000000, 13},
	{"-0.25/0.01/0.3/1.1", -1, 18},
	{"3.600001, dsn=2.0.0", 3600001, 11},
	{"3.6000019, dsn=2.0.0", 3600001, 11},
	{"3.60000199999999, dsn=2.0.0", 3600001, 11},
	{"3.600001999", 3600001, 0},
};

START_TEST(seconds)
{
	MtSlice rest = mt_slice_str(durations[_i].text);
	int64_t us = -1;

	ck_assert_int_eq(mt_scan_seconds(&rest, &us), durations[_i].us >= 0);
	ck_assert_int_eq(us, durations[_i].us);
	ck_assert_uint_eq(rest.n, durations[_i].rest);
}
END_TEST

static const struct {
	const char *text;
	size_t n; /* of the id at the front */
} ids[] = {
	{"", 0},
	{": ", 0},
	{"4F2A1: to=<a@example.org>", 0},
	{"4F2A1C: to=<a@example.org>", 6},
	{"4F2A1C: a", 6},
	{"4F2A1C: ", 6},
	{"4F2A1C :to=<a@example.org>", 0},
	{"4F2A1C:to=<a@example.org>", 0},
	{"4F2A1C; to=<a@example.org>", 0},
	{"4F2A1C=a: to=<a@example.org>", 0},
	{"4f2a1c: to=<a@example.org>", 0},
	{"4F2A1g: to=<a@example.org>", 0},
	{"NOQUEUE: reject: RCPT", 0},
	{"connect from mail.example.org", 0},
	{"disconnecting from mail.example.org", 0},
	{"4F2A1C4F2A1C4F: removed", 14},
	{"4F2A1C4F2A1C4F2: removed", 15},
	{"4F2A1C4F2A1C4F2A: removed", 16},
	{"4F2A1C4F2A1C4F2A4F2A1C4F: removed", 24},
	{"4F2A1C4F2A1C4F2A4F2A1C4F2: removed", 0},
	{"3bYQbJ4Z8Bz9cr: removed", 14},
	{"3bYQbJ4Z8B9cr1: removed", 0},
	{"3bYQbJ4Z8Bz9cra: removed", 0},
};

/* Not where the text ends before the colon and the space. */
START_TEST(queue_id)
{
	MtSlice text = mt_slice_str(ids[_i].text);
	size_t n = ids[_i].n;

	ck_assert_uint_eq(mt_queueid_postfix(text), n);
	if (n == 0)
		return;
	ck_assert(mt_queueid_is_postfix(mt_slice_sub(text, 0, n)));
	ck_assert(!mt_queueid_is_postfix(mt_slice_sub(text, 0, n + 1)));
	text.n = n + 2;
	ck_assert_uint_eq(mt_queueid_postfix(text), n);
	for (text.n = n; text.n < n + 2; text.n++)
		ck_assert_uint_eq(mt_queueid_postfix(text), 0);
}
END_TEST

static const char *const no_ids[] = {
	"",
	"4F2A1",
	"4f2a1c",
	"4F2A1g",
	"connect",
	"4F2A1C4F2A1C4F2A4F2A1C4F2",
	"3bYQbJ4Z8B9cr1",
	"3bYQbJ4Z8Bz9cra",
};

START_TEST(no_queue_id)
{
	ck_assert(!mt_queueid_is_postfix(mt_slice_str(no_ids[_i])));
}
END_TEST

static const char *const exim_ids[] = {"1xVnss-0007ol-1E",
				       "1xVnss-00000000Azz-09aZ"};

/* With any other byte in any place, or one more or less, it is none. */
START_TEST(exim_id)
{
	MtSlice id = mt_slice_str(exim_ids[_i]);
	char other[32];

	memcpy(other, id.p, id.n);
	ck_assert(mt_queueid_is_exim(id));
	ck_assert(!mt_queueid_is_exim(mt_slice(id.p, id.n - 1)));
	ck_assert(!mt_queueid_is_exim(mt_slice(id.p, id.n + 1)));
	for (size_t i = 0; i < id.n; i++)
		for (int c = 0; c < 256; c++) {
			bool dash = id.p[i] == '-';

			other[i] = (char)c;
			ck_assert_int_eq(
				mt_queueid_is_exim(mt_slice(other, id.n)),
				dash ? c == '-' : g_ascii_isalnum((char)c));
			other[i] = id.p[i];
		}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scan");
	TCase *tcase = tcase_create("all");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(tcase, digits);
	tcase_add_loop_test(tcase, number, 0, G_N_ELEMENTS(numbers));
	tcase_add_loop_test(tcase, seconds, 0, G_N_ELEMENTS(durations));
	tcase_add_loop_test(tcase, queue_id, 0, G_N_ELEMENTS(ids));
	tcase_add_loop_test(tcase, no_queue_id, 0, G_N_ELEMENTS(no_ids));
	tcase_add_loop_test(tcase, exim_id, 0, G_N_ELEMENTS(exim_ids));
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
