#define _XOPEN_SOURCE 700 /* nftw() */
/* Several logs as one: order, years, hosts, and an account that adds up. */
#include <stdlib.h>
#include <utime.h>

#include "logrun.h"
#include "scratch.h"

static char *dir;

static void
begin(void)
{
	dir = scratch_new();
	g_setenv("TZ", "UTC", TRUE);
}

static void
end(void)
{
	scratch_free(dir);
}

static int64_t
utc(const char *text)
{
	unsigned decimals;
	int64_t us;

	ck_assert(mt_time_parse_rfc3339(mt_slice_str(text), &us, &decimals));
	return us;
}

/* A file that was written last at a time. */
static void
log_file(const char *path, const char *changed, const char *text)
{
	time_t t = (time_t)(utc(changed) / 1000000);

	scratch_text(path, text);
	ck_assert_int_eq(utime(path, &(struct utimbuf){t, t}), 0);
}

#define NOW "2026-11-23T12:00:00Z"

static void
run_all(LogRun *run, char *const *paths, MtLogOptions options)
{
	options.now_us = utc(NOW);
	logrun(run, paths, options);
	logrun_assert_adds_up(&run->total);
}

static void
assert_events(char *const *paths, MtLogOptions options, const char *want)
{
	LogRun run;

	run_all(&run, paths, options);
	ck_assert_str_eq(run.events.p, want);
	logrun_clear(&run);
}

#define LINE(time, id) time " mx postfix/qmgr[1]: " id ": removed\n"
#define EVENT(time, id) time " mx remove id=" id "\n"

/* Two logs of different forms, on one to four threads. */
START_TEST(merged_by_time)
{
	char *paths[] = {"a/one.log", "a/two.log", NULL};

	scratch_dir("a");
	log_file("a/one.log", NOW,
		 LINE("Nov 23 08:00:00", "A00001")
			 LINE("Nov 23 08:00:02", "A00002")
				 LINE("Nov 23 08:00:04", "A00003"));
	log_file("a/two.log", NOW,
		 LINE("2026-11-23T08:00:01Z",
		      "B00001") LINE("2026-11-23T08:00:03Z", "B00002")
			 LINE("2026-11-23T08:00:02Z", "B00003")
				 LINE("2026-11-23T08:00:09Z", "B00004"));
	for (unsigned threads = 1; threads <= 4; threads++)
		assert_events(
			paths, (MtLogOptions){.threads = threads},
			EVENT("2026-11-23T08:00:00Z",
			      "A00001") EVENT("2026-11-23T08:00:01Z", "B00001")
				EVENT("2026-11-23T08:00:02Z", "A00002")
					EVENT("2026-11-23T08:00:03Z", "B00002")
			/* A log keeps its order. */
			EVENT("2026-11-23T08:00:02Z",
			      "B00003") EVENT("2026-11-23T08:00:04Z", "A00003")
				EVENT("2026-11-23T08:00:09Z", "B00004"));
}
END_TEST

/* Parts in any order, over the turn of a year, dated by their own times. */
START_TEST(rotated_parts)
{
	char *paths[] = {"mail.log", "mail.log.10", "mail.log.2", "mail.log.1",
			 NULL};

	log_file("mail.log", "2026-01-20T00:00:00Z",
		 LINE("Jan 19 08:00:00", "D00001"));
	log_file("mail.log.1", "2026-01-10T00:00:00Z",
		 LINE("Dec 31 23:59:59", "C00001")
			 LINE("Jan  1 00:00:00", "C00002"));
	log_file("mail.log.2", "2025-12-30T00:00:00Z",
		 LINE("Dec 29 08:00:00", "B00001"));
	log_file("mail.log.10", "2025-03-01T00:00:00Z",
		 LINE("Feb 27 08:00:00", "A00001"));
	assert_events(paths, (MtLogOptions){0},
		      EVENT("2025-02-27T08:00:00Z",
			    "A00001") EVENT("2025-12-29T08:00:00Z", "B00001")
			      EVENT("2025-12-31T23:59:59Z", "C00001")
				      EVENT("2026-01-01T00:00:00Z", "C00002")
					      EVENT("2026-01-19T08:"
						    "00:00Z",
						    "D00001"));
}
END_TEST

