/* Dates as they arrive: every form that is read, and those that are refused. */
#include <check.h>
#include <stdlib.h>

#include "base/time.h"

#define STRICT MT_TIME_STRICT
#define OBS MT_TIME_OBSOLETE
#define OTHER MT_TIME_OTHER

typedef struct {
	const char *text, *utc;
	MtTimeForm form;
	const char *zone, *rest; /* zone NULL: none is known */
} Read;

static const Read dates[] = {
	/* RFC 5322 3.3 */
	{"Mon, 7 May 2018 10:11:12 +0000", "2018-05-07T10:11:12Z", STRICT,
	 "+0000", ""},
	{"  Mon, 07 May 2018 10:11:12 -0700 (PDT)", "2018-05-07T17:11:12Z",
	 STRICT, "-0700", " (PDT)"},
	{"Mon, 7\t May  2018 10:11:12 +0000;x", "2018-05-07T10:11:12Z", STRICT,
	 "+0000", ";x"},
	{"mon,7 MAY 2018 10:11 +0530 ", "2018-05-07T04:41:00Z", STRICT, "+0530",
	 " "},
	{"7 May 2018 10:11:60 -0000", "2018-05-07T10:12:00Z", STRICT, "-0000",
	 ""},
	{"29 Feb 2016 00:00:00 +0000", "2016-02-29T00:00:00Z", STRICT, "+0000",
	 ""},
	{"Mon, 7 May 2018 10:11:12 +0000 (envelope-from <a@b.example>)",
	 "2018-05-07T10:11:12Z", STRICT, "+0000",
	 " (envelope-from <a@b.example>)"},
	/* RFC 5322 4.3 */
	{"Fri, 21 Nov 97 09(comment):   55  :  06 -0600",
	 "1997-11-21T15:55:06Z", OBS, "-0600", ""},
	{"(a (b\\)) ) Mon (c), 7 (d) May(e)2018 (f)10:11 (g) EST (h)",
	 "2018-05-07T15:11:00Z", OBS, "EST", " (h)"},
	{"7 May 49 10:11:12 +0000", "2049-05-07T10:11:12Z", OBS, "+0000", ""},
	{"7 May 50 10:11:12 +0000", "1950-05-07T10:11:12Z", OBS, "+0000", ""},
	{"7 May 102 10:11:12 +0000", "2002-05-07T10:11:12Z", OBS, "+0000", ""},
	{"7 May 2018 10:11:12 UT", "2018-05-07T10:11:12Z", OBS, "UT", ""},
	{"7 May 2018 10:11:12 gmt", "2018-05-07T10:11:12Z", OBS, "gmt", ""},
	{"7 May 2018 10:11:12 PDT", "2018-05-07T17:11:12Z", OBS, "PDT", ""},
	{"7 May 2018 10:11:12 A", "2018-05-07T10:11:12Z", OBS, "A", ""},
	{"7 May 2018 10:11:12 Z;", "2018-05-07T10:11:12Z", OBS, "Z", ";"},
	/* zones */
	{"7 May 2018 10:11:12", "2018-05-07T10:11:12Z", OTHER, NULL, ""},
	{"7 May 2018 10:11:12+0300", "2018-05-07T07:11:12Z", OTHER, "+0300",
	 ""},
	{"7 May 2018 10:11:12 +03:00", "2018-05-07T07:11:12Z", OTHER, "+03:00",
	 ""},
	{"7 May 2018 10:11:12 +3", "2018-05-07T07:11:12Z", OTHER, "+3", ""},
	{"7 May 2018 10:11:12 -400 (EDT)", "2018-05-07T14:11:12Z", OTHER,
	 "-400", " (EDT)"},
	{"7 May 2018 10:11:12 +-0800", "2018-05-07T18:11:12Z", OTHER, "+-0800",
	 ""},
	{"7 May 2018 10:11:12 0530", "2018-05-07T04:41:12Z", OTHER, "0530", ""},
	{"7 May 2018 10:11:12 GMT+0300", "2018-05-07T07:11:12Z", OTHER,
	 "GMT+0300", ""},
	{"7 May 2018 10:11:12 UTC-5:30", "2018-05-07T15:41:12Z", OTHER,
	 "UTC-5:30", ""},
	{"7 May 2018 10:11:12 \"GMT\"", "2018-05-07T10:11:12Z", OTHER, "GMT",
	 ""},
	{"7 May 2018 10:11:12 (PDT)", "2018-05-07T17:11:12Z", OTHER, "PDT",
	 " (PDT)"},
	{"7 May 2018 10:11:12 (no zone)", "2018-05-07T10:11:12Z", OTHER, NULL,
	 " (no zone)"},
	{"7 May 2018 10:11:12 -0400 EDT", "2018-05-07T14:11:12Z", OTHER,
	 "-0400", ""},
	{"7 May 2018 10:11:12 CEST", "2018-05-07T08:11:12Z", OTHER, "CEST", ""},
	{"7 May 2018 10:11:12 MET DST", "2018-05-07T08:11:12Z", OTHER,
	 "MET DST", ""},
	{"7 May 2018 10:11:12 METDST", "2018-05-07T08:11:12Z", OTHER, "METDST",
	 ""},
	{"7 May 2018 10:11:12-PDT", "2018-05-07T17:11:12Z", OTHER, "PDT", ""},
	{"7 May 2018 10:11:12 Eastern Daylight Time", "2018-05-07T14:11:12Z",
	 OTHER, "Eastern Daylight Time", ""},
	{"7 May 2018 10:11:12 W. Europe Standard Time x",
	 "2018-05-07T09:11:12Z", OTHER, "W. Europe Standard Time", " x"},
	{"7 May 2018 10:11:12 GMT Daylight Time", "2018-05-07T09:11:12Z", OTHER,
	 "GMT Daylight Time", ""},
	{"7 May 2018 10:11:12 (Coordinated Universal Time)",
	 "2018-05-07T10:11:12Z", OTHER, "Coordinated Universal Time",
	 " (Coordinated Universal Time)"},
	/* no zones, or none that says one thing */
	{"7 May 2018 10:11:12 IST", "2018-05-07T10:11:12Z", OTHER, NULL,
	 " IST"},
	{"7 May 2018 10:11:12 XYZ", "2018-05-07T10:11:12Z", OTHER, NULL,
	 " XYZ"},
	{"7 May 2018 10:11:12 EST5EDT", "2018-05-07T10:11:12Z", OTHER, NULL,
	 " EST5EDT"},
	{"7 May 2018 10:11:12 A message", "2018-05-07T10:11:12Z", OTHER, NULL,
	 " A message"},
	{"7 May 2018 10:11:12 +0200 met vriendelijke groet",
	 "2018-05-07T08:11:12Z", STRICT, "+0200", " met vriendelijke groet"},
	{"7 May 2018 10:11:12 2002", "2018-05-07T10:11:12Z", OTHER, NULL,
	 " 2002"},
	{"7 May 2018 10:11:12 version=2.40", "2018-05-07T10:11:12Z", OTHER,
	 NULL, " version=2.40"},
	/* the clock */
	{"7 May 2018 10:11:12.928333532 +0000", "2018-05-07T10:11:12.928333Z",
	 OTHER, "+0000", ""},
	{"7 May 2018 10:11:12,25 +0000", "2018-05-07T10:11:12.25Z", OTHER,
	 "+0000", ""},
	{"7 May 2018 10.11.12 +0000", "2018-05-07T10:11:12Z", OTHER, "+0000",
	 ""},
	{"7 May 2018 0:4:52 +0000", "2018-05-07T00:04:52Z", OTHER, "+0000", ""},
	{"7 May 2018 12:07 AM -0800", "2018-05-07T08:07:00Z", OTHER, "-0800",
	 ""},
	{"7 May 2018 12:07:31 p.m. -0800", "2018-05-07T20:07:31Z", OTHER,
	 "-0800", ""},
	{"7 May 2018 3:18:54 PM +0300", "2018-05-07T12:18:54Z", OTHER, "+0300",
	 ""},
	{"7 May 2018 15:31 PM", "2018-05-07T15:31:00Z", OTHER, NULL, ""},
	{"7 May 2018 at 10:11:12 +0000", "2018-05-07T10:11:12Z", OTHER, "+0000",
	 ""},
	/* other orders */
	{"Mon May  7 10:11:12 2018", "2018-05-07T10:11:12Z", OTHER, NULL, ""},
	{"Mon May  7 10:11:12 2018 -0800", "2018-05-07T18:11:12Z", OTHER,
	 "-0800", ""},
	{"Mon May  7 10:11:12 CET 2018", "2018-05-07T09:11:12Z", OTHER, "CET",
	 ""},
	{"Sat Jan 1 00:00:00 MET DST 2000", "1999-12-31T22:00:00Z", OTHER,
	 "MET DST", ""},
	{"Mon May  7 10:11:12 XYZ 2018", "2018-05-07T10:11:12Z", OTHER, NULL,
	 ""},
	{"Mon 7 May 10:11:12 BST 2018", "2018-05-07T09:11:12Z", OTHER, "BST",
	 ""},
	{"Mon May 07 2018 10:11:12 GMT-0700 (PDT)", "2018-05-07T17:11:12Z",
	 OTHER, "GMT-0700", " (PDT)"},
	{"May, 18 2002 6:25:00 AM -0200", "2002-05-18T08:25:00Z", OTHER,
	 "-0200", ""},
	{"Jan 5, 2002 10:11:12 +0000", "2002-01-05T10:11:12Z", OTHER, "+0000",
	 ""},
	{"Monday, May 7, 2018 10:11 PM", "2018-05-07T22:11:00Z", OTHER, NULL,
	 ""},
	{"Monday, 07-May-18 10:11:12 GMT", "2018-05-07T10:11:12Z", OTHER, "GMT",
	 ""},
	{"Tues, 8 September 2020 10:11 GMT", "2020-09-08T10:11:00Z", OTHER,
	 "GMT", ""},
	{"7th May 2018 10:11:12 +0000", "2018-05-07T10:11:12Z", OTHER, "+0000",
	 ""},
	{"05-Jan-2002 10:11:12.34", "2002-01-05T10:11:12.34Z", OTHER, NULL, ""},
	{"05/Jan/2002:10:11:12 +0200", "2002-01-05T08:11:12Z", OTHER, "+0200",
	 ""},
	{"Sun, 21 Jul 0102 16:40:51 +0600", "2002-07-21T10:40:51Z", OTHER,
	 "+0600", ""},
	{"22/08/2002 12:49:45", "2002-08-22T12:49:45Z", OTHER, NULL, ""},
	{"08/22/2002 12:49:45", "2002-08-22T12:49:45Z", OTHER, NULL, ""},
	{"8/8/2002 12:49:45", "2002-08-08T12:49:45Z", OTHER, NULL, ""},
	{"02.10.2002 12:49:45", "2002-10-02T12:49:45Z", OTHER, NULL, ""},
	/* other languages */
	{"18 \244C\244\353 2002 06:16:37 -0700", "2002-07-18T13:16:37Z", OTHER,
	 "-0700", ""},
	{"7 M\344r 2018 10:11:12 +0100", "2018-03-07T09:11:12Z", OTHER, "+0100",
	 ""},
	{"7 d\303\251c. 2018 10:11:12 +0100", "2018-12-07T09:11:12Z", OTHER,
	 "+0100", ""},
	{"7 OKT 2018 10:11:12 +0100", "2018-10-07T09:11:12Z", OTHER, "+0100",
	 ""},
	/* ISO 8601, RFC 3339, Go */
	{"2018-05-07T10:11:12Z", "2018-05-07T10:11:12Z", OTHER, "Z", ""},
	{"2018-05-07t10:11:12.5z", "2018-05-07T10:11:12.5Z", OTHER, "z", ""},
	{"2018-05-07 10:11:12,25+02", "2018-05-07T08:11:12.25Z", OTHER, "+02",
	 ""},
	{"2018/5/7 10:11 +02:00", "2018-05-07T08:11:00Z", OTHER, "+02:00", ""},
	{"2018-May-07 10:11:12", "2018-05-07T10:11:12Z", OTHER, NULL, ""},
	{"20180507T101112.5Z", "2018-05-07T10:11:12.5Z", OTHER, "Z", ""},
	{"2018-05-07 10:11:12.928333532 +0000 UTC m=+6810983.8",
	 "2018-05-07T10:11:12.928333Z", OTHER, "+0000", ""},
	{"2018-05-07 10:11:12.9 -0300 -03 m=-0.5 x", "2018-05-07T13:11:12.9Z",
	 OTHER, "-0300", " x"},
	{"2018-05-07 10:11:12 -0300 -03", "2018-05-07T13:11:12Z", OTHER,
	 "-0300", ""},
	{"2018-05-07 10:11:12 -0300 -04", "2018-05-07T13:11:12Z", OTHER,
	 "-0300", " -04"},
	{"0001-01-01 00:00:00 +0000 UTC", "0001-01-01T00:00:00Z", OTHER,
	 "+0000", ""},
};

