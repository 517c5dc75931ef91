/*
 * mt-queue - where is mail slow, since when, in which stage, and why?
 */
#include <unistd.h>

#include "base/time.h"
#include "cli/cli.h"
#include "cli/logs.h"
#include "cli/merge.h"
#include "flow/correlator.h"
#include "queue/partial.h"
#include "queue/queue.h"
#include "record/trace.h"
#include "report/queueout.h"

static char *slo_text, *slower_text, *by_text, *at_text;
static gint top = 5;
static gboolean exit_status, backlog, deliveries, partial, merge;

static const GOptionEntry entries[] = {
	{"slo", 0, 0, G_OPTION_ARG_STRING, &slo_text,
	 "how long a delivery may take (default 5m)", "DURATION"},
	{"slower-than", 0, 0, G_OPTION_ARG_STRING, &slower_text,
	 "call slow what takes longer, instead of what stands out", "DURATION"},
	{"by", 0, 0, G_OPTION_ARG_STRING, &by_text,
	 "add tables by domain, relay, sender_domain, host, hour "
	 "(separated by commas)",
	 "LIST"},
	{"backlog", 0, 0, G_OPTION_ARG_NONE, &backlog,
	 "show what the queues held over time instead", NULL},
	{"at", 0, 0, G_OPTION_ARG_STRING, &at_text,
	 "show how old the queue was at TIME (RFC 3339), by domain, instead",
	 "TIME"},
	{"deliveries", 0, 0, G_OPTION_ARG_NONE, &deliveries,
	 "write a record for each delivery instead", NULL},
	{"partial", 0, 0, G_OPTION_ARG_NONE, &partial,
	 "write what --merge reads instead, to add up hosts or days", NULL},
	{"merge", 0, 0, G_OPTION_ARG_NONE, &merge,
	 "read what --partial wrote instead of logs", NULL},
	{"top", 0, 0, G_OPTION_ARG_INT, &top,
	 "show N rows of each table (default 5; 0: all)", "N"},
	{"exit-status", 'e', 0, G_OPTION_ARG_NONE, &exit_status,
	 "exit 1 when something is slow", NULL},
	MT_LOGS_ENTRIES,
	G_OPTION_ENTRY_NULL,
};

typedef struct {
	MtOptions options;
	MtQueueOptions queue_options;
	MtQueue *queue;
	MtCorrelator *correlator;
	MtTerm term;
	MtQueueOut out;
	unsigned keep;  /* of events */
	MtArena *arena; /* for a transaction's records */
	MtBuf rows;     /* of deliveries */
	bool open;      /* the output takes more */
} Program;

/* ---- deliveries, as they are done ---- */

enum { OUT = 64 * 1024 };

static void
add_delivery(Program *p, const MtTransaction *t, const MtDelivery *d)
{
	MtDeliveryRecord record;

	mt_delivery_record_fill(&record, t, d, p->arena);
	if (p->options.format == MT_FORMAT_TSV)
		mt_record_add_tsv(&p->rows, &mt_record_delivery, &record);
	else
		mt_record_add_json(&p->rows, &mt_record_delivery, &record);
}

/* What goes on under another id of the host is told with that. */
static void
write_deliveries(const MtTransaction *t, void *data)
{
	Program *p = data;

	if (t->refused)
		return;
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next)
		if (d->handed_to.p == NULL && mt_queue_counts(d))
			add_delivery(p, t, d);
	mt_arena_reset(p->arena);
	if (p->rows.n < OUT)
		return;
	p->open = mt_cli_write(mt_buf_slice(&p->rows));
	p->rows.n = 0;
}

/* ---- events ---- */

static void *
take(const MtEvent *event, MtArena *arena, unsigned worker, void *data)
{
	const Program *p = data;

	(void)worker;
	return mt_packed_take(event, p->keep, arena);
}

static bool
use(void *item, void *data)
{
	const MtPacked *event = item;
	Program *p = data;

	if (event->has_time)
		mt_queue_saw(p->queue, mt_packed_host(event), event->time_us);
	mt_correlator_add(p->correlator, event);
	return p->open;
}

