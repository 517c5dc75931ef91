/* A ring. Halfway round, the groups are there and their rows are asked for. */
#include "queue/pending.h"

#include <string.h>

static void
count(MtPendingResult *waiting)
{
	if (waiting->n > 0)
		mt_group_add(waiting->groups, waiting->n, &waiting->result);
	waiting->n = 0;
}

void
mt_pending_add(MtPending *pending, MtGroup *const *groups, size_t n,
	       const MtResult *result)
{
	size_t at = pending->next % MT_PENDING;
	MtPendingResult *waiting = &pending->all[at];
	const MtPendingResult *half =
		&pending->all[(at + MT_PENDING / 2) % MT_PENDING];

	count(waiting);
	for (size_t i = 0; i < n; i++) {
		mt_group_come_near(groups[i]);
		waiting->groups[i] = groups[i];
	}
	waiting->n = (uint32_t)n;
	waiting->result = *result;
	for (size_t i = 0; i < half->n; i++)
		mt_rows_come_near(&half->groups[i]->rows);
	pending->next = at + 1;
}

void
mt_pending_settle(MtPending *pending)
{
	for (size_t i = 0; i < MT_PENDING; i++)
		count(&pending->all[(pending->next + i) % MT_PENDING]);
}
