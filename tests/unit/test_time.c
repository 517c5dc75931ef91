/* The calendar, and instants as RFC 3339 text. */
#include <check.h>
#include <stdlib.h>

#include "base/time.h"

static const struct {
	int64_t days;
	int year, month, day;
} dates[] = {
	{0, 1970, 1, 1},        {-1, 1969, 12, 31},    {59, 1970, 3, 1},
	{11016, 2000, 2, 29},   {11017, 2000, 3, 1},   {20594, 2026, 5, 21},
	{-25509, 1900, 2, 28},  {-25508, 1900, 3, 1},  {-719162, 1, 1, 1},
	{-719528, 0, 1, 1},     {-719529, -1, 12, 31}, {2932896, 9999, 12, 31},
	{2932897, 10000, 1, 1},
};

START_TEST(days_and_dates_agree)
{
	int year, month, day;

	ck_assert_int_eq(
		mt_time_days(dates[_i].year, dates[_i].month, dates[_i].day),
		dates[_i].days);
	mt_time_date(dates[_i].days, &year, &month, &day);
	ck_assert_int_eq(year, dates[_i].year);
	ck_assert_int_eq(month, dates[_i].month);
	ck_assert_int_eq(day, dates[_i].day);
}
END_TEST

/* Day after day for 800 years and a bit: the calendar counts as people do. */
START_TEST(calendar_has_no_holes)
{
	int year = 1599, month = 12, day = 31;

	for (int64_t days = mt_time_days(1599, 12, 31); year < 2401; days++) {
		int y, m, d;

		mt_time_date(days, &y, &m, &d);
		ck_assert_int_eq(mt_time_days(y, m, d), days);
		ck_assert(y == year && m == month && d == day);
		if (mt_time_days_valid(year, month, day + 1)) {
			day++;
		} else {
			day = 1;
			month = month % 12 + 1;
			year += month == 1;
		}
	}
}
END_TEST

START_TEST(impossible_days_are_invalid)
{
	ck_assert(mt_time_days_valid(2000, 2, 29));
	ck_assert(mt_time_days_valid(2024, 2, 29));
	ck_assert(!mt_time_days_valid(1900, 2, 29));
	ck_assert(!mt_time_days_valid(2023, 2, 29));
	ck_assert(!mt_time_days_valid(2024, 2, 30));
	ck_assert(!mt_time_days_valid(2024, 4, 31));
	ck_assert(!mt_time_days_valid(2024, 1, 32));
	ck_assert(!mt_time_days_valid(2024, 1, 0));
	ck_assert(!mt_time_days_valid(2024, 0, 1));
	ck_assert(!mt_time_days_valid(2024, 13, 1));
}
END_TEST

#define DAY_US INT64_C(86400000000)

static const struct {
	int64_t us;
	unsigned decimals;
	const char *text;
} instants[] = {
	{0, 0, "1970-01-01T00:00:00Z"},
	{-1, 6, "1969-12-31T23:59:59.999999Z"},
	{-1, 0, "1969-12-31T23:59:59Z"},
	{1769860800250000, 2, "2026-01-31T12:00:00.25Z"},
	{1769860800250000, 6, "2026-01-31T12:00:00.250000Z"},
	{1769860800000000, 1, "2026-01-31T12:00:00.0Z"},
	{1769860800123456, 3, "2026-01-31T12:00:00.123Z"},
	{951782400 * INT64_C(1000000), 0, "2000-02-29T00:00:00Z"},
	{-719162 * DAY_US, 0, "0001-01-01T00:00:00Z"},
	{2932897 * DAY_US - 1, 6, "9999-12-31T23:59:59.999999Z"},
};

