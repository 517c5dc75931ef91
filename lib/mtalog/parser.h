/* What a thread knows while it reads the lines of blocks. Internal to the parser:
 * parser.c reads, parserorigin.c says when and where a line was written. */
#ifndef MT_MTALOG_PARSER_H
#define MT_MTALOG_PARSER_H

#include "mtalog/block.h"
#include "mtalog/dispatch.h"
#include "mtalog/prefix.h"

struct MtLogParser {
	const MtLogSink *sink;
	void *data;
	unsigned worker;
	MtDispatch dispatch;
	MtPrefixContext prefix;
	MtLocalCache local;
	const MtLogFile
		*local_file;      /* the last local time, of which log, and */
	int64_t local_us, utc_us; /* what it is in UTC */
	MtLogBlock *block;
	MtLogFile *file;
	MtEvent event;
	MtReaderLine reader_line; /* what readers get; most of it stays */
	int64_t now_us;           /* of the last item */
	MtSlice line, before; /* this one, and the last that was not a repeat */
	MtSlice host_written, host; /* the last host that had to be made */
	uint64_t head; /* what lines begin with whose time and host `event` has;
			  0: not known */
	int64_t repeated;
	bool my_turn;
	bool coloured; /* lines of this block may be */
};

/* Until all blocks before this one were read. */
void mt_log_parser_wait(MtLogParser *parser);

/* What a line says of time and host, as it is for the file. */
void mt_log_parser_time(MtLogParser *parser, const MtStamp *stamp);
void mt_log_parser_host(MtLogParser *parser, MtSlice written);

#endif
