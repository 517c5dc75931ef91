/* The `clock` record: how far off one host's clock is. */
#ifndef MT_RECORD_CLOCK_H
#define MT_RECORD_CLOCK_H

#include "chain/clock.h"
#include "flow/join.h"
#include "record/record.h"

/* The method of those that are read off logs: two hosts log the same hand-over. */
#define MT_CLOCK_BY_LOGS MT_SLICE("logs")

typedef struct {
	MtSlice host;
	MtNumber offset_us;
	MtNumber uncertainty_us;
	MtNumber n;
	MtSlice method;
	bool zone_unsaid;
} MtClockRecord;

extern const MtRecordKind mt_record_clock;

void mt_clock_record_fill(MtClockRecord *record, const MtClock *clock);

/* By logs: of a host that has an offset. */
void mt_clock_record_fill_log(MtClockRecord *record, const MtLogHost *host);

#endif