/* Impossible, ambiguous, or no date at all. */
static const char *const refused[] = {
	"18 \303\244 2002 06:16:37 -0700",
	"29 Feb 2018 10:11:12 +0000",
	"30 Feb 2016 10:11:12 +0000",
	"31 Apr 2018 10:11:12 +0000",
	"0 May 2018 10:11:12 +0000",
	"7 May 2018 24:00:00 +0000",
	"7 May 2018 10:60:00 +0000",
	"7 May 2018 10:11:61 +0000",
	"7 May 2018 15:31 AM",
	"7 May 0000 10:11:12 +0000",
	"7 May 12018 10:11:12 +0000",
	"107 May 2018 10:11:12 +0000",
	"7 May 2018 10:111:12 +0000",
	"7 May 2018 101:11:12 +0000",
	"2018-13-07 10:11:12",
	"9999-12-31 23:59:59 -0001",
	"0001-01-01 00:00:00 +0001",
	"1/5/2002 10:11:12",
	"22/08/02 10:11:12",
	"7 jui 2018 10:11:12",
	"7 Mayor 2018 10:11:12",
	"Monkey, 7 May 2018 10:11:12",
	"Mon, 7 May 2018",
	"Mon, 7 May 10:11:12",
	"10:11:12 +0000",
	"7 May 2018 10..12",
	"7 May 2018 8.12.3/8.12.3",
	"(7 May 2018 10:11:12 +0000",
	"x 7 May 2018 10:11:12 +0000",
	"   ",
	"",
};

