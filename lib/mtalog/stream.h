/*
 * The files that follow one another, such as a log and its rotated parts, as
 * one sequence of blocks; and the queue of those that were parsed.
 */
#ifndef MT_MTALOG_STREAM_H
#define MT_MTALOG_STREAM_H

#include "mtalog/block.h"

typedef void MtLogFailed(MtSlice source, const GError *error, void *data);

typedef struct {
	GPtrArray *files;      /* MtLogFile *, not owned, in order of time */
	guint next;            /* the file to be opened next */
	MtLogReading *reading; /* the file that is being read; or NULL */
	MtSource *source, *in; /* its own; standard input, not owned */
	MtLines lines;
	MtYearWalk walk;
	uint64_t number; /* of the next block of the file */
	char *before;    /* the last line of the last block */
	size_t n_before;
	size_t block_size;
	MtLogFailed *failed;
	void *data;

	/* Blocks under way, and those that are parsed, in order. */
	unsigned under_way;
	MtLogBlock *first, *last;
	int64_t now_us; /* of the last item that was used */
	bool ended;     /* nothing can be filled any more */
} MtLogStream;

MtLogStream *mt_log_stream_new(size_t block_size, MtSource *in,
			       MtLogFailed *failed, void *data);
void mt_log_stream_free(MtLogStream *stream);

/* Read the next block; false, with `ended`, where there is none. */
bool mt_log_stream_fill(MtLogStream *stream, MtLogBlock *block);

/* A block that was filled here is parsed. */
void mt_log_stream_queue(MtLogStream *stream, MtLogBlock *block);

/*
 * The block whose items are next; NULL where none is there now. Blocks that are
 * used up are given to `done` before.
 */
typedef void MtLogDone(MtLogBlock *block, void *data);
MtLogBlock *mt_log_stream_head(MtLogStream *stream, MtLogDone *done,
			       void *data);

/*
 * No item that is still to come is before this: of the next item where it is
 * there, of the next file where none is open; INT64_MIN where it is not known
 * before more is read, INT64_MAX at the end.
 */
int64_t mt_log_stream_time(MtLogStream *stream, MtLogDone *done, void *data);

#endif