START_TEST(rfc3339_is_written_and_read_back)
{
	g_auto(MtBuf) out = {0};
	unsigned decimals;
	int64_t us, unit = 1000000;

	mt_time_add_utc(&out, instants[_i].us, instants[_i].decimals);
	ck_assert(mt_slice_eq(mt_buf_slice(&out),
			      mt_slice_str(instants[_i].text)));
	ck_assert(mt_time_parse_rfc3339(mt_buf_slice(&out), &us, &decimals));
	for (unsigned i = 0; i < decimals; i++)
		unit /= 10;
	ck_assert_int_eq(decimals, instants[_i].decimals);
	ck_assert_int_ge(instants[_i].us - us, 0);
	ck_assert_int_lt(instants[_i].us - us, unit);
}
END_TEST

START_TEST(years_beyond_rfc3339_are_iso_8601)
{
	static const struct {
		int64_t us;
		const char *text;
	} far[] = {
		{2932897 * DAY_US, "+010000-01-01T00:00:00Z"},
		{-719529 * DAY_US, "-000001-12-31T00:00:00Z"},
		{INT64_MAX, "+294247-01-10T04:00:54.775807Z"},
		{INT64_MIN, "-290308-12-21T19:59:05.224192Z"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(far); i++) {
		g_auto(MtBuf) out = {0};

		mt_time_add_utc(&out, far[i].us, i < 2 ? 0 : 6);
		mt_buf_add_char(&out, '\0');
		ck_assert_str_eq(out.p, far[i].text);
	}
}
END_TEST

static const struct {
	const char *text;
	int64_t us; /* -1: refused */
	unsigned decimals;
} texts[] = {
	{"2026-01-31T12:00:00Z", 1769860800000000, 0},
	{"2026-01-31t12:00:00z", 1769860800000000, 0},
	{"2026-01-31 12:00:00+00:00", 1769860800000000, 0},
	{"2026-01-31T14:30:00+02:30", 1769860800000000, 0},
	{"2026-01-31T00:00:00.5-12:00", 1769860800500000, 1},
	{"2026-01-31T12:00:00.1234567899Z", 1769860800123456, 6},
	{"1990-12-31T23:59:60Z", 662688000000000, 0},
	{"", -1, 0},
	{"2026-01-31", -1, 0},
	{"2026-01-31T", -1, 0},
	{"2026-01-31T12:00:00", -1, 0},
	{"2026-01-31T12:00Z", -1, 0},
	{"2026-01-31T12:00:00.Z", -1, 0},
	{"2026-01-31T12:00:00Z ", -1, 0},
	{" 2026-01-31T12:00:00Z", -1, 0},
	{"2026-01-31T12:00:00+0000", -1, 0},
	{"2026-01-31T12:00:00+00:60", -1, 0},
	{"2026-01-31T12:00:00+24:00", -1, 0},
	{"2026-01-31T24:00:00Z", -1, 0},
	{"2026-01-31T12:60:00Z", -1, 0},
	{"2026-01-31T12:00:61Z", -1, 0},
	{"2026-02-29T12:00:00Z", -1, 0},
	{"2026-13-01T12:00:00Z", -1, 0},
	{"2026-1-31T12:00:00Z", -1, 0},
	{"+02026-01-31T12:00:00Z", -1, 0},
};

START_TEST(rfc3339_is_read_whole_or_refused)
{
	unsigned decimals = 0;
	int64_t us = -1;
	bool read = mt_time_parse_rfc3339(mt_slice_str(texts[_i].text), &us,
					  &decimals);

	ck_assert_int_eq(read, texts[_i].us >= 0);
	if (read) {
		ck_assert_int_eq(us, texts[_i].us);
		ck_assert_uint_eq(decimals, texts[_i].decimals);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("time");
	TCase *t = tcase_create("calendar");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, days_and_dates_agree, 0, G_N_ELEMENTS(dates));
	tcase_add_test(t, calendar_has_no_holes);
	tcase_add_test(t, impossible_days_are_invalid);
	tcase_add_loop_test(t, rfc3339_is_written_and_read_back, 0,
			    G_N_ELEMENTS(instants));
	tcase_add_test(t, years_beyond_rfc3339_are_iso_8601);
	tcase_add_loop_test(t, rfc3339_is_read_whole_or_refused, 0,
			    G_N_ELEMENTS(texts));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
