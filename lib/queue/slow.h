/*
 * The slowest messages: each by its slowest recipient, the more of them the
 * longer they took, so that a bounded number is enough whatever the input.
 */
#ifndef MT_QUEUE_SLOW_H
#define MT_QUEUE_SLOW_H

#include "flow/transaction.h"

typedef struct {
	/* In memory of its own. `parent`: the id it had before on this host. */
	MtSlice host, queue_id, parent, sender, recipient, relay;
	MtStatus status;
	bool waiting, handed;
	uint8_t decimals; /* of the times */
	int64_t delay_us, arrived_us, at_us;
	int64_t stage_us[MT_STAGES];
	uint32_t reason; /* that most time was lost to, with has_reason */
	bool has_reason;
	double score; /* see queue/outliers.h */
} MtSlow;

/* The slower one is less; of equal ones that which came earlier, then by host and
 * id. So what is kept and told depends on the messages alone, not on their
 * order: where a log has whole seconds, many are equally slow. */
int mt_slow_compare(const MtSlow *a, const MtSlow *b);

/* Its delay stands here again: they lie far apart, and are compared often. */
typedef struct {
	int64_t delay_us;
	MtSlow *slow;
} MtSlowPlace;

/* A heap whose first is the fastest. */
typedef struct {
	MtSlowPlace *heap;
	size_t n, most;
	int64_t least_us; /* faster ones are nobody's worry */
} MtSlowest;

void mt_slowest_clear(MtSlowest *slowest);

/* False where one with that delay is not among them, whatever else it is. */
static inline bool
mt_slowest_takes(const MtSlowest *slowest, int64_t delay_us)
{
	return delay_us >= slowest->least_us &&
	       (slowest->n < slowest->most ||
		delay_us >= slowest->heap[0].delay_us);
}

/* Keeps a copy, and drops the fastest where there are too many. */
void mt_slowest_add(MtSlowest *slowest, const MtSlow *slow);

/* In order: the slowest first. Nothing may be added after that. */
void mt_slowest_sort(MtSlowest *slowest);

#endif
