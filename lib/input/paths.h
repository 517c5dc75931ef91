/*
 * The files that the operands and lists name, in order; shared by programs
 * that read messages and programs that read logs. Which files of a directory
 * those are says input/walk.h.
 */
#ifndef MT_INPUT_PATHS_H
#define MT_INPUT_PATHS_H

#include <glib.h>
#include <stdbool.h>

#include "base/slice.h"

typedef struct MtPaths MtPaths;

/*
 * `operands` is NULL-terminated and may be NULL or empty. With `null_stdin`
 * NUL-separated paths are read from standard input; `files_from`, when not
 * NULL, names a file of paths, NUL-separated if a NUL ends the first,
 * else one a line (`-`: standard input). Without any of these, the one path is `-`. Empty
 * entries of a list are skipped; an entry `-` is a file of that name.
 *
 * Returns NULL with MT_ERROR_IO when a list cannot be read, or MT_ERROR_CONFIG
 * when standard input would have to serve as both list and data.
 */
MtPaths *mt_paths_new(char *const *operands, bool null_stdin,
		      const char *files_from, GError **error);
void mt_paths_free(MtPaths *paths);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtPaths, mt_paths_free)

/*
 * The next plain file, or `-`. Directories are walked here, lists are read as
 * they are consumed, so a list of any length needs no memory. The string
 * belongs to `paths` and is good until the next call. Returns false at the
 * end; sets `error` and returns true where one path cannot be listed (too
 * long, not there, an unreadable directory): `*path` names it, going on is
 * allowed.
 */
bool mt_paths_next(MtPaths *paths, const char **path, GError **error);

/*
 * The same without the stat() that tells a named directory from a file, which
 * would be a fifth of the cost of reading a message: where `path` turns out to
 * be a directory, mt_paths_enter() makes its files the next. That is refused
 * for a path that was found in a directory.
 */
bool mt_paths_next_any(MtPaths *paths, const char **path, GError **error);
bool mt_paths_enter(MtPaths *paths, const char *path);

/* The next of the directory that was entered; false where it has no more. */
bool mt_paths_next_inside(MtPaths *paths, const char **path, GError **error);

/*
 * Before the first path is asked for: keep a list that a pipe brings as
 * standard input in a temporary file, so that mt_paths_rewind() can go back.
 */
void mt_paths_keep(MtPaths *paths);

/*
 * Start again from the first path, for a second pass over the same inputs.
 * MT_ERROR_IO where a list cannot be read again, MT_ERROR_CONFIG where it came
 * through a pipe and was not kept. Standard input that is data is not the
 * concern of `paths`: see mt_input_rewind().
 */
bool mt_paths_rewind(MtPaths *paths, GError **error);

#endif
