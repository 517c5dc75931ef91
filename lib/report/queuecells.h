/* What the tables on queues have in common. Internal to lib/report. */
#ifndef MT_REPORT_QUEUECELLS_H
#define MT_REPORT_QUEUECELLS_H

#include "report/queuetext.h"

/* Columns of 80. */
enum {
	MT_QUEUE_KEY = 26,
	MT_QUEUE_COUNT = 9,
	MT_QUEUE_TIME = 10,
	MT_QUEUE_BELOW = 6, /* before what stands in the line below */
};

const char *mt_queuecells_stage(MtStage stage);

/* `1,234,567` at the right of a column. */
void mt_queuecells_add_number(MtBuf *out, uint64_t n, size_t width);

/* A duration, or a dash. */
void mt_queuecells_add_time(MtBuf *out, bool known, int64_t us);

/* Nearly all is not all. */
void mt_queuecells_add_percent(MtBuf *out, double share);

/* From when to when; the day once, if it is one. */
void mt_queuecells_add_period(const MtQueueText *t, MtBuf *out, int64_t from,
			      int64_t to);

void mt_queuecells_add_styled(const MtTerm *term, MtBuf *out, MtTermStyle style,
			      const char *words);
/* An empty line, the title of a table and the names of its columns. */
void mt_queuecells_add_head(const MtQueueText *t, MtBuf *out, const char *title,
			    const char *names);

/* Words in as many lines as they need, from `column` on. */
void mt_queuecells_add_wrapped(const MtQueueText *t, MtBuf *out, size_t column,
			       MtSlice words);

/* The first lines: how many, how fast, where the time went. */
void mt_queueanswer_add(const MtQueueText *t, MtBuf *out, MtQueue *q);

#endif
