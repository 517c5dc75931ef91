#define _XOPEN_SOURCE 700 /* nftw() */
/* Blocks that are asked for ahead and read by any thread come back in order. */
#include <stdlib.h>

#include "base/pool.h"
#include "mtalog/stream.h"
#include "scratch.h"

enum { FILES = 3, LINES = 2000, ALL = FILES * LINES };

typedef struct {
	MtLogStream *stream;
	MtLogBlock *spare;
	guint lines, stop_at; /* of all files, one after another */
	guint failed, ends;
} Run;

static char *dir;

static void
begin(void)
{
	dir = scratch_new();
}

static void
end(void)
{
	scratch_free(dir);
}

static void *
slot_new(void *data)
{
	(void)data;
	return g_new0(MtLogBlock *, 1);
}

static void
slot_free(void *data)
{
	MtLogBlock **slot = data;

	mt_log_block_free(*slot);
	g_free(slot);
}

static bool
fill(void *data, void *all)
{
	MtLogBlock **slot = data;
	Run *run = all;

	if (run->stream->ended)
		return false;
	*slot = run->spare != NULL ? run->spare : mt_log_block_new();
	run->spare = run->spare != NULL ? run->spare->next : NULL;
	mt_log_stream_ask(run->stream, *slot);
	return true;
}

static void
work(void *data, unsigned worker, void *all)
{
	MtLogBlock **slot = data;
	Run *run = all;

	(void)worker;
	mt_log_stream_read(run->stream, *slot);
}

static void
keep(MtLogBlock *block, void *all)
{
	Run *run = all;

	block->next = run->spare;
	run->spare = block;
}

static void
assert_lines(Run *run, const MtLogBlock *block)
{
	for (size_t i = 0; i < block->lines.n; i++) {
		MtSlice line = mt_line_block_get(&block->lines, i);
		char want[16];

		g_snprintf(want, sizeof want, "line %u", run->lines++);
		ck_assert(mt_slice_eq(line, mt_slice_str(want)));
	}
}

static bool
drain(void *data, void *all)
{
	Run *run = all;
	MtLogBlock *block = g_steal_pointer((MtLogBlock **)data);

	ck_assert(block->error == NULL || block->reading == NULL);
	if (block->reading != NULL)
		assert_lines(run, block);
	else if (block->error == NULL)
		run->ends++;
	else
		ck_assert_str_eq(block->file->path, "gone");
	run->failed += block->error != NULL;
	mt_log_stream_queue(run->stream, block);
	ck_assert_ptr_null(mt_log_stream_head(run->stream, keep, run));
	return run->stop_at == 0 || run->lines < run->stop_at;
}

static void
add_file(MtLogStream *stream, GPtrArray *files, const char *path)
{
	MtLogFile *file = g_new0(MtLogFile, 1);

	file->path = g_strdup(path);
	file->hosts = g_ptr_array_new();
	mt_tally_init(&file->tally);
	g_ptr_array_add(files, file);
	g_ptr_array_add(stream->files, file);
}

/* Three files with numbered lines, one that is not there, one without any. */
static bool
run_files(Run *run, unsigned threads)
{
	static const MtPoolJob job = {slot_new, slot_free, fill, work, drain};
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(
		(GDestroyNotify)mt_log_file_free);
	bool more;

	run->stream = mt_log_stream_new(NULL);
	run->stream->block_size = 256;
	for (int i = 0; i < FILES; i++) {
		g_autofree char *path = g_strdup_printf("log.%d", i);
		g_autoptr(GString) text = g_string_new(NULL);

		for (int n = 0; n < LINES; n++)
			g_string_append_printf(text, "line %d\n",
					       i * LINES + n);
		scratch_text(path, text->str);
		add_file(run->stream, files, path);
		add_file(run->stream, files, "gone");
	}
	scratch_text("empty", "");
	add_file(run->stream, files, "empty");
	more = mt_pool_run(&job, run, threads);
	mt_log_stream_free(run->stream);
	while (run->spare != NULL) {
		MtLogBlock *block = run->spare;

		run->spare = block->next;
		mt_log_block_free(block);
	}
	return more;
}

static const unsigned thread_counts[] = {1, 2, 4, 16};

START_TEST(in_order)
{
	Run run = {0};

	ck_assert(run_files(&run, thread_counts[_i]));
	ck_assert_uint_eq(run.lines, ALL);
	ck_assert_uint_eq(run.failed, FILES);
	ck_assert_uint_ge(run.ends, 1);
}
END_TEST

/* What was asked for and not read, and what was read and not used, is freed. */
START_TEST(stopped)
{
	Run run = {.stop_at = LINES + LINES / 2};

	ck_assert(!run_files(&run, thread_counts[_i]));
	ck_assert_uint_ge(run.lines, run.stop_at);
	ck_assert_uint_lt(run.lines, ALL);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("stream");
	TCase *t = tcase_create("threads");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_loop_test(t, in_order, 0, G_N_ELEMENTS(thread_counts));
	tcase_add_loop_test(t, stopped, 0, G_N_ELEMENTS(thread_counts));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
