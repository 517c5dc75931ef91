/*
 * mt-forge - which header cannot be true, and what proves it?
 */
#include <unistd.h>

#include "chain/chain.h"
#include "cli/cli.h"
#include "cli/forgeargs.h"
#include "cli/forgelogs.h"
#include "cli/logs.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/trust.h"
#include "forge/engine.h"
#include "report/forgeout.h"

static char **log_files;
static char *grade_text, *explain, *learn;
static gboolean exit_status, list_rules;

static const GOptionEntry entries[] = {
	MT_TRUST_ENTRIES,
	MT_FORGE_ENTRIES,
	{"log", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &log_files,
	 "hold the hops against the log in FILE (repeatable)", "FILE"},
	MT_LOGS_READ_ENTRIES,
	{"grade", 0, 0, G_OPTION_ARG_STRING, &grade_text,
	 "show findings of grade A, B (default: and A) or C (all)", "GRADE"},
	{"exit-status", 'e', 0, G_OPTION_ARG_NONE, &exit_status,
	 "exit 1 when there is a finding of the grade", NULL},
	{"list-rules", 0, 0, G_OPTION_ARG_NONE, &list_rules,
	 "list all rules and end", NULL},
	{"explain", 0, 0, G_OPTION_ARG_STRING, &explain,
	 "say all that is known of RULE and end", "RULE"},
	{"learn", 0, 0, G_OPTION_ARG_FILENAME, &learn,
	 "write the pairs of organisations in the messages to FILE", "FILE"},
	G_OPTION_ENTRY_NULL,
};

typedef struct {
	MtOptions options;
	MtTrustRules *trust;
	MtAliases **learned; /* one for each thread */
	MtForge forge;
	MtForgeLogs *logs; /* NULL for none */
	gint found;
	MtTerm term;
	MtForgeOut out;
} Program;

/* ---- work on one message, on any thread ---- */

static void
learn_from(const MtMessage *message, MtArena *arena, MtBuf *out,
	   unsigned worker, void *data)
{
	Program *p = data;
	MtFields fields;
	MtChain chain;

	(void)out;
	mt_trust_read_chain(p->trust, message, arena, &fields, &chain);
	mt_aliases_learn(p->learned[worker], &chain);
}

static bool
is_found(const Program *p, const MtFindings *f)
{
	for (MtGrade g = MT_GRADE_A; g <= p->out.grade; g++)
		if (f->count[g] > 0)
			return true;
	return false;
}

static void
judge(const MtMessage *message, MtArena *arena, MtBuf *out, unsigned worker,
      void *data)
{
	Program *p = data;
	MtFields fields;
	const MtHopLog *logs = NULL;
	MtJudgement verdict;
	MtChain chain;

	(void)worker;
	mt_trust_read_chain(p->trust, message, arena, &fields, &chain);
	if (p->logs != NULL)
		logs = mt_forge_logs_match(p->logs, &fields, message, &chain,
					   arena);
	mt_forge_judge(&p->forge, message, &fields, &chain, logs, arena,
		       &verdict);
	if (is_found(p, &verdict.findings))
		g_atomic_int_set(&p->found, 1);
	mt_forgeout_message(&p->out, out, message, &fields, &verdict, arena);
}

/* ---- the runs ---- */

static bool
write_learned(Program *p, GError **error)
{
	g_auto(MtBuf) out = {0};
	uint64_t left_out;

	for (unsigned i = 1; i < p->options.jobs; i++)
		mt_aliases_merge(p->learned[0], p->learned[i]);
	left_out = mt_aliases_left_out(p->learned[0]);
	if (left_out > 0)
		mt_cli_warn("too many pairs: %" G_GUINT64_FORMAT
			    " hand-overs were not counted",
			    left_out);
	mt_aliases_write(p->learned[0], &out);
	if (strcmp(learn, "-") == 0) {
		mt_cli_write(mt_buf_slice(&out));
		return true;
	}
	return g_file_set_contents(learn, out.p, (gssize)out.n, error);
}

