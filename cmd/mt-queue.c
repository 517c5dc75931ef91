/*
 * mt-queue - where is mail slow, since when, in which stage, and why?
 */
#include <unistd.h>

#include "base/time.h"
#include "cli/cli.h"
#include "cli/logs.h"
#include "flow/correlator.h"
#include "queue/queue.h"
#include "report/queueout.h"

static char *slo_text, *slower_text, *by_text;
static gint top = 5;
static gboolean exit_status;

static const GOptionEntry entries[] = {
	{"slo", 0, 0, G_OPTION_ARG_STRING, &slo_text,
	 "how long a delivery may take (default 5m)", "DURATION"},
	{"slower-than", 0, 0, G_OPTION_ARG_STRING, &slower_text,
	 "call slow what takes longer, instead of what stands out", "DURATION"},
	{"by", 0, 0, G_OPTION_ARG_STRING, &by_text,
	 "add tables by domain, relay, sender_domain, host, hour "
	 "(separated by commas)",
	 "LIST"},
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
} Program;

static void *
take(const MtEvent *event, MtArena *arena, unsigned worker, void *data)
{
	(void)worker;
	(void)data;
	return mt_packed_take(event, MT_QUEUE_KEEP, arena);
}

static bool
use(void *item, void *data)
{
	Program *p = data;

	mt_correlator_add(p->correlator, item);
	return true;
}

static bool
write_all(Program *p, const MtLogsResult *result)
{
	g_auto(MtBuf) out = {0};

	mt_queueout_add(&p->out, &out, p->queue);
	if (mt_logs_arguments.accounting)
		mt_logs_add_accounts(&out, result, p->options.format);
	return mt_cli_write(mt_buf_slice(&out));
}

static int
finish(Program *p, const MtLogsResult *result)
{
	const MtTally *total = mt_log_total(result->log);
	size_t outliers;

	if (total->has_times)
		mt_queue_ends(p->queue, total->last_us);
	mt_correlator_finish(p->correlator);
	mt_queue_judge(p->queue);
	write_all(p, result);
	mt_queue_outliers(p->queue, &outliers);
	if (result->status == MT_EXIT_OK && exit_status && outliers > 0)
		return MT_EXIT_FOUND;
	return result->status;
}

static int
run(Program *p)
{
	static const MtLogSink sink = {
		.take = take,
		.use = use,
		.unwanted = 1U << MT_EVENT_CONNECT | 1U << MT_EVENT_DISCONNECT |
			    1U << MT_EVENT_TLS,
	};
	MtLogsResult result;
	int status;

	p->queue = mt_queue_new(&p->queue_options);
	p->correlator =
		mt_correlator_new(MT_QUEUE_KEEP, mt_queue_sink, p->queue);
	result = mt_logs_run(&p->options, &sink, p);
	status = result.status;
	if (result.log != NULL && status != MT_EXIT_FATAL)
		status = finish(p, &result);
	mt_logs_clear(&result);
	mt_correlator_free(p->correlator);
	mt_queue_free(p->queue);
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
read_arguments(Program *p, GError **error)
{
	MtQueueOptions *o = &p->queue_options;
	unsigned by = 0;

	o->slo_us = INT64_C(300) * 1000000;
	if (!read_duration("--slo", slo_text, &o->slo_us, error) ||
	    !read_duration("--slower-than", slower_text, &o->slower_us,
			   error) ||
	    !read_by(&by, error))
		return false;
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
	mt_options_clear(&p->options);
}

int
main(int argc, char **argv)
{
	Program program = {0};
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
