/*
 * Where it is slow, and why, for people: the answer first, then destinations,
 * hours and messages that stand out, then what the time was lost to.
 */
#ifndef MT_REPORT_QUEUETEXT_H
#define MT_REPORT_QUEUETEXT_H

#include "queue/queue.h"
#include "report/term.h"
#include "report/zone.h"

typedef struct {
	const MtTerm *term;
	const MtZone *zone;
	size_t top;  /* rows of a table; 0: all */
	unsigned by; /* 1 << MT_BY_.., tables that were asked for */
} MtQueueText;

void mt_queuetext_add(const MtQueueText *text, MtBuf *out, MtQueue *queue);

#endif
