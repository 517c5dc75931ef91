#include <check.h>
#include <stdlib.h>

#include "input/fromline.h"

/* Lines that begin a message, as programs write them. */
static const char *const good[] = {
	"From MAILER-DAEMON Fri Jul  8 12:08:34 2011",
	"From a@b.example Tue Jan 22 20:15:03 2002",
	"From a@b.example  Tue Jan 22 20:15 2002",
	"From - Mon Feb  4 09:00:00 2002",
	"From ???@??? Mon Feb 04 09:00:00 2002",
	"From \"john doe\"@b.example Fri Jul  8 12:08:34 2011",
	"From \"at 12:30 on\"@b.example Fri Jul  8 12:08:34 2011",
	"From jane at b.example  Fri Jul  8 12:08:34 2011",
	"From 1570001@xxx Fri Jul 08 12:08:34 +0000 2011",
	"From a@b.example Fri Jul  8 12:08:34 CEST 2011",
	"From a@b.example Fri Jul  8 12:08:34 2011 remote from relay",
	"From a@b.example Fri, 8 Jul 2011 12:08:34 +0200",
	"From a@b.example Fri, 08 Jul 11 12:08:34 GMT",
	"From a@b.example 8 Jul 2011 12:08",
	"From a@b.example 2011-07-08 12:08:34",
	"From a@b.example 2011-07-08T12:08:34Z",
	"From 0123456789abcdef Mon Sep 17 00:00:00 2001",
	"From a@b.example FRI JUL  8 12:08:34 2011",
};

/* Text that only begins like one. */
static const char *const bad[] = {
	"",
	"From",
	"From ",
	"From a@b.example",
	"From: a@b.example Fri Jul  8 12:08:34 2011",
	">From a@b.example Fri Jul  8 12:08:34 2011",
	"from a@b.example Fri Jul  8 12:08:34 2011",
	"FROM a@b.example Fri Jul  8 12:08:34 2011",
	"From the 12:30 meeting on Monday we learn that",
	"From 10:00 to 11:00 on Mon the 8 of Jul 2011",
	"From what I saw in Jul 8 people came at 12:08 or so",
	"From here it goes on, see Fri Jul 8 2011",
	"From a@b.example Fri Jul 123 12:08:34 2011",
	"From a@b.example Fri Jul 8 12:8 2011",
	"From a@b.example Fri Jul 8 1208 2011",
	"From a@b.example 2011-07-08",
	"From a@b.example 2011-07-08T",
	"From a@b.example 2011/07/08 12:08:34",
};

START_TEST(knows_a_from_line)
{
	ck_assert_msg(mt_fromline_is_dated(mt_slice_str(good[_i])), "%s",
		      good[_i]);
}
END_TEST

START_TEST(knows_text)
{
	ck_assert_msg(!mt_fromline_is_dated(mt_slice_str(bad[_i])), "%s",
		      bad[_i]);
}
END_TEST

static const struct {
	const char *lines;
	bool begins, begins_file;
} places[] = {
	{"From a@b.example Fri Jul  8 12:08:34 2011\n", true, true},
	{"From a@b.example Fri Jul  8 12:08:34 2011\r\nTo: c\r\n", true, true},
	{"From a@b.example Fri Jul  8 12:08:34 2011", true, true},
	{"From \r\nX-Mozilla-Status: 0001\r\n", true, true},
	{"From\nTo: c\n", false, false},
	{"From \nhere we go\n", false, false},
	{"From \n", false, false},
	{"From here\nTo: c\n", false, true},
	{"From now on, text\n\nTo: c\n", false, false},
	/* The date must be in the line itself. */
	{"From here\nFri Jul  8 12:08:34 2011\n", false, false},
};

START_TEST(looks_at_the_line_behind)
{
	MtSlice lines = mt_slice_str(places[_i].lines);

	ck_assert_int_eq(mt_fromline_begins(lines, '\n', false),
			 places[_i].begins);
	ck_assert_int_eq(mt_fromline_begins(lines, '\n', true),
			 places[_i].begins_file);
}
END_TEST

START_TEST(has_a_limit)
{
	static const char date[] = " Fri Jul  8 12:08:34 2011";
	size_t n = MT_MAX_FROM_LINE, date_n = sizeof date - 1;
	char line[MT_MAX_FROM_LINE + 2];

	for (size_t more = 0; more < 2; more++, n++) {
		memset(line, 'x', n);
		memcpy(line, MT_FROMLINE.p, MT_FROMLINE.n);
		memcpy(line + n - date_n, date, date_n);
		ck_assert_int_eq(mt_fromline_is_dated(mt_slice(line, n)),
				 more == 0);
		line[n] = '\n';
		ck_assert_int_eq(
			mt_fromline_begins(mt_slice(line, n + 1), '\n', false),
			more == 0);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fromline");
	TCase *t = tcase_create("lines");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, knows_a_from_line, 0,
			    sizeof good / sizeof good[0]);
	tcase_add_loop_test(t, knows_text, 0, sizeof bad / sizeof bad[0]);
	tcase_add_loop_test(t, looks_at_the_line_behind, 0,
			    sizeof places / sizeof places[0]);
	tcase_add_test(t, has_a_limit);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