static void
several(void *data)
{
	const Program *p = data;

	mt_queue_be_several(p->queue);
}

static bool
write_all(Program *p, const MtLogsResult *result)
{
	g_auto(MtBuf) out = {0};

	if (deliveries)
		mt_buf_add(&out, mt_buf_slice(&p->rows));
	else if (partial)
		mt_partial_write(&out, p->queue);
	else
		mt_queueout_add(&p->out, &out, p->queue);
	if (result != NULL && mt_logs_arguments.accounting)
		mt_logs_add_accounts(&out, result, p->options.format);
	return mt_cli_write(mt_buf_slice(&out));
}

/* `result` is NULL where no logs were read. */
static int
finish(Program *p, const MtLogsResult *result, int status)
{
	size_t outliers = 0;

	if (!partial)
		mt_queue_judge(p->queue);
	write_all(p, result);
	mt_queue_outliers(p->queue, &outliers);
	if (status == MT_EXIT_OK && exit_status && outliers > 0)
		return MT_EXIT_FOUND;
	return status;
}

/* ---- what others have counted ---- */

static bool
read_partial(MtSlice line, uint64_t number, void *data)
{
	MtPartial *reading = data;

	if (number == 1)
		reading->begun = false;
	return mt_partial_read(reading, line);
}

static int
run_merge(Program *p)
{
	MtPartial reading = {.q = p->queue};
	int status = mt_merge_run(&p->options, read_partial,
				  "what mt-queue --partial writes", &reading);

	mt_partial_clear(&reading);
	return status == MT_EXIT_FATAL ? status : finish(p, NULL, status);
}

static int
run_logs(Program *p)
{
	MtLogSink sink = {.take = take, .use = use, .several = several};
	MtLogsResult result;
	int status;

	if (deliveries) {
		p->keep = MT_KEEP_ALL & ~(unsigned)MT_KEEP_REFUSED;
		p->correlator = mt_correlator_new(p->keep, write_deliveries, p);
		if (p->options.format == MT_FORMAT_TSV)
			mt_record_add_tsv_head(&p->rows, &mt_record_delivery);
	} else {
		p->correlator =
			mt_correlator_new(p->keep, mt_queue_sink, p->queue);
		mt_queue_follow(p->queue, p->correlator);
	}
	sink.unwanted = MT_UNWANTED_REFUSED;
	if ((p->keep & MT_KEEP_CLIENT) == 0)
		sink.unwanted |= 1U << MT_EVENT_CONNECT |
				 1U << MT_EVENT_DISCONNECT | 1U << MT_EVENT_TLS;
	result = mt_logs_run(&p->options, &sink, p);
	status = result.status;
	if (result.log != NULL && status != MT_EXIT_FATAL) {
		mt_correlator_finish(p->correlator);
		status = finish(p, &result, status);
	}
	mt_logs_clear(&result);
	mt_correlator_free(p->correlator);
	return status;
}

static int
run(Program *p)
{
	int status;

	p->open = true;
	p->keep = MT_QUEUE_KEEP;
	p->arena = mt_arena_new();
	p->queue = mt_queue_new(&p->queue_options);
	status = merge ? run_merge(p) : run_logs(p);
	mt_arena_free(p->arena);
	mt_buf_clear(&p->rows);
	return status;
}

/* ---- setting up ---- */

static bool
read_duration(const char *option, const char *text, int64_t *us, GError **error)
{
	if (text == NULL ||
	    (mt_duration_parse(mt_slice_str(text), us) && *us > 0))
		return true;
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "%s wants a duration such as 90s or 5m, not '%s'", option,
		    text);
	return false;
}

