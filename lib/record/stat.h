/*
 * The `stat` record: the delays of all deliveries that have something in
 * common, such as a destination.
 */
#ifndef MT_RECORD_STAT_H
#define MT_RECORD_STAT_H

#include "queue/queue.h"
#include "record/record.h"

/* One part of the delay: its own percentiles, its share of all time lost. */
typedef struct {
	MtNumber p50_us, p95_us, share;
} MtStageRecord;

typedef struct {
	MtSlice by, key;
	MtNumber messages, deliveries, sent, deferred, bounced, expired;
	MtNumber waiting;
	MtNumber within_slo;
	MtNumber min_us, p50_us, p90_us, p95_us, p99_us, max_us, mean_us;
	MtNumber lost_us;
	MtStageRecord before_queue, in_queue, connect, transmit, deferral;
	MtInstant first, last;
	MtSlice cause;
	MtNumber handed_over; /* left out for none */
} MtStatRecord;

extern const MtRecordKind mt_record_stat;

/* Slices are borrowed from the group, which this settles. */
void mt_stat_record_fill(MtStatRecord *record, MtGroup *group);

/* The row of a reason: `by` is `reason`. */
void mt_stat_record_fill_reason(MtStatRecord *record,
				const MtQueueReason *reason);

#endif
