/* Dates anywhere in a text, and what hostile text may cost. */
#include <check.h>
#include <stdlib.h>

#include "base/time.h"

static const struct {
	const char *text, *where, *utc;
} finds[] = {
	{"by mx.example (1.61/SMTPD) at Tue, 31 Jul 01 23:02:18 PDT",
	 "Tue, 31 Jul 01 23:02:18 PDT", "2001-08-01T06:02:18Z"},
	{"id F4G0l8M2 Thu, 05 Sep 2002 10:51:01 -0700 (PDT)",
	 "Thu, 05 Sep 2002 10:51:01 -0700", "2002-09-05T17:51:01Z"},
	{"id X 2018-05-07 10:11:12.9 +0000 UTC m=+1.5",
	 "2018-05-07 10:11:12.9 +0000 UTC m=+1.5", "2018-05-07T10:11:12.9Z"},
	{"; Mon, 7 May 2018 10:11:12 +0000; Tue, 8 May 2018 10:11:12 +0000;",
	 "Tue, 8 May 2018 10:11:12 +0000", "2018-05-08T10:11:12Z"},
	{"8 May 2018 10:11:12 +0000; Tue, 31 Feb 2018 10:11:12 +0000",
	 "8 May 2018 10:11:12 +0000", "2018-05-08T10:11:12Z"},
	{"Do, 18 Jul 2002 10:11:12 +0200", "18 Jul 2002 10:11:12 +0200",
	 "2002-07-18T08:11:12Z"},
	{"Tue, .., 29 Jan 2023 10:11:12 +0300",
	 "Tue, .., 29 Jan 2023 10:11:12 +0300", "2023-01-29T07:11:12Z"},
	{"(qmail 1 invoked; 7 May 2018 10:11:12 -0000)",
	 "7 May 2018 10:11:12 -0000", "2018-05-07T10:11:12Z"},
	{"date=Mon, 7 May 2018 10:11:12 -0000",
	 "Mon, 7 May 2018 10:11:12 -0000", "2018-05-07T10:11:12Z"},
	{"Date:Mon, 7 May 2018 10:11:12 -0000",
	 "Mon, 7 May 2018 10:11:12 -0000", "2018-05-07T10:11:12Z"},
	{"t=2018-05-07T10:11:12Z", "2018-05-07T10:11:12Z",
	 "2018-05-07T10:11:12Z"},
	/* the tail of something else */
	{"id r25.2019.02.12.06.38.06", NULL, NULL},
	{"id 1.22/08/2002 12:49:45", NULL, NULL},
	{"x@7 May 2018 10:11:12", NULL, NULL},
	{"with ESMTP id h0KKa7d32306 for <a@b.example>", NULL, NULL},
	{"", NULL, NULL},
};

START_TEST(finds_the_last_one)
{
	g_auto(MtBuf) out = {0};
	MtSlice where = {NULL, 0};
	MtTime time;
	bool found = mt_time_find(mt_slice_str(finds[_i].text), &time, &where);

	ck_assert_int_eq(found, finds[_i].utc != NULL);
	ck_assert_int_eq(time.known, found);
	if (!found)
		return;
	mt_time_add_utc(&out, time.us, time.decimals);
	ck_assert(mt_slice_eq(mt_buf_slice(&out), mt_slice_str(finds[_i].utc)));
	ck_assert(mt_slice_eq(where, mt_slice_str(finds[_i].where)));
}
END_TEST

/* Each is repeated to 500 kB: what is not linear does not end in time. */
static const char *const hostile[] = {
	"(",   "1(",     "1 (",      "Mon(",     "1 May 2018 10:11(",
	")",   "1 May ", "Mon,,,,",  "        ", "1 May 2018 10:11 Eastern ",
	"1/1", "(1)",    "11111111", "\\(",      "7 May 2018 10:11:12 +0000 ",
	"(1 ", "a",      "1 a ",     "1:",       "2018-05-07 10:11 AAAAAAAA",
};

START_TEST(time_is_linear)
{
	enum { SIZE = 500000 };
	g_autofree char *text = g_malloc(SIZE);
	size_t n = strlen(hostile[_i]);
	MtTime time;

	for (size_t i = 0; i < SIZE; i++)
		text[i] = hostile[_i][i % n];
	mt_time_read(mt_slice(text, SIZE), &time, NULL);
	mt_time_find(mt_slice(text, SIZE), &time, NULL);
	text[SIZE - 1] = ')';
	mt_time_find(mt_slice(text, SIZE), &time, NULL);
}
END_TEST

/* Comments are counted, not recursed into: none is too deep to pass over. */
START_TEST(comments_may_be_deep)
{
	enum { DEPTH = 50000 };
	static const char date[] = "7 May 2018 10:11:12 +0000";
	g_autofree char *text = g_malloc(2 * DEPTH + sizeof date);
	MtTime time;
	MtSlice rest;

	memset(text, '(', DEPTH);
	memset(text + DEPTH, ')', DEPTH);
	memcpy(text + 2 * DEPTH, date, sizeof date);
	ck_assert(mt_time_read(mt_slice_str(text), &time, &rest));
	ck_assert_uint_eq(rest.n, 0);
	text[2 * DEPTH - 1] = '(';
	ck_assert(!mt_time_read(mt_slice_str(text), &time, &rest));
	ck_assert(mt_time_find(mt_slice_str(text), &time, &rest));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("timefind");
	TCase *t = tcase_create("find");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, finds_the_last_one, 0, G_N_ELEMENTS(finds));
	tcase_add_test(t, comments_may_be_deep);
	tcase_add_loop_test(t, time_is_linear, 0, G_N_ELEMENTS(hostile));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
