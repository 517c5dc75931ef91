/*
 * The files that follow one another, such as a log and its rotated parts, as
 * one sequence of blocks; and the queue of those that were parsed.
 *
 * The calling thread asks for blocks before it knows what is in them, and takes
 * them back in that order; whichever thread is free reads them in between. It
 * waits for the turn of its block, and has the files for itself until it has
 * read: no more than this is shared, so that nothing else needs a lock.
 */
#ifndef MT_MTALOG_STREAM_H
#define MT_MTALOG_STREAM_H

#include "mtalog/block.h"

typedef struct {
	GPtrArray *files; /* MtLogFile *, not owned, in order of time */
	MtSource *in;     /* standard input, not owned */
	size_t block_size;

	/* Of the calling thread. */
	uint64_t asked;           /* blocks asked for so far */
	unsigned under_way;       /* those not queued yet */
	MtLogBlock *first, *last; /* queued, in order */
	int64_t now_us;           /* of the last item that was used */
	bool ended;               /* there is no use in asking for more */

	/* Of the thread that has the turn; of the calling one when none is
	 * under way. */
	MtTurn turn;
	guint next;            /* the file to be opened next */
	MtLogFile *file;       /* the one that was opened last */
	MtLogReading *reading; /* of it while it is open; or NULL */
	MtSource *source;
	MtLines lines;
	MtYearWalk walk;
	uint64_t number; /* of the next block of the file */
	char *before;    /* the last line of the last block */
	size_t n_before;
} MtLogStream;

MtLogStream *mt_log_stream_new(MtSource *in);
void mt_log_stream_free(MtLogStream *stream);

/* The block is to be read next. At most MT_TURNS blocks may be under way. */
void mt_log_stream_ask(MtLogStream *stream, MtLogBlock *block);

/*
 * On any thread, for each block that was asked for, and begun in that order:
 * read its lines, or until a file fails or nothing is left.
 */
void mt_log_stream_read(MtLogStream *stream, MtLogBlock *block);

/* On the calling thread again, in the same order: what was read is parsed. */
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
 * before what is under way is read, or more; INT64_MAX at the end.
 */
int64_t mt_log_stream_time(MtLogStream *stream, MtLogDone *done, void *data);

#endif
