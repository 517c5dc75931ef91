/* The loop of programs that read logs. */
#include "cli/logs.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/time.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "record/lines.h"

MtLogsArguments mt_logs_arguments;

typedef struct {
	const MtLogSink *sink;
	void *data;
	MtLogsResult *result;
	MtProgress progress;
	FILE *unparsed;
	int write_error; /* errno of the first failure on `unparsed` */
} Run;

static void *
take(const MtEvent *event, MtArena *arena, unsigned worker, void *data)
{
	const Run *run = data;

	return run->sink->take(event, arena, worker, run->data);
}

static bool
use(void *item, void *data)
{
	const Run *run = data;

	return run->sink->use(item, run->data);
}

static void
several(void *data)
{
	const Run *run = data;

	if (run->sink->several != NULL)
		run->sink->several(run->data);
}

static void
failed(MtSlice source, const GError *error, void *data)
{
	Run *run = data;

	mt_progress_end(&run->progress);
	mt_cli_warn_source(source, error->message);
	run->result->failed++;
}

static void
remark(MtSlice source, const char *text, void *data)
{
	Run *run = data;

	mt_progress_end(&run->progress);
	mt_cli_warn_source(source, text);
}

static bool
keep_unparsed(MtSlice lines, void *data)
{
	Run *run = data;

	if (run->write_error == 0 &&
	    fwrite(lines.p, 1, lines.n, run->unparsed) != lines.n)
		run->write_error = errno;
	return run->write_error == 0;
}

static void
say_progress(uint64_t lines, uint64_t bytes, void *data)
{
	Run *run = data;

	mt_progress_say(&run->progress, lines, "lines", bytes);
}

/* The clock is asked here, not in the library. */
static bool
read_now(int64_t *us)
{
	unsigned decimals;

	*us = g_get_real_time();
	if (mt_logs_arguments.now == NULL ||
	    mt_time_parse_rfc3339(mt_slice_str(mt_logs_arguments.now), us,
				  &decimals))
		return true;
	mt_cli_warn("--now wants a time such as 2026-01-31T12:00:00Z, not "
		    "'%s'",
		    mt_logs_arguments.now);
	return false;
}

static bool
read_arguments(MtLogOptions *options, const MtOptions *common)
{
	const MtLogsArguments *a = &mt_logs_arguments;

	*options = (MtLogOptions){.year = a->year,
				  .zones = a->zones,
				  .hosts = a->hosts,
				  .threads = common->jobs};
	if (a->year != 0 && (a->year < 1970 || a->year > 9999)) {
		mt_cli_warn("--year wants a year such as 2026, not %d",
			    a->year);
		return false;
	}
	return read_now(&options->now_us);
}

static bool
open_unparsed(Run *run)
{
	const char *path = mt_logs_arguments.unparsed;

	if (path == NULL)
		return true;
	run->unparsed = fopen(path, "we");
	if (run->unparsed != NULL)
		return true;
	mt_cli_warn_source(mt_slice_str(path), g_strerror(errno));
	return false;
}

static bool
close_unparsed(Run *run)
{
	if (run->unparsed == NULL)
		return true;
	if (fclose(run->unparsed) != 0 && run->write_error == 0)
		run->write_error = errno;
	if (run->write_error == 0)
		return true;
	mt_cli_warn_source(mt_slice_str(mt_logs_arguments.unparsed),
			   g_strerror(run->write_error));
	return false;
}

/* Is there a log of which nothing could be understood, though it has lines? */
static uint64_t
count_strange(const MtLog *log)
{
	const GPtrArray *files = mt_log_files(log);
	uint64_t n = 0;

	for (guint i = 0; i < files->len; i++) {
		const MtLogFile *file = g_ptr_array_index(files, i);
		const uint64_t *classes = file->tally.classes;

		if (classes[MT_LINE_UNDERSTOOD] > 0 ||
		    classes[MT_LINE_MAIL] + classes[MT_LINE_DAMAGED] == 0)
			continue;
		mt_cli_warn_source(mt_slice_str(file->path),
				   "nothing in it was understood");
		n++;
	}
	return n;
}

