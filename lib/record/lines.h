/* The `lines` record: what became of the lines of a log, or of all of them. */
#ifndef MT_RECORD_LINES_H
#define MT_RECORD_LINES_H

#include "mtalog/logfile.h"
#include "record/record.h"

typedef struct {
	MtSlice source;
	MtNumber read, understood, mail_not_understood, not_mail, damaged;
	MtNumber events, lost;
	MtCounts readers;
	MtInstant first, last;
	MtSlice year_from, zone_from;
} MtLinesRecord;

extern const MtRecordKind mt_record_lines;

/* Of one log. The counts are taken from `arena`. */
void mt_lines_record_fill(MtLinesRecord *record, const MtLogFile *file,
			  MtArena *arena);

/* Of all of them: has no source. */
void mt_lines_record_fill_total(MtLinesRecord *record, const MtTally *total,
				MtArena *arena);

#endif
