/* The pool of threads fed from several streams, and their merge by time. */
#include "mtalog/log.h"

#include "base/pool.h"
#include "mtalog/logset.h"

enum {
	BLOCK = 256 * 1024,
	LEAST = 16 * 1024,
	ALL = 8 * 1024 * 1024, /* bytes of blocks when many streams are open */
	AHEAD = 8,             /* items whose memory is asked for */
	NEAR = 256,            /* bytes of it */
};

/* What goes round the pool: the block in it changes. */
typedef struct {
	MtLogBlock *block;
	MtLogStream *stream;
} Batch;

struct MtLog {
	MtLogUser user;
	void *data;
	unsigned threads;
	MtLogSet *set;
	GPtrArray *parsers; /* by worker */
	MtLogBlock *spare;
	MtTally total;
	uint64_t bytes;
	bool stopped;
};

MtLog *
mt_log_new(MtPaths *paths, const MtLogOptions *options, const MtLogUser *user,
	   void *data, GError **error)
{
	g_autoptr(MtLog) log = g_new0(MtLog, 1);

	log->user = *user;
	log->data = data;
	log->threads = options->threads;
	mt_tally_init(&log->total);
	log->parsers = g_ptr_array_new_with_free_func(
		(GDestroyNotify)mt_log_parser_free);
	for (unsigned i = 0; i < options->threads; i++)
		g_ptr_array_add(log->parsers,
				mt_log_parser_new(&log->user.sink, data, i));
	log->set = mt_log_set_new(paths, options, user, data, error);
	return log->set == NULL ? NULL : g_steal_pointer(&log);
}

void
mt_log_free(MtLog *log)
{
	if (log == NULL)
		return;
	mt_log_set_free(log->set);
	g_ptr_array_unref(log->parsers);
	while (log->spare != NULL) {
		MtLogBlock *block = log->spare;

		log->spare = block->next;
		mt_log_block_free(block);
	}
	mt_tally_clear(&log->total);
	g_free(log);
}

static MtLogBlock *
take_block(MtLog *log)
{
	MtLogBlock *block = log->spare;

	if (block == NULL)
		return mt_log_block_new();
	log->spare = block->next;
	return block;
}

static void
keep_block(MtLogBlock *block, void *data)
{
	MtLog *log = data;

	block->next = log->spare;
	log->spare = block;
}

static int64_t
time_of(MtLog *log, MtLogStream *stream)
{
	return mt_log_stream_time(stream, keep_block, log);
}

/*
 * The stream that is to be asked next: one that the merge waits for, that is,
 * one whose next item is not known and might be the earliest; else the one with
 * the least in hand. NULL where there is nothing to read.
 */
static MtLogStream *
choose_stream(MtLog *log)
{
	MtLogStream *best = NULL;
	int64_t least = INT64_MAX;
	unsigned blocks = UINT_MAX;

	for (guint i = 0; i < log->set->streams->len; i++) {
		MtLogStream *stream = g_ptr_array_index(log->set->streams, i);
		int64_t us;

		if (stream->ended)
			continue;
		us = time_of(log, stream);
		if (best == NULL || us < least ||
		    (us == least && stream->under_way < blocks)) {
			best = stream;
			least = us;
			blocks = stream->under_way;
		}
	}
	return best;
}

static bool
fill(void *batch_data, void *data)
{
	Batch *batch = batch_data;
	MtLog *log = data;

	batch->stream = choose_stream(log);
	if (batch->stream == NULL)
		return false;
	batch->block = take_block(log);
	mt_log_stream_ask(batch->stream, batch->block);
	return true;
}

static void
work(void *batch_data, unsigned worker, void *data)
{
	Batch *batch = batch_data;
	MtLog *log = data;

	mt_log_stream_read(batch->stream, batch->block);
	if (batch->block->reading != NULL)
		mt_log_parse(g_ptr_array_index(log->parsers, worker),
			     batch->block);
}

/*
 * The stream with the earliest item, and until when it stays that. Of items of
 * one time those of the stream that was named first come first, so that the order
 * does not depend on where blocks end and which thread was quick.
 */
