/* More inputs than are opened at once: what is found is as if they came alone. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include <stdlib.h>

#include "base/error.h"
#include "input/input.h"
#include "input/ring.h"
#include "scratch.h"

enum { MANY = 3 * MT_RING_FILES + 5 };

static char *dir;
static MtArena *arena;
static GString *seen, *expected;
static GPtrArray *operands;

static void
setup(void)
{
	dir = scratch_new();
	arena = mt_arena_new();
	seen = g_string_new(NULL);
	expected = g_string_new(NULL);
	operands = g_ptr_array_new_with_free_func(g_free);
}

static void
teardown(void)
{
	g_ptr_array_free(operands, TRUE);
	g_string_free(expected, TRUE);
	g_string_free(seen, TRUE);
	mt_arena_free(arena);
	scratch_free(dir);
}

static void
failed(MtSlice source, const GError *error, void *data)
{
	(void)data;
	g_string_append_printf(seen, "<%.*s: %s>\n", (int)source.n, source.p,
			       error->message);
}

/* `SOURCE LENGTH` of each header block. */
static void
read_messages(MtInput *input, int most)
{
	MtMessage m;

	while (most-- > 0 && mt_input_next(input, arena, &m)) {
		g_string_append_printf(seen, "%.*s %zu\n", (int)m.source.n,
				       m.source.p, m.header.n);
		mt_arena_reset(arena);
	}
}

static void
add(const char *path)
{
	g_ptr_array_add(operands, g_strdup(path));
}

/* A message whose header block has `n` bytes. */
static void
add_message(const char *path, size_t n)
{
	g_autofree char *text =
		g_strdup_printf("A: %0*d\n\nbody", (int)n - 4, 0);

	scratch_text(path, text);
	g_string_append_printf(expected, "%s %zu\n", path, n);
}

/* Blocks of all lengths about the head that is read first. */
static size_t
length_of(int i)
{
	return i % 3 == 0 ? (size_t)MT_RING_HEAD - 20 + (size_t)i
			  : (size_t)i * (size_t)i * 20 + 10;
}

/* Path `i` of MANY, in `prefix`. */
static char *
path_of(const char *prefix, int i)
{
	return g_strdup_printf("%s%02d", prefix, i);
}

static void
add_many(const char *prefix)
{
	for (int i = 0; i < MANY; i++) {
		g_autofree char *path = path_of(prefix, i);

		add_message(path, length_of(i));
	}
}

/* Each of the files of add_many() by name. */
static void
name_many(void)
{
	for (int i = 0; i < MANY; i++)
		g_ptr_array_add(operands, path_of("", i));
}

/* The first messages are read, then all from the start, twice. */
static void
check(void)
{
	g_autoptr(MtPaths) paths = NULL;
	g_autoptr(MtInput) input = NULL;

	g_ptr_array_add(operands, NULL);
	paths = mt_paths_new((char *const *)operands->pdata, false, NULL, NULL);
	input = mt_input_new(paths, failed, NULL);
	read_messages(input, 3);
	for (int i = 0; i < 2; i++) {
		ck_assert(mt_input_rewind(input, NULL));
		g_string_truncate(seen, 0);
		read_messages(input, INT_MAX);
		ck_assert_str_eq(seen->str, expected->str);
	}
}

START_TEST(reads_many_files)
{
	add_many("");
	name_many();
	check();
}
END_TEST

START_TEST(reads_a_directory_of_many)
{
	scratch_dir("d");
	add_many("d/");
	add("d");
	check();
}
END_TEST

/* Directories among files, one after another, and what cannot be read. */
START_TEST(keeps_the_order)
{
	scratch_dir("empty");
	for (int i = 0; i < 5; i++) {
		g_autofree char *in = g_strdup_printf("dir-%d", i);
		g_autofree char *prefix = g_strdup_printf("dir-%d/", i);

		for (int k = 0; k < 7; k++) {
			g_autofree char *path =
				g_strdup_printf("file-%d-%d", i, k);

			add(path);
			add_message(path, 10 + (size_t)k);
		}
		add("none");
		g_string_append(expected,
				"<none: No such file or directory>\n");
		scratch_dir(in);
		add(in);
		add_many(prefix);
		add("empty");
		add("none/x");
		g_string_append(expected,
				"<none/x: No such file or directory>\n");
	}
	check();
}
END_TEST

static void *
write_fifo(void *path)
{
	scratch_text(path, "A: 1\n\nbody");
	return NULL;
}

/* Pipes wait for their writers, who come one after another. */
START_TEST(reads_pipes_among_files)
{
	g_autoptr(MtPaths) paths = NULL;
	g_autoptr(MtInput) input = NULL;
	GThread *writers[2];
	MtMessage m;

	add_many("");
	ck_assert_int_eq(mkfifo("p", 0600), 0);
	ck_assert_int_eq(mkfifo("q", 0600), 0);
	add("p");
	name_many();
	add("q");
	g_ptr_array_add(operands, NULL);
	paths = mt_paths_new((char *const *)operands->pdata, false, NULL, NULL);
	input = mt_input_new(paths, failed, NULL);
	writers[0] = g_thread_new("p", write_fifo, (void *)"p");
	ck_assert(mt_input_next(input, arena, &m));
	ck_assert(mt_slice_eq(m.source, MT_SLICE("p")));
	g_thread_join(writers[0]);
	writers[1] = g_thread_new("q", write_fifo, (void *)"q");
	g_string_append(expected, "q 5\n");
	read_messages(input, INT_MAX);
	g_thread_join(writers[1]);
	ck_assert_str_eq(seen->str, expected->str);
}
END_TEST

/* Standard input is not a file called "-", which is there as well. */
START_TEST(reads_standard_input_among_files)
{
	scratch_text("-", "A: wrong\n\n");
	scratch_text("in", "A: 0\n\n");
	scratch_stdin("in");
	add_many("");
	g_string_prepend(expected, "- 5\n");
	add("-");
	name_many();
	check();
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ahead");
	TCase *t = tcase_create("ahead");
	SRunner *r = srunner_create(s);
	int failures;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, reads_many_files);
	tcase_add_test(t, reads_a_directory_of_many);
	tcase_add_test(t, keeps_the_order);
	tcase_add_test(t, reads_pipes_among_files);
	tcase_add_test(t, reads_standard_input_among_files);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
