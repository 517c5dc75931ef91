/*
 * Every sample of testdata/received/<dialect>/ gives exactly the members that
 * stand beside it, and every dialect has samples and a near miss.
 */
#include <check.h>
#include <stdio.h>

#include "received/dialect.h"
#include "received_slices.h"
#include "received_text.h"

#define FOLDER "testdata/received"

static char *
read_sample(const char *dialect, const char *name, const char *ending,
	    gsize *size)
{
	g_autofree char *path =
		g_strdup_printf(FOLDER "/%s/%s%s", dialect, name, ending);
	char *text = NULL;

	ck_assert_msg(g_file_get_contents(path, &text, size, NULL),
		      "cannot read %s", path);
	return text;
}

/* As mt_field_unfold() does, and without the line end of the file. */
static MtSlice
unfold(char *text, size_t n)
{
	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
		n--;
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n' || text[i] == '\r')
			text[i] = ' ';
	return mt_slice(text, n);
}

/* Lines that begin with '#' give the reason for a surprising expectation. */
static void
drop_remarks(char *text)
{
	char *to = text;

	for (char *line = text, *end; *line != '\0'; line = end) {
		end = strchr(line, '\n');
		ck_assert_ptr_nonnull(end);
		end++;
		if (*line == '#')
			continue;
		memmove(to, line, (size_t)(end - line));
		to += end - line;
	}
	*to = '\0';
}

/* Returns whether the sample is of `dialect`. */
static bool
check_sample(const char *dialect, const char *name)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) got = {0};
	gsize n, n_want;
	g_autofree char *value = read_sample(dialect, name, ".txt", &n);
	g_autofree char *want = read_sample(dialect, name, ".want", &n_want);
	MtSlice line = unfold(value, n);
	MtReceived r;

	mt_received_parse(line, 0, arena, &r);
	ck_assert_msg(slices_are_sound(&r, line, arena),
		      "%s/%s.txt: a slice lies outside", dialect, name);
	received_text(&got, &r);
	mt_buf_add_char(&got, '\0');
	drop_remarks(want);
	ck_assert_msg(strcmp(got.p, want) == 0, "%s/%s.txt: want\n%sgot\n%s",
		      dialect, name, want, got.p);
	return strcmp(r.dialect, dialect) == 0;
}

START_TEST(samples)
{
	const char *dialect = mt_dialects[_i]->name, *file;
	g_autofree char *folder = g_strdup_printf(FOLDER "/%s", dialect);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	size_t own = 0, near = 0;

	ck_assert_msg(dir != NULL, "%s has no samples", dialect);
	while ((file = g_dir_read_name(dir)) != NULL) {
		g_autofree char *name = g_strdup(file);
		char *dot = strrchr(name, '.');
		bool is_near = g_str_has_prefix(name, "near-");

		ck_assert_ptr_nonnull(dot);
		*dot = '\0';
		if (check_sample(dialect, name) == is_near)
			ck_abort_msg("%s/%s: near-* is for other dialects, "
				     "and only that",
				     dialect, name);
		own += !is_near;
		near += is_near;
	}
	/* Two files make one sample. */
	ck_assert_msg(own >= 6, "%s has fewer than 3 samples", dialect);
	ck_assert_msg(near >= 2, "%s has no near miss", dialect);
}
END_TEST

static bool
is_dialect(const char *name)
{
	for (size_t i = 0; mt_dialects[i] != NULL; i++)
		if (strcmp(mt_dialects[i]->name, name) == 0)
			return true;
	return false;
}

START_TEST(every_folder_is_a_dialect)
{
	g_autoptr(GDir) dir = g_dir_open(FOLDER, 0, NULL);
	const char *name;

	ck_assert_ptr_nonnull(dir);
	while ((name = g_dir_read_name(dir)) != NULL)
		ck_assert_msg(is_dialect(name) || g_str_has_suffix(name, ".md"),
			      "%s is no dialect", name);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("received");
	TCase *t = tcase_create("samples");
	SRunner *r = srunner_create(s);
	int failed, dialects = 0;

	while (mt_dialects[dialects] != NULL)
		dialects++;
	tcase_add_loop_test(t, samples, 0, dialects);
	tcase_add_test(t, every_folder_is_a_dialect);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
