/*
 * The `backlog` record: what the queues held at a time; the `age` record: how
 * old it was, by domain.
 */
#ifndef MT_RECORD_BACKLOG_H
#define MT_RECORD_BACKLOG_H

#include "queue/backlog.h"
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

/* Moment `i` of a backlog. */
void mt_backlog_record_fill(MtBacklogRecord *record, const MtBacklog *backlog,
			    size_t i);

/* `all`: the row of the sum, which has no domain. */
void mt_age_record_fill(MtAgeRecord *record, int64_t at_us, const MtAge *age,
			bool all);

#endif