/* Copies have the time of copying: the parts say the years of one another. */
START_TEST(rotated_parts_of_one_time)
{
	char *paths[] = {"mail.log.1", "mail.log.2", "mail.log", NULL};
	LogRun run;

	log_file("mail.log", NOW, LINE("Jan 19 08:00:00", "C00001"));
	log_file("mail.log.1", NOW, LINE("Oct 19 08:00:00", "B00001"));
	log_file("mail.log.2", NOW, LINE("Nov 22 08:00:00", "A00001"));
	run_all(&run, paths, (MtLogOptions){0});
	ck_assert_str_eq(run.events.p,
			 EVENT("2024-11-22T08:00:00Z",
			       "A00001") EVENT("2025-10-19T08:00:00Z", "B00001")
				 EVENT("2026-01-19T08:00:00Z", "C00001"));
	ck_assert_str_eq(g_ptr_array_index(run.years, 0), "order");
	ck_assert_str_eq(g_ptr_array_index(run.years, 2), "file");
	ck_assert_str_eq(g_ptr_array_index(run.zones, 0), "machine");
	logrun_clear(&run);
}
END_TEST

START_TEST(year_by_option)
{
	char *paths[] = {"mail.log", "mail.log.1", NULL};
	LogRun run;

	log_file("mail.log.1", NOW,
		 LINE("Dec 31 08:00:00", "A00001")
			 LINE("Jan  2 08:00:00", "A00002"));
	log_file("mail.log", NOW, LINE("Jan  3 08:00:00", "B00001"));
	run_all(&run, paths, (MtLogOptions){.year = 1999});
	ck_assert_str_eq(run.events.p,
			 EVENT("1999-12-31T08:00:00Z",
			       "A00001") EVENT("2000-01-02T08:00:00Z", "A00002")
				 EVENT("2000-01-03T08:00:00Z", "B00001"));
	ck_assert_str_eq(g_ptr_array_index(run.years, 0), "option");
	logrun_clear(&run);
}
END_TEST

/* A pipe has no time: its lines are before now. */
START_TEST(year_of_a_pipe)
{
	char *paths[] = {"-", NULL};

	scratch_pipe(MT_SLICE(LINE("Nov 30 08:00:00", "A00001")
				      LINE("Jan  2 08:00:00", "A00002")));
	assert_events(paths, (MtLogOptions){0},
		      EVENT("2025-11-30T08:00:00Z", "A00001")
			      EVENT("2026-01-02T08:00:00Z", "A00002"));
}
END_TEST

/* What PowerShell writes: the same log, its years and forms, in UTF-16. */
START_TEST(text_of_windows)
{
	static const char want[] = EVENT("2025-12-31T23:59:59Z", "A00001")
		EVENT("2026-01-02T08:00:00Z", "A00002");
	static const char *const sets[] = {"UTF-8", "UTF-16LE", "UTF-16BE"};
	char *paths[] = {"mail.log", NULL}, *in[] = {"-", NULL};
	const char *text = "\xef\xbb\xbf" LINE("Dec 31 23:59:59", "A00001")
		LINE("Jan  2 08:00:00", "A00002");
	gsize n;
	g_autofree char *bytes =
		g_convert(text, -1, sets[_i], "UTF-8", NULL, &n, NULL);

	ck_assert_ptr_nonnull(bytes);
	scratch_write("mail.log", mt_slice(bytes, n));
	ck_assert_int_eq(
		utime("mail.log",
		      &(struct utimbuf){utc("2026-01-02T09:00:00Z") / 1000000,
					utc("2026-01-02T09:00:00Z") / 1000000}),
		0);
	assert_events(paths, (MtLogOptions){0}, want);
	scratch_pipe(mt_slice(bytes, n));
	assert_events(in, (MtLogOptions){.year = 2025}, want);
}
END_TEST