static void
must_be(MtSlice slice, const char *text)
{
	ck_assert_msg(mt_slice_eq(slice, mt_slice_str(text)),
		      "'%.*s' is not '%s'", (int)slice.n, slice.p, text);
}

static void
must_be_instant(const MtTime *time, const char *utc)
{
	g_auto(MtBuf) out = {0};

	mt_time_add_utc(&out, time->us, time->decimals);
	must_be(mt_buf_slice(&out), utc);
}

START_TEST(reads)
{
	const Read *want = &dates[_i];
	/* A copy without a NUL behind it, so that a sanitizer sees overruns. */
	g_autofree char *copy = g_memdup2(want->text, strlen(want->text));
	MtSlice rest = {NULL, 0};
	MtTime time;

	ck_assert(
		mt_time_read(mt_slice(copy, strlen(want->text)), &time, &rest));
	ck_assert(time.known);
	must_be_instant(&time, want->utc);
	ck_assert_int_eq(time.form, want->form);
	ck_assert_int_eq(time.has_zone, want->zone != NULL);
	if (time.has_zone)
		must_be(time.zone, want->zone);
	else
		ck_assert(time.zone.p == NULL && time.offset_min == 0);
	must_be(rest, want->rest);
}
END_TEST

START_TEST(refuses)
{
	MtTime time;

	ck_assert(!mt_time_read(mt_slice_str(refused[_i]), &time, NULL));
	ck_assert(!time.known);
}
END_TEST

