/* Operands first, then the lists; whatever is a directory becomes its files. */
#include "input/paths.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/limits.h"
#include "input/source.h"
#include "input/walk.h"

enum { MAX_LISTS = 2 };

typedef struct {
	const char *name;
	MtSource *source;
	bool detect; /* what separates the paths is still to be found out */
	char separator;
} List;

struct MtPaths {
	char **operands;
	char *files_from;
	List lists[MAX_LISTS];
	size_t n_lists;
	size_t operand, list; /* the next one */
	MtWalk *walk;         /* the directory that is being read */
	MtBuf path;           /* the last one of a list */
};

static bool
is_dash(const char *path)
{
	return strcmp(path, "-") == 0;
}

static bool
has_dash(char *const *operands)
{
	for (; operands != NULL && *operands != NULL; operands++)
		if (is_dash(*operands))
			return true;
	return false;
}

static bool
open_list(MtPaths *p, const char *name, bool null, GError **error)
{
	List *list = &p->lists[p->n_lists++];

	list->name = name;
	list->detect = !null;
	list->source = mt_source_new();
	if (mt_source_open(list->source, name, error))
		return true;
	g_prefix_error(error, "%s: ", name);
	return false;
}

/* Lists are opened at once: a missing one is an error before any output. */
static bool
open_lists(MtPaths *p, bool null_stdin, GError **error)
{
	return (!null_stdin || open_list(p, "-", true, error)) &&
	       (p->files_from == NULL ||
		open_list(p, p->files_from, false, error));
}

static MtPaths *
new_paths(char *const *operands, const char *files_from)
{
	MtPaths *p = g_new0(MtPaths, 1);

	p->operands = g_strdupv((char **)operands);
	p->files_from = g_strdup(files_from);
	return p;
}

MtPaths *
mt_paths_new(char *const *operands, bool null_stdin, const char *files_from,
	     GError **error)
{
	static char *const dash[] = {"-", NULL};
	MtPaths *p;
	int users = has_dash(operands) + null_stdin +
		    (files_from != NULL && is_dash(files_from));

	if (users > 1) {
		g_set_error_literal(error, MT_ERROR, MT_ERROR_CONFIG,
				    "standard input can only be read as one "
				    "thing: a list, or data");
		return NULL;
	}
	if ((operands == NULL || *operands == NULL) && !null_stdin &&
	    files_from == NULL)
		operands = dash;
	p = new_paths(operands, files_from);
	if (open_lists(p, null_stdin, error))
		return p;
	mt_paths_free(p);
	return NULL;
}

void
mt_paths_free(MtPaths *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n_lists; i++)
		mt_source_free(p->lists[i].source);
	mt_walk_free(p->walk);
	mt_buf_clear(&p->path);
	g_strfreev(p->operands);
	g_free(p->files_from);
	g_free(p);
}

void
mt_paths_keep(MtPaths *p)
{
	for (size_t i = 0; i < p->n_lists; i++)
		mt_source_keep_stdin(p->lists[i].source);
}

static void
end_walk(MtPaths *p)
{
	mt_walk_free(p->walk);
	p->walk = NULL;
}

bool
mt_paths_rewind(MtPaths *p, GError **error)
{
	end_walk(p);
	p->operand = p->list = 0;
	for (size_t i = 0; i < p->n_lists; i++) {
		if (mt_source_rewind(p->lists[i].source, error))
			continue;
		g_prefix_error(error, "%s: ", p->lists[i].name);
		return false;
	}
	return true;
}

/* No path holds a NUL: where one stands, it separates. */
static void
find_separator(List *list)
{
	MtSlice w = mt_source_look(list->source, MT_MAX_PATH + 1);

	w = mt_slice_sub(w, 0, MT_MAX_PATH + 1);
	list->separator =
		mt_slice_find_char(w, '\0') == MT_SLICE_NOWHERE ? '\n' : '\0';
	list->detect = false;
}

