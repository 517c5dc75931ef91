/* The `clock` record: how far off one host's clock is. */
#ifndef MT_RECORD_CLOCK_H
#define MT_RECORD_CLOCK_H

#include "chain/clock.h"
#include "record/record.h"

typedef struct {
	MtSlice host;
	MtNumber offset_us;
	MtNumber uncertainty_us;
	MtNumber n;
	MtSlice method;
} MtClockRecord;

extern const MtRecordKind mt_record_clock;

void mt_clock_record_fill(MtClockRecord *record, const MtClock *clock);

#endif