static void
say_account(const MtTally *total)
{
	const uint64_t *n = total->classes;

	mt_cli_warn("%" PRIu64 " line%s: %" PRIu64 " understood, %" PRIu64
		    " about mail but not understood, %" PRIu64
		    " not about mail, %" PRIu64 " damaged",
		    total->read, total->read == 1 ? "" : "s",
		    n[MT_LINE_UNDERSTOOD], n[MT_LINE_MAIL], n[MT_LINE_NOT_MAIL],
		    n[MT_LINE_DAMAGED]);
	if (total->lost > 0)
		mt_cli_warn("%" PRIu64 " more line%s never written, as the "
			    "logs say: what was in them is not known",
			    total->lost, total->lost == 1 ? " was" : "s were");
}

static int
status_of(const MtLogsResult *result)
{
	const MtTally *total = mt_log_total(result->log);
	uint64_t strange = count_strange(result->log);

	say_account(total);
	if (total->classes[MT_LINE_UNDERSTOOD] == 0) {
		mt_cli_warn("nothing in the input was understood");
		return MT_EXIT_FATAL;
	}
	return result->failed + strange > 0 ? MT_EXIT_PARTIAL : MT_EXIT_OK;
}

MtLogsResult
mt_logs_run(const MtOptions *options, const MtLogSink *sink, void *data)
{
	MtLogsResult result = {.status = MT_EXIT_USAGE};
	Run run = {.sink = sink, .data = data, .result = &result};
	MtLogUser user = {.sink = {take, use, false, sink->unwanted, several},
			  .failed = failed,
			  .remark = remark,
			  .progress = say_progress};
	MtLogOptions log_options;
	g_autoptr(GError) error = NULL;

	if (!read_arguments(&log_options, options))
		return result;
	if (!open_unparsed(&run)) {
		result.status = MT_EXIT_FATAL;
		return result;
	}
	user.sink.unparsed = run.unparsed != NULL;
	user.unparsed = run.unparsed != NULL ? keep_unparsed : NULL;
	mt_progress_start(&run.progress);
	result.log =
		mt_log_new(options->paths, &log_options, &user, &run, &error);
	if (result.log != NULL)
		result.open = mt_log_run(result.log);
	mt_progress_end(&run.progress);
	if (error != NULL)
		mt_cli_warn("%s", error->message);
	else if (result.log != NULL)
		result.status = status_of(&result);
	if (!close_unparsed(&run))
		result.status = MT_EXIT_FATAL;
	return result;
}

bool
mt_logs_check_accounting(MtFormat format, GError **error)
{
	if (!mt_logs_arguments.accounting || format == MT_FORMAT_JSON)
		return true;
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
		    "--accounting needs --format json");
	return false;
}

static void
add_record(MtBuf *out, const MtLinesRecord *record, MtFormat format)
{
	if (format == MT_FORMAT_TSV)
		mt_record_add_tsv(out, &mt_record_lines, record);
	else
		mt_record_add_json(out, &mt_record_lines, record);
}

void
mt_logs_add_accounts(MtBuf *out, const MtLogsResult *result, MtFormat format)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	const GPtrArray *files = mt_log_files(result->log);
	MtLinesRecord record;

	for (guint i = 0; i < files->len; i++) {
		mt_lines_record_fill(&record, g_ptr_array_index(files, i),
				     arena);
		add_record(out, &record, format);
	}
	mt_lines_record_fill_total(&record, mt_log_total(result->log), arena);
	add_record(out, &record, format);
}

void
mt_logs_clear(MtLogsResult *result)
{
	MtLogsArguments *a = &mt_logs_arguments;

	mt_log_free(result->log);
	result->log = NULL;
	g_clear_pointer(&a->zones, g_strfreev);
	g_clear_pointer(&a->hosts, g_strfreev);
	g_clear_pointer(&a->unparsed, g_free);
	g_clear_pointer(&a->now, g_free);
}
