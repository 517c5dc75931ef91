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
 * and each reason, then `outlier` records. TSV: the `stat` records. Backlog and
 * ages, where they were asked for, stand before that in JSON, and instead of it
 * in text and TSV.
 */
void mt_queueout_add(const MtQueueOut *o, MtBuf *out, MtQueue *queue);

#endif
