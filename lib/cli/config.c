/* A key that is not known is an error: a mistyped one must not go unseen. */
#include "cli/config.h"

#include "base/error.h"

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

bool
mt_config_read(const char *path, MtTrustRules *rules, GError **error)
{
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_autofree char *usual = g_build_filename(g_get_user_config_dir(),
						  "mailtrace", "config", NULL);
	g_autoptr(GError) bad = NULL;
	const char *from = path != NULL ? path : usual;

	if (path == NULL && !g_file_test(usual, G_FILE_TEST_EXISTS))
		return true;
	if (!g_key_file_load_from_file(file, from, G_KEY_FILE_NONE, &bad))
		return fail(from, bad->message, error);
	return read_file(file, from, rules, error);
}
