/* Whose lines a program's are, and of which instance, asked once and again. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "mtalog/dispatch.h"

static MtDispatch dispatch;

static void
check(MtSlice program, const char *reader, MtSlice instance)
{
	MtSlice got;
	int i = mt_dispatch(&dispatch, program, &got);

	if (reader == NULL) {
		ck_assert_int_eq(i, -1);
		return;
	}
	ck_assert_int_ge(i, 0);
	ck_assert_str_eq(mt_readers[i]->name, reader);
	ck_assert(mt_slice_eq(got, instance));
	ck_assert_int_eq(got.p == NULL, instance.n == 0);
}

static const struct {
	const char *program, *reader, *instance;
} programs[] = {
	{"", NULL, NULL},
	{"x", NULL, NULL},
	{"postfix", "postfix", NULL},
	{"postfix/smtp", "postfix", NULL},
	{"postfix/submission/smtpd", "postfix", NULL},
	{"postfix-out/smtp", "postfix", "postfix-out"},
	{"mx-out/smtp", "postfix", "mx-out"},
	{"mx-out/nothing", NULL, NULL},
	{"exim", "exim", NULL},
	{"sm-mta", "sendmail", NULL},
	{"kernel", NULL, NULL},
};

START_TEST(names)
{
	for (int again = 0; again < 3; again++)
		for (size_t i = 0; i < G_N_ELEMENTS(programs); i++)
			check(mt_slice_str(programs[i].program),
			      programs[i].reader,
			      mt_slice_str(programs[i].instance));
}
END_TEST

/* Also those that are too long to be remembered, as instances may be. */
START_TEST(long_names)
{
	static const MtSlice daemon = {"/smtp", 5};
	char name[400];

	memset(name, 'a', sizeof name);
	for (int again = 0; again < 2; again++)
		for (size_t n = 1; n + daemon.n <= sizeof name; n++) {
			memcpy(name + n, daemon.p, daemon.n);
			check(mt_slice(name, n + daemon.n), "postfix",
			      mt_slice(name, n));
			check(mt_slice(name, n + 1), NULL, (MtSlice){0});
			memset(name + n, 'a', daemon.n);
		}
}
END_TEST

/* More than there are places for. */
START_TEST(many_names)
{
	for (int again = 0; again < 2; again++)
		for (int i = 0; i < 2000; i++) {
			g_autofree char *name =
				g_strdup_printf("out%d/qmgr", i);
			MtSlice s = mt_slice_str(name);

			check(s, "postfix", mt_slice(name, s.n - 5));
		}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("dispatch");
	TCase *t = tcase_create("dispatch");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, names);
	tcase_add_test(t, long_names);
	tcase_add_test(t, many_names);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
