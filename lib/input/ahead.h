/*
 * The paths that come next, taken before their turn, so that a source can open
 * several files at once. What is found is as if they were taken one by one.
 */
#ifndef MT_INPUT_AHEAD_H
#define MT_INPUT_AHEAD_H

#include "base/buf.h"
#include "input/paths.h"
#include "input/ring.h"
#include "input/source.h"

typedef struct {
	MtBuf names; /* each with its NUL */
	size_t at[MT_RING_FILES];
	GError *errors[MT_RING_FILES];
	size_t n, next;
} MtAheadRow;

typedef struct {
	MtPaths *paths;
	MtSource *source; /* is told what comes */
	MtAheadRow now;
	MtAheadRow later; /* when the directory that was entered has ended */
	const char *told[MT_RING_FILES];
} MtAhead;

#define MT_AHEAD_INIT(paths_, source_)                                         \
	((MtAhead){.paths = (paths_), .source = (source_)})

/* Forget what was taken, and its memory. */
void mt_ahead_clear(MtAhead *ahead);

/* Like mt_paths_next_any() and mt_paths_enter(). */
bool mt_ahead_next(MtAhead *ahead, const char **path, GError **error);
bool mt_ahead_enter(MtAhead *ahead, const char *path);

#endif
