/* Files opened and closed one after another, as a source does it. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include <stdlib.h>

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

/* The content of a small file, which stays open. */
static char *
read_all(const char *path)
{
	MtSlice w;

	ck_assert(mt_source_open(source, path, NULL));
	ck_assert(mt_source_next(source));
	w = mt_source_look(source, 1000);
	ck_assert_uint_gt(w.n, 0);
	return g_strndup(w.p, w.n);
}

/* The directory is not looked up again, unless there is another by now. */
START_TEST(reads_one_file_after_another_of_a_directory)
{
	static const char *const paths[] = {"d/a", "d/b",  "d/c", "./c",
					    "c",   "e/a",  "d/b", "d/../c",
					    "d/c", "d/./b"};
	g_autoptr(GError) error = NULL;

	scratch_dir("d");
	scratch_dir("e");
	scratch_text("c", "c");
	scratch_text("d/a", "d/a");
	scratch_text("d/b", "d/b");
	scratch_text("d/c", "d/c");
	scratch_text("e/a", "e/a");
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *all = read_all(paths[i]);
		const char *name = strrchr(paths[i], '/');

		ck_assert_int_eq(all[strlen(all) - 1],
				 name != NULL ? name[1] : 'c');
	}
	ck_assert(!mt_source_open(source, "d/x", &error));
	ck_assert_str_eq(error->message, "No such file or directory");
	ck_assert_int_eq(rename("d", "f"), 0);
	ck_assert_int_eq(rename("e", "d"), 0);
	scratch_text("d/new", "new");
	g_free(read_all("d/new"));
}
END_TEST

static int
open_descriptors(void)
{
	int n = 0;

	for (int fd = 0; fd < 500; fd++)
		n += fcntl(fd, F_GETFD) != -1;
	return n;
}

/* Some may still be open, but not for long. */
START_TEST(closes_what_it_has_read)
{
	int before = open_descriptors();

	scratch_dir("d");
	scratch_text("d/a", "a");
	for (int i = 0; i < 400; i++) {
		g_free(read_all("d/a"));
		ck_assert(mt_source_close(source, NULL));
		ck_assert_int_lt(open_descriptors(), before + 100);
	}
	mt_source_free(source);
	ck_assert_int_eq(open_descriptors(), before);
	source = mt_source_new();
}
END_TEST

/* Who writes into it would wait for a reader that has gone on. */
START_TEST(closes_a_pipe_at_once)
{
	int before, writer;

	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	writer = open("pipe", O_RDWR | O_CLOEXEC);
	ck_assert_int_eq(write(writer, "text", 4), 4);
	before = open_descriptors();
	for (int look = 0; look < 2; look++) {
		ck_assert(mt_source_open(source, "pipe", NULL));
		if (look)
			ck_assert_uint_eq(mt_source_look(source, 4).n, 4);
		ck_assert(mt_source_close(source, NULL));
		ck_assert_int_eq(open_descriptors(), before);
	}
	close(writer);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("files");
	TCase *t = tcase_create("files");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, reads_one_file_after_another_of_a_directory);
	tcase_add_test(t, closes_what_it_has_read);
	tcase_add_test(t, closes_a_pipe_at_once);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
