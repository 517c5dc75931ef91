/* Logs into a model: each transaction goes to the sums of the queues at once,
 * and to the join, which tells where it went. */
#include "cli/incident.h"
#include "queue/queue.h"
#include "record/backlog.h"
#include "record/clock.h"
#include "record/lines.h"
#include "record/outlier.h"
#include "record/stat.h"
#include "record/trace.h"

typedef struct {
	const MtIncident *incident;
	MtTraceLogs *traces;
	MtQueue *queue;
} Run;

static void
saw(const MtPacked *event, void *queue)
{
	if (event->has_time)
		mt_queue_saw(queue, mt_packed_host(event), event->time_us);
}

/* ---- what comes out ---- */

/* The trace of a message may begin where no Message-ID is logged, and the message
 * that a notice is about comes before it: ask for them in time. */
static void
want_traces(const Run *run, MtArena *arena)
{
	const MtJoin *join = run->traces->join;
	MtModel *model = run->incident->model;

	for (size_t i = 0; i < mt_join_n(join); i++) {
		const MtTrace *trace = mt_join_trace(join, i);
		bool wanted = false;

		for (size_t k = 0; k < trace->n && !wanted; k++)
			wanted = mt_model_wants(model,
						trace->steps[k]->t->message_id);
		if (!wanted)
			continue;
		mt_model_want_trace(model, mt_trace_name(trace, arena));
		if (trace->about != NULL)
			mt_model_want_trace(
				model,
				mt_trace_name(
					mt_join_trace(join,
						      trace->about->trace - 1),
					arena));
	}
	mt_arena_reset(arena);
}

/* OpenSMTPD logs none: the other hosts know whose message it is. */
static MtSlice
message_id_of(const MtTrace *trace)
{
	MtSlice found = {0};

	for (size_t i = 0; i < trace->n && found.n == 0; i++)
		found = trace->steps[i]->t->message_id;
	return found;
}

static void
add_traces(const Run *run)
{
	g_autoptr(MtArena) arena = mt_arena_new();

	want_traces(run, arena);
	for (size_t i = 0; i < mt_join_n(run->traces->join); i++) {
		const MtTrace *trace = mt_join_trace(run->traces->join, i);

		for (size_t k = 0; k < trace->n; k++) {
			MtTransactionRecord record;

			mt_transaction_record_fill(&record, run->traces->join,
						   trace->steps[k], arena);
			if (record.message_id.n == 0)
				record.message_id = message_id_of(trace);
			mt_model_add(run->incident->model,
				     &mt_record_transaction, &record);
		}
		mt_arena_reset(arena);
	}
}

static void
add_clocks(const Run *run)
{
	size_t n;
	const MtLogHost *hosts = mt_join_hosts(run->traces->join, &n);

	for (size_t i = 0; n > 1 && i < n; i++) {
		MtClockRecord record;

		if (!hosts[i].has_offset)
			continue;
		mt_clock_record_fill_log(&record, &hosts[i]);
		mt_model_add(run->incident->model, &mt_record_clock, &record);
	}
}

static void
add_groups(const Run *run, MtBy by)
{
	size_t n;
	MtGroup *const *groups = mt_queue_groups(run->queue, by, &n);
	MtStatRecord record;

	for (size_t i = 0; i < n; i++) {
		mt_stat_record_fill(&record, groups[i]);
		mt_model_add(run->incident->model, &mt_record_stat, &record);
	}
}

static void
add_queue(const Run *run)
{
	MtModel *model = run->incident->model;
	size_t n;
	const MtOutlier *outliers = mt_queue_outliers(run->queue, &n);
	MtStatRecord all;

	mt_stat_record_fill(&all, mt_queue_all(run->queue));
	mt_model_add(model, &mt_record_stat, &all);
	mt_model_add_delays(model, &mt_queue_all(run->queue)->times->delay);
	add_groups(run, MT_BY_DOMAIN);
	for (size_t i = 0; i < n; i++) {
		MtOutlierRecord record;

		mt_outlier_record_fill(&record, &outliers[i]);
		mt_model_add(model, &mt_record_outlier, &record);
	}
}

static void
add_backlog(const Run *run)
{
	const MtBacklog *backlog = mt_queue_backlog(run->queue);

	for (size_t i = 0; i < backlog->n; i++) {
		MtBacklogRecord record;

		mt_backlog_record_fill(&record, backlog, i);
		mt_model_add(run->incident->model, &mt_record_backlog, &record);
	}
}

static void
add_accounts(const Run *run, const MtLog *log)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	const GPtrArray *files = mt_log_files(log);
	MtModel *model = run->incident->model;
	MtLinesRecord record;

	for (guint i = 0; i < files->len; i++) {
		const MtLogFile *file = g_ptr_array_index(files, i);

		mt_lines_record_fill(&record, file, arena);
		mt_model_add(model, &mt_record_lines, &record);
		mt_incident_add_input(model, file->path, "log",
				      file->tally.read, "line");
	}
	mt_lines_record_fill_total(&record, mt_log_total(log), arena);
	mt_model_add(model, &mt_record_lines, &record);
}

static void
finish(const Run *run)
{
	mt_queue_judge(run->queue);
	add_traces(run);
	add_clocks(run);
	add_queue(run);
	add_backlog(run);
	add_accounts(run, run->traces->result.log);
}

int
mt_incident_read_logs(const MtIncident *incident, MtTraceLogs *traces)
{
	const MtQueueOptions queue_options = {.slo_us = incident->slo_us,
					      .backlog = true,
					      .whole = true,
					      .detailed = 1U << MT_BY_DOMAIN};
	Run run = {incident, traces, mt_queue_new(&queue_options)};
	const MtTraceLogsUser user = {saw, mt_queue_sink, run.queue};
	int status = mt_trace_logs_read(traces, incident->options,
					incident->logs, &user);

	if (traces->join != NULL)
		finish(&run);
	mt_queue_free(run.queue);
	return status;
}
