/*
 * All logs among the inputs as one sequence of items in order of time: what
 * mt-log, mt-trace and mt-queue read with.
 *
 * Rotated parts of one log are read one after another, by the time of their
 * first line, whatever the order they are named in; different logs are merged
 * by time. Lines of one log keep their order, even where their times do not
 * rise. One file alone is not merged with anything, and costs nothing for it.
 */
#ifndef MT_MTALOG_LOG_H
#define MT_MTALOG_LOG_H

#include "input/paths.h"
#include "mtalog/block.h"

typedef struct {
	int year;           /* --year, of first lines that name none; 0: none */
	char *const *zones; /* --tz, see mtalog/localtime.h; may be NULL */
	char *const *hosts; /* --host GLOB=NAME; may be NULL */
	int64_t now_us;     /* for years in a pipe, which has no time */
	unsigned threads;   /* at least 1 */
} MtLogOptions;

typedef struct {
	MtLogSink sink;
	/* An input that cannot be read, wholly or to its end. */
	void (*failed)(MtSlice source, const GError *error, void *data);
	/* What the reader of the result should know, about an input. */
	void (*remark)(MtSlice source, const char *text, void *data);
	/* Lines that were not understood, with their ends; may be NULL. */
	bool (*unparsed)(MtSlice lines, void *data);
	/* Now and then, for a progress line; may be NULL. */
	void (*progress)(uint64_t lines, uint64_t bytes, void *data);
} MtLogUser;

typedef struct MtLog MtLog;

/*
 * Look at the inputs, decide on order, years, zones and hosts. MT_ERROR_CONFIG
 * for options that cannot be used. `paths` is used up.
 */
MtLog *mt_log_new(MtPaths *paths, const MtLogOptions *options,
		  const MtLogUser *user, void *data, GError **error);
void mt_log_free(MtLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtLog, mt_log_free)

/* Read all; false where the user stopped it. */
bool mt_log_run(MtLog *log);

/* The inputs in the order given, with what became of their lines. */
const GPtrArray *mt_log_files(const MtLog *log); /* of MtLogFile * */

/* The sum over all of them. */
const MtTally *mt_log_total(const MtLog *log);

#endif
