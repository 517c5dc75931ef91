/* One table of common options, parsed by GOption beside the program's own. */
#include "cli/options.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cli/cli.h"

enum { MAX_JOBS = 64 };

static char *format_name, *files_from, *zone_name;
static char **operands;
static gint jobs;
static gboolean null_paths, local_time, version;

static const GOptionEntry common[] = {
	{"format", 'f', 0, G_OPTION_ARG_STRING, &format_name,
	 "write text (for people, default), json or tsv", "FORMAT"},
	{"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs,
	 "work on N threads (default: one for each processor)", "N"},
	{"null", '0', 0, G_OPTION_ARG_NONE, &null_paths,
	 "read NUL-separated paths from standard input", NULL},
	{"files-from", 0, 0, G_OPTION_ARG_FILENAME, &files_from,
	 "read paths from FILE, one a line or NUL-separated", "FILE"},
	{"tz", 0, 0, G_OPTION_ARG_STRING, &zone_name,
	 "show times in text in ZONE (default UTC)", "ZONE"},
	{"local", 0, 0, G_OPTION_ARG_NONE, &local_time,
	 "show times in text in the zone of this machine", NULL},
	{"version", 0, 0, G_OPTION_ARG_NONE, &version,
	 "print the version and exit", NULL},
	{G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &operands, NULL,
	 "[FILE...]"},
	G_OPTION_ENTRY_NULL,
};

static bool
read_format(MtFormat *format, GError **error)
{
	static const char *const names[] = {
		[MT_FORMAT_TEXT] = "text",
		[MT_FORMAT_JSON] = "json",
		[MT_FORMAT_TSV] = "tsv",
	};

	*format = MT_FORMAT_TEXT;
	if (format_name == NULL)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(format_name, names[i]) == 0) {
			*format = (MtFormat)i;
			return true;
		}
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "--format wants text, json or tsv, not '%s'", format_name);
	return false;
}

static bool
read_jobs(unsigned *n, GError **error)
{
	*n = jobs == 0 ? MIN(g_get_num_processors(), MAX_JOBS) : (unsigned)jobs;
	if (jobs >= 0 && jobs <= MAX_JOBS)
		return true;
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "--jobs wants 1 to %d, not %d", MAX_JOBS, jobs);
	return false;
}

static bool
read_options(MtOptions *options, GError **error)
{
	if (local_time && zone_name != NULL) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
			    "--local and --tz exclude each other");
		return false;
	}
	options->zone = mt_zone_new(local_time ? "local" : zone_name, error);
	return options->zone != NULL && read_format(&options->format, error) &&
	       read_jobs(&options->jobs, error);
}

static int
print_version(void)
{
	g_autofree char *line = g_strdup_printf(
		"%s (mailtrace) " MT_VERSION "\n", g_get_prgname());

	mt_cli_write(mt_slice_str(line));
	return mt_cli_end(MT_EXIT_OK);
}

static int
print_help(GOptionContext *context)
{
	g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);

	mt_cli_write(mt_slice_str(text));
	return mt_cli_end(MT_EXIT_OK);
}

static bool
fail(const GError *error, int *status)
{
	*status = mt_cli_refuse(error);
	if (error->domain == G_OPTION_ERROR)
		fprintf(stderr, "Try '%s --help'.\n", g_get_prgname());
	return false;
}

/* Does the short option `c` want a value? */
static bool
wants_value(const GOptionEntry *entries, char c)
{
	for (; entries->long_name != NULL; entries++)
		if (entries->short_name == c)
			return entries->arg != G_OPTION_ARG_NONE;
	return false;
}

/* The place of the first letter of `-abc` that wants a value; 0 if none does. */
static size_t
value_letter(const GOptionEntry *entries, const char *arg)
{
	if (arg[0] != '-' || arg[1] == '-')
		return 0;
	for (size_t i = 1; arg[i] != '\0'; i++)
		if (wants_value(entries, arg[i]) || wants_value(common, arg[i]))
			return i;
	return 0;
}

/* GOption reads `-j 4` but not `-j4`, which everybody types: cut it in two. */
static GStrv
cut_short_options(const GOptionEntry *entries, char *const *argv)
{
	g_autoptr(GStrvBuilder) out = g_strv_builder_new();
	bool options = true;

	for (; *argv != NULL; argv++) {
		size_t i = options ? value_letter(entries, *argv) : 0;

		options = options && strcmp(*argv, "--") != 0;
		if (i > 0 && (*argv)[i + 1] != '\0') {
			g_autofree char *letters = g_strndup(*argv, i + 1);

			g_strv_builder_add(out, letters);
			g_strv_builder_add(out, *argv + i + 1);
		} else {
			g_strv_builder_add(out, *argv);
		}
	}
	return g_strv_builder_end(out);
}

static bool
has_entry(const GOptionEntry *entries, const char *name)
{
	for (; entries->long_name != NULL; entries++)
		if (strcmp(entries->long_name, name) == 0)
			return true;
	return false;
}

/* A program may give a common name a meaning of its own. */
static void
add_common(GOptionContext *context, const GOptionEntry *entries)
{
	for (const GOptionEntry *e = common; e->long_name != NULL; e++) {
		const GOptionEntry one[] = {*e, G_OPTION_ENTRY_NULL};

		if (e->long_name[0] == '\0' ||
		    !has_entry(entries, e->long_name))
			g_option_context_add_main_entries(context, one, NULL);
	}
}

static bool
parse(MtOptions *options, const GOptionEntry *entries, const char *summary,
      char **argv, int *status)
{
	g_auto(GStrv) arguments = cut_short_options(entries, argv);
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) error = NULL;
	gboolean help = FALSE;
	const GOptionEntry own_help[] = {
		{"help", 'h', 0, G_OPTION_ARG_NONE, &help,
		 "print this help and exit", NULL},
		G_OPTION_ENTRY_NULL,
	};

	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_set_summary(context, summary);
	g_option_context_add_main_entries(context, entries, NULL);
	add_common(context, entries);
	g_option_context_add_main_entries(context, own_help, NULL);
	if (!g_option_context_parse_strv(context, &arguments, &error))
		return fail(error, status);
	if (help || version) {
		*status = help ? print_help(context) : print_version();
		return false;
	}
	if (!read_options(options, &error))
		return fail(error, status);
	options->operands = operands;
	options->paths = mt_paths_new(operands, null_paths, files_from, &error);
	return options->paths != NULL || fail(error, status);
}

void
mt_options_clear(MtOptions *options)
{
	g_clear_pointer(&options->paths, mt_paths_free);
	g_clear_pointer(&options->zone, mt_zone_free);
	g_clear_pointer(&operands, g_strfreev);
	g_clear_pointer(&format_name, g_free);
	g_clear_pointer(&files_from, g_free);
	g_clear_pointer(&zone_name, g_free);
}

bool
mt_options_parse(MtOptions *options, const GOptionEntry *entries,
		 const char *summary, char **argv, int *status)
{
	*options = (MtOptions){0};
	if (parse(options, entries, summary, argv, status))
		return true;
	mt_options_clear(options);
	return false;
}
