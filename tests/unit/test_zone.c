/* Instants in zones, over the changes of summer time and of the day. */
#include <check.h>
#include <stdlib.h>

#include "base/error.h"
#include "report/zone.h"

static int64_t
instant(const char *text)
{
	unsigned decimals;
	int64_t us;

	ck_assert(mt_time_parse_rfc3339(mt_slice_str(text), &us, &decimals));
	return us;
}

static const struct {
	const char *zone, *when, *date, *time;
} cases[] = {
	{NULL, "2026-11-23T08:06:37Z", "23 Nov 2026", "08:06:37"},
	{"UTC", "2026-11-23T08:06:37.999999Z", "23 Nov 2026", "08:06:37"},
	/* both sides of summer time, in both hemispheres */
	{"Europe/Berlin", "2026-03-29T00:59:59Z", "29 Mar 2026", "01:59:59"},
	{"Europe/Berlin", "2026-03-29T01:00:00Z", "29 Mar 2026", "03:00:00"},
	{"Europe/Berlin", "2026-10-25T00:59:59Z", "25 Oct 2026", "02:59:59"},
	{"Europe/Berlin", "2026-10-25T01:00:00Z", "25 Oct 2026", "02:00:00"},
	{"Australia/Sydney", "2026-01-01T00:00:00Z", "1 Jan 2026", "11:00:00"},
	/* the other day, and half hours */
	{"America/New_York", "2026-01-01T04:59:59Z", "31 Dec 2025", "23:59:59"},
	{"Pacific/Kiritimati", "2026-12-31T10:00:00Z", "1 Jan 2027",
	 "00:00:00"},
	{"Asia/Kathmandu", "2026-11-23T08:06:37Z", "23 Nov 2026", "13:51:37"},
	/* before 1970 */
	{"UTC", "1969-12-31T23:59:58.5Z", "31 Dec 1969", "23:59:58"},
};

static void
assert_wrote(MtBuf *out, const char *expect)
{
	mt_buf_add_char(out, '\0');
	ck_assert_str_eq(out->p, expect);
	out->n = 0;
}

START_TEST(shown)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(MtZone) zone = mt_zone_new(cases[_i].zone, &error);
	g_auto(MtBuf) out = {0};
	int64_t us = instant(cases[_i].when);

	ck_assert_ptr_nonnull(zone);
	mt_zone_add_date(zone, &out, us);
	assert_wrote(&out, cases[_i].date);
	mt_zone_add_time(zone, &out, us);
	assert_wrote(&out, cases[_i].time);
}
END_TEST

START_TEST(names)
{
	g_autoptr(MtZone) utc = mt_zone_new(NULL, NULL);
	g_autoptr(MtZone) berlin = mt_zone_new("Europe/Berlin", NULL);
	g_autoptr(MtZone) local = mt_zone_new("local", NULL);
	g_autoptr(GError) error = NULL;

	ck_assert(mt_slice_eq(mt_zone_name(utc), MT_SLICE("UTC")));
	ck_assert(mt_slice_eq(mt_zone_name(berlin), MT_SLICE("Europe/Berlin")));
	ck_assert(mt_slice_eq(mt_zone_name(local), MT_SLICE("local")));
	ck_assert_ptr_null(mt_zone_new("Europe/Atlantis", &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG));
	ck_assert_ptr_nonnull(strstr(error->message, "Europe/Atlantis"));
}
END_TEST

START_TEST(local_is_the_machines)
{
	g_auto(MtBuf) out = {0};
	g_autoptr(MtZone) zone = NULL;

	g_setenv("TZ", "Asia/Tokyo", TRUE);
	zone = mt_zone_new("local", NULL);
	mt_zone_add_time(zone, &out, instant("2026-11-23T08:06:37Z"));
	assert_wrote(&out, "17:06:37");
}
END_TEST

/* A day is one of the zone, not of UTC. */
START_TEST(same_day)
{
	g_autoptr(MtZone) utc = mt_zone_new(NULL, NULL);
	g_autoptr(MtZone) tokyo = mt_zone_new("Asia/Tokyo", NULL);
	int64_t before = instant("2026-11-23T14:59:59Z");
	int64_t after = instant("2026-11-23T15:00:00Z");

	ck_assert(mt_zone_same_day(utc, before, after));
	ck_assert(!mt_zone_same_day(tokyo, before, after));
	ck_assert(!mt_zone_same_day(utc, instant("1969-12-31T23:59:59.9Z"), 0));
}
END_TEST

static const struct {
	const char *time, *out;
} written[] = {
	{"Mon, 23 Nov 2026 09:06:36 +0100", "Mon 23 Nov 2026 09:06:36 +0100"},
	{"Tue, 24 Nov 2026 00:30:00 +0930", "Tue 24 Nov 2026 00:30:00 +0930"},
	{"Sun, 22 Nov 2026 23:30:00 -0330", "Sun 22 Nov 2026 23:30:00 -0330"},
	{"Thu, 1 Jan 1970 00:00:00 +0000", "Thu 1 Jan 1970 00:00:00 +0000"},
	{"Wed, 31 Dec 1969 23:59:59 +0000", "Wed 31 Dec 1969 23:59:59 +0000"},
	/* the weekday is that of the date, not the one that was written */
	{"Fri, 23 Nov 2026 09:06:36 +0100", "Mon 23 Nov 2026 09:06:36 +0100"},
	{"Mon, 23 Nov 2026 09:06:36", "Mon 23 Nov 2026 09:06:36"},
};

START_TEST(as_written)
{
	g_auto(MtBuf) out = {0};
	MtTime time;
	MtSlice rest;

	ck_assert(mt_time_read(mt_slice_str(written[_i].time), &time, &rest));
	mt_zone_add_written(&out, &time);
	assert_wrote(&out, written[_i].out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("zone");
	TCase *t = tcase_create("zone");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, shown, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, names);
	tcase_add_test(t, local_is_the_machines);
	tcase_add_test(t, same_day);
	tcase_add_loop_test(t, as_written, 0, G_N_ELEMENTS(written));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
