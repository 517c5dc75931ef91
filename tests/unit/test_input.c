#define _XOPEN_SOURCE 700 /* nftw() */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "base/error.h"
#include "input/input.h"
#include "scratch.h"

#define FROM "From a@b.example Fri Jul  8 12:08:34 2011\n"

static char *dir;
static MtArena *arena;
static GString *seen; /* what was read, as text */

static void
setup(void)
{
	dir = scratch_new();
	arena = mt_arena_new();
	seen = g_string_new(NULL);
}

static void
teardown(void)
{
	g_string_free(seen, TRUE);
	mt_arena_free(arena);
	scratch_free(dir);
}

static void
failed(MtSlice source, const GError *error, void *data)
{
	ck_assert_ptr_eq(data, seen);
	ck_assert(error->domain == MT_ERROR);
	g_string_append_printf(seen, "<%.*s: %s>", (int)source.n, source.p,
			       error->message);
}

/* `SOURCE#ORDINAL@OFFSET{first line}` of each message, in order of failures. */
static void
read_messages(MtInput *input)
{
	MtMessage m;

	while (mt_input_next(input, arena, &m)) {
		MtSlice header = m.header, line = header;

		mt_slice_cut(&header, '\n', &line);
		g_string_append_printf(
			seen, "%.*s#%d@%d{%.*s}", (int)m.source.n, m.source.p,
			(int)m.ordinal, (int)m.offset, (int)line.n, line.p);
		mt_arena_reset(arena);
	}
}

static void
check(char *const *operands, const char *expected)
{
	g_autoptr(MtPaths) paths = mt_paths_new(operands, false, NULL, NULL);
	g_autoptr(MtInput) input = mt_input_new(paths, failed, seen);

	g_string_truncate(seen, 0);
	read_messages(input);
	ck_assert_str_eq(seen->str, expected);
}

#define OPERANDS(...) ((char *const[]){__VA_ARGS__, NULL})

START_TEST(reads_files_in_order)
{
	scratch_text("one", "A: 1\n\nbody");
	scratch_text("box", FROM "A: 2\n\nbody\n\n" FROM "A: 3\n\n");
	scratch_text("empty", "");
	scratch_text("text", "Dear reader,\n\nA: 4\n");
	check(OPERANDS("one", "none", "box", "empty", "one/x", "text", "one"),
	      "one#1@0{A: 1}<none: No such file or directory>"
	      "box#1@42{A: 2}box#2@96{A: 3}<empty: holds no message>"
	      "<one/x: Not a directory><text: holds no message>"
	      "one#1@0{A: 1}");
}
END_TEST

START_TEST(reads_a_tree)
{
	scratch_dir("t");
	scratch_dir("t/m");
	scratch_dir("t/m/cur");
	scratch_dir("t/m/new");
	scratch_dir("t/m/tmp");
	scratch_text("t/m/cur/1", "A: 1\n\n");
	scratch_text("t/m/new/1", "A: 2\n\n");
	scratch_text("t/m/tmp/1", "A: 3\n\n");
	scratch_text("t/x", "A: 4\n\n");
	check(OPERANDS("t"),
	      "t/m/cur/1#1@0{A: 1}t/m/new/1#1@0{A: 2}t/x#1@0{A: 4}");
	check(OPERANDS("t/x", "t", "t/m/tmp"),
	      "t/x#1@0{A: 4}"
	      "t/m/cur/1#1@0{A: 1}t/m/new/1#1@0{A: 2}t/x#1@0{A: 4}"
	      "t/m/tmp/1#1@0{A: 3}");
}
END_TEST

START_TEST(reads_a_tar_of_messages)
{
	static const char *const members[][2] = {
		{"m/1", "A: 1\n\nbody"},
		{"m/2", FROM "A: 2\n\n" FROM "A: 3\n\n"},
		{"m/3", "no message"},
		{"m/4", "A: 4\n\n"},
	};
	struct archive *a = archive_write_new();

	archive_write_set_format_ustar(a);
	archive_write_add_filter_gzip(a);
	archive_write_open_filename(a, "a.tgz");
	for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
		struct archive_entry *entry = archive_entry_new();
		size_t n = strlen(members[i][1]);

		archive_entry_set_pathname(entry, members[i][0]);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_size(entry, (la_int64_t)n);
		archive_write_header(a, entry);
		archive_write_data(a, members[i][1], n);
		archive_entry_free(entry);
	}
	archive_write_free(a);
	check(OPERANDS("a.tgz"), "a.tgz!m/1#1@0{A: 1}a.tgz!m/2#1@42{A: 2}"
				 "a.tgz!m/2#2@90{A: 3}"
				 "<a.tgz!m/3: holds no message>"
				 "a.tgz!m/4#1@0{A: 4}");
	/* Through a pipe, which is read to its end only behind the last. */
	ck_assert_int_eq(truncate("a.tgz", 20), 0);
	check(OPERANDS("a.tgz"),
	      "<a.tgz: cannot be unpacked: truncated gzip input>");
}
END_TEST

/* ---- standard input ---- */

