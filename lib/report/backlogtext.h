/* What the queues held over time, and how old it was at a moment, for people. */
#ifndef MT_REPORT_BACKLOGTEXT_H
#define MT_REPORT_BACKLOGTEXT_H

#include "report/queuetext.h"

/* A row for each of some twenty moments, with a bar of what was deferred. */
void mt_backlogtext_add(const MtQueueText *text, MtBuf *out,
			MtBacklog *backlog);

/* The table of qshape(1): recipients by domain and age. */
void mt_backlogtext_add_ages(const MtQueueText *text, MtBuf *out,
			     const MtAges *ages);

#endif
