#define _XOPEN_SOURCE 700 /* nftw() */
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/limits.h"
#include "input/paths.h"
#include "scratch.h"

static char *dir;

static void
setup(void)
{
	dir = scratch_new();
}

static void
teardown(void)
{
	scratch_free(dir);
}

/* All paths, `|` behind each; in `<>` those that cannot be listed. */
static char *
list(MtPaths *paths)
{
	GString *all = g_string_new(NULL);
	const char *path;
	GError *error = NULL;

	while (mt_paths_next(paths, &path, &error)) {
		g_string_append_printf(
			all, error != NULL ? "<%.40s: %s>|" : "%s|", path,
			error != NULL ? error->message : "");
		g_clear_error(&error);
	}
	return g_string_free(all, FALSE);
}

static void
check(MtPaths *paths, const char *expected)
{
	g_autofree char *all = list(paths);

	ck_assert_str_eq(all, expected);
}

static void
check_operands(char *const *operands, const char *expected)
{
	g_autoptr(MtPaths) paths = mt_paths_new(operands, false, NULL, NULL);

	check(paths, expected);
	/* A second pass gives the same. */
	ck_assert(mt_paths_rewind(paths, NULL));
	check(paths, expected);
}

#define OPERANDS(...) ((char *const[]){__VA_ARGS__, NULL})

START_TEST(takes_operands_as_they_are)
{
	scratch_text("b", "");
	scratch_text("a", "");
	scratch_text(".hidden", "");
	ck_assert_int_eq(mkfifo("fifo", 0600), 0);
	check_operands(NULL, "-|");
	check_operands((char *const[]){NULL}, "-|");
	check_operands(OPERANDS("b", "-", "a", "b", ".hidden", "./a", "fifo"),
		       "b|-|a|b|.hidden|./a|fifo|");
	check_operands(OPERANDS("a", "none", "b", "a/x"),
		       "a|<none: No such file or directory>|b|"
		       "<a/x: Not a directory>|");
}
END_TEST

START_TEST(walks_trees_in_order)
{
	scratch_dir("t");
	scratch_dir("t/b");
	scratch_dir("t/b/z");
	scratch_dir("t/empty");
	scratch_dir("t/.hidden");
	scratch_text("t/.hidden/1", "");
	scratch_text("t/.file", "");
	scratch_text("t/c", "");
	scratch_text("t/a", "");
	scratch_text("t/B", "");
	scratch_text("t/b/2", "");
	scratch_text("t/b/10", "");
	scratch_text("t/b/z/1", "");
	ck_assert_int_eq(mkfifo("t/fifo", 0600), 0);
	check_operands(OPERANDS("t"), "t/B|t/a|t/b/10|t/b/2|t/b/z/1|t/c|");
	check_operands(OPERANDS("t/", "t/b", "t/empty", "t/.hidden"),
		       "t/B|t/a|t/b/10|t/b/2|t/b/z/1|t/c|"
		       "t/b/10|t/b/2|t/b/z/1|t/.hidden/1|");
}
END_TEST

START_TEST(follows_links_to_files_only)
{
	scratch_dir("t");
	scratch_dir("u");
	scratch_text("u/1", "");
	ck_assert_int_eq(symlink("../u/1", "t/file"), 0);
	ck_assert_int_eq(symlink("../u", "t/tree"), 0);
	ck_assert_int_eq(symlink("..", "t/up"), 0);
	ck_assert_int_eq(symlink("loop", "t/loop"), 0);
	ck_assert_int_eq(symlink("gone", "t/none"), 0);
	ck_assert_int_eq(symlink("u", "v"), 0);
	check_operands(OPERANDS("t", "v"),
		       "t/file|<t/loop: Too many levels of symbolic links>|"
		       "<t/none: No such file or directory>|v/1|");
}
END_TEST

