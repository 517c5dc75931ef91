/*
 * What is slow: against the rest, by the robust z of the logarithm of the delay
 * (stats/outlier.h), or against a time that was named.
 *
 * A destination, relay or hour stands out by its median or by its 90th
 * percentile, each compared with those of the others; a message by its delay,
 * compared with those of all deliveries of its host. What still waits counts
 * with the time it has waited so far.
 */
#ifndef MT_QUEUE_OUTLIERS_H
#define MT_QUEUE_OUTLIERS_H

#include "queue/group.h"
#include "queue/slow.h"

typedef enum {
	MT_OUTLIER_DESTINATION,
	MT_OUTLIER_RELAY,
	MT_OUTLIER_PERIOD,
	MT_OUTLIER_MESSAGE,
	MT_OUTLIER_KINDS,
} MtOutlierKind;

MtSlice mt_outlier_kind_word(MtOutlierKind kind);

enum {
	/* Fewer deliveries say nothing of a destination. */
	MT_OUTLIER_LEAST_N = 5,
	/* Nor does a high quantile that fewer are above. */
	MT_OUTLIER_LEAST_ABOVE = 3,
	/* Fewer destinations are no rest to compare one with. */
	MT_OUTLIER_LEAST_GROUPS = 8,
	/* Shorter delays are nobody's worry, whatever the others are like. */
	MT_OUTLIER_LEAST_US = 2 * 1000 * 1000,
};

/* Robust deviations; Iglewicz and Hoaglin, 1993. */
#define MT_OUTLIER_SCORE 3.5

typedef struct {
	MtOutlierKind kind;
	MtGroup *group;     /* or */
	const MtSlow *slow; /* of a message */
	int64_t value_us, baseline_us;
	double quantile; /* that the value is: 0.5 or 0.9; of a message 0 */
	double score;    /* with has_score: there was a rest to compare with */
	bool has_score;
	uint64_t n; /* that it is judged by */

	MtStage stage; /* most of its time; MT_STAGES: not known */
	double stage_share;
	const MtQueueReason
		*reason; /* the most frequent; NULL: none was given */
	double reason_share;
	int64_t first_us, last_us; /* since when; first > last: no times */
	MtSlice examples[MT_EXAMPLES];
	size_t n_examples;
} MtOutlier;

#endif