/* An hour in Berlin that comes twice, in one block or a line each. */
START_TEST(local_time_by_option)
{
	char *paths[] = {"mail.log", NULL};
	char *zones[] = {"*mail*=Europe/Berlin", NULL};
	LogRun run;

	log_file("mail.log", NOW,
		 LINE("Oct 25 02:00:01", "A00001")
			 LINE("Oct 25 02:59:59", "A00002")
				 LINE("Oct 25 02:00:01", "A00003")
					 LINE("Oct 25 03:00:00", "A00004"));
	run_all(&run, paths, (MtLogOptions){.zones = zones});
	ck_assert_str_eq(run.events.p,
			 EVENT("2026-10-25T00:00:01Z", "A00001")
				 EVENT("2026-10-25T00:59:59Z", "A00002")
					 EVENT("2026-10-25T01:00:01Z", "A00003")
						 EVENT("2026-10-25T02:00:00Z",
						       "A00004"));
	ck_assert_str_eq(g_ptr_array_index(run.zones, 0), "option");
	logrun_clear(&run);
}
END_TEST

START_TEST(repeated_lines)
{
	char *paths[] = {"mail.log", NULL};

	log_file("mail.log", NOW,
		 LINE("Nov 23 08:00:00",
		      "A00001") "Nov 23 08:00:30 mx last message repeated 2 "
				"times\n"
				"Nov 23 08:00:31 other last message repeated 9 "
				"times\n"
				"Nov 23 08:00:40 mx postfix/qmgr[1]: message "
				"repeated 3 "
				"times: [ B00001: removed]\n");
	assert_events(paths, (MtLogOptions){0},
		      "2026-11-23T08:00:00Z mx remove id=A00001\n"
		      "2026-11-23T08:00:30Z mx remove id=A00001 x2\n"
		      "2026-11-23T08:00:40Z mx remove id=B00001 x3\n");
}
END_TEST

/* `mx` of two machines, and one whose lines are of another time. */
START_TEST(hosts_that_collide)
{
	char *paths[] = {"a/mail.log", "b/mail.log", "c/mail.log", NULL};
	char *hosts[] = {"b/*=mail.b.example", NULL};
	LogRun run;

	scratch_dir("a");
	scratch_dir("b");
	scratch_dir("c");
	log_file("a/mail.log", "2026-11-23T09:00:00Z",
		 LINE("2026-11-23T08:00:00Z", "A00001"));
	log_file("b/mail.log", "2026-11-23T09:00:00Z",
		 LINE("2026-11-23T08:00:01Z", "B00001"));
	log_file("c/mail.log", "2026-11-21T09:00:00Z",
		 LINE("2026-11-20T08:00:01Z", "C00001"));
	run_all(&run, paths, (MtLogOptions){0});
	ck_assert_str_eq(run.events.p,
			 "2026-11-20T08:00:01Z mx remove id=C00001\n"
			 "2026-11-23T08:00:00Z mx@a remove id=A00001\n"
			 "2026-11-23T08:00:01Z mx@b remove id=B00001\n");
	ck_assert_ptr_nonnull(strstr(run.remarks.p, "mx@a"));
	logrun_clear(&run);
	run_all(&run, paths, (MtLogOptions){.hosts = hosts});
	ck_assert_str_eq(run.events.p,
			 "2026-11-20T08:00:01Z mx remove id=C00001\n"
			 "2026-11-23T08:00:00Z mx remove id=A00001\n"
			 "2026-11-23T08:00:01Z mail.b.example remove "
			 "id=B00001\n");
	ck_assert_str_eq(run.remarks.p, "");
	logrun_clear(&run);
}
END_TEST

