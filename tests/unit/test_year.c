/* Years from the order of dates, and local times from zones. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/time.h"
#include "mtalog/localtime.h"
#include "mtalog/rotation.h"
#include "mtalog/year.h"
#include "scratch.h"

/* Dates in a row, and the years after the first that they are in. */
static const struct {
	const char *dates; /* of six bytes each, without a space between */
	const char *years; /* a digit each; '-' is a year before the first */
} walks[] = {
	{"Nov 23Nov 23Nov 24", "000"},
	{"Dec 31Jan  1Jan  2", "011"},
	{"Dec 31Jan  1Dec 31Jan  1", "0101"},
	{"Jan  1Dec 31Jan  1", "0-0"},
	{"Mar  1Oct  9May  2May 20Oct 10Jan  5", "001112"},
	{"Nov 20Nov 18Nov 21", "000"}, /* a clock that is put back a little */
	{"Nov 20Jan  1Jan  1Nov 20", "0110"}, /* a clock that begins at 0 */
	{"Nov 20Aug  3Nov 21", "010"},
	{"Nov 20Jan  1Jan 20Nov 20", "0111"}, /* that was a year, not a clock */
	{"Feb 29Feb 28Mar  1Feb 29", "0000"},
	{"Xyz 12Nov 20Nov  XNov 21", "0000"},
};

START_TEST(walk)
{
	MtYearWalk w = {0};

	for (size_t i = 0; walks[_i].years[i] != '\0'; i++) {
		static const char *const marks[] = {
			"", "<22>", "logs/mail.log:", "mail-1  | "};
		g_autofree char *line =
			g_strdup_printf("%s%.6s 01:02:03 mx a[1]: x",
					marks[i % G_N_ELEMENTS(marks)],
					walks[_i].dates + 6 * i);
		int want = walks[_i].years[i] == '-' ? -1
						     : walks[_i].years[i] - '0';

		mt_year_walk(&w, mt_slice_str(line));
		ck_assert_msg(w.year == want, "%s: date %zu is in year %d",
			      walks[_i].dates, i, w.year);
	}
}
END_TEST

static int64_t
utc(const char *text)
{
	unsigned decimals;
	int64_t us;

	ck_assert(mt_time_parse_rfc3339(mt_slice_str(text), &us, &decimals));
	return us;
}

/* Names of months that are longer than three bytes. */
START_TEST(walk_in_german)
{
	static const struct {
		const char *line;
		int year;
	} lines[] = {
		{"M\303\244r 12 01:02:03 mx", 0},
		{"M\303\244r 30 01:02:03 mx", 0},
		{"Dez 31 01:02:03 mx", 0},
		{"Jan 01 01:02:03 mx", 1},
		{"M\303\244r 12 01:02:03 mx", 1},
		{"M\303\244r  1 01:02:03 mx", 2},
	};
	MtYearWalk w = {0};

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		mt_year_walk(&w, mt_slice_str(lines[i].line));
		ck_assert_int_eq(w.year, lines[i].year);
	}
}
END_TEST

START_TEST(first_year)
{
	/* Days of a leap year: 60 is 29 February, 366 is 31 December. */
	static const struct {
		MtYearSpan span;
		const char *until;
		int year;
	} cases[] = {
		{{true, 300, 310, 0, 0}, "2026-11-23T00:00:00Z", 2026},
		{{true, 300, 340, 0, 0}, "2026-11-23T00:00:00Z", 2025},
		{{true, 360, 5, 1, 0}, "2026-01-07T00:00:00Z", 2025},
		{{true, 100, 300, 3, 0}, "2026-11-23T00:00:00Z", 2023},
		/* With a 29 February in the first year, or the third. */
		{{true, 50, 70, 0, 1}, "2026-11-23T00:00:00Z", 2024},
		{{true, 50, 70, 2, 4}, "2026-11-23T00:00:00Z", 2022},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		ck_assert_int_eq(
			mt_year_first(&cases[i].span, utc(cases[i].until)),
			cases[i].year);
}
END_TEST

/* A log of `per_day` lines a day from one day to another, over the years. */
static char *
long_log(int from_year, int years, int per_day, gsize *length)
{
	GString *log = g_string_new(NULL);
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int64_t d = mt_time_days(from_year, 3, 1);
	     d < mt_time_days(from_year + years, 3, 1); d++) {
		int year, month, day;

		mt_time_date(d, &year, &month, &day);
		for (int i = 0; i < per_day; i++)
			g_string_append_printf(
				log, "%.3s %2d 01:02:03 mx a[1]: %0100d\n",
				months + 3 * (month - 1), day, i);
	}
	*length = log->len;
	return g_string_free(log, FALSE);
}

