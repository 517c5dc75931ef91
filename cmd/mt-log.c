/*
 * mt-log - what happened to mail, in one vocabulary for the logs of all MTAs?
 */
#include "cli/cli.h"
#include "cli/logs.h"
#include "record/event.h"
#include "record/lines.h"
#include "report/eventtext.h"

static const GOptionEntry entries[] = {
	MT_LOGS_ENTRIES,
	G_OPTION_ENTRY_NULL,
};

enum { OUT = 64 * 1024 };

typedef struct {
	MtOptions options;
	MtBuf *buffers; /* of each thread */
	MtBuf out;
	MtTerm term;
	MtEventText text;
} Program;

/* An event as it will be printed. */
typedef struct {
	int64_t time_us;
	bool has_time;
	MtSlice text;
} Item;

static void
add_event(const Program *p, MtBuf *out, const MtEvent *event)
{
	MtEventRecord record;

	if (p->options.format == MT_FORMAT_TEXT) {
		mt_eventtext_add(&p->text, out, event);
		return;
	}
	mt_event_record_fill(&record, event);
	if (p->options.format == MT_FORMAT_JSON)
		mt_record_add_json(out, &mt_record_event, &record);
	else
		mt_record_add_tsv(out, &mt_record_event, &record);
}

static void *
take(const MtEvent *event, MtArena *arena, unsigned worker, void *data)
{
	Program *p = data;
	MtBuf *buf = &p->buffers[worker];
	Item *item = mt_arena_take(arena, sizeof *item);
	char *text;

	buf->n = 0;
	add_event(p, buf, event);
	text = mt_arena_take(arena, buf->n);
	memcpy(text, buf->p, buf->n);
	*item = (Item){event->time_us, event->has_time, mt_slice(text, buf->n)};
	return item;
}

static bool
use(void *data, void *program)
{
	Program *p = program;
	const Item *item = data;
	bool open = true;

	if (p->options.format == MT_FORMAT_TEXT && item->has_time)
		mt_eventtext_add_day(&p->text, &p->out, item->time_us);
	mt_buf_add(&p->out, item->text);
	if (p->out.n >= OUT) {
		open = mt_cli_write(mt_buf_slice(&p->out));
		p->out.n = 0;
	}
	return open;
}

static int
run(Program *p)
{
	static const MtLogSink sink = {.take = take, .use = use};
	MtLogsResult result;

	mt_term_init(&p->term, 1);
	p->text = (MtEventText){.term = &p->term, .zone = p->options.zone};
	p->buffers = g_new0(MtBuf, p->options.jobs);
	if (p->options.format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(&p->out, &mt_record_event);
	result = mt_logs_run(&p->options, &sink, p);
	if (result.log != NULL && mt_logs_arguments.accounting)
		mt_logs_add_accounts(&p->out, &result, p->options.format);
	if (result.log != NULL)
		mt_cli_write(mt_buf_slice(&p->out));
	for (unsigned i = 0; i < p->options.jobs; i++)
		mt_buf_clear(&p->buffers[i]);
	g_free(p->buffers);
	mt_buf_clear(&p->out);
	mt_logs_clear(&result);
	return result.status;
}

int
main(int argc, char **argv)
{
	Program program = {0};
	g_autoptr(GError) error = NULL;
	int status;

	(void)argc;
	mt_cli_start("mt-log");
	if (!mt_options_parse(&program.options, entries,
			      "Print what MTA logs say about mail as events, "
			      "in order of time.",
			      argv, &status))
		return status;
	if (mt_logs_check_accounting(program.options.format, &error))
		status = mt_cli_end(run(&program));
	else
		status = mt_cli_refuse(error);
	mt_options_clear(&program.options);
	return status;
}
