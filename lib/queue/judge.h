/* Finding what stands out. Internal to lib/queue. */
#ifndef MT_QUEUE_JUDGE_H
#define MT_QUEUE_JUDGE_H

#include "queue/queue.h"

typedef struct {
	MtOutlier *all; /* by kind; the slowest first */
	size_t n, room;
} MtOutliers;

/* Quantiles of a group that one shows itself slow in. */
enum { MT_JUDGED_QUANTILES = 2 };

/* One group, as it will be judged. */
typedef struct {
	MtGroup *group;
	uint64_t n;
	int64_t us[MT_JUDGED_QUANTILES];
} MtCandidate;

typedef struct {
	MtCandidate *all;
	size_t n;
} MtCandidates;

/* Those of the groups that have enough deliveries, in their order. */
void mt_candidates_read(MtCandidates *candidates, MtGroup *const *groups,
			size_t n);
void mt_candidates_clear(MtCandidates *candidates);

/* `candidates` has those of each MtBy. */
void mt_outliers_find(MtOutliers *outliers, MtQueue *q,
		      const MtCandidates *candidates, const MtSlowest *slowest);
void mt_outliers_clear(MtOutliers *outliers);

#endif
