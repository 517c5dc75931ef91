/* What a report on queues is made of. Internal to lib/queue. */
#ifndef MT_QUEUE_STATE_H
#define MT_QUEUE_STATE_H

#include "queue/handed.h"
#include "queue/judge.h"
#include "queue/queue.h"

struct MtQueue {
	MtQueueOptions options;
	MtGroups groups[MT_BYS];
	MtQueueReasons reasons;
	MtSlowest slowest;
	MtHandedTable handed;
	MtOutliers outliers;
	MtBacklog backlog;
	MtAges ages;
	MtGroup **sorted[MT_BYS];
	const MtQueueReason **sorted_reasons;
	MtGroup *all, *host; /* the host that was last asked for */
	uint64_t messages;

	/* The hour that was last asked for. */
	int64_t hour;
	MtGroup *hour_group;
};

#endif
