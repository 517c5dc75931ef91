/*
 * Records of events are read back: logs to records to records gives the same
 * records, byte for byte, for every sample and for what samples do not have.
 */
#include <check.h>
#include <glib.h>
#include <glib/gstdio.h>
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
		if (g_str_has_suffix(name, ".log"))
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

/* The events of a file as JSON Lines; the number of its damaged lines. */
static uint64_t
read_file(const char *path, MtBuf *out)
{
	static const MtLogUser user = {
		.sink = {take, use, false}, .failed = failed, .remark = remark};
	char *paths[] = {(char *)path, NULL};
	char *zones[] = {"UTC", NULL};
	MtLogOptions options = {.year = 2026, .zones = zones, .threads = 1};
	g_autoptr(MtPaths) list = mt_paths_new(paths, false, NULL, NULL);
	g_autoptr(MtLog) log = mt_log_new(list, &options, &user, out, NULL);

	ck_assert(mt_log_run(log));
	return mt_log_total(log)->classes[MT_LINE_DAMAGED] +
	       mt_log_total(log)->classes[MT_LINE_MAIL];
}

/* Into a file of its own, which is removed again. */
static uint64_t
read_records(MtSlice records, MtBuf *out)
{
	g_autofree char *path = NULL;
	int fd = g_file_open_tmp("events-XXXXXX", &path, NULL);
	uint64_t lost;

	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert(
		g_file_set_contents(path, records.p, (gssize)records.n, NULL));
	lost = read_file(path, out);
	g_unlink(path);
	return lost;
}

static void
assert_same(MtSlice want, MtSlice got)
{
	MtSlice a, b;

	while (mt_slice_cut(&want, '\n', &a)) {
		ck_assert(mt_slice_cut(&got, '\n', &b));
		ck_assert_msg(mt_slice_eq(a, b), "%.*s\nbecame\n%.*s",
			      (int)MIN(a.n, 900), a.p, (int)MIN(b.n, 900), b.p);
	}
	ck_assert_uint_eq(got.n, 0);
}

START_TEST(sample)
{
	const char *path = g_ptr_array_index(samples, (guint)_i);
	g_auto(MtBuf) first = {0}, again = {0};

	read_file(path, &first);
	/* Daemons of syslog say nothing about mail. */
	ck_assert(first.n > 0 || strstr(path, "/syslog/") != NULL);
	ck_assert_uint_eq(read_records(mt_buf_slice(&first), &again), 0);
	assert_same(mt_buf_slice(&first), mt_buf_slice(&again));
}
END_TEST

/* What a sample cannot hold, or is rare. */
static const char *const lines[] = {
	"{\"mt\":1,\"kind\":\"event\",\"source\":\"a\",\"offset\":1,\"length\":"
	"2,"
	"\"line\":3,\"time\":\"2026-01-12T07:00:00Z\",\"host\":\"m\\u0001x\","
	"\"mta\":\"other\",\"event\":\"other\",\"reply\":\"a\xef\xbf\xbd"
	"b\",\"reply_b64\":\"Yf9i\"}\n",
	"{\"mt\":1,\"kind\":\"event\",\"source\":\"a\",\"offset\":1,\"length\":"
	"2,"
	"\"line\":3,\"host\":\"x\",\"mta\":\"other\",\"event\":\"other\","
	"\"status\":\"deferred\",\"suspended\":true,\"sender\":\"\","
	"\"delay_s\":-3.5,\"repeated\":7}\n",
};

START_TEST(line)
{
	MtSlice want = mt_slice_str(lines[_i]);
	g_auto(MtBuf) got = {0};

	ck_assert_uint_eq(read_records(want, &got), 0);
	assert_same(want, mt_buf_slice(&got));
}
END_TEST

static const struct {
	const char *text;
	uint64_t lost, given;
} odd[] = {
	/* Not about mail: other records. Damaged: no JSON. */
	{"{\"mt\":1,\"kind\":\"lines\",\"read\":3}\n", 0, 0},
	{"{\"mt\":1,\"kind\":\"event\",\"event\":\"remove\n", 1, 0},
	{"{\"mt\":2,\"kind\":\"event\",\"event\":\"remove\"}\n", 1, 0},
	{"{\"mt\":1,\"kind\":\"event\",\"event\":\"later\",\"new\":[1]}\n", 0,
	 1},
	/* Numbers that cannot be are not known. */
	{"{\"mt\":1,\"kind\":\"event\",\"event\":\"remove\",\"pid\":-1,"
	 "\"relay_port\":70000,\"size\":\"x\",\"delay_s\":\"1\"}\n",
	 0, 1},
};

START_TEST(odd_records)
{
	g_auto(MtBuf) got = {0};
	MtSlice out;

	ck_assert_uint_eq(read_records(mt_slice_str(odd[_i].text), &got),
			  odd[_i].lost);
	out = mt_buf_slice(&got);
	ck_assert_uint_eq(out.n > 0, odd[_i].given);
	ck_assert_uint_eq(mt_slice_find(out, MT_SLICE("\"pid\"")),
			  MT_SLICE_NOWHERE);
	ck_assert_uint_eq(mt_slice_find(out, MT_SLICE("_port\"")),
			  MT_SLICE_NOWHERE);
	ck_assert_uint_eq(mt_slice_find(out, MT_SLICE("\"size\"")),
			  MT_SLICE_NOWHERE);
	ck_assert_uint_eq(mt_slice_find(out, MT_SLICE("\"delay_s\"")),
			  MT_SLICE_NOWHERE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("eventrecords");
	TCase *again = tcase_create("again");
	SRunner *runner = srunner_create(suite);
	int failures;

	find_samples();
	suite_add_tcase(suite, again);
	tcase_set_timeout(again, 60);
	tcase_add_loop_test(again, sample, 0, (int)samples->len);
	tcase_add_loop_test(again, line, 0, G_N_ELEMENTS(lines));
	tcase_add_loop_test(again, odd_records, 0, G_N_ELEMENTS(odd));
	srunner_run_all(runner, CK_ENV);
	failures = srunner_ntests_failed(runner);
	srunner_free(runner);
	g_ptr_array_unref(samples);
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