/* No prefix of a date makes the reader look at bytes that are not there. */
START_TEST(every_prefix_is_safe)
{
	for (size_t n = 0; n <= strlen(dates[_i].text); n++) {
		g_autofree char *copy = g_memdup2(dates[_i].text, n);
		MtTime time;

		mt_time_read(mt_slice(copy, n), &time, NULL);
		ck_assert(time.zone.p == NULL ||
			  (time.zone.p >= copy &&
			   time.zone.p + time.zone.n <= copy + n));
	}
}
END_TEST

START_TEST(weekday_is_checked)
{
	MtTime time;

	mt_time_read(MT_SLICE("Tue, 7 May 2018 10:11:12 +0000"), &time, NULL);
	ck_assert(time.known && time.weekday_wrong);
	mt_time_read(MT_SLICE("Tue, .., 29 Jan 2023 10:11:12 +0300"), &time,
		     NULL);
	ck_assert(time.known && time.weekday_wrong);
	/* The weekday is that of the zone, not of UTC. */
	mt_time_read(MT_SLICE("Mon, 7 May 2018 23:11:12 -0700"), &time, NULL);
	ck_assert(time.known && !time.weekday_wrong);
	mt_time_read(MT_SLICE("Wed, 31 Dec 1969 23:11:12 +0000"), &time, NULL);
	ck_assert(time.known && !time.weekday_wrong);
	mt_time_read(MT_SLICE("7 May 2018 23:11:12 -0700"), &time, NULL);
	ck_assert(time.known && !time.weekday_wrong);
}
END_TEST

