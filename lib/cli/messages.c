/* Batches of messages for the pool of threads. */
#include "cli/messages.h"

#include "base/pool.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "input/input.h"

/* A batch is large enough that handing it over costs nothing to speak of. */
enum { BATCH_MESSAGES = 64, BATCH_BYTES = 512 * 1024 };

typedef struct {
	MtArena *arena;
	MtMessage messages[BATCH_MESSAGES];
	size_t n;
	MtBuf out;
} Batch;

typedef struct {
	MtInput *input;
	MtMessageWork *work;
	void *data;
	MtMessagesResult result;
	MtProgress progress;
} Run;

static void *
batch_new(void *data)
{
	Batch *batch = g_new0(Batch, 1);

	(void)data;
	batch->arena = mt_arena_new();
	return batch;
}

static void
batch_free(void *data)
{
	Batch *batch = data;

	mt_arena_free(batch->arena);
	mt_buf_clear(&batch->out);
	g_free(batch);
}

static bool
fill(void *data, void *run_data)
{
	Batch *batch = data;
	Run *run = run_data;

	mt_arena_reset(batch->arena);
	batch->n = 0;
	while (batch->n < BATCH_MESSAGES &&
	       mt_arena_used(batch->arena) < BATCH_BYTES &&
	       mt_input_next(run->input, batch->arena,
			     &batch->messages[batch->n]))
		batch->n++;
	run->result.messages += batch->n;
	mt_progress_say(&run->progress, run->result.messages, "messages",
			mt_input_bytes(run->input));
	return batch->n > 0;
}

static void
work(void *data, unsigned worker, void *run_data)
{
	Batch *batch = data;
	Run *run = run_data;

	batch->out.n = 0;
	for (size_t i = 0; i < batch->n; i++)
		run->work(&batch->messages[i], batch->arena, &batch->out,
			  worker, run->data);
}

static bool
drain(void *data, void *run_data)
{
	const Batch *batch = data;

	(void)run_data;
	return mt_cli_write(mt_buf_slice(&batch->out));
}

static void
input_failed(MtSlice source, const GError *error, void *data)
{
	Run *run = data;

	mt_progress_end(&run->progress);
	mt_cli_warn_source(source, error->message);
	run->result.failed++;
}

MtMessagesResult
mt_messages_run(const MtOptions *options, bool keep, MtMessageWork *work_on,
		void *data)
{
	static const MtPoolJob job = {batch_new, batch_free, fill, work, drain};
	Run run = {.work = work_on, .data = data};

	run.input = mt_input_new(options->paths, input_failed, &run);
	if (keep)
		mt_input_keep_stdin(run.input);
	mt_progress_start(&run.progress);
	run.result.open = mt_pool_run(&job, &run, options->jobs);
	mt_progress_end(&run.progress);
	mt_input_free(run.input);
	return run.result;
}

int
mt_messages_status(const MtMessagesResult *result)
{
	if (result->messages == 0 && result->failed == 0)
		mt_cli_warn("no message in the input");
	if (result->messages == 0)
		return MT_EXIT_FATAL;
	return result->failed > 0 ? MT_EXIT_PARTIAL : MT_EXIT_OK;
}
