#define _XOPEN_SOURCE 700 /* nftw() */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

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

/* All that is left of a member, read in small steps. */
static GString *
rest(void)
{
	GString *all = g_string_new(NULL);
	MtSlice w;

	while ((w = mt_source_look(source, 1)).n > 0) {
		size_t n = MIN(w.n, 1000);

		g_string_append_len(all, w.p, (gssize)n);
		mt_source_pass(source, n);
	}
	return all;
}

/* Every member as `name=content|`. */
static char *
members(void)
{
	GString *all = g_string_new(NULL);

	while (mt_source_next(source)) {
		MtSlice name = mt_source_member(source);
		g_autoptr(GString) content = rest();

		ck_assert_uint_eq(mt_source_offset(source), content->len);
		g_string_append_len(all, name.p, (gssize)name.n);
		g_string_append_printf(all, "=%s|", content->str);
	}
	return g_string_free(all, FALSE);
}

static char *
members_of(const char *path)
{
	ck_assert(mt_source_open(source, path, NULL));
	return members();
}

START_TEST(reads_a_plain_file)
{
	g_autofree char *all = NULL;

	scratch_text("plain", "some text\n");
	all = members_of("plain");
	ck_assert_str_eq(all, "=some text\n|");
	ck_assert_uint_eq(mt_source_bytes(source), 10);
	ck_assert(mt_source_close(source, NULL));
}
END_TEST

START_TEST(looks_ahead_of_any_length)
{
	g_autofree char *in = g_malloc(1000000);

	for (size_t i = 0; i < 1000000; i++)
		in[i] = (char)(i % 251);
	for (size_t chunk = 1; chunk < 1000000; chunk = chunk * 10 + 7) {
		size_t at = 0;

		mt_source_open_memory(source, mt_slice(in, 1000000), chunk);
		for (size_t step = 1; at + step < 1000000;
		     step += step / 2 + 1) {
			MtSlice w = mt_source_look(source, step);

			ck_assert_uint_ge(w.n, step);
			ck_assert_mem_eq(w.p, in + at, step);
			mt_source_pass(source, step / 2);
			at += step / 2;
		}
		ck_assert_uint_eq(mt_source_look(source, 1000001).n,
				  1000000 - at);
	}
}
END_TEST

START_TEST(says_why_it_cannot_open)
{
	g_autoptr(GError) error = NULL;

	scratch_text("file", "");
	ck_assert(!mt_source_open(source, "file/x", &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_IO));
	ck_assert_str_eq(error->message, "Not a directory");
}
END_TEST

START_TEST(says_why_it_cannot_read)
{
	g_autoptr(GError) error = NULL;

	scratch_dir("d");
	ck_assert(mt_source_open(source, "d", NULL));
	ck_assert(mt_source_next(source));
	ck_assert_uint_eq(mt_source_look(source, 1).n, 0);
	ck_assert(mt_source_is_directory(source));
	ck_assert(!mt_source_check(source, NULL));
	ck_assert(!mt_source_close(source, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_IO));
	ck_assert_str_eq(error->message, "Is a directory");
}
END_TEST

/* ---- packed ---- */

typedef int Filter(struct archive *);

static const struct {
	const char *name;
	Filter *filter;
} filters[] = {
	{"none", archive_write_add_filter_none},
	{"gzip", archive_write_add_filter_gzip},
	{"bzip2", archive_write_add_filter_bzip2},
	{"xz", archive_write_add_filter_xz},
	{"zstd", archive_write_add_filter_zstd},
	{"lz4", archive_write_add_filter_lz4},
};

static void
add_entry(struct archive *a, const char *name, mode_t type, const char *text)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, type);
	archive_entry_set_perm(entry, 0600);
	if (type == AE_IFREG)
		archive_entry_set_size(entry, (la_int64_t)strlen(text));
	if (type == AE_IFLNK)
		archive_entry_set_symlink(entry, text);
	ck_assert_int_eq(archive_write_header(a, entry), ARCHIVE_OK);
	if (type == AE_IFREG)
		archive_write_data(a, text, strlen(text));
	archive_entry_free(entry);
}

static void
add_link(struct archive *a, const char *name, const char *to)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_hardlink(entry, to);
	ck_assert_int_eq(archive_write_header(a, entry), ARCHIVE_OK);
	archive_entry_free(entry);
}

static struct archive *
create(const char *path, Filter *filter, bool tar)
{
	struct archive *a = archive_write_new();

	ck_assert_int_eq(filter(a), ARCHIVE_OK);
	/* Of blocks as large as usual, one would hold the whole test. */
	archive_write_set_filter_option(a, "lz4", "block-size", "4");
	archive_write_set_filter_option(a, "bzip2", "compression-level", "1");
	if (tar)
		archive_write_set_format_pax_restricted(a);
	else
		archive_write_set_format_raw(a);
	ck_assert_int_eq(archive_write_open_filename(a, path), ARCHIVE_OK);
	return a;
}

