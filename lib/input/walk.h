/*
 * The plain files of a directory tree, in the order of their names.
 *
 * Hidden names are skipped. Links lead to files but not to directories, so a
 * tree ends. A directory that has cur/ and new/ is a Maildir: its messages are
 * in those two, and nothing else in it is looked at (tmp/ holds deliveries
 * that have not ended; subfolders like .Sent are operands of their own).
 */
#ifndef MT_INPUT_WALK_H
#define MT_INPUT_WALK_H

#include <glib.h>
#include <stdbool.h>

typedef struct MtWalk MtWalk;

/* A directory; links to one are followed here. */
MtWalk *mt_walk_new(const char *root);
void mt_walk_free(MtWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtWalk, mt_walk_free)

/*
 * The next file, good until the next call. Returns false at the end; sets
 * `error` and returns true where `*path` cannot be listed.
 */
bool mt_walk_next(MtWalk *walk, const char **path, GError **error);

/* Set the error of a path that is longer than MT_MAX_PATH. */
void mt_walk_too_long(GError **error);

#endif
