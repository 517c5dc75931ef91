/* A tree walk that holds the names of one directory per level, and no more. */
#define _DEFAULT_SOURCE /* d_type */
#include "input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/limits.h"

/* What a directory says of a name without a stat(); kept in front of it. */
typedef enum { SKIP, IS_FILE, IS_DIR, IS_LINK, IS_UNKNOWN } Kind;

typedef struct Level {
	struct Level *up;
	MtBuf names;       /* each a Kind and a string with its NUL */
	const char **list; /* of the strings, sorted */
	size_t n, next;
	size_t path;  /* length of the directory's path */
	bool maildir; /* the list is cur and new */
} Level;

struct MtWalk {
	Level *level; /* the innermost one */
	MtBuf path;   /* with its NUL */
	bool begun;
};

static void
io_error(GError **error)
{
	g_set_error_literal(error, MT_ERROR, MT_ERROR_IO, g_strerror(errno));
}

void
mt_walk_too_long(GError **error)
{
	g_set_error(error, MT_ERROR, MT_ERROR_LIMIT,
		    "path is longer than %d bytes", MT_MAX_PATH);
}

static Kind
kind_of_entry(const struct dirent *entry)
{
	switch (entry->d_type) {
	case DT_REG:
		return IS_FILE;
	case DT_DIR:
		return IS_DIR;
	case DT_LNK:
		return IS_LINK;
	case DT_UNKNOWN:
		return IS_UNKNOWN;
	default:
		return SKIP; /* a socket, a pipe or a device is not mail */
	}
}

static Kind
kind_of_mode(mode_t mode)
{
	return S_ISREG(mode)   ? IS_FILE
	       : S_ISDIR(mode) ? IS_DIR
	       : S_ISLNK(mode) ? IS_LINK
			       : SKIP;
}

static bool
read_names(DIR *dir, Level *level)
{
	struct dirent *entry;

	while (errno = 0, (entry = readdir(dir)) != NULL) {
		Kind kind = kind_of_entry(entry);

		if (entry->d_name[0] == '.' || kind == SKIP)
			continue;
		mt_buf_add_char(&level->names, (char)kind);
		mt_buf_add(&level->names,
			   mt_slice(entry->d_name, strlen(entry->d_name) + 1));
		level->n++;
	}
	return errno == 0;
}

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static void
sort_names(Level *level)
{
	const char *p = level->names.p;

	level->list = g_new(const char *, level->n);
	for (size_t i = 0; i < level->n; i++) {
		level->list[i] = p + 1;
		p += strlen(p + 1) + 2;
	}
	if (level->n > 0)
		qsort(level->list, level->n, sizeof *level->list, by_name);
}

static const char *
find_dir(const Level *level, const char *name)
{
	const char **found = level->n == 0
				     ? NULL
				     : bsearch(&name, level->list, level->n,
					       sizeof *level->list, by_name);

	return found != NULL && (*found)[-1] != IS_FILE &&
			       (*found)[-1] != IS_LINK
		       ? *found
		       : NULL;
}

static void
only_maildir(Level *level)
{
	const char *cur = find_dir(level, "cur"), *new = find_dir(level, "new");

	if (cur == NULL || new == NULL)
		return;
	level->list[0] = cur;
	level->list[1] = new;
	level->n = 2;
	level->maildir = true;
}

static void
leave(MtWalk *w)
{
	Level *level = w->level;

	w->level = level->up;
	mt_buf_clear(&level->names);
	g_free(level->list);
	g_free(level);
}

/* Go into the directory that w->path names. */
static void
enter(MtWalk *w, GError **error)
{
	Level *level = g_new0(Level, 1);
	DIR *dir;
	bool good;

	level->up = w->level;
	w->level = level;
	dir = opendir(w->path.p);
	good = dir != NULL && read_names(dir, level);
	if (!good)
		io_error(error);
	if (dir != NULL)
		closedir(dir);
	sort_names(level);
	only_maildir(level);
	level->path = w->path.n - 1;
}

MtWalk *
mt_walk_new(const char *root)
{
	MtWalk *w = g_new0(MtWalk, 1);

	mt_buf_add(&w->path, mt_slice(root, strlen(root) + 1));
	return w;
}

void
mt_walk_free(MtWalk *w)
{
	if (w == NULL)
		return;
	while (w->level != NULL)
		leave(w);
	mt_buf_clear(&w->path);
	g_free(w);
}

/* Look at the name that the path ends with, where the directory did not say. */
static Kind
kind_of_path(const char *path, Kind kind, GError **error)
{
	struct stat st;

	if (kind == IS_UNKNOWN) {
		if (lstat(path, &st) == -1) {
			io_error(error);
			return SKIP;
		}
		kind = kind_of_mode(st.st_mode);
	}
	if (kind != IS_LINK)
		return kind;
	if (stat(path, &st) == -1) {
		io_error(error);
		return SKIP;
	}
	return S_ISREG(st.st_mode) ? IS_FILE : SKIP;
}

/* The next name of the innermost directory; true when it is to be returned. */
static bool
step(MtWalk *w, GError **error)
{
	Level *level = w->level;
	const char *name = level->list[level->next++];
	Kind kind = (Kind)name[-1];
	GError *failed = NULL;

	w->path.n = level->path;
	if (w->path.p[w->path.n - 1] != '/')
		mt_buf_add_char(&w->path, '/');
	mt_buf_add(&w->path, mt_slice(name, strlen(name) + 1));
	if (w->path.n > MT_MAX_PATH + 1) {
		mt_walk_too_long(error);
		return true;
	}
	kind = kind_of_path(w->path.p, kind, &failed);
	if (kind == IS_DIR && (level->up == NULL || !level->up->maildir))
		enter(w, &failed);
	if (failed == NULL)
		return kind == IS_FILE;
	g_propagate_error(error, failed);
	return true;
}

bool
mt_walk_next(MtWalk *w, const char **path, GError **error)
{
	bool found = false;

	if (!w->begun) {
		GError *failed = NULL;

		w->begun = true;
		enter(w, &failed);
		found = failed != NULL;
		if (found)
			g_propagate_error(error, failed);
	}
	while (!found && w->level != NULL) {
		if (w->level->next < w->level->n)
			found = step(w, error);
		else
			leave(w);
	}
	*path = w->path.p;
	return found;
}
