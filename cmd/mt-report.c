/*
 * mt-report - what happened, in words for people who read no records?
 */
#include <errno.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/forgeargs.h"
#include "cli/incident.h"
#include "cli/logs.h"
#include "cli/records.h"
#include "cli/trust.h"
#include "report/doc/redact.h"
#include "report/doc/write.h"
#include "report/model/model.h"

enum { TOP = 20, TOP_MOST = 1000 };

static char *format_name, *title, *reference, *output, *slo_text;
static char **messages, **logs;
static gint top = TOP;
static MtRedact redact;

static gboolean
read_redact(const char *name, const char *value, gpointer data, GError **error)
{
	(void)name;
	(void)data;
	if (value == NULL || *value == '\0') {
		redact = MT_REDACT_USERS;
		return TRUE;
	}
	if (strcmp(value, "all") == 0) {
		redact = MT_REDACT_ALL;
		return TRUE;
	}
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "--redact wants nothing or all, not '%s'", value);
	return FALSE;
}

static const GOptionEntry entries[] = {
	{"message", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &messages,
	 "report on the messages in FILE (repeatable)", "FILE"},
	{"log", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &logs,
	 "look into the log FILE, and those named as operands (repeatable)",
	 "FILE"},
	{"format", 'f', 0, G_OPTION_ARG_STRING, &format_name,
	 "write text (default), markdown or html", "FORMAT"},
	{"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
	 "write the report to FILE instead of standard output", "FILE"},
	{"title", 0, 0, G_OPTION_ARG_STRING, &title, "the title of the report",
	 "TEXT"},
	{"reference", 0, 0, G_OPTION_ARG_STRING, &reference,
	 "the number of the ticket, or the like", "TEXT"},
	{"redact", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK,
	 (void *)read_redact,
	 "replace names of users, or with =all whole addresses and subjects",
	 "all"},
	{"slo", 0, 0, G_OPTION_ARG_STRING, &slo_text,
	 "a delivery is in time within DURATION (default 5m)", "DURATION"},
	{"top", 0, 0, G_OPTION_ARG_INT, &top,
	 "show N rows of long lists (default 20)", "N"},
	MT_TRUST_ENTRIES,
	MT_FORGE_ENTRIES,
	MT_LOGS_READ_ENTRIES,
	MT_LOGS_UNPARSED_ENTRY,
	G_OPTION_ENTRY_NULL,
};

typedef void Writer(const MtDoc *doc, MtBuf *out);

typedef struct {
	MtOptions options;
	Writer *writer; /* NULL: text */
	int64_t slo_us;
	MtTrustRules *trust;
	MtForge forge;
	MtModel *model;
	MtModelOptions about;
} Program;

/* ---- records ---- */

static void
take_record(const MtRecord *record, MtSlice name, void *data)
{
	Program *p = data;

	if (record->kind == NULL)
		mt_model_add_unknown(p->model, name);
	else
		mt_model_add(p->model, record->kind, record->data);
}

static void
take_input(const MtRecordInput *in, void *data)
{
	Program *p = data;
	MtModelInput input = {.path = in->path,
			      .what = MT_SLICE("records"),
			      .size = in->size,
			      .n = in->lines,
			      .unit = "line",
			      .failed = mt_slice_str(in->failed)};

	g_strlcpy(input.sha256, in->sha256, sizeof input.sha256);
	mt_model_add_input(p->model, &input);
}

/* ---- writing ---- */

static bool
write_file(const char *path, MtSlice bytes)
{
	FILE *file = fopen(path, "we");
	bool good;

	if (file != NULL) {
		good = fwrite(bytes.p, 1, bytes.n, file) == bytes.n;
		if (fclose(file) == 0 && good)
			return true;
	}
	mt_cli_warn_source(mt_slice_str(path), g_strerror(errno));
	return false;
}

static int
write_report(Program *p, int status)
{
	g_autoptr(MtDoc) doc = NULL;
	g_auto(MtBuf) out = {0};
	MtTerm term;

	doc = mt_model_document(p->model, &p->about);
	mt_redact(doc, redact);
	mt_term_init(&term, 1);
	if (output != NULL)
		term.colour = false;
	if (p->writer != NULL)
		p->writer(doc, &out);
	else
		mt_doc_write_text(doc, &term, &out);
	if (output == NULL)
		mt_cli_write(mt_buf_slice(&out));
	else if (!write_file(output, mt_buf_slice(&out)))
		return MT_EXIT_FATAL;
	return status;
}

/* A shell makes `--log mail.log mail.log.1` of `--log mail.log*`: what stands
 * behind are logs as well. */
