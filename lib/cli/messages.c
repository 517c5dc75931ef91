/* Batches of messages for the pool of threads. */
#include "cli/messages.h"

#include "base/pool.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "input/input.h"

/* A batch is large enough that handing it over costs nothing to speak of, and
 * small enough that it and what is written of it stay in the cache of a core. */
enum { BATCH_MESSAGES = 16, BATCH_BYTES = 128 * 1024 };

typedef struct {
	MtArena *arena;   /* the messages */
	MtArena *scratch; /* what is made of one of them */
	MtMessage messages[BATCH_MESSAGES];
	size_t n;
	MtBuf out;
} Batch;

struct MtMessages {
	const MtOptions *options;
	MtInput *input;
	MtMessageWork *work;
	void *data;
	uint64_t read, failed; /* messages; inputs */
	bool quiet;            /* a second pass */
	MtProgress progress;
};

static void *
batch_new(void *data)
{
	Batch *batch = g_new0(Batch, 1);

	(void)data;
	batch->arena = mt_arena_new();
	batch->scratch = mt_arena_new();
	return batch;
}

static void
batch_free(void *data)
{
	Batch *batch = data;

	mt_arena_free(batch->arena);
	mt_arena_free(batch->scratch);
	mt_buf_clear(&batch->out);
	g_free(batch);
}

static bool
fill(void *data, void *all)
{
	Batch *batch = data;
	MtMessages *run = all;

	mt_arena_reset(batch->arena);
	batch->n = 0;
	while (batch->n < BATCH_MESSAGES &&
	       mt_arena_used(batch->arena) < BATCH_BYTES &&
	       mt_input_next(run->input, batch->arena,
			     &batch->messages[batch->n]))
		batch->n++;
	run->read += batch->n;
	mt_progress_say(&run->progress, run->read, "messages",
			mt_input_bytes(run->input));
	return batch->n > 0;
}

static void
work(void *data, unsigned worker, void *all)
{
	Batch *batch = data;
	MtMessages *run = all;

	batch->out.n = 0;
	for (size_t i = 0; i < batch->n; i++) {
		mt_arena_reset(batch->scratch);
		run->work(&batch->messages[i], batch->scratch, &batch->out,
			  worker, run->data);
	}
}

static bool
drain(void *data, void *all)
{
	const Batch *batch = data;

	(void)all;
	return mt_cli_write(mt_buf_slice(&batch->out));
}

static void
input_failed(MtSlice source, const GError *error, void *data)
{
	MtMessages *m = data;

	m->failed++;
	if (m->quiet)
		return;
	mt_progress_end(&m->progress);
	mt_cli_warn_source(source, error->message);
}

MtMessages *
mt_messages_new(const MtOptions *options, bool again)
{
	MtMessages *m = g_new0(MtMessages, 1);

	m->options = options;
	m->input = mt_input_new(options->paths, input_failed, m);
	if (again)
		mt_input_keep_stdin(m->input);
	return m;
}

void
mt_messages_free(MtMessages *m)
{
	if (m == NULL)
		return;
	mt_input_free(m->input);
	g_free(m);
}

bool
mt_messages_run(MtMessages *m, MtMessageWork *work_on, void *data)
{
	static const MtPoolJob job = {batch_new, batch_free, fill, work, drain};
	bool open;

	m->work = work_on;
	m->data = data;
	mt_progress_start(&m->progress);
	open = mt_pool_run(&job, m, m->options->jobs);
	mt_progress_end(&m->progress);
	return open;
}

bool
mt_messages_rewind(MtMessages *m, GError **error)
{
	m->read = m->failed = 0;
	m->quiet = true;
	return mt_input_rewind(m->input, error);
}

int
mt_messages_status(const MtMessages *m)
{
	if (m->read == 0 && m->failed == 0)
		mt_cli_warn("no message in the input");
	if (m->read == 0)
		return MT_EXIT_FATAL;
	return m->failed > 0 ? MT_EXIT_PARTIAL : MT_EXIT_OK;
}