/* Pass the rest of an entry, and what separates it from the next. */
static void
pass_entry(List *list)
{
	MtSlice w;
	size_t end;

	do {
		w = mt_source_look(list->source, 1);
		end = mt_slice_find_char(w, list->separator);
		mt_source_pass(list->source, MIN(end, w.n));
	} while (w.n > 0 && end == MT_SLICE_NOWHERE);
	if (w.n > 0)
		mt_source_pass(list->source, 1);
}

/* The next entry, at most MT_MAX_PATH + 1 bytes of it; false at the end. */
static bool
take_entry(List *list, MtBuf *path)
{
	MtSlice w = mt_source_look(list->source, 1);
	size_t end = mt_slice_find_char(w, list->separator), had = 0;

	while (end == MT_SLICE_NOWHERE && w.n > had && w.n <= MT_MAX_PATH) {
		had = w.n;
		w = mt_source_look(list->source, had + 1);
		end = mt_slice_find_char(w, list->separator);
	}
	path->n = 0;
	mt_buf_add(path, mt_slice_sub(w, 0, MIN(end, MT_MAX_PATH + 1)));
	pass_entry(list);
	return w.n > 0;
}

/* The next path of a list, with its NUL, in p->path; false at its end. */
static bool
next_in_list(MtPaths *p, List *list, GError **error)
{
	bool found;

	if (list->detect)
		find_separator(list);
	do
		found = take_entry(list, &p->path);
	while (found && p->path.n == 0);
	if (p->path.n > MT_MAX_PATH)
		mt_walk_too_long(error);
	/* In a list, `-` can only be the name of a file. */
	if (found && mt_slice_eq(mt_buf_slice(&p->path), MT_SLICE("-"))) {
		p->path.n = 0;
		MT_BUF_ADD(&p->path, "./-");
	}
	mt_buf_add_char(&p->path, '\0');
	return found;
}

/* The next operand or list entry as it is. */
static bool
next_named(MtPaths *p, const char **path, GError **error)
{
	if (p->operands != NULL && p->operands[p->operand] != NULL) {
		*path = p->operands[p->operand++];
		if (strlen(*path) > MT_MAX_PATH)
			mt_walk_too_long(error);
		return true;
	}
	for (; p->list < p->n_lists; p->list++) {
		List *list = &p->lists[p->list];

		if (next_in_list(p, list, error)) {
			*path = p->path.p;
			return true;
		}
		if (!mt_source_check(list->source, error)) {
			*path = list->name;
			p->list++;
			return true;
		}
	}
	return false;
}

static bool
is_directory(const char *path, GError **error)
{
	struct stat st;

	if (stat(path, &st) == 0)
		return S_ISDIR(st.st_mode);
	g_set_error_literal(error, MT_ERROR, MT_ERROR_IO, g_strerror(errno));
	return false;
}

bool
mt_paths_next_inside(MtPaths *p, const char **path, GError **error)
{
	if (p->walk != NULL && mt_walk_next(p->walk, path, error))
		return true;
	end_walk(p);
	return false;
}

bool
mt_paths_next_any(MtPaths *p, const char **path, GError **error)
{
	GError *failed = NULL;
	bool found;

	if (mt_paths_next_inside(p, path, error))
		return true;
	found = next_named(p, path, &failed);
	if (failed != NULL)
		g_propagate_error(error, failed);
	return found;
}

bool
mt_paths_enter(MtPaths *p, const char *path)
{
	if (p->walk != NULL)
		return false;
	p->walk = mt_walk_new(path);
	return true;
}

bool
mt_paths_next(MtPaths *p, const char **path, GError **error)
{
	GError *failed = NULL;

	while (mt_paths_next_any(p, path, &failed)) {
		/* A walk has looked already. */
		if (failed == NULL && p->walk == NULL && !is_dash(*path) &&
		    is_directory(*path, &failed)) {
			mt_paths_enter(p, *path);
			continue;
		}
		if (failed != NULL)
			g_propagate_error(error, failed);
		return true;
	}
	return false;
}