START_TEST(reads_standard_input)
{
	scratch_text("one", "A: 1\n\nbody");
	scratch_stdin("one");
	check(NULL, "-#1@0{A: 1}");
	scratch_pipe(MT_SLICE(FROM "A: 2\n\nbody\n\n" FROM "A: 3\n\n"));
	check(OPERANDS("-"), "-#1@42{A: 2}-#2@96{A: 3}");
	scratch_pipe(MT_SLICE(""));
	check(NULL, "<-: holds no message>");
	scratch_stdin(".");
	check(NULL, "<-: Is a directory>");
}
END_TEST

static void *
write_slowly(void *data)
{
	const int *fd = data;
	static const char text[] = FROM "A: 2\n\nbody\n\n" FROM "A: 3\n\n";

	for (size_t i = 0; i < sizeof text - 1; i++)
		if (write(*fd, text + i, 1) != 1)
			break;
	close(*fd);
	return NULL;
}

START_TEST(reads_a_slow_pipe)
{
	int fd[2];
	GThread *writer;

	ck_assert_int_eq(pipe(fd), 0);
	writer = g_thread_new("writer", write_slowly, &fd[1]);
	dup2(fd[0], STDIN_FILENO);
	close(fd[0]);
	check(NULL, "-#1@42{A: 2}-#2@96{A: 3}");
	g_thread_join(writer);
}
END_TEST

static void *
write_fifo(void *unused)
{
	(void)unused;
	scratch_text("fifo", "A: 1\n\nbody");
	return NULL;
}

START_TEST(reads_a_fifo)
{
	GThread *writer;

	ck_assert_int_eq(mkfifo("fifo", 0600), 0);
	writer = g_thread_new("writer", write_fifo, NULL);
	check(OPERANDS("fifo"), "fifo#1@0{A: 1}");
	g_thread_join(writer);
}
END_TEST

/* The writer of a message must not be told that its body was not wanted. */
START_TEST(reads_a_pipe_to_its_end)
{
	g_autofree char *text = g_strdup_printf("A: 1\n\n%060000d", 0);
	char byte;

	scratch_pipe(mt_slice_str(text));
	check(NULL, "-#1@0{A: 1}");
	ck_assert_int_eq(read(STDIN_FILENO, &byte, 1), 0);
}
END_TEST

/* ---- twice ---- */

static void
check_twice(MtPaths *paths, const char *expected)
{
	g_autoptr(MtInput) input = mt_input_new(paths, failed, seen);

	mt_input_keep_stdin(input);
	for (int i = 0; i < 3; i++) {
		g_string_truncate(seen, 0);
		read_messages(input);
		ck_assert_str_eq(seen->str, expected);
		ck_assert(mt_input_rewind(input, NULL));
	}
}

START_TEST(reads_everything_again)
{
	static const char expected[] = "one#1@0{A: 1}-#1@42{A: 2}-#2@96{A: 3}"
				       "<none: No such file or directory>";
	static const char text[] = FROM "A: 2\n\nbody\n\n" FROM "A: 3\n\n";
	g_autoptr(MtPaths) from_pipe = NULL, from_file = NULL;

	scratch_text("one", "A: 1\n\nbody");
	scratch_pipe(mt_slice_str(text));
	from_pipe =
		mt_paths_new(OPERANDS("one", "-", "none"), false, NULL, NULL);
	check_twice(from_pipe, expected);
	scratch_text("box", text);
	scratch_stdin("box");
	from_file =
		mt_paths_new(OPERANDS("one", "-", "none"), false, NULL, NULL);
	check_twice(from_file, expected);
}
END_TEST

START_TEST(reads_a_list_again)
{
	g_autoptr(MtPaths) paths = NULL;

	scratch_text("a\nb", "A: 1\n\nbody");
	scratch_pipe(MT_SLICE("a\nb\0none\0"));
	paths = mt_paths_new(NULL, true, NULL, NULL);
	check_twice(paths, "a\nb#1@0{A: 1}<none: No such file or directory>");
}
END_TEST

START_TEST(stops_and_goes_back)
{
	g_autoptr(MtPaths) paths = NULL;
	g_autoptr(MtInput) input = NULL;
	MtMessage m;

	scratch_text("box", FROM "A: 2\n\nbody\n\n" FROM "A: 3\n\n");
	paths = mt_paths_new(OPERANDS("box"), false, NULL, NULL);
	input = mt_input_new(paths, failed, seen);
	ck_assert(mt_input_next(input, arena, &m));
	ck_assert(mt_input_rewind(input, NULL));
	read_messages(input);
	ck_assert_str_eq(seen->str, "box#1@42{A: 2}box#2@96{A: 3}");
	ck_assert_uint_gt(mt_input_bytes(input), 100);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("input");
	TCase *t = tcase_create("messages");
	SRunner *r = srunner_create(s);
	int failures;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, reads_files_in_order);
	tcase_add_test(t, reads_a_tree);
	tcase_add_test(t, reads_a_tar_of_messages);
	tcase_add_test(t, reads_standard_input);
	tcase_add_test(t, reads_a_slow_pipe);
	tcase_add_test(t, reads_a_fifo);
	tcase_add_test(t, reads_a_pipe_to_its_end);
	tcase_add_test(t, reads_everything_again);
	tcase_add_test(t, reads_a_list_again);
	tcase_add_test(t, stops_and_goes_back);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
