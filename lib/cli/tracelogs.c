/* The way from lines to traces. */
#include "cli/tracelogs.h"

#include "cli/cli.h"

typedef struct {
	MtCorrelator *correlator;
	MtJoin *join;
	MtTraceLogsUser user;
} Run;

static void *
take(const MtEvent *event, MtArena *arena, unsigned worker, void *data)
{
	(void)worker;
	(void)data;
	return mt_packed_take(event, MT_KEEP_ALL, arena);
}

static bool
use(void *item, void *data)
{
	const Run *run = data;

	if (run->user.saw != NULL)
		run->user.saw(item, run->user.data);
	mt_correlator_add(run->correlator, item);
	return true;
}

static void
keep(const MtTransaction *t, void *data)
{
	const Run *run = data;

	if (run->user.sink != NULL)
		run->user.sink(t, run->user.data);
	mt_join_add(run->join, t);
}

static void
read_paths(MtTraceLogs *logs, const MtOptions *options, Run *run)
{
	static const MtLogSink sink = {.take = take, .use = use};
	g_autoptr(MtJoin) join = mt_join_new();

	run->join = join;
	run->correlator = mt_correlator_new(MT_KEEP_ALL, keep, run);
	logs->result = mt_logs_run(options, &sink, run);
	if (logs->result.log != NULL) {
		mt_correlator_finish(run->correlator);
		mt_join_finish(join);
		logs->join = g_steal_pointer(&join);
	}
	mt_correlator_free(run->correlator);
}

int
mt_trace_logs_read(MtTraceLogs *logs, const MtOptions *options,
		   char *const *files, const MtTraceLogsUser *user)
{
	Run run = {0};
	g_autoptr(GError) error = NULL;
	g_autoptr(MtPaths) paths = NULL;
	MtOptions of_logs = *options;

	*logs = (MtTraceLogs){0};
	if (user != NULL)
		run.user = *user;
	if (files != NULL) {
		paths = mt_paths_new(files, false, NULL, &error);
		if (paths == NULL)
			return mt_cli_refuse(error);
		of_logs.paths = paths;
	}
	read_paths(logs, &of_logs, &run);
	return logs->result.status;
}

MtHopMatch *
mt_trace_logs_match(MtJoin *join, const MtHeading *heading,
		    const MtChain *chain, MtArena *arena)
{
	MtHopMatch *matches = MT_ARENA_NEW0(arena, MtHopMatch, chain->n);

	/* Recipients of the envelope stand in no header. */
	mt_match_chain(join, chain, heading->message_id, heading->envelope_from,
		       (MtSlice){0}, arena, matches);
	return matches;
}

void
mt_trace_logs_clear(MtTraceLogs *logs)
{
	g_clear_pointer(&logs->join, mt_join_free);
	mt_logs_clear(&logs->result);
}
