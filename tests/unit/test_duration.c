/* Durations: as people see them in a table, and as they type them. */
#include <check.h>
#include <stdlib.h>

#include "base/time.h"

#define MS INT64_C(1000)
#define S (1000 * MS)
#define MIN_ (60 * S)
#define H (60 * MIN_)
#define D (24 * H)

static const struct {
	int64_t us;
	const char *text;
} shown[] = {
	{0, "0 s"},
	{499, "0 s"},
	{-499, "0 s"},
	{500, "0.001 s"},
	{120 * MS, "0.12 s"},
	{123456, "0.123 s"},
	{-250 * MS, "-0.25 s"},
	{999499, "0.999 s"},
	{999500, "1 s"},
	{1500 * MS, "1.5 s"},
	{1234567, "1.23 s"},
	{9994999, "9.99 s"},
	{9995000, "10 s"},
	{12345678, "12.3 s"},
	{26 * S, "26 s"},
	{59949 * MS, "59.9 s"},
	{59950 * MS, "1 min"},
	{76 * S, "1 m 16 s"},
	{-76 * S, "-1 m 16 s"},
	{2 * MIN_, "2 min"},
	{10 * MIN_ - S, "9 m 59 s"},
	{10 * MIN_ - 500 * MS, "10 min"},
	{21 * MIN_ + 29 * S, "21 min"},
	{H - 30 * S, "1 h"},
	{65 * MIN_, "1 h 5 m"},
	{10 * H - MIN_, "9 h 59 m"},
	{13 * H + 29 * MIN_, "13 h"},
	{D - 30 * MIN_, "1 d"},
	{4 * D + 12 * H, "4 d 12 h"},
	{-10 * D + H, "-9 d 23 h"},
	{31 * D + 4 * H, "31 d"},
	{700 * D, "700 d"},
	{12345 * D, "12345 d"},
	{INT64_MAX, "106751991 d"},
	{INT64_MIN, "-106751991 d"},
};

START_TEST(shown_to_people)
{
	g_auto(MtBuf) out = {0};

	mt_duration_add(&out, shown[_i].us);
	mt_buf_add_char(&out, '\0');
	ck_assert_str_eq(out.p, shown[_i].text);
}
END_TEST

/* What is shown can be typed, and shows again as the same. */
START_TEST(shown_can_be_read)
{
	g_auto(MtBuf) again = {0};
	int64_t us;

	if (shown[_i].us < 0 || shown[_i].us == INT64_MAX)
		return;
	ck_assert(mt_duration_parse(mt_slice_str(shown[_i].text), &us));
	mt_duration_add(&again, us);
	ck_assert(mt_slice_eq(mt_buf_slice(&again),
			      mt_slice_str(shown[_i].text)));
}
END_TEST

START_TEST(never_wide)
{
	for (int64_t us = 1; us < 999 * D; us += us / 7 + 1) {
		g_auto(MtBuf) out = {0};

		mt_duration_add(&out, -us);
		ck_assert_uint_le(out.n, 9);
	}
}
END_TEST

static const struct {
	const char *text;
	int64_t us; /* -1: refused */
} typed[] = {
	{"0", 0},
	{"90", 90 * S},
	{"90s", 90 * S},
	{" 90 sec ", 90 * S},
	{"5m", 5 * MIN_},
	{"5min", 5 * MIN_},
	{"5 MIN", 5 * MIN_},
	{"250ms", 250 * MS},
	{"1h30m", 90 * MIN_},
	{"1 h 30 m", 90 * MIN_},
	{"2d", 2 * D},
	{"1w1d", 8 * D},
	{"1.5h", 90 * MIN_},
	{"0.25", 250 * MS},
	{"0.000001s", 1},
	{"106751991d", 106751991 * D},
	{"", -1},
	{" ", -1},
	{"s", -1},
	{"-5m", -1},
	{"+5m", -1},
	{"5x", -1},
	{"5mm", -1},
	{"1h30", -1}, /* seconds or minutes? */
	{"30 1h", -1},
	{"30m1h", -1},
	{"1m1min", -1},
	{"1.h", -1},
	{".5h", -1},
	{"1.2.3h", -1},
	{"0.0000001s", -1},
	{"106751992d", -1},
	{"106751991d5h", -1},
	{"99999999999999999999", -1},
	{"5m;", -1},
};

START_TEST(typed_by_people)
{
	int64_t us = -1;
	bool read = mt_duration_parse(mt_slice_str(typed[_i].text), &us);

	ck_assert_int_eq(read, typed[_i].us >= 0);
	ck_assert_int_eq(us, typed[_i].us);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("duration");
	TCase *t = tcase_create("text");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, shown_to_people, 0, G_N_ELEMENTS(shown));
	tcase_add_loop_test(t, shown_can_be_read, 0, G_N_ELEMENTS(shown));
	tcase_add_test(t, never_wide);
	tcase_add_loop_test(t, typed_by_people, 0, G_N_ELEMENTS(typed));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