START_TEST(hosts_by_file)
{
	char *paths[] = {"ex1/log", NULL};

	scratch_dir("ex1");
	log_file("ex1/log", NOW,
		 "2026-11-23T08:00:00Z postfix/qmgr[1]: A00001: removed\n");
	assert_events(paths, (MtLogOptions){0},
		      "2026-11-23T08:00:00Z ex1 remove id=A00001\n");
}
END_TEST

START_TEST(every_line_counts)
{
	static const char text[] = LINE(
		"Nov 23 08:00:00",
		"A00001") "\n"
			  "Nov 23 08:00:01 mx postfix/qmgr[1]: A00001: no such "
			  "thing\n"
			  "Nov 23 08:00:01 mx sshd[1]: about something else\n"
			  "Nov 23 08:00:01 mx postfix/master[1]: daemon "
			  "started\n"
			  "Nov 23 08:00:02 mx postfix/smtp[1]: A00001: "
			  "to=<a@b.example\n"
			  "\x01\x02 what is that\n"
			  "99 <22>1 not counted right\n"
			  "57 <22>1 2026-11-23T08:00:03Z mx postfix/qmgr 1 - - "
			  "A1: "
			  "removed";
	char *paths[] = {"mail.log", "gone.log", NULL};
	LogRun run;

	log_file("mail.log", NOW, text);
	run_all(&run, paths, (MtLogOptions){0});
	ck_assert_uint_eq(run.failed, 1);
	ck_assert_uint_eq(run.total.read, 9);
	ck_assert_uint_eq(run.total.classes[MT_LINE_UNDERSTOOD], 1);
	ck_assert_uint_eq(run.total.classes[MT_LINE_NOT_MAIL], 3);
	ck_assert_uint_eq(run.total.classes[MT_LINE_MAIL], 2);
	ck_assert_uint_eq(run.total.classes[MT_LINE_DAMAGED], 3);
	ck_assert_uint_eq(run.total.events, 1);
	ck_assert_ptr_nonnull(
		strstr(run.unparsed.p, "\x01\x02 what is that\n"));
	ck_assert_ptr_null(strstr(run.unparsed.p, "sshd"));
	logrun_clear(&run);
}
END_TEST

/* Far more blocks than the pool has places for: all lines, in order. */
START_TEST(many_blocks)
{
	enum { LINES = 60000 };
	g_autoptr(GString) text = g_string_new(NULL);
	char *paths[] = {"mail.log", NULL};
	LogRun run, alone;

	for (int i = 0; i < LINES; i++)
		g_string_append_printf(
			text,
			"2026-11-23T08:%02d:%02dZ mx postfix/qmgr[1]: A%05X: "
			"removed%s\n",
			i / 60 / 60 % 60, i / 60 % 60, (unsigned)i,
			i % 100 == 0 ? " and a tail of this length" : "");
	log_file("mail.log", NOW, text->str);
	run_all(&alone, paths, (MtLogOptions){.threads = 1});
	run_all(&run, paths, (MtLogOptions){.threads = (unsigned)_i});
	ck_assert_uint_eq(run.total.read, LINES);
	ck_assert_uint_eq(run.events.n, alone.events.n);
	ck_assert_mem_eq(run.events.p, alone.events.p, run.events.n);
	logrun_clear(&run);
	logrun_clear(&alone);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("log");
	TCase *t = tcase_create("logs");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, merged_by_time);
	tcase_add_test(t, rotated_parts);
	tcase_add_test(t, rotated_parts_of_one_time);
	tcase_add_test(t, year_by_option);
	tcase_add_test(t, year_of_a_pipe);
	tcase_add_loop_test(t, text_of_windows, 0, 3);
	tcase_add_test(t, local_time_by_option);
	tcase_add_test(t, repeated_lines);
	tcase_add_test(t, hosts_that_collide);
	tcase_add_test(t, hosts_by_file);
	tcase_add_test(t, every_line_counts);
	tcase_add_loop_test(t, many_blocks, 2, 5);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