static int
open_log(const char *text, gsize length)
{
	int fd;

	scratch_write("log", mt_slice(text, length));
	fd = open("log", O_RDONLY | O_CLOEXEC);
	ck_assert_int_ne(fd, -1);
	return fd;
}

/* Small files are read in full, large ones sampled; both find the same. */
START_TEST(span)
{
	char *dir = scratch_new();
	gsize length;
	g_autofree char *text = long_log(2022, 4, _i == 0 ? 1 : 100, &length);
	int fd = open_log(text, length);
	MtYearSpan found;

	if (_i > 0)
		ck_assert_uint_gt(length, 16 * 1024 * 1024);
	mt_year_span_sample(fd, length, &found);
	ck_assert(found.any);
	ck_assert_int_eq(found.first_day, 61);
	ck_assert_int_eq(found.last_day, 59);
	ck_assert_int_eq(found.years, 4);
	/* Counted from 2022, 2024 has the only one. */
	ck_assert_uint_eq(found.leap, 1 << 2);
	close(fd);
	scratch_free(dir);
}
END_TEST

/* One day fills a large file, and three years are in less than a hundredth of it. */
START_TEST(span_uneven)
{
	char *dir = scratch_new();
	gsize length;
	g_autofree char *years = long_log(2022, 3, 1, &length);
	g_autoptr(GString) log = g_string_new(NULL);
	MtYearSpan found;
	int fd;

	for (int i = 0; i < 160000; i++)
		g_string_append_printf(log, "Feb 28 01:02:03 mx a[1]: %0100d\n",
				       i);
	g_string_append_len(log, years, (gssize)length);
	ck_assert_uint_gt(log->len, length * 100);
	fd = open_log(log->str, log->len);
	mt_year_span_sample(fd, log->len, &found);
	ck_assert_int_eq(found.first_day, 59);
	ck_assert_int_eq(found.last_day, 59);
	ck_assert_int_eq(found.years, 3);
	ck_assert_uint_eq(found.leap, 1 << 2);
	close(fd);
	scratch_free(dir);
}
END_TEST

/* In Berlin clocks go forward on 29 March 2026, and back on 25 October. */
START_TEST(local_times)
{
	static const struct {
		const char *local, *first, *second;
	} cases[] = {
		{"2026-01-15T12:00:00Z", "2026-01-15T11:00:00Z", NULL},
		{"2026-07-15T12:00:00Z", "2026-07-15T10:00:00Z", NULL},
		{"2026-03-29T01:59:59Z", "2026-03-29T00:59:59Z", NULL},
		{"2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z", NULL},
		{"2026-03-29T03:00:00Z", "2026-03-29T01:00:00Z", NULL},
		{"2026-10-25T01:59:59Z", "2026-10-24T23:59:59Z", NULL},
		{"2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z",
		 "2026-10-25T01:30:00Z"},
		{"2026-10-25T03:00:00Z", "2026-10-25T02:00:00Z", NULL},
		{"1969-12-31T23:59:59Z", "1969-12-31T22:59:59Z", NULL},
	};
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Berlin");
	MtLocalCache cache = {0};

	ck_assert_ptr_nonnull(zone);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		bool twice;
		int64_t second;
		int64_t first = mt_local_to_utc(
			zone, &cache, utc(cases[i].local), &twice, &second);

		ck_assert_int_eq(first, utc(cases[i].first));
		ck_assert_int_eq(twice, cases[i].second != NULL);
		if (twice)
			ck_assert_int_eq(second, utc(cases[i].second));
	}
}
END_TEST

