/*
 * A block of lines on its way: asked for on the first thread, read and turned
 * into items on any, used up in order on the first. An item is what the program
 * makes of an event.
 */
#ifndef MT_MTALOG_BLOCK_H
#define MT_MTALOG_BLOCK_H

#include "base/arena.h"
#include "base/buf.h"
#include "mtalog/logfile.h"
#include "mtalog/reading.h"

/* What becomes of events: of the whole program, the same for all blocks. */
typedef struct {
	/*
	 * Keep what is wanted of an event, in memory of `arena`, which lives
	 * until `use` has had the item; NULL to drop it. Called on any thread;
	 * `worker` is below the number of threads. The slices of the event live
	 * as long, but those of a long reader state.
	 */
	void *(*take)(const MtEvent *event, MtArena *arena, unsigned worker,
		      void *data);
	/* On the first thread, in order of time; false to stop. */
	bool (*use)(void *item, void *data);
	bool unparsed; /* keep the lines that were not understood */
	/*
	 * Events that are of no use: 1 << MT_EVENT_.. each, for which `take` is
	 * not called, and MT_UNWANTED_.., which `take` has to drop itself. Their
	 * readers may save the work of reading more than tells whether a line
	 * is understood. The account is the same.
	 */
	unsigned unwanted;
	/* Called before all others where the first lines of the inputs name
	 * more than one host; may be NULL. */
	void (*several)(void *data);
} MtLogSink;

typedef struct {
	int64_t time_us; /* never before that of the item before it */
	void *item;
	const char *line; /* that it was made of: its slices point there */
} MtLogItem;

/* From this line on times that name no year are in this one. */
typedef struct {
	size_t line; /* in the block */
	int year;
} MtLogYear;

typedef struct MtLogBlock {
	struct MtLogBlock *next;
	uint64_t turn; /* to be read, among the blocks of its stream, from 0 */

	/* Lines of a file, or its error; where there is neither, the stream has
	 * ended. */
	MtLogFile *file;
	MtLineBlock lines;
	MtLogReading *reading; /* of the lines, held; NULL: there are none */
	GError *error;

	uint64_t number; /* of the block in its file, from 0 */
	MtLogYear *years;
	size_t n_years, room_years;
	char *before; /* the line before the first one */
	size_t n_before;

	MtArena *arena;
	MtLogItem *items;
	size_t n, room;
	size_t used; /* items that were used already */
	MtTally tally;
	MtBuf unparsed;
} MtLogBlock;

MtLogBlock *mt_log_block_new(void);
void mt_log_block_free(MtLogBlock *block);

/* What one thread keeps from block to block. */
typedef struct MtLogParser MtLogParser;

MtLogParser *mt_log_parser_new(const MtLogSink *sink, void *data,
			       unsigned worker);
void mt_log_parser_free(MtLogParser *parser);

/* Turn the lines of a block into its items. */
void mt_log_parse(MtLogParser *parser, MtLogBlock *block);

#endif
