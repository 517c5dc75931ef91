/*
 * mt-hops - which way did a message come, and how long did each hop take?
 */
#include <unistd.h>

#include "chain/chain.h"
#include "chain/skew.h"
#include "chain/summary.h"
#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/trust.h"
#include "geo/geo.h"
#include "mime/heading.h"
#include "report/hopsout.h"

static char **mmdb;
static char *slow_text;
static gboolean exit_status, raw, messages_only, skew, summary;

static const GOptionEntry entries[] = {
	MT_TRUST_ENTRIES,
	{"mmdb", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &mmdb,
	 "add country and network from a MaxMind database (repeatable)",
	 "FILE"},
	{"skew", 0, 0, G_OPTION_ARG_NONE, &skew,
	 "estimate clock offsets, and give delays without them", NULL},
	{"slow", 0, 0, G_OPTION_ARG_STRING, &slow_text,
	 "show only messages with a hop of at least DURATION (5m, 90s)",
	 "DURATION"},
	{"exit-status", 'e', 0, G_OPTION_ARG_NONE, &exit_status,
	 "exit 1 when --slow finds a message", NULL},
	{"summary", 0, 0, G_OPTION_ARG_NONE, &summary,
	 "show each pair of hosts over all messages instead", NULL},
	{"messages", 0, 0, G_OPTION_ARG_NONE, &messages_only,
	 "write one record per message, none per hop", NULL},
	{"raw", 0, 0, G_OPTION_ARG_NONE, &raw,
	 "add the unfolded field to each hop record", NULL},
	G_OPTION_ENTRY_NULL,
};

typedef struct {
	MtOptions options;
	MtTrustRules *trust;
	MtGeoFiles *geo;
	MtSkew **skews;        /* one for each thread; all is in the first */
	MtSummary **summaries; /* likewise */
	int64_t slow_us;       /* 0: every message */
	gint found;            /* a message that --slow let through */
	gint geo_damaged;      /* said once */
	MtTerm term;
	MtHopsOut out;
} Program;

/* ---- work on one message, on any thread ---- */

/* The first pass of --skew. */
static void
observe(const MtMessage *message, MtArena *arena, MtBuf *out, unsigned worker,
	void *data)
{
	Program *p = data;
	MtFields fields;
	MtChain chain;

	(void)out;
	mt_trust_read_chain(p->trust, message, arena, &fields, &chain);
	mt_skew_add_chain(p->skews[worker], &chain);
}

static void
look_up_places(Program *p, MtChain *chain)
{
	for (size_t i = 0; i < chain->n; i++) {
		g_autoptr(GError) error = NULL;
		MtHop *hop = &chain->hops[i];
		MtGeo geo;

		if (!mt_geo_look_up(p->geo, &hop->received.ip, &geo, &error) &&
		    g_atomic_int_compare_and_exchange(&p->geo_damaged, 0, 1))
			mt_cli_warn("%s", error->message);
		hop->country = geo.country;
		hop->as_org = geo.as_org;
		hop->asn = geo.asn;
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

	mt_trust_read_chain(p->trust, message, arena, &fields, &chain);
	if (skew)
		mt_skew_apply(p->skews[0], &chain);
	if (!is_wanted(p, &chain))
		return;
	if (summary) {
		mt_summary_add_chain(p->summaries[worker], &chain);
		return;
	}
	if (p->geo != NULL)
		look_up_places(p, &chain);
	mt_heading_read(&fields, message->from_line, arena, &heading);
	mt_hopsout_message(&p->out, out, message, &heading, &chain, arena);
}

/* ---- the passes ---- */

static bool
learn_clocks(Program *p, MtMessages *messages, GError **error)
{
	mt_messages_run(messages, observe, p);
	for (unsigned i = 1; i < p->options.jobs; i++)
		mt_skew_merge(p->skews[0], p->skews[i]);
	mt_skew_solve(p->skews[0]);
	return mt_messages_rewind(messages, error);
}

static void
write_tables(Program *p)
{
	g_auto(MtBuf) out = {0};
	size_t n;

	if (summary) {
		const MtPair *pairs;

		for (unsigned i = 1; i < p->options.jobs; i++)
			mt_summary_merge(p->summaries[0], p->summaries[i]);
		mt_summary_finish(p->summaries[0]);
		pairs = mt_summary_pairs(p->summaries[0], &n);
		mt_hopsout_pairs(&p->out, &out, pairs, n,
				 mt_summary_others(p->summaries[0]));
	}
	if (skew) {
		const MtClock *clocks = mt_skew_clocks(p->skews[0], &n);
		uint64_t left_out = mt_skew_left_out(p->skews[0]);

		mt_hopsout_clocks(&p->out, &out, clocks, n);
		if (left_out > 0)
			mt_cli_warn(
				"too many pairs of hosts: %" G_GUINT64_FORMAT
				" delays were not used for clocks",
				left_out);
	}
	mt_cli_write(mt_buf_slice(&out));
}

static int
run(Program *p)
{
	g_autoptr(MtMessages) messages = mt_messages_new(&p->options, skew);
	g_autoptr(GError) error = NULL;
	g_auto(MtBuf) head = {0};
	int status;

	if (skew && !learn_clocks(p, messages, &error)) {
		mt_cli_warn("%s", error->message);
		return MT_EXIT_FATAL;
	}
	if (!summary)
		mt_hopsout_head(&p->out, &head);
	if (mt_cli_write(mt_buf_slice(&head)) &&
	    mt_messages_run(messages, show, p))
		write_tables(p);
	status = mt_messages_status(messages);
	if (status == MT_EXIT_OK && exit_status && p->found)
		status = MT_EXIT_FOUND;
	return status;
}

/* ---- setting up ---- */

static bool
read_slow(Program *p, GError **error)
{
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

static bool
read_rules(Program *p, GError **error)
{
	if (!mt_trust_arguments_read(p->trust, error))
		return false;
	if (mmdb != NULL)
		p->geo = mt_geo_open((const char *const *)mmdb, error);
	return mmdb == NULL || p->geo != NULL;
}

static void
set_up(Program *p)
{
	unsigned n = p->options.jobs;

	p->trust = mt_trust_rules_new();
	p->skews = g_new0(MtSkew *, n);
	p->summaries = g_new0(MtSummary *, n);
	for (unsigned i = 0; i < n; i++) {
		p->skews[i] = skew ? mt_skew_new() : NULL;
		p->summaries[i] = summary ? mt_summary_new() : NULL;
	}
	mt_term_init(&p->term, STDOUT_FILENO);
	p->out = (MtHopsOut){
		.format = p->options.format,
		.messages_only = messages_only,
		.raw = raw,
		.text = {&p->term, p->options.zone, .name_source = true},
	};
}

static void
clear(Program *p)
{
	for (unsigned i = 0; i < p->options.jobs; i++) {
		mt_skew_free(p->skews[i]);
		mt_summary_free(p->summaries[i]);
	}
	g_free(p->skews);
	g_free(p->summaries);
	mt_geo_files_free(p->geo);
	mt_trust_rules_free(p->trust);
	mt_trust_arguments_clear();
	mt_options_clear(&p->options);
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
	set_up(&program);
	if (read_slow(&program, &error) && read_rules(&program, &error))
		status = mt_cli_end(run(&program));
	else
		status = mt_cli_refuse(error);
	clear(&program);
	return status;
}
