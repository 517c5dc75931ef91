/*
 * mt-trace - where is, or was, this message, on all hosts whose logs there are?
 */
#include <string.h>

#include "base/time.h"
#include "cli/cli.h"
#include "cli/tracelogs.h"
#include "flow/query.h"
#include "input/input.h"
#include "mime/heading.h"
#include "record/match.h"
#include "record/trace.h"
#include "report/matchtext.h"
#include "report/tracetext.h"

static struct {
	char **message_ids, **queue_ids, **senders, **recipients, **clients,
		**at_hosts, **statuses;
	char *since, *until, *slower;
	char **messages;
	gboolean deliveries, lines;
} args;

#define LIST(name, member, text, value)                                        \
	{                                                                      \
		name, 0, 0, G_OPTION_ARG_STRING_ARRAY, &args.member, text,     \
			value                                                  \
	}
#define WORD(name, member, text, value)                                        \
	{                                                                      \
		name, 0, 0, G_OPTION_ARG_STRING, &args.member, text, value     \
	}

static const GOptionEntry entries[] = {
	LIST("message-id", message_ids, "whose Message-ID is like GLOB",
	     "GLOB"),
	LIST("queue-id", queue_ids, "with a queue id like GLOB on any host",
	     "GLOB"),
	LIST("from", senders,
	     "from a sender like GLOB; without '@', of such a domain", "GLOB"),
	LIST("to", recipients,
	     "for a recipient like GLOB; without '@', of such a domain",
	     "GLOB"),
	LIST("client", clients,
	     "from a client whose name, address or HELO is like GLOB", "GLOB"),
	LIST("at", at_hosts, "that a host with a name like GLOB logged",
	     "GLOB"),
	LIST("status", statuses,
	     "with a recipient for whom it was WORD: sent, deferred, bounced, "
	     "expired, rejected, discarded, deleted, waiting",
	     "WORD"),
	WORD("since", since, "that arrived somewhere at TIME or later", "TIME"),
	WORD("until", until, "that arrived somewhere before TIME", "TIME"),
	WORD("slower-than", slower, "that took longer than TIME, as 90s or 5m",
	     "TIME"),
	{"message", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &args.messages,
	 "hold the Received fields of the message in FILE against the logs",
	 "FILE"},
	{"deliveries", 0, 0, G_OPTION_ARG_NONE, &args.deliveries,
	 "one record for each recipient and host", NULL},
	{"lines", 0, 0, G_OPTION_ARG_NONE, &args.lines,
	 "name the line of the log that says it", NULL},
	MT_LOGS_ENTRIES,
	G_OPTION_ENTRY_NULL,
};

enum { OUT = 64 * 1024 };

typedef struct {
	MtOptions options;
	MtQuery query;
	MtTraceLogs traces;
	MtBuf out;
	MtTerm term;
	MtTraceText text;
	size_t failed; /* messages that could not be read */
} Program;

static void
add_record(Program *p, const MtRecordKind *kind, const void *record)
{
	if (p->options.format == MT_FORMAT_TSV)
		mt_record_add_tsv(&p->out, kind, record);
	else
		mt_record_add_json(&p->out, kind, record);
}

static void
add_deliveries(Program *p, const MtTrace *trace, const MtStep *step,
	       MtArena *arena)
{
	MtDeliveryRecord record;

	for (const MtDelivery *d = step->t->deliveries; d; d = d->next) {
		mt_delivery_record_fill(&record, step->t, d, arena);
		record.trace = mt_trace_name(trace, arena);
		add_record(p, &mt_record_delivery, &record);
	}
}

static void
add_trace(Program *p, const MtTrace *trace, MtArena *arena)
{
	MtTransactionRecord record;

	if (p->options.format == MT_FORMAT_TEXT) {
		mt_tracetext_add(&p->text, &p->out, p->traces.join, trace);
		return;
	}
	for (size_t i = 0; i < trace->n; i++) {
		if (args.deliveries) {
			add_deliveries(p, trace, trace->steps[i], arena);
			continue;
		}
		mt_transaction_record_fill(&record, p->traces.join,
					   trace->steps[i], arena);
		add_record(p, &mt_record_transaction, &record);
	}
}

static size_t
write_traces(Program *p)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	size_t n = 0;
	bool open = true;

	for (size_t i = 0; open && i < mt_join_n(p->traces.join); i++) {
		const MtTrace *trace = mt_join_trace(p->traces.join, i);

		if (!mt_query_fits(&p->query, trace))
			continue;
		n++;
		add_trace(p, trace, arena);
		mt_arena_reset(arena);
		if (p->out.n >= OUT) {
			open = mt_cli_write(mt_buf_slice(&p->out));
			p->out.n = 0;
		}
	}
	return n;
}

/* ---- messages against the logs ---- */

static void
message_failed(MtSlice source, const GError *error, void *program)
{
	((Program *)program)->failed++;
	mt_cli_warn_source(source, error->message);
}

