/* Whose log it is: claims of the lines, names for those without, collisions. */
#include "base/error.h"
#include "mtalog/logset.h"
#include "mtalog/rotation.h"

typedef struct {
	MtSlice glob, name;
} Rule;

static bool
read_rule(const char *text, Rule *rule, GError **error)
{
	const char *equals = strrchr(text, '=');

	if (equals == NULL || equals == text || equals[1] == '\0') {
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "--host wants GLOB=NAME, not '%s'", text);
		return false;
	}
	rule->glob = mt_slice(text, (size_t)(equals - text));
	rule->name = mt_slice_str(equals + 1);
	return true;
}

static MtSlice
keep_name(MtLogSet *set, MtSlice name)
{
	char *copy = g_strndup(name.p, name.n);

	g_ptr_array_add(set->names, copy);
	return mt_slice(copy, name.n);
}

static bool
apply_rule(MtLogSet *set, const char *text, GError **error)
{
	Rule rule;

	if (!read_rule(text, &rule, error))
		return false;
	for (guint i = 0; i < set->files->len; i++) {
		MtLogFile *file = g_ptr_array_index(set->files, i);

		if (file->host.p == NULL &&
		    mt_slice_glob_i(rule.glob, mt_slice_str(file->path)))
			file->host = keep_name(set, rule.name);
	}
	return true;
}

static MtSlice
folder_of(const MtLogFile *file)
{
	const char *slash = strrchr(file->path, '/');

	return slash == NULL
		       ? MT_SLICE(".")
		       : mt_slice(file->path, (size_t)(slash - file->path));
}

static MtSlice
last_part(MtSlice path)
{
	size_t at = path.n;

	while (at > 0 && path.p[at - 1] != '/')
		at--;
	return mt_slice_sub(path, at, path.n);
}

/* Folders that are named after what is in them, not after a host. */
static bool
is_plain_folder(MtSlice name)
{
	static const MtSlice names[] = {
		{".", 1},     {"..", 2},      {"log", 3},     {"logs", 4},
		{"mail", 4},  {"exim", 4},    {"exim4", 5},   {"var", 3},
		{"tmp", 3},   {"spool", 5},   {"archive", 7}, {"old", 3},
		{"qmail", 5}, {"maillog", 7}, {"", 0},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (mt_slice_eq(names[i], name))
			return true;
	return false;
}

/* `ex1` of `logs/ex1/mainlog.1.gz`; `mainlog` where the folder is no name. */
static MtSlice
name_of_file(const MtLogFile *file)
{
	MtSlice folder = last_part(folder_of(file));

	return is_plain_folder(folder)
		       ? last_part(mt_rotation_read(mt_slice_str(file->path))
					   .stream)
		       : folder;
}

static bool
share_host(const MtLogFile *a, const MtLogFile *b, const char **host)
{
	for (guint i = 0; i < a->hosts->len; i++) {
		*host = g_ptr_array_index(a->hosts, i);
		if (g_ptr_array_find_with_equal_func(b->hosts, *host,
						     g_str_equal, NULL))
			return true;
	}
	return false;
}

/* Until when a file has lines; unknown is until it was written last. */
static int64_t
last_of(const MtLogFile *file)
{
	if (file->last_us != INT64_MIN)
		return file->last_us;
	return file->changed_us != INT64_MIN ? file->changed_us : INT64_MAX;
}

static bool
overlap(const MtLogFile *a, const MtLogFile *b)
{
	return a->has_first && b->has_first && a->first_us < last_of(b) &&
	       b->first_us < last_of(a);
}

/* Of one machine are the logs of a folder, and those of other times. */
static bool
collide(const MtLogFile *a, const MtLogFile *b, const char **host)
{
	return a->host.p == NULL && b->host.p == NULL &&
	       strcmp(a->path, "-") != 0 && strcmp(b->path, "-") != 0 &&
	       !mt_slice_eq(folder_of(a), folder_of(b)) && overlap(a, b) &&
	       share_host(a, b, host);
}

static void
keep_apart(MtLogFile *file, const char *host, const MtLogUser *user, void *data)
{
	MtSlice folder = folder_of(file), part = last_part(folder);
	g_autofree char *text = NULL;

	if (file->apart != NULL)
		return;
	if (is_plain_folder(part))
		part = folder;
	file->apart = g_strndup(part.p, part.n);
	text = g_strdup_printf("host '%s' is in other logs of the same time "
			       "too: kept apart as '%s@%s' (--host names it)",
			       host, host, file->apart);
	user->remark(mt_slice_str(file->path), text, data);
}

static void
find_collisions(MtLogSet *set, const MtLogUser *user, void *data)
{
	const char *host;

	for (guint i = 0; i < set->files->len; i++)
		for (guint j = 0; j < i; j++) {
			MtLogFile *a = g_ptr_array_index(set->files, i);
			MtLogFile *b = g_ptr_array_index(set->files, j);

			if (!collide(a, b, &host))
				continue;
			keep_apart(b, host, user, data);
			keep_apart(a, host, user, data);
		}
}

bool
mt_log_set_hosts(MtLogSet *set, const MtLogOptions *options,
		 const MtLogUser *user, void *data, GError **error)
{
	for (char *const *rule = options->hosts; rule != NULL && *rule != NULL;
	     rule++)
		if (!apply_rule(set, *rule, error))
			return false;
	for (guint i = 0; i < set->files->len; i++) {
		MtLogFile *file = g_ptr_array_index(set->files, i);

		file->nobody = name_of_file(file);
	}
	find_collisions(set, user, data);
	return true;
}

/* One of the names that its lines go under: --host, what they say, or the
 * file's. */
static MtSlice
name_of_lines(const MtLogFile *file, guint k)
{
	if (file->host.p != NULL)
		return file->host;
	return k < file->hosts->len ? mt_slice_str(file->hosts->pdata[k])
				    : file->nobody;
}

bool
mt_log_set_has_several(const MtLogSet *set)
{
	for (guint i = 0; i < set->files->len; i++) {
		const MtLogFile *file = set->files->pdata[i];
		const MtLogFile *first = set->files->pdata[0];
		guint k = 0;

		if (g_strcmp0(file->apart, first->apart) != 0)
			return true;
		do
			if (!mt_slice_eq_i(name_of_lines(file, k),
					   name_of_lines(first, 0)))
				return true;
		while (file->host.p == NULL && ++k < file->hosts->len);
	}
	return false;
}