START_TEST(knows_a_maildir)
{
	static const char *const dirs[] = {
		"m",           "m/cur",       "m/new", "m/tmp",  "m/.Sent",
		"m/.Sent/cur", "m/.Sent/new", "m/sub", "m/cur/x"};
	static const char *const files[] = {
		"m/cur/2", "m/cur/1:2,S",     "m/cur/.3",
		"m/new/0", "m/tmp/9",         "m/.Sent/cur/1",
		"m/sub/1", "m/subscriptions", "m/cur/x/inner"};

	for (size_t i = 0; i < G_N_ELEMENTS(dirs); i++)
		scratch_dir(dirs[i]);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		scratch_text(files[i], "");
	check_operands(OPERANDS("m"), "m/cur/1:2,S|m/cur/2|m/new/0|");
	check_operands(OPERANDS("m/.Sent"), "m/.Sent/cur/1|");
	check_operands(OPERANDS("m/tmp"), "m/tmp/9|");
	ck_assert_int_eq(rename("m/new", "m/old"), 0);
	check_operands(OPERANDS("m"),
		       "m/cur/1:2,S|m/cur/2|m/cur/x/inner|m/old/0|m/sub/1|"
		       "m/subscriptions|m/tmp/9|");
}
END_TEST

/* cur and new as files do not make a Maildir. */
START_TEST(knows_what_is_no_maildir)
{
	scratch_dir("m");
	scratch_dir("m/cur");
	scratch_dir("m/tmp");
	scratch_text("m/new", "");
	scratch_text("m/cur/1", "");
	scratch_text("m/tmp/2", "");
	check_operands(OPERANDS("m"), "m/cur/1|m/new|m/tmp/2|");
}
END_TEST

/* ---- lists ---- */

#define IN(literal)                                                            \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static const struct {
	MtSlice list;
	bool null;
	const char *out;
} lists[] = {
	{IN(""), true, ""},
	{IN("a\0b\0"), true, "a|b|"},
	{IN("a\0b"), true, "a|b|"},
	{IN("\0a\0\0\0b\0\0"), true, "a|b|"},
	{IN("new\nline\0a"), true, "new\nline|a|"},
	{IN("a\0t\0none\0b"), true,
	 "a|t/1|<none: No such file or directory>|b|"},
	{IN("-\0a"), true, "./-|a|"},
	{IN(""), false, ""},
	{IN("a\nb\n"), false, "a|b|"},
	{IN("a\n\nb"), false, "a|b|"},
	{IN("new\nline\0a"), false, "new\nline|a|"},
	{IN("a\n-\n"), false, "a|./-|"},
};

static MtPaths *
paths_of_list(bool null)
{
	return mt_paths_new(NULL, null, null ? NULL : "-", NULL);
}

static void
make_files(void)
{
	scratch_text("a", "");
	scratch_text("b", "");
	scratch_text("-", "");
	scratch_text("new\nline", "");
	scratch_dir("t");
	scratch_text("t/1", "");
}

START_TEST(reads_a_list)
{
	g_autoptr(MtPaths) from_file = NULL, from_pipe = NULL;

	make_files();
	scratch_write("list", lists[_i].list);
	scratch_stdin("list");
	from_file = paths_of_list(lists[_i].null);
	check(from_file, lists[_i].out);
	ck_assert(mt_paths_rewind(from_file, NULL));
	check(from_file, lists[_i].out);

	scratch_pipe(lists[_i].list);
	from_pipe = paths_of_list(lists[_i].null);
	mt_paths_keep(from_pipe);
	check(from_pipe, lists[_i].out);
	ck_assert(mt_paths_rewind(from_pipe, NULL));
	check(from_pipe, lists[_i].out);
}
END_TEST

START_TEST(reads_operands_before_lists)
{
	g_autoptr(MtPaths) paths = NULL;

	make_files();
	scratch_text("list", "a\nb\n");
	scratch_pipe(MT_SLICE("t\0"));
	paths = mt_paths_new(OPERANDS("b"), true, "list", NULL);
	check(paths, "b|t/1|a|b|");
	ck_assert(!mt_paths_rewind(paths, NULL));
}
END_TEST

START_TEST(reads_a_long_list)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(MtPaths) paths = NULL;
	const char *path;
	GError *error = NULL;
	int right = 0;

	for (int i = 0; i < 200000; i++)
		g_string_append_printf(text, "none/%d\n", i);
	scratch_write("list", mt_slice(text->str, text->len));
	paths = mt_paths_new(NULL, false, "list", NULL);
	for (int i = 0; i < 200000; i++) {
		char expected[20];

		g_snprintf(expected, sizeof expected, "none/%d", i);
		right += mt_paths_next_any(paths, &path, &error) &&
			 error == NULL && g_str_equal(path, expected);
	}
	ck_assert_int_eq(right, 200000);
	ck_assert(!mt_paths_next_any(paths, &path, &error));
}
END_TEST

