/*
 * What queues held over time, as a curve of at most MT_BACKLOG_POINTS points:
 * where there are more, the highest of neighbours stays, so no peak is lost.
 */
#ifndef MT_REPORT_MODEL_BACKLOGS_H
#define MT_REPORT_MODEL_BACKLOGS_H

#include "record/backlog.h"

enum { MT_BACKLOG_POINTS = 240 };

typedef struct {
	GArray *points; /* of MtBacklogRecord without its host, by time */
	uint64_t seen;
	bool has_sums; /* records without a host: others are not counted */
	MtBacklogRecord peak;
	bool has_peak;
} MtBacklogs;

void mt_backlogs_init(MtBacklogs *b);
void mt_backlogs_clear(MtBacklogs *b);
void mt_backlogs_add(MtBacklogs *b, const MtBacklogRecord *record);
/* Sort, and thin out to that many. */
void mt_backlogs_finish(MtBacklogs *b);

static inline int64_t
mt_backlog_sum(const MtBacklogRecord *r)
{
	return r->incoming.n + r->active.n + r->deferred.n + r->held.n;
}

#endif