/* The clock goes 02:00 .. 02:59 and then 02:00 .. again. */
START_TEST(the_hour_that_comes_twice)
{
	static const int64_t hour = INT64_C(3600000000), minute = hour / 60;
	int64_t latest = INT64_MIN;

	ck_assert_int_eq(mt_local_choose(0, hour, &latest), 0);
	ck_assert_int_eq(
		mt_local_choose(50 * minute, hour + 50 * minute, &latest),
		50 * minute);
	ck_assert_int_eq(
		mt_local_choose(49 * minute, hour + 49 * minute, &latest),
		49 * minute);
	ck_assert_int_eq(mt_local_choose(minute, hour + minute, &latest),
			 hour + minute);
	ck_assert_int_eq(
		mt_local_choose(2 * minute, hour + 2 * minute, &latest),
		hour + 2 * minute);
}
END_TEST

START_TEST(zones_by_path)
{
	char *rules[] = {"*/a/*=Asia/Tokyo", "Europe/Berlin", "*=UTC", NULL};
	char *wrong[] = {"Europe/Nowhere", NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(MtLocalZones) zones = mt_local_zones_new(rules, NULL);
	bool named;

	ck_assert_str_eq(g_time_zone_get_identifier(mt_local_zone(
				 zones, MT_SLICE("x/a/mail.log"), &named)),
			 "Asia/Tokyo");
	ck_assert(named);
	ck_assert_str_eq(g_time_zone_get_identifier(mt_local_zone(
				 zones, MT_SLICE("mail.log"), &named)),
			 "UTC");
	ck_assert_ptr_null(mt_local_zones_new(wrong, &error));
	ck_assert_ptr_nonnull(error);
	mt_local_zones_free(zones);
	rules[2] = NULL;
	zones = mt_local_zones_new(rules, NULL);
	ck_assert_str_eq(g_time_zone_get_identifier(mt_local_zone(
				 zones, MT_SLICE("mail.log"), &named)),
			 "Europe/Berlin");
	rules[0] = NULL;
	mt_local_zones_free(zones);
	zones = mt_local_zones_new(rules, NULL);
	mt_local_zone(zones, MT_SLICE("mail.log"), &named);
	ck_assert(!named);
}
END_TEST

START_TEST(rotated_names)
{
	static const struct {
		const char *path, *stream;
		int age;
		const char *date;
	} cases[] = {
		{"/l/mail.log", "/l/mail.log", 0, NULL},
		{"/l/mail.log.1", "/l/mail.log", 2, NULL},
		{"/l/mail.log.12.gz", "/l/mail.log", 13, NULL},
		{"/l/mail.log.gz", "/l/mail.log", 0, NULL},
		{"mainlog-20260104", "mainlog", 0, "2026-01-04T00:00:00Z"},
		{"mainlog-20260104.xz", "mainlog", 0, "2026-01-04T00:00:00Z"},
		{"mail.log.2026-01-04.zst", "mail.log", 0,
		 "2026-01-04T00:00:00Z"},
		{"mail-20260104.log", "mail", 0, "2026-01-04T00:00:00Z"},
		{"mail-20261304.log", "mail-20261304.log", 0, NULL},
		{"20260104", "20260104", 0, NULL},
		{"host.12345", "host.12345", 0, NULL},
		{"-", "-", 0, NULL},
		{"", "", 0, NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		MtRotation r = mt_rotation_read(mt_slice_str(cases[i].path));

		ck_assert_msg(
			mt_slice_eq(r.stream, mt_slice_str(cases[i].stream)),
			"%s is of %.*s", cases[i].path, (int)r.stream.n,
			r.stream.p);
		ck_assert_int_eq(r.age, cases[i].age);
		ck_assert_int_eq(r.date,
				 cases[i].date == NULL
					 ? -1
					 : utc(cases[i].date) /
						   INT64_C(86400000000));
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("year");
	TCase *t = tcase_create("years and zones");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, walk, 0, G_N_ELEMENTS(walks));
	tcase_add_test(t, walk_in_german);
	tcase_add_test(t, first_year);
	tcase_add_loop_test(t, span, 0, 2);
	tcase_add_test(t, span_uneven);
	tcase_add_test(t, local_times);
	tcase_add_test(t, the_hour_that_comes_twice);
	tcase_add_test(t, zones_by_path);
	tcase_add_test(t, rotated_names);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
