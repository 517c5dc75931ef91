/*
 * The `corroboration` record: a hop of a message, and what the logs of its host
 * say about it.
 */
#ifndef MT_RECORD_CORROBORATION_H
#define MT_RECORD_CORROBORATION_H

#include "record/hop.h"

typedef struct {
	MtHopRecord hop;
	MtSlice verdict;
	MtSlice log_host, queue_id;
	MtSlice log_source;
	MtNumber log_offset, log_length, log_line;
	MtInstant log_time;
	MtNumber difference_us;
	MtTexts differs; /* mt_fact_word() */
	MtSlice why;
} MtCorroborationRecord;

extern const MtRecordKind mt_record_corroboration;

#endif