static bool
read_by(unsigned *by, GError **error)
{
	MtSlice rest = mt_slice_str(by_text), word;

	while (rest.n > 0) {
		MtBy k = MT_BY_DOMAIN;

		if (!mt_slice_cut(&rest, ',', &word)) {
			word = rest;
			rest.n = 0;
		}
		while (k < MT_BYS && !mt_slice_eq(word, mt_by_word(k)))
			k++;
		if (k == MT_BYS) {
			g_set_error(error, G_OPTION_ERROR,
				    G_OPTION_ERROR_BAD_VALUE,
				    "--by wants domain, relay, sender_domain, "
				    "host or hour, not '%.*s'",
				    (int)word.n, word.p);
			return false;
		}
		*by |= 1U << k;
	}
	return true;
}

static bool
read_at(MtQueueOptions *o, GError **error)
{
	unsigned decimals;

	o->ages = at_text != NULL;
	if (!o->ages ||
	    mt_time_parse_rfc3339(mt_slice_str(at_text), &o->at_us, &decimals))
		return true;
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "--at wants a time such as 2026-01-31T12:00:00Z, not '%s'",
		    at_text);
	return false;
}

/* Tables of several kinds have no room in one. */
static bool
check_tables(const Program *p, GError **error)
{
	MtFormat format = p->options.format;
	const char *wrong = NULL;

	if (deliveries && (backlog || at_text != NULL || by_text != NULL ||
			   slower_text != NULL || exit_status))
		wrong = "--deliveries takes no --backlog, --at, --by, "
			"--slower-than or --exit-status";
	else if (deliveries && format == MT_FORMAT_TEXT)
		wrong = "--deliveries needs --format json or tsv";
	else if ((partial || merge) &&
		 (deliveries || backlog || at_text != NULL))
		wrong = "--partial and --merge take no --deliveries, --backlog "
			"or --at";
	else if (partial && (exit_status || by_text != NULL ||
			     mt_logs_arguments.accounting))
		wrong = "--partial takes no --by, --exit-status or "
			"--accounting: these are for --merge";
	else if (merge && mt_logs_arguments.accounting)
		wrong = "--merge has no lines to account for";
	else if (backlog && at_text != NULL && format == MT_FORMAT_TSV)
		wrong = "--backlog and --at are two tables: --format tsv takes "
			"one";
	if (wrong != NULL)
		g_set_error_literal(error, G_OPTION_ERROR,
				    G_OPTION_ERROR_FAILED, wrong);
	return wrong == NULL;
}

static bool
read_arguments(Program *p, GError **error)
{
	MtQueueOptions *o = &p->queue_options;
	unsigned by = 0;

	o->slo_us = INT64_C(300) * 1000000;
	if (!read_duration("--slo", slo_text, &o->slo_us, error) ||
	    !read_duration("--slower-than", slower_text, &o->slower_us,
			   error) ||
	    !read_by(&by, error) || !read_at(o, error) ||
	    !check_tables(p, error))
		return false;
	o->backlog = backlog;
	o->partial = partial;
	o->whole = merge;
	o->threads = p->options.jobs;
	if (top < 0) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			    "--top wants a number, not %d", top);
		return false;
	}
	o->detailed = by | 1U << MT_BY_DOMAIN;
	mt_term_init(&p->term, STDOUT_FILENO);
	p->out = (MtQueueOut){
		.format = p->options.format,
		.text = {&p->term, p->options.zone, (size_t)top, by},
	};
	return mt_logs_check_accounting(p->options.format, error);
}

static void
clear(Program *p)
{
	g_clear_pointer(&slo_text, g_free);
	g_clear_pointer(&slower_text, g_free);
	g_clear_pointer(&by_text, g_free);
	g_clear_pointer(&at_text, g_free);
	mt_options_clear(&p->options);
}

int
main(int argc, char **argv)
{
	/* Static, so that its queue is known to the end: to free that, which has
	 * many groups far apart in memory, takes as long as to judge them. */
	static Program program;
	g_autoptr(GError) error = NULL;
	int status;

	(void)argc;
	mt_cli_start("mt-queue");
	if (!mt_options_parse(&program.options, entries,
			      "Say where mail is slow, since when, in which "
			      "stage, and why.",
			      argv, &status))
		return status;
	if (read_arguments(&program, &error))
		status = mt_cli_end(run(&program));
	else
		status = mt_cli_refuse(error);
	clear(&program);
	return status;
}