START_TEST(unpacks)
{
	struct archive *a = create("packed", filters[_i].filter, false);
	g_autofree char *all = NULL;

	add_entry(a, "data", AE_IFREG, "Subject: x\n\nbody\n");
	archive_write_free(a);
	all = members_of("packed");
	ck_assert_str_eq(all, "=Subject: x\n\nbody\n|");
	ck_assert_uint_eq(mt_source_bytes(source), 17);
	ck_assert(mt_source_close(source, NULL));
}
END_TEST

START_TEST(reads_a_tar)
{
	struct archive *a = create("a.tar", filters[_i].filter, true);
	g_autofree char *all = NULL;

	add_entry(a, "box/", AE_IFDIR, "");
	add_entry(a, "box/1", AE_IFREG, "one");
	add_entry(a, "box/link", AE_IFLNK, "1");
	add_link(a, "box/hard", "box/1");
	add_entry(a, "box/fifo", AE_IFIFO, "");
	add_entry(a, "box/2", AE_IFREG, "");
	add_entry(a, "box/3", AE_IFREG, "three");
	archive_write_free(a);
	all = members_of("a.tar");
	ck_assert_str_eq(all, "box/1=one|box/2=|box/3=three|");
	ck_assert(mt_source_close(source, NULL));
}
END_TEST

/* A member that is not read to its end does not hide the next. */
START_TEST(passes_over_members)
{
	struct archive *a =
		create("a.tar", archive_write_add_filter_gzip, true);
	g_autofree char *big = g_strnfill(300000, 'x');

	add_entry(a, "1", AE_IFREG, big);
	add_entry(a, "2", AE_IFREG, "two");
	archive_write_free(a);
	ck_assert(mt_source_open(source, "a.tar", NULL));
	ck_assert(mt_source_next(source));
	ck_assert_uint_ge(mt_source_look(source, 10).n, 10);
	mt_source_pass(source, 5);
	ck_assert(mt_source_next(source));
	ck_assert_uint_eq(mt_source_offset(source), 0);
	ck_assert(mt_slice_eq(mt_source_look(source, 10), MT_SLICE("two")));
	ck_assert(!mt_source_next(source));
}
END_TEST

static void
check_cut(const char *path, size_t least)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) content = NULL;

	ck_assert(mt_source_open(source, path, NULL));
	if (mt_source_next(source)) {
		content = rest();
		ck_assert_uint_ge(content->len, least);
	} else {
		ck_assert_uint_eq(least, 0);
	}
	ck_assert(!mt_source_close(source, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_FORMAT));
	ck_assert(g_str_has_prefix(error->message, "cannot be unpacked: "));
}

/* What was unpacked before the end is given, and the end is an error. */
START_TEST(gives_what_a_cut_file_holds)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autoptr(GString) text = g_string_new(NULL);
	struct archive *a = create("a", filters[_i].filter, false);
	struct stat st;

	while (text->len < 1000000)
		g_string_append_printf(text, "%08x\n", g_rand_int(rand));
	add_entry(a, "data", AE_IFREG, text->str);
	archive_write_free(a);
	ck_assert_int_eq(stat("a", &st), 0);
	ck_assert_int_eq(truncate("a", st.st_size * 3 / 4), 0);
	check_cut("a", 200000);
	ck_assert_int_eq(truncate("a", 8), 0);
	check_cut("a", 0);
}
END_TEST

START_TEST(refuses_what_only_looks_packed)
{
	scratch_text("a", "\x1f\x8b\x08 and so on\n");
	check_cut("a", 0);
	scratch_text("a", "BZh and so on\n");
	ck_assert(mt_source_open(source, "a", NULL));
	while (mt_source_next(source))
		mt_source_pass(source, mt_source_look(source, 1000).n);
	mt_source_close(source, NULL);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("source");
	TCase *t = tcase_create("bytes");
	SRunner *r = srunner_create(s);
	int failed, n = (int)G_N_ELEMENTS(filters);

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, reads_a_plain_file);
	tcase_add_test(t, looks_ahead_of_any_length);
	tcase_add_test(t, says_why_it_cannot_open);
	tcase_add_test(t, says_why_it_cannot_read);
	tcase_add_loop_test(t, unpacks, 0, n);
	tcase_add_loop_test(t, reads_a_tar, 0, n);
	tcase_add_test(t, passes_over_members);
	tcase_add_loop_test(t, gives_what_a_cut_file_holds, 1, n);
	tcase_add_test(t, refuses_what_only_looks_packed);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
