/*
 * mt-hops - which way did a message come, and how long did each hop take?
 */
#include <stdio.h>

#include "chain/chain.h"
#include "chain/trust.h"
#include "cli/cli.h"
#include "cli/config.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "mime/heading.h"
#include "record/hop.h"
#include "record/message.h"
#include "report/hopstext.h"

static char **trust_by, **trust_net;
static char *config_path, *slow_text;
static gboolean exit_status, raw, messages_only;

static const GOptionEntry entries[] = {
	{"trust-by", 0, 0, G_OPTION_ARG_STRING_ARRAY, &trust_by,
	 "trust hops written by hosts like PATTERN (repeatable)", "PATTERN"},
	{"trust-net", 0, 0, G_OPTION_ARG_STRING_ARRAY, &trust_net,
	 "trust hosts in network CIDR (repeatable)", "CIDR"},
	{"config", 0, 0, G_OPTION_ARG_FILENAME, &config_path,
	 "read trust rules from FILE", "FILE"},
	{"slow", 0, 0, G_OPTION_ARG_STRING, &slow_text,
	 "show only messages with a hop of at least DURATION (5m, 90s)",
	 "DURATION"},
	{"exit-status", 'e', 0, G_OPTION_ARG_NONE, &exit_status,
	 "exit 1 when --slow finds a message", NULL},
	{"messages", 0, 0, G_OPTION_ARG_NONE, &messages_only,
	 "write one record per message, none per hop", NULL},
	{"raw", 0, 0, G_OPTION_ARG_NONE, &raw,
	 "add the unfolded field to each hop record", NULL},
	G_OPTION_ENTRY_NULL,
};

typedef struct {
	MtOptions options;
	MtTrustRules *trust;
	int64_t slow_us; /* 0: every message */
	gint found;      /* messages that --slow let through */
	MtTerm term;
	MtHopsText text;
} Program;

static void
add_json(const Program *p, MtBuf *out, const MtMessage *message,
	 const MtHeading *heading, const MtChain *chain, MtArena *arena)
{
	MtMessageRecord record;
	MtHopRecord hop;

	mt_message_record_fill(&record, message, heading, chain, arena);
	mt_record_add_json(out, &mt_record_message, &record);
	if (messages_only)
		return;
	for (size_t i = 0; i < chain->n; i++) {
		mt_hop_record_fill(&hop, message, &chain->hops[i], chain->n,
				   raw, arena);
		mt_record_add_json(out, &mt_record_hop, &hop);
	}
	for (size_t i = 0; i < chain->n_x_received; i++) {
		mt_hop_record_fill(&hop, message, &chain->x_received[i],
				   chain->n_x_received, raw, arena);
		mt_record_add_json(out, &mt_record_x_received, &hop);
	}
	(void)p;
}

static void
add_tsv(MtBuf *out, const MtMessage *message, const MtHeading *heading,
	const MtChain *chain, MtArena *arena)
{
	MtMessageRecord record;
	MtHopRecord hop;

	if (messages_only) {
		mt_message_record_fill(&record, message, heading, chain, arena);
		mt_record_add_tsv(out, &mt_record_message, &record);
		return;
	}
	for (size_t i = 0; i < chain->n; i++) {
		mt_hop_record_fill(&hop, message, &chain->hops[i], chain->n,
				   raw, arena);
		mt_record_add_tsv(out, &mt_record_hop, &hop);
	}
}

static bool
is_wanted(Program *p, const MtChain *chain)
{
	if (p->slow_us == 0)
		return true;
	if (chain->slowest == 0 ||
	    chain->hops[chain->slowest - 1].delay_us < p->slow_us)
		return false;
	g_atomic_int_set(&p->found, 1);
	return true;
}

static void
show(const MtMessage *message, MtArena *arena, MtBuf *out, unsigned worker,
     void *data)
{
	Program *p = data;
	MtFields fields;
	MtHeading heading;
	MtChain chain;

	(void)worker;
	mt_fields_split(message, arena, &fields);
	mt_chain_build(&fields, arena, &chain);
	if (!mt_trust_rules_empty(p->trust))
		mt_trust_apply(p->trust, arena, &chain);
	if (!is_wanted(p, &chain))
		return;
	mt_heading_read(&fields, message->from_line, arena, &heading);
	if (p->options.format == MT_FORMAT_JSON)
		add_json(p, out, message, &heading, &chain, arena);
	else if (p->options.format == MT_FORMAT_TSV)
		add_tsv(out, message, &heading, &chain, arena);
	else
		mt_hopstext_add(&p->text, out, message, &heading, &chain);
}

static bool
read_rules(Program *p, GError **error)
{
	p->trust = mt_trust_rules_new();
	if (!mt_config_read(config_path, p->trust, error))
		return false;
	for (char **by = trust_by; by != NULL && *by != NULL; by++)
		mt_trust_add_by(p->trust, *by);
	for (char **net = trust_net; net != NULL && *net != NULL; net++)
		if (!mt_trust_add_net(p->trust, *net, error))
			return false;
	if (slow_text != NULL &&
	    (!mt_duration_parse(mt_slice_str(slow_text), &p->slow_us) ||
	     p->slow_us <= 0)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			    "--slow wants a duration such as 90s or 5m, "
			    "not '%s'",
			    slow_text);
		return false;
	}
	if (exit_status && slow_text == NULL) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "--exit-status needs --slow");
		return false;
	}
	return true;
}

static int
run(Program *p)
{
	MtMessagesResult result;
	int status;

	if (p->options.format == MT_FORMAT_TSV) {
		g_auto(MtBuf) head = {0};

		mt_record_add_tsv_head(&head, messages_only ? &mt_record_message
							    : &mt_record_hop);
		mt_cli_write(mt_buf_slice(&head));
	}
	mt_term_init(&p->term, 1);
	p->text = (MtHopsText){&p->term, p->options.zone, true};
	result = mt_messages_run(&p->options, false, show, p);
	status = mt_messages_status(&result);
	if (status == MT_EXIT_OK && exit_status && p->found)
		status = MT_EXIT_FOUND;
	return status;
}

int
main(int argc, char **argv)
{
	Program program = {0};
	g_autoptr(GError) error = NULL;
	int status;

	(void)argc;
	mt_cli_start("mt-hops");
	if (!mt_options_parse(&program.options, entries,
			      "Print the Received hops of messages, oldest "
			      "first, and the delay of each.",
			      argv, &status))
		return status;
	if (read_rules(&program, &error)) {
		status = mt_cli_end(run(&program));
	} else {
		mt_cli_warn("%s", error->message);
		status = MT_EXIT_USAGE;
	}
	mt_trust_rules_free(program.trust);
	mt_options_clear(&program.options);
	return status;
}
