/* What io_uring gives of files, and of what is no file. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include <errno.h>
#include <stdlib.h>

#include "input/ring.h"
#include "scratch.h"

static char *dir;
static MtRing *ring;

static void
setup(void)
{
	dir = scratch_new();
	ring = mt_ring_new();
	ck_assert_ptr_nonnull(ring);
}

static void
teardown(void)
{
	mt_ring_free(ring);
	scratch_free(dir);
}

static void
check_head(size_t file, const char *expected)
{
	MtSlice head = mt_ring_head(ring, file);

	ck_assert_ptr_nonnull(head.p);
	ck_assert(mt_slice_eq(head, mt_slice_str(expected)));
}

/* Relative to a directory or not; what is no file, or none, is left alone. */
START_TEST(reads_beginnings)
{
	int fd;
	char text[8];
	MtRingFile files[] = {{AT_FDCWD, "a"},    {AT_FDCWD, "none"},
			      {AT_FDCWD, "d"},    {AT_FDCWD, "pipe"},
			      {AT_FDCWD, "d/b"},  {AT_FDCWD, "b"},
			      {AT_FDCWD, "empty"}};

	scratch_dir("d");
	scratch_text("a", "one");
	scratch_text("d/b", "two");
	scratch_text("empty", "");
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	fd = open("pipe", O_RDWR | O_CLOEXEC);
	ck_assert_int_eq(write(fd, "text", 4), 4);
	files[5].dir_fd = open("d", O_RDONLY | O_CLOEXEC);
	ck_assert_uint_eq(mt_ring_open(ring, files, G_N_ELEMENTS(files)), 4);
	check_head(0, "one");
	ck_assert_ptr_null(mt_ring_head(ring, 1).p);
	ck_assert_ptr_null(mt_ring_head(ring, 2).p);
	ck_assert_ptr_null(mt_ring_head(ring, 3).p);
	check_head(4, "two");
	check_head(5, "two");
	check_head(6, "");
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		ck_assert_int_eq(mt_ring_is_pipe(ring, i), i == 3);
	ck_assert_int_eq(mt_ring_read(ring, 3, text, sizeof text, 0), 4);
	close(fd);
	ck_assert_int_eq(mt_ring_read(ring, 3, text, sizeof text, 0), 0);
	mt_ring_close(ring, 3);
	close(files[5].dir_fd);
}
END_TEST

/* Behind the head, up to the end and beyond; a file that is replaced stays. */
START_TEST(reads_on)
{
	const MtRingFile files[] = {{AT_FDCWD, "a"}, {AT_FDCWD, "b"}};
	char text[MT_RING_HEAD + 10];
	char more[20];

	memset(text, 'x', MT_RING_HEAD);
	for (int i = 0; i < 10; i++)
		text[MT_RING_HEAD + i] = (char)('0' + i);
	scratch_write("a", mt_slice(text, sizeof text));
	scratch_text("b", "b");
	ck_assert_uint_eq(mt_ring_open(ring, files, 2), 2);
	ck_assert_int_eq(rename("b", "a"), 0);
	ck_assert_uint_eq(mt_ring_head(ring, 0).n, MT_RING_HEAD);
	ck_assert_int_eq(mt_ring_read(ring, 0, more, 4, MT_RING_HEAD), 4);
	ck_assert_int_eq(memcmp(more, "0123", 4), 0);
	ck_assert_int_eq(
		mt_ring_read(ring, 0, more, sizeof more, MT_RING_HEAD + 4), 6);
	ck_assert_int_eq(
		mt_ring_read(ring, 0, more, sizeof more, MT_RING_HEAD + 10), 0);
	check_head(1, "b");
	mt_ring_close(ring, 0);
	ck_assert_int_eq(mt_ring_read(ring, 0, more, 1, 0), -1);
	ck_assert_int_eq(errno, EBADF);
	/* Others in the same places. */
	ck_assert_uint_eq(mt_ring_open(ring, files, 1), 1);
	check_head(0, "b");
}
END_TEST

/* As many at a time as there is room for, again and again. */
START_TEST(serves_many)
{
	char names[MT_RING_FILES][8];
	MtRingFile files[MT_RING_FILES];

	for (size_t i = 0; i < MT_RING_FILES; i++) {
		g_snprintf(names[i], sizeof names[i], "%zu", i);
		scratch_text(names[i], names[i]);
		files[i] = (MtRingFile){AT_FDCWD, names[i]};
	}
	for (int round = 0; round < 100; round++) {
		ck_assert_uint_eq(mt_ring_open(ring, files, MT_RING_FILES),
				  MT_RING_FILES);
		for (size_t i = 0; i < MT_RING_FILES; i++)
			check_head(i, names[i]);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ring");
	TCase *t = tcase_create("ring");
	SRunner *r = srunner_create(s);
	int failed;

	ring = mt_ring_new();
	if (ring == NULL) {
		puts("no io_uring here");
		return 77;
	}
	mt_ring_free(ring);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, reads_beginnings);
	tcase_add_test(t, reads_on);
	tcase_add_test(t, serves_many);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
