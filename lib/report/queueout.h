/* What mt-queue prints, in whichever form was asked for. */
#ifndef MT_REPORT_QUEUEOUT_H
#define MT_REPORT_QUEUEOUT_H

#include "report/format.h"
#include "report/queuetext.h"

typedef struct {
	MtFormat format;
	MtQueueText text;
} MtQueueOut;

/*
 * Of a queue that was judged. JSON: `stat` records of all, then of each group
 * and each reason, then `outlier` records. TSV: the `stat` records.
 */
void mt_queueout_add(const MtQueueOut *o, MtBuf *out, MtQueue *queue);

#endif
