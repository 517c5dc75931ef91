/*
 * Samples of whole logs: testdata/mtalog/MTA/NAME.log, and in NAME.want the
 * events as JSON, after a line with the account. MT_UPDATE=1 writes NAME.want
 * anew. (The lines.log of test_readers.c have no such file.)
 */
#include <check.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "mtalog/log.h"
#include "record/event.h"

static GPtrArray *samples;

static void
add_samples(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (g_str_has_suffix(name, ".want"))
			g_ptr_array_add(samples,
					g_build_filename(folder, name, NULL));
}

static void
find_samples(void)
{
	g_autoptr(GDir) dir = g_dir_open("testdata/mtalog", 0, NULL);
	const char *name;

	samples = g_ptr_array_new_with_free_func(g_free);
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *folder =
			g_build_filename("testdata/mtalog", name, NULL);

		add_samples(folder);
	}
}

static void *
take(const MtEvent *event, MtArena *arena, unsigned worker, void *data)
{
	MtEventRecord record;

	(void)arena;
	(void)worker;
	mt_event_record_fill(&record, event);
	record.source = (MtSlice){0};
	record.offset.known = record.length.known = false;
	mt_record_add_json(data, &mt_record_event, &record);
	return NULL;
}

static bool
use(void *item, void *data)
{
	(void)item;
	(void)data;
	return true;
}

static void
failed(MtSlice source, const GError *error, void *data)
{
	(void)source;
	(void)data;
	ck_abort_msg("%s", error->message);
}

static void
remark(MtSlice source, const char *text, void *data)
{
	(void)source;
	(void)text;
	(void)data;
}

static void
read_sample(const char *path, MtBuf *out, MtTally *total)
{
	static const MtLogUser user = {
		.sink = {take, use, false}, .failed = failed, .remark = remark};
	char *paths[] = {(char *)path, NULL};
	char *zones[] = {"UTC", NULL};
	MtLogOptions options = {.year = 2026, .zones = zones, .threads = 1};
	g_autoptr(MtPaths) list = mt_paths_new(paths, false, NULL, NULL);
	g_autoptr(MtLog) log = mt_log_new(list, &options, &user, out, NULL);
	g_auto(MtBuf) events = {0};

	ck_assert(mt_log_run(log));
	*total = *mt_log_total(log);
	total->readers = NULL; /* that belongs to the log */
	events = *out;
	*out = (MtBuf){0};
	mt_buf_addf(out,
		    "read %d understood %d mail %d not-mail %d damaged %d\n",
		    (int)total->read, (int)total->classes[MT_LINE_UNDERSTOOD],
		    (int)total->classes[MT_LINE_MAIL],
		    (int)total->classes[MT_LINE_NOT_MAIL],
		    (int)total->classes[MT_LINE_DAMAGED]);
	mt_buf_add(out, mt_buf_slice(&events));
	mt_buf_add_char(out, '\0');
}

/* The log of `NAME.want`. */
static char *
log_of(int i)
{
	const char *want = g_ptr_array_index(samples, (guint)i);
	g_autofree char *stem = g_strndup(want, strlen(want) - 5);

	return g_strconcat(stem, ".log", NULL);
}

START_TEST(sample)
{
	const char *name = g_ptr_array_index(samples, (guint)_i);
	g_autofree char *path = log_of(_i);
	g_autofree char *want = NULL;
	g_auto(MtBuf) got = {0};
	MtTally total;

	read_sample(path, &got, &total);
	if (g_getenv("MT_UPDATE") != NULL)
		ck_assert(g_file_set_contents(name, got.p, (gssize)got.n - 1,
					      NULL));
	ck_assert(g_file_get_contents(name, &want, NULL, NULL));
	ck_assert_msg(strcmp(want, got.p) == 0, "%s\nwant %s\ngot  %s", path,
		      want, got.p);
}
END_TEST

/* Cut anywhere, a line is still one line of one class. */
START_TEST(cut_lines)
{
	g_autofree char *path = log_of(_i);
	g_autofree char *text = NULL;
	gsize n;

	ck_assert(g_file_get_contents(path, &text, &n, NULL));
	for (gsize cut = 1; cut < MIN(n, 400); cut += 7) {
		g_autofree char *name = g_strdup_printf(
			"%s/mtalog-%d.log", g_get_tmp_dir(), (int)getpid());
		g_auto(MtBuf) got = {0};
		MtTally total;

		ck_assert(g_file_set_contents(name, text, (gssize)(n - cut),
					      NULL));
		read_sample(name, &got, &total);
		remove(name);
		ck_assert_uint_eq(total.read,
				  total.classes[MT_LINE_UNDERSTOOD] +
					  total.classes[MT_LINE_MAIL] +
					  total.classes[MT_LINE_NOT_MAIL] +
					  total.classes[MT_LINE_DAMAGED]);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("mtalog");
	TCase *t = tcase_create("samples");
	SRunner *r = srunner_create(s);
	int bad;

	find_samples();
	tcase_add_loop_test(t, sample, 0, (int)samples->len);
	tcase_add_loop_test(t, cut_lines, 0, (int)samples->len);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	bad = srunner_ntests_failed(r);
	srunner_free(r);
	g_ptr_array_unref(samples);
	return bad == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
