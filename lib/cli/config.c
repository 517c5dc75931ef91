/*
 * A key that is not known is an error, since a mistyped one must not go unseen;
 * so is one that stands twice, of which GKeyFile takes the last in silence.
 */
#include "cli/config.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/limits.h"
#include "input/source.h"

static bool
fail(const char *path, const char *what, GError **error)
{
	g_set_error(error, MT_ERROR, MT_ERROR_CONFIG, "%s: %s", path, what);
	return false;
}

static bool
add_nets(char **nets, const char *path, MtTrustRules *rules, GError **error)
{
	for (char **net = nets; *net != NULL; net++)
		if (!mt_trust_add_net(rules, *net, error)) {
			g_prefix_error(error, "%s: ", path);
			return false;
		}
	return true;
}

static bool
read_key(GKeyFile *file, const char *key, const char *path, MtTrustRules *rules,
	 GError **error)
{
	g_autoptr(GError) bad = NULL;
	g_auto(GStrv) values =
		g_key_file_get_string_list(file, "trust", key, NULL, &bad);

	if (values == NULL)
		return fail(path, bad->message, error);
	if (strcmp(key, "by") == 0) {
		for (char **v = values; *v != NULL; v++)
			mt_trust_add_by(rules, *v);
		return true;
	}
	if (strcmp(key, "net") == 0)
		return add_nets(values, path, rules, error);
	return fail(path, "[trust] has the keys by and net, no others", error);
}

static bool
read_file(GKeyFile *file, const char *path, MtTrustRules *rules, GError **error)
{
	g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
	g_auto(GStrv) keys = NULL;

	for (char **group = groups; *group != NULL; group++)
		if (strcmp(*group, "trust") != 0)
			return fail(path, "the only group is [trust]", error);
	if (groups[0] == NULL)
		return true;
	keys = g_key_file_get_keys(file, "trust", NULL, error);
	if (keys == NULL)
		return false;
	for (char **key = keys; *key != NULL; key++)
		if (!read_key(file, *key, path, rules, error))
			return false;
	return true;
}

/* The name of a line that is `[group]` or `key=value`; n 0 for others. */
static MtSlice
name_of(MtSlice line)
{
	MtSlice name;

	line = mt_slice_trim(line);
	if (line.n == 0 || line.p[0] == '#')
		return mt_slice(NULL, 0);
	if (line.p[0] == '[')
		return line;
	return mt_slice_cut(&line, '=', &name) ? mt_slice_trim(name) : line;
}

/* After read_file(), so that names are known: none is in two groups. */
static bool
check_names(MtSlice text, const char *path, GError **error)
{
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	MtSlice line;

	for (bool more = true; more;) {
		MtSlice name;

		more = mt_slice_cut(&text, '\n', &line);
		name = name_of(more ? line : text);
		if (name.n == 0 ||
		    g_hash_table_add(seen, g_strndup(name.p, name.n)))
			continue;
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "%s: %.*s stands twice", path, (int)name.n, name.p);
		return false;
	}
	return true;
}

static bool
read_text(MtSlice text, const char *path, MtTrustRules *rules, GError **error)
{
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_autoptr(GError) bad = NULL;

	if (text.n > MT_MAX_CONFIG)
		return fail(path, "too large for a configuration", error);
	if (text.n > 0 && !g_key_file_load_from_data(file, text.p, text.n,
						     G_KEY_FILE_NONE, &bad))
		return fail(path, bad->message, error);
	return read_file(file, path, rules, error) &&
	       check_names(text, path, error);
}

static bool
is_absent(const char *path)
{
	struct stat st;

	return stat(path, &st) == -1 && (errno == ENOENT || errno == ENOTDIR);
}

bool
mt_config_read(const char *path, MtTrustRules *rules, GError **error)
{
	g_autofree char *usual = g_build_filename(g_get_user_config_dir(),
						  "mailtrace", "config", NULL);
	const char *from = path != NULL ? path : usual;
	g_autoptr(MtSource) source = NULL;
	MtSlice text;

	if (path == NULL && is_absent(usual))
		return true;
	source = mt_source_new();
	if (!mt_source_open(source, from, error)) {
		g_prefix_error(error, "%s: ", from);
		return false;
	}
	text = mt_source_look(source, MT_MAX_CONFIG + 1);
	if (!mt_source_check(source, error)) {
		g_prefix_error(error, "%s: ", from);
		return false;
	}
	return read_text(text, from, rules, error);
}