static GStrv
all_logs(const Program *p)
{
	g_autoptr(GStrvBuilder) all = g_strv_builder_new();

	if (logs == NULL)
		return NULL;
	g_strv_builder_addv(all, (const char **)logs);
	if (p->options.operands != NULL)
		g_strv_builder_addv(all, (const char **)p->options.operands);
	return g_strv_builder_end(all);
}

static int
read_all(Program *p)
{
	static const MtRecordUser user = {take_record, take_input};
	g_auto(GStrv) log_paths = all_logs(p);
	const MtIncident incident = {.options = &p->options,
				     .messages = messages,
				     .logs = log_paths,
				     .trust = p->trust,
				     .forge = &p->forge,
				     .slo_us = p->slo_us,
				     .model = p->model};

	if (messages != NULL || logs != NULL)
		return mt_incident_read(&incident);
	return mt_records_run(&p->options, &user, p);
}

static int
run(Program *p)
{
	int status;

	p->model = mt_model_new(p->options.zone, p->slo_us);
	status = read_all(p);
	if (status != MT_EXIT_FATAL && status != MT_EXIT_USAGE)
		status = write_report(p, status);
	mt_model_free(p->model);
	return status;
}

/* ---- setting up ---- */

static bool
read_format(Program *p, GError **error)
{
	static const struct {
		const char *name;
		Writer *writer;
	} formats[] = {{"text", NULL},
		       {"markdown", mt_doc_write_markdown},
		       {"html", mt_doc_write_html}};

	if (format_name == NULL)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(formats[i].name, format_name) == 0) {
			p->writer = formats[i].writer;
			return true;
		}
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "--format wants text, markdown or html, not '%s'",
		    format_name);
	return false;
}

static bool
read_numbers(Program *p, GError **error)
{
	const char *slo = slo_text != NULL ? slo_text : "5m";

	if (!mt_duration_parse(mt_slice_str(slo), &p->slo_us) ||
	    p->slo_us <= 0) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			    "--slo wants a duration such as 90s or 5m, not "
			    "'%s'",
			    slo);
		return false;
	}
	if (top < 1 || top > TOP_MOST) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			    "--top wants 1 to %d, not %d", TOP_MOST, top);
		return false;
	}
	return true;
}

static bool
read_now(MtInstant *made, GError **error)
{
	const char *now = mt_logs_arguments.now;
	unsigned decimals;

	made->known = true;
	if (now == NULL) {
		made->us = g_get_real_time();
		return true;
	}
	if (mt_time_parse_rfc3339(mt_slice_str(now), &made->us, &decimals))
		return true;
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "--now wants a time such as 2026-01-31T12:00:00Z, not '%s'",
		    now);
	return false;
}

static void
clear(Program *p)
{
	mt_options_clear(&p->options);
	mt_trust_rules_free(p->trust);
	mt_trust_arguments_clear();
	mt_forge_arguments_clear();
	g_strfreev(messages);
	g_strfreev(logs);
	g_free(format_name);
	g_free(title);
	g_free(reference);
	g_free(output);
	g_free(slo_text);
}

/* GOption takes the word behind a lone --redact for its value. */
static GStrv
close_redact(char *const *argv)
{
	g_autoptr(GStrvBuilder) out = g_strv_builder_new();
	bool options = true;

	for (; *argv != NULL; argv++) {
		options = options && strcmp(*argv, "--") != 0;
		g_strv_builder_add(out,
				   options && strcmp(*argv, "--redact") == 0
					   ? "--redact="
					   : *argv);
	}
	return g_strv_builder_end(out);
}

int
main(int argc, char **argv)
{
	Program program = {0};
	g_auto(GStrv) arguments = NULL;
	g_autoptr(GError) error = NULL;
	int status;

	(void)argc;
	mt_cli_start("mt-report");
	arguments = close_redact(argv);
	if (!mt_options_parse(&program.options, entries,
			      "Make a report for people of records of any "
			      "kind.",
			      arguments, &status))
		return status;
	/* Where the program lies says nothing of how it was called. */
	argv[0] = (char *)g_get_prgname();
	program.about = (MtModelOptions){
		.title = title,
		.reference = reference,
		.top = (size_t)MAX(top, 1),
		.command = argv,
		.version = "mailtrace " MT_VERSION,
		.redacted = mt_redact_words(redact),
	};
	program.trust = mt_trust_rules_new();
	if (read_format(&program, &error) && read_numbers(&program, &error) &&
	    read_now(&program.about.made, &error) &&
	    mt_trust_arguments_read(program.trust, &error) &&
	    mt_forge_arguments_read(&program.forge, program.trust, &error))
		status = mt_cli_end(run(&program));
	else
		status = mt_cli_refuse(error);
	clear(&program);
	return status;
}