static const struct {
	const char *zone;
	int offset_min;
	bool absurd;
} zones[] = {
	{"-1200", -720, false}, {"-1201", -721, true}, {"+1400", 840, false},
	{"+1401", 841, true},   {"+0190", 150, true},  {"-0060", -60, true},
	{"-9959", -5999, true}, {"+9999", 6039, true}, {"+0545", 345, false},
	{"GMT+15", 900, true},  {"NZDT", 780, false},  {"HST", -600, false},
	{"HDT", -540, false},   {"HADT", -540, false},
};

START_TEST(zone_is_taken_as_written)
{
	g_autofree char *text =
		g_strconcat("7 May 2018 10:11:12 ", zones[_i].zone, NULL);
	MtTime time;

	ck_assert(mt_time_read(mt_slice_str(text), &time, NULL));
	ck_assert_int_eq(time.offset_min, zones[_i].offset_min);
	ck_assert_int_eq(time.zone_absurd, zones[_i].absurd);
}
END_TEST

START_TEST(order_can_be_known)
{
	MtTime time;
	MtSlice rest;

	ck_assert(mt_time_read_day_first(MT_SLICE("02/10/2002 08:58:53 x"),
					 &time, &rest));
	must_be_instant(&time, "2002-10-02T08:58:53Z");
	must_be(rest, " x");
	ck_assert(!mt_time_read_day_first(MT_SLICE("02/13/2002 08:58:53"),
					  &time, &rest));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("timeread");
	TCase *t = tcase_create("read");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, reads, 0, G_N_ELEMENTS(dates));
	tcase_add_loop_test(t, refuses, 0, G_N_ELEMENTS(refused));
	tcase_add_loop_test(t, every_prefix_is_safe, 0, G_N_ELEMENTS(dates));
	tcase_add_test(t, weekday_is_checked);
	tcase_add_loop_test(t, zone_is_taken_as_written, 0,
			    G_N_ELEMENTS(zones));
	tcase_add_test(t, order_can_be_known);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