START_TEST(says_which_list_it_cannot_read)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(MtPaths) paths = NULL;

	ck_assert_ptr_null(mt_paths_new(NULL, false, "none", &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_IO));
	ck_assert_str_eq(error->message, "none: No such file or directory");
	scratch_dir("t");
	paths = mt_paths_new(NULL, false, "t", NULL);
	check(paths, "<t: Is a directory>|");
}
END_TEST

static const struct {
	const char *operand, *files_from;
	bool null, good;
} uses[] = {
	{"-", NULL, false, true},  {"a", NULL, true, true},
	{"a", "list", true, true}, {"-", "list", false, true},
	{"-", NULL, true, false},  {"-", "-", false, false},
	{"a", "-", true, false},
};

START_TEST(has_one_use_for_standard_input)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(MtPaths) paths = NULL;
	char operand[2] = {uses[_i].operand[0], '\0'};

	scratch_text("list", "");
	paths = mt_paths_new(OPERANDS(operand), uses[_i].null,
			     uses[_i].files_from, &error);
	ck_assert_int_eq(paths != NULL, uses[_i].good);
	if (!uses[_i].good)
		ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG));
}
END_TEST

/* ---- limits ---- */

START_TEST(has_a_limit)
{
	for (size_t more = 0; more < 2; more++) {
		size_t n = MT_MAX_PATH + more;
		g_autofree char *text = g_malloc(n + 4);
		g_autoptr(MtPaths) paths = NULL;
		const char *path;
		GError *error = NULL;

		memset(text, 'x', n);
		memcpy(text + n, "\0b\0", 4);
		scratch_write("list", mt_slice(text, n + 3));
		scratch_stdin("list");
		paths = mt_paths_new(OPERANDS(text), true, NULL, NULL);
		for (int i = 0; i < 2; i++) {
			ck_assert(mt_paths_next_any(paths, &path, &error));
			ck_assert_uint_eq(strlen(path), n);
			ck_assert_int_eq(g_error_matches(error, MT_ERROR,
							 MT_ERROR_LIMIT),
					 more == 1);
			g_clear_error(&error);
		}
		ck_assert(mt_paths_next_any(paths, &path, &error));
		ck_assert_str_eq(path, "b");
		ck_assert_ptr_null(error);
	}
}
END_TEST

/* A tree deeper than any path: every directory is listed or reported. */
START_TEST(has_a_limit_in_trees)
{
	g_autofree char *name = g_strnfill(200, 'd');
	g_autoptr(MtPaths) paths = NULL;
	const char *path;
	GError *error = NULL;
	int files = 0, errors = 0;

	for (int i = 0; i < 22; i++) {
		scratch_text("f", "");
		scratch_dir(name);
		ck_assert_int_eq(chdir(name), 0);
	}
	ck_assert_int_eq(chdir(dir), 0);
	paths = mt_paths_new(OPERANDS("."), false, NULL, NULL);
	while (mt_paths_next(paths, &path, &error)) {
		files += error == NULL;
		errors += error != NULL;
		g_clear_error(&error);
	}
	ck_assert_int_eq(files, 21);
	ck_assert_int_eq(errors, 1);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("paths");
	TCase *t = tcase_create("lists");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, takes_operands_as_they_are);
	tcase_add_test(t, walks_trees_in_order);
	tcase_add_test(t, follows_links_to_files_only);
	tcase_add_test(t, knows_a_maildir);
	tcase_add_test(t, knows_what_is_no_maildir);
	tcase_add_loop_test(t, reads_a_list, 0, G_N_ELEMENTS(lists));
	tcase_add_test(t, reads_operands_before_lists);
	tcase_add_test(t, reads_a_long_list);
	tcase_add_test(t, says_which_list_it_cannot_read);
	tcase_add_loop_test(t, has_one_use_for_standard_input, 0,
			    G_N_ELEMENTS(uses));
	tcase_add_test(t, has_a_limit);
	tcase_add_test(t, has_a_limit_in_trees);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
