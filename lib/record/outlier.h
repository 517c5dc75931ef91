/* The `outlier` record: what is slow against the rest, in which stage, and why. */
#ifndef MT_RECORD_OUTLIER_H
#define MT_RECORD_OUTLIER_H

#include "queue/queue.h"
#include "record/record.h"

typedef struct {
	MtSlice of, key, host;
	MtNumber quantile;
	MtNumber value_us, baseline_us;
	MtNumber score;
	MtNumber n;
	MtSlice stage;
	MtNumber stage_share;
	MtSlice reason, cause;
	MtNumber reason_share;
	MtInstant first, last;
	MtTexts examples;
	MtSlice sender, recipient, relay, status;
	bool waiting;
} MtOutlierRecord;

extern const MtRecordKind mt_record_outlier;

/* All is borrowed from the outlier. */
void mt_outlier_record_fill(MtOutlierRecord *record, const MtOutlier *outlier);

#endif