static int
run_learn(Program *p)
{
	g_autoptr(MtMessages) messages = mt_messages_new(&p->options, false);
	g_autoptr(GError) error = NULL;

	p->learned = g_new0(MtAliases *, p->options.jobs);
	for (unsigned i = 0; i < p->options.jobs; i++)
		p->learned[i] = mt_aliases_new();
	mt_messages_run(messages, learn_from, p);
	if (write_learned(p, &error))
		return mt_messages_status(messages);
	mt_cli_warn("%s", error->message);
	return MT_EXIT_FATAL;
}

static int
run(Program *p)
{
	g_autoptr(MtMessages) messages = mt_messages_new(&p->options, false);
	g_auto(MtBuf) head = {0};
	int status, of_logs = MT_EXIT_OK;

	if (log_files != NULL) {
		p->logs = mt_forge_logs_read(log_files, &p->options, &of_logs);
		if (p->logs == NULL)
			return of_logs;
	}
	mt_forgeout_head(&p->out, &head);
	if (mt_cli_write(mt_buf_slice(&head)))
		mt_messages_run(messages, judge, p);
	status = mt_messages_status(messages);
	if (status == MT_EXIT_OK)
		status = of_logs;
	if (status == MT_EXIT_OK && exit_status && p->found)
		status = MT_EXIT_FOUND;
	return status;
}

/* What needs no messages. */
static int
run_rules(Program *p)
{
	g_auto(MtBuf) out = {0};
	const MtRule *rule = NULL;

	if (explain != NULL) {
		rule = mt_rule_find(mt_slice_str(explain));
		if (rule == NULL) {
			mt_cli_warn("there is no rule '%s'; --list-rules "
				    "names them",
				    explain);
			return MT_EXIT_USAGE;
		}
		mt_forgeout_explain(&p->out, &out, rule);
	} else {
		mt_forgeout_rules(&p->out, &out);
	}
	mt_cli_write(mt_buf_slice(&out));
	return MT_EXIT_OK;
}

/* ---- setting up ---- */

static bool
read_grade(Program *p, GError **error)
{
	static const char grades[] = "ABC";
	const char *at;

	p->out.grade = MT_GRADE_B;
	if (grade_text == NULL)
		return true;
	at = strlen(grade_text) == 1
		     ? strchr(grades, g_ascii_toupper(grade_text[0]))
		     : NULL;
	if (at == NULL) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			    "--grade wants A, B or C, not '%s'", grade_text);
		return false;
	}
	p->out.grade = MT_GRADE_A + (MtGrade)(at - grades);
	return true;
}

static bool
read_rules(Program *p, GError **error)
{
	if (!mt_trust_arguments_read(p->trust, error) ||
	    !mt_forge_arguments_read(&p->forge, p->trust, error))
		return false;
	/* Text says how many remarks there are beside what it shows. */
	if (p->options.format != MT_FORMAT_TEXT || p->out.grade != MT_GRADE_B)
		p->forge.grade = p->out.grade;
	return true;
}

static void
set_up(Program *p)
{
	mt_term_init(&p->term, STDOUT_FILENO);
	p->out.format = p->options.format;
	p->out.term = &p->term;
}

static void
clear(Program *p)
{
	for (unsigned i = 0; p->learned != NULL && i < p->options.jobs; i++)
		mt_aliases_free(p->learned[i]);
	g_free(p->learned);
	mt_forge_arguments_clear();
	mt_forge_logs_free(p->logs);
	mt_trust_rules_free(p->trust);
	mt_trust_arguments_clear();
	mt_options_clear(&p->options);
}

static int
work(Program *p)
{
	g_autoptr(GError) error = NULL;

	if (!read_grade(p, &error) || !read_rules(p, &error))
		return mt_cli_refuse(error);
	set_up(p);
	if (list_rules || explain != NULL)
		return run_rules(p);
	return learn != NULL ? run_learn(p) : run(p);
}

int
main(int argc, char **argv)
{
	Program program = {0};
	int status;

	(void)argc;
	mt_cli_start("mt-forge");
	if (!mt_options_parse(&program.options, entries,
			      "Say which headers cannot be true, and what "
			      "proves it.",
			      argv, &status))
		return status;
	program.trust = mt_trust_rules_new();
	status = work(&program);
	status = mt_cli_end(status);
	clear(&program);
	return status;
}
