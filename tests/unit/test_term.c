/* The terminal is a pty of our own; the environment is set for each case. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <check.h>
#include <fcntl.h>
#include <glib.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "report/term.h"

static const struct {
	bool tty;
	const char *no_color, *term, *columns;
	unsigned short says; /* columns by TIOCGWINSZ */
	bool colour;
	size_t width;
} cases[] = {
	{true, NULL, "xterm", NULL, 132, true, 132},
	{true, "", "xterm", NULL, 132, true, 132},
	{true, "1", "xterm", NULL, 132, false, 132},
	{true, NULL, "dumb", NULL, 132, false, 132},
	{true, NULL, NULL, NULL, 132, false, 132},
	{true, NULL, "", NULL, 0, false, 80},
	{true, NULL, "xterm", "100", 132, true, 100},
	{true, NULL, "xterm", "0", 132, true, 132},
	{true, NULL, "xterm", "1e3", 132, true, 132},
	{true, NULL, "xterm", "99999999999999999999", 0, true, 80},
	{true, NULL, "xterm", NULL, MT_TERM_WIDTH_LEAST - 1, true, 80},
	{true, NULL, "xterm", NULL, MT_TERM_WIDTH_MOST + 1, true, 80},
	{true, NULL, "xterm", "1001", MT_TERM_WIDTH_MOST, true, 1000},
	{false, NULL, "xterm", NULL, 132, false, 80},
	{false, NULL, "xterm", "40", 132, false, 40},
};

static void
set(const char *name, const char *value)
{
	if (value == NULL)
		g_unsetenv(name);
	else
		g_setenv(name, value, TRUE);
}

static int
open_pty(unsigned short columns, int *terminal)
{
	struct winsize size = {.ws_row = 24, .ws_col = columns};
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	ck_assert_int_ge(master, 0);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	*terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(*terminal, 0);
	ck_assert_int_eq(ioctl(*terminal, TIOCSWINSZ, &size), 0);
	return master;
}

START_TEST(asks_in_the_right_order)
{
	int terminal, master = open_pty(cases[_i].says, &terminal);
	int pipes[2];
	MtTerm term;

	ck_assert_int_eq(pipe(pipes), 0);
	set("NO_COLOR", cases[_i].no_color);
	set("TERM", cases[_i].term);
	set("COLUMNS", cases[_i].columns);
	mt_term_init(&term, cases[_i].tty ? terminal : pipes[1]);
	ck_assert(term.tty == cases[_i].tty);
	ck_assert(term.colour == cases[_i].colour);
	ck_assert_uint_eq(term.width, cases[_i].width);
	ck_assert((mt_term_style(&term, MT_TERM_LOOK).n > 0) == term.colour);
	ck_assert((mt_term_style(&term, MT_TERM_PLAIN).n > 0) == term.colour);
	close(pipes[0]);
	close(pipes[1]);
	close(terminal);
	close(master);
}
END_TEST

START_TEST(locale_tells_the_letters)
{
	MtTerm term;

	ck_assert_ptr_nonnull(setlocale(LC_CTYPE, "C.UTF-8"));
	mt_term_init(&term, STDOUT_FILENO);
	ck_assert(term.utf8);
	ck_assert_ptr_nonnull(setlocale(LC_CTYPE, "C"));
	mt_term_init(&term, STDOUT_FILENO);
	ck_assert(!term.utf8);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("term");
	TCase *t = tcase_create("questions");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, asks_in_the_right_order, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, locale_tells_the_letters);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