static MtLogStream *
earliest(MtLog *log, int64_t *until)
{
	const GPtrArray *streams = log->set->streams;
	int64_t least = INT64_MAX;
	guint best = 0;

	for (guint i = 0; i < streams->len; i++) {
		int64_t us = time_of(log, g_ptr_array_index(streams, i));

		if (us < least) {
			best = i;
			least = us;
		}
	}
	if (least == INT64_MAX)
		return NULL;
	*until = INT64_MAX;
	for (guint i = 0; i < streams->len; i++) {
		int64_t us = time_of(log, g_ptr_array_index(streams, i));

		if (i != best && us != INT64_MAX)
			*until = MIN(*until, i < best ? us - 1 : us);
	}
	return g_ptr_array_index(streams, best);
}

/* An item was made on another thread perhaps: its memory is far away, and so is
 * its line. What is longer than this is rare. */
static void
come_near(const MtLogItem *item)
{
	for (size_t i = 0; i < NEAR; i += MT_CACHE_LINE) {
		__builtin_prefetch((const char *)item->item + i);
		__builtin_prefetch(item->line + i);
	}
}

/* Use items of a block up to a time; all that are later in time but one. */
static bool
use_items(MtLog *log, MtLogStream *stream, MtLogBlock *block, int64_t until)
{
	while (block->used < block->n) {
		const MtLogItem *item = &block->items[block->used];
		int64_t us = MAX(item->time_us, stream->now_us);

		if (us > until)
			return true;
		if (block->used + AHEAD < block->n)
			come_near(&block->items[block->used + AHEAD]);
		stream->now_us = us;
		block->used++;
		if (!log->user.sink.use(item->item, log->data))
			return false;
	}
	return true;
}

/* Use what is known to be the earliest; false where the user stops. */
static bool
merge(MtLog *log)
{
	for (;;) {
		int64_t until;
		MtLogStream *stream = earliest(log, &until);
		MtLogBlock *head;

		if (stream == NULL)
			return true;
		head = mt_log_stream_head(stream, keep_block, log);
		if (head == NULL)
			return true;
		if (!use_items(log, stream, head, until))
			return false;
	}
}

static void
account(MtLog *log, const MtLogBlock *block)
{
	if (block->error != NULL)
		log->user.failed(mt_slice_str(block->file->path), block->error,
				 log->data);
	if (block->reading == NULL)
		return;
	mt_tally_add(&block->file->tally, &block->tally);
	mt_tally_add(&log->total, &block->tally);
	log->bytes += mt_line_block_bytes(&block->lines);
	if (log->user.progress != NULL)
		log->user.progress(log->total.read, log->bytes, log->data);
}

static bool
drain(void *batch_data, void *data)
{
	Batch *batch = batch_data;
	MtLog *log = data;
	MtLogBlock *block = g_steal_pointer(&batch->block);

	account(log, block);
	if (log->user.unparsed != NULL && block->unparsed.n > 0 &&
	    !log->user.unparsed(mt_buf_slice(&block->unparsed), log->data))
		log->stopped = true;
	mt_log_stream_queue(batch->stream, block);
	return !log->stopped && merge(log);
}

static void *
batch_new(void *data)
{
	(void)data;
	return g_new0(Batch, 1);
}

static void
batch_free(void *data)
{
	Batch *batch = data;

	mt_log_block_free(batch->block);
	g_free(batch);
}

bool
mt_log_run(MtLog *log)
{
	static const MtPoolJob job = {batch_new, batch_free, fill, work, drain};
	guint n = log->set->streams->len;

	for (guint i = 0; i < n; i++) {
		MtLogStream *stream = g_ptr_array_index(log->set->streams, i);

		stream->block_size = CLAMP(ALL / n, LEAST, BLOCK);
	}
	if (log->user.sink.several != NULL && mt_log_set_has_several(log->set))
		log->user.sink.several(log->data);
	return mt_pool_run(&job, log, log->threads) && merge(log);
}

const GPtrArray *
mt_log_files(const MtLog *log)
{
	return log->set->files;
}

const MtTally *
mt_log_total(const MtLog *log)
{
	return &log->total;
}
