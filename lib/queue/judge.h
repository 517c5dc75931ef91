/* Finding what stands out. Internal to lib/queue. */
#ifndef MT_QUEUE_JUDGE_H
#define MT_QUEUE_JUDGE_H

#include "queue/queue.h"

typedef struct {
	MtOutlier *all; /* by kind; the slowest first */
	size_t n, room;
} MtOutliers;

void mt_outliers_find(MtOutliers *outliers, MtQueue *q,
		      const MtSlowest *slowest);
void mt_outliers_clear(MtOutliers *outliers);

#endif