static void
add_matches(Program *p, const MtMessage *message, MtSlice message_id,
	    const MtHopMatch *matches, size_t n, MtArena *arena)
{
	MtCorroborationRecord record;

	if (p->options.format == MT_FORMAT_TEXT) {
		mt_matchtext_add(&p->out, &p->term, message, message_id,
				 matches, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		mt_corroboration_record_fill(&record, message, &matches[i], n,
					     arena);
		add_record(p, &mt_record_corroboration, &record);
	}
}

static void
match_message(Program *p, const MtMessage *message, MtArena *arena)
{
	MtHopMatch *matches;
	MtHeading heading;
	MtFields fields;
	MtChain chain;

	mt_fields_split(message, arena, &fields);
	mt_chain_build(&fields, arena, &chain);
	mt_heading_read(&fields, message->from_line, arena, &heading);
	matches = mt_trace_logs_match(p->traces.join, &heading, &chain, arena);
	add_matches(p, message, heading.message_id, matches, chain.n, arena);
}

static void
write_matches(Program *p)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(MtPaths) paths =
		mt_paths_new(args.messages, false, NULL, &error);
	g_autoptr(MtInput) input = NULL;
	MtMessage message;

	if (paths == NULL) {
		mt_cli_warn("%s", error->message);
		p->failed++;
		return;
	}
	input = mt_input_new(paths, message_failed, p);
	while (mt_input_next(input, arena, &message)) {
		match_message(p, &message, arena);
		mt_arena_reset(arena);
		if (p->out.n >= OUT && !mt_cli_write(mt_buf_slice(&p->out)))
			return;
		if (p->out.n >= OUT)
			p->out.n = 0;
	}
}

/* ---- the command line ---- */

static bool
read_time(const char *text, const char *option, bool *has, int64_t *us)
{
	unsigned decimals;

	*has = text != NULL;
	if (text == NULL ||
	    mt_time_parse_rfc3339(mt_slice_str(text), us, &decimals))
		return true;
	mt_cli_warn("--%s wants a time such as 2026-01-31T12:00:00Z, not '%s'",
		    option, text);
	return false;
}

static bool
read_query(Program *p)
{
	MtQuery *q = &p->query;

	*q = (MtQuery){.message_ids = args.message_ids,
		       .queue_ids = args.queue_ids,
		       .senders = args.senders,
		       .recipients = args.recipients,
		       .clients = args.clients,
		       .hosts = args.at_hosts,
		       .statuses = args.statuses};
	if (!read_time(args.since, "since", &q->has_since, &q->since_us) ||
	    !read_time(args.until, "until", &q->has_until, &q->until_us))
		return false;
	q->has_slower = args.slower != NULL;
	if (args.slower == NULL ||
	    mt_duration_parse(mt_slice_str(args.slower), &q->slower_us))
		return true;
	mt_cli_warn("--slower-than wants a time such as 90s or 5m, not '%s'",
		    args.slower);
	return false;
}

static const MtRecordKind *
kind_of(void)
{
	if (args.messages != NULL)
		return &mt_record_corroboration;
	return args.deliveries ? &mt_record_delivery : &mt_record_transaction;
}

/* Accounts are records of another kind, and cannot be rows of one table. */
static bool
check(const Program *p)
{
	if (args.deliveries && p->options.format == MT_FORMAT_TEXT)
		mt_cli_warn("--deliveries needs --format json or tsv");
	else if (mt_logs_arguments.accounting &&
		 p->options.format != MT_FORMAT_JSON)
		mt_cli_warn("--accounting needs --format json");
	else
		return true;
	return false;
}

static int
run(Program *p)
{
	int status;

	mt_term_init(&p->term, 1);
	p->text = (MtTraceText){
		.term = &p->term, .zone = p->options.zone, .lines = args.lines};
	if (p->options.format == MT_FORMAT_TSV)
		mt_record_add_tsv_head(&p->out, kind_of());
	status = mt_trace_logs_read(&p->traces, &p->options, NULL, NULL);
	if (p->traces.join != NULL) {
		if (args.messages != NULL)
			write_matches(p);
		else
			write_traces(p);
		if (mt_logs_arguments.accounting)
			mt_logs_add_accounts(&p->out, &p->traces.result,
					     p->options.format);
		mt_cli_write(mt_buf_slice(&p->out));
	}
	mt_trace_logs_clear(&p->traces);
	mt_buf_clear(&p->out);
	if (p->failed > 0 && status == MT_EXIT_OK)
		return MT_EXIT_PARTIAL;
	return status;
}

int
main(int argc, char **argv)
{
	Program program = {0};
	int status;

	(void)argc;
	mt_cli_start("mt-trace");
	if (!mt_options_parse(&program.options, entries,
			      "Follow messages through the logs of all hosts "
			      "that had them.",
			      argv, &status))
		return status;
	status = check(&program) && read_query(&program)
			 ? mt_cli_end(run(&program))
			 : MT_EXIT_USAGE;
	mt_options_clear(&program.options);
	return status;
}
