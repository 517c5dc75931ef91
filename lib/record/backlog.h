/*
 * The `backlog` record: what the queues held at a time; the `age` record: how
 * old it was, by domain.
 */
#ifndef MT_RECORD_BACKLOG_H
#define MT_RECORD_BACKLOG_H

#include "record/record.h"

typedef struct {
	MtInstant time;
	MtSlice host;
	MtNumber incoming, active, deferred, held;
	MtNumber oldest_us;
} MtBacklogRecord;

/* Messages that have been there for less than 5, 10, 20, ... 1280 minutes, and
 * for longer: the columns of qshape(1). */
enum { MT_AGE_BUCKETS = 10 };

typedef struct {
	MtInstant time;
	MtSlice domain; /* p is NULL in the sum of all */
	MtNumber total;
	MtNumber below[MT_AGE_BUCKETS];
} MtAgeRecord;

extern const MtRecordKind mt_record_backlog, mt_record_age;

#endif
