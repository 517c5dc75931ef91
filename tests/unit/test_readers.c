/*
 * Every sample testdata/mtalog/<reader>/lines*.log gives exactly what is written
 * in it, and no beginning of a line makes its reader look beyond it. MT_UPDATE=1
 * writes the samples anew: read the diff.
 */
#include <stdlib.h>

#include "mtalog/filtertext.h"
#include "readerlines.h"

#define FOLDER "testdata/mtalog"

static const char *const names[] = {
	"amavis",  "courier", "cyrus",     "dovecot", "exchange",
	"exim",    "filters", "opensmtpd", "postfix", "qmail",
	"records", "rspamd",  "sendmail",
};

/* A whole sample is too long for a message of Check. */
static void
assert_equal_lines(const char *file, MtSlice got, MtSlice want)
{
	MtSlice a, b;

	while (mt_slice_cut(&want, '\n', &b)) {
		ck_assert(mt_slice_cut(&got, '\n', &a));
		ck_assert_msg(mt_slice_eq(a, b), "%s: got %.*s\nnot %.*s", file,
			      (int)MIN(a.n, 900), a.p, (int)MIN(b.n, 900), b.p);
	}
	ck_assert_uint_eq(got.n, 0);
}

START_TEST(samples)
{
	const char *name = names[_i];
	g_autofree char *path = g_build_filename(FOLDER, name, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *file;
	unsigned n = 0;

	ck_assert_ptr_nonnull(dir);
	while ((file = g_dir_read_name(dir)) != NULL) {
		g_autofree char *full = g_build_filename(path, file, NULL);
		g_autofree char *text = NULL, *got = NULL;

		if (!g_str_has_prefix(file, "lines"))
			continue;
		ck_assert(g_file_get_contents(full, &text, NULL, NULL));
		got = readerlines_sample(name, text);
		if (g_getenv("MT_UPDATE") != NULL) {
			ck_assert(g_file_set_contents(full, got, -1, NULL));
			g_free(g_steal_pointer(&text));
			text = g_strdup(got);
		}
		assert_equal_lines(full, mt_slice_str(got), mt_slice_str(text));
		n++;
	}
	ck_assert_uint_gt(n, 0);
}
END_TEST

/* Each line cut at every place, in memory of just that size. */
static void
cut_line(int reader, MtSlice line)
{
	g_autoptr(MtArena) arena = mt_arena_new();

	for (size_t n = 1; n < line.n; n++) {
		g_autofree char *copy = g_memdup2(line.p, n);
		g_auto(MtBuf) out = {0};
		void *state = mt_readers[reader]->open == NULL
				      ? NULL
				      : mt_readers[reader]->open();

		readerlines_read(&out, arena, reader, state, mt_slice(copy, n));
		if (mt_readers[reader]->close != NULL)
			mt_readers[reader]->close(state);
		mt_arena_reset(arena);
	}
}

START_TEST(cut)
{
	g_autofree char *path =
		g_build_filename(FOLDER, names[_i], "lines.log", NULL);
	g_autofree char *text = NULL;
	MtSlice rest, line;

	ck_assert(g_file_get_contents(path, &text, NULL, NULL));
	rest = mt_slice_str(text);
	while (mt_slice_cut(&rest, '\n', &line))
		if (line.n > 0 && line.p[0] != '\t')
			cut_line(readerlines_find(names[_i]), line);
}
END_TEST

static size_t
count_known(const MtReader *reader, const MtFilter *filters)
{
	size_t known = 0;

	for (const MtFilter *f = filters; f->programs != NULL; f++)
		for (const char *const *p = f->programs; *p != NULL; p++) {
			ck_assert_msg(g_strv_contains(reader->programs, *p),
				      "%s", *p);
			known++;
		}
	return known;
}

/* The reader's list of programs is that of the tables. */
START_TEST(filter_programs)
{
	const MtReader *reader = mt_readers[readerlines_find("filters")];
	size_t named = 0, known = count_known(reader, mt_filter_scanners) +
				  count_known(reader, mt_filters);

	while (reader->programs[named] != NULL)
		named++;
	ck_assert_uint_eq(named, known);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("readers");
	TCase *lines = tcase_create("lines");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, lines);
	tcase_set_timeout(lines, 60);
	tcase_add_loop_test(lines, samples, 0, G_N_ELEMENTS(names));
	tcase_add_loop_test(lines, cut, 0, G_N_ELEMENTS(names));
	tcase_add_test(lines, filter_programs);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
