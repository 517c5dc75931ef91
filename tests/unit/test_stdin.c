#define _XOPEN_SOURCE 700 /* nftw() */
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/error.h"
#include "input/source.h"
#include "scratch.h"

static char *dir;
static MtSource *source;

static void
setup(void)
{
	dir = scratch_new();
	source = mt_source_new();
}

static void
teardown(void)
{
	mt_source_free(source);
	scratch_free(dir);
}

/* All that is left of the open source. */
static char *
rest(void)
{
	GString *all = g_string_new(NULL);
	MtSlice w;

	while ((w = mt_source_look(source, 1)).n > 0) {
		g_string_append_len(all, w.p, (gssize)w.n);
		mt_source_pass(source, w.n);
	}
	return g_string_free(all, FALSE);
}

static char *
read_stdin(void)
{
	ck_assert(mt_source_open(source, "-", NULL));
	return rest();
}

START_TEST(reads_standard_input)
{
	g_autofree char *all = NULL;

	scratch_text("in", "text");
	scratch_stdin("in");
	all = read_stdin();
	ck_assert_str_eq(all, "text");
	ck_assert(mt_source_close(source, NULL));
	ck_assert_int_eq(fcntl(STDIN_FILENO, F_GETFD) == -1, false);
}
END_TEST

START_TEST(reads_a_file_on_standard_input_again)
{
	g_autofree char *first = NULL, *second = NULL;

	scratch_text("in", "passed text");
	scratch_stdin("in");
	ck_assert_int_eq(lseek(STDIN_FILENO, 7, SEEK_SET), 7);
	first = read_stdin();
	ck_assert_str_eq(first, "text");
	ck_assert(mt_source_rewind(source, NULL));
	second = rest();
	ck_assert_str_eq(second, "text");
}
END_TEST

START_TEST(reads_a_pipe_again_if_kept)
{
	g_autofree char *first = NULL, *second = NULL, *third = NULL;

	scratch_pipe(MT_SLICE("text"));
	mt_source_keep_stdin(source);
	first = read_stdin();
	ck_assert(mt_source_close(source, NULL));
	for (int i = 0; i < 2; i++) {
		g_autofree char *again = NULL;

		ck_assert(mt_source_open(source, "-", NULL));
		ck_assert(mt_source_rewind(source, NULL));
		again = rest();
		ck_assert_str_eq(again, "text");
		ck_assert(mt_source_close(source, NULL));
	}
	ck_assert_str_eq(first, "text");
	/* Without rewinding, standard input goes on where it was. */
	third = read_stdin();
	ck_assert_str_eq(third, "");
}
END_TEST

START_TEST(refuses_to_read_a_pipe_again)
{
	g_autofree char *first = NULL;
	g_autoptr(GError) error = NULL;

	scratch_pipe(MT_SLICE("text"));
	first = read_stdin();
	ck_assert_str_eq(first, "text");
	ck_assert(!mt_source_rewind(source, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG));
}
END_TEST

/* The first pass goes on where no copy can be made; the second says why. */
START_TEST(tells_of_a_copy_that_failed)
{
	const struct rlimit none = {0, 0};
	g_autofree char *first = NULL;
	g_autoptr(GError) error = NULL;

	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
	scratch_pipe(MT_SLICE("text"));
	mt_source_keep_stdin(source);
	first = read_stdin();
	ck_assert_str_eq(first, "text");
	ck_assert(!mt_source_rewind(source, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_IO));
}
END_TEST

START_TEST(drains_a_pipe)
{
	char byte;

	scratch_pipe(MT_SLICE("a longer text"));
	ck_assert(mt_source_open(source, "-", NULL));
	mt_source_drain(source);
	ck_assert_uint_eq(mt_source_look(source, 1).n, 13);
	ck_assert(mt_source_close(source, NULL));

	scratch_pipe(MT_SLICE("a longer text"));
	mt_source_free(source);
	source = mt_source_new();
	ck_assert(mt_source_open(source, "-", NULL));
	ck_assert_uint_gt(mt_source_look(source, 1).n, 0);
	mt_source_drain(source);
	ck_assert_int_eq(read(STDIN_FILENO, &byte, 1), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("stdin");
	TCase *t = tcase_create("twice");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, reads_standard_input);
	tcase_add_test(t, reads_a_file_on_standard_input_again);
	tcase_add_test(t, reads_a_pipe_again_if_kept);
	tcase_add_test(t, refuses_to_read_a_pipe_again);
	tcase_add_test(t, tells_of_a_copy_that_failed);
	tcase_add_test(t, drains_a_pipe);
	suite_add_tcase(s, t);
	/* Descriptors and limits stay as a test left them. */
	srunner_set_fork_status(r, CK_FORK);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
