/* A ring. Halfway round, the groups are there and their rows are asked for. */
#include "queue/pending.h"

#include <string.h>

/* Another key may have the same hash. */
static MtGroup *
sure(const MtPendingGroup *waiting)
{
	MtSlice key = {waiting->key, waiting->n};

	return waiting->table == NULL || mt_group_has_key(waiting->group, key)
		       ? waiting->group
		       : mt_groups_get(waiting->table, key);
}

static void
count(MtPendingResult *waiting)
{
	MtGroup *groups[MT_BYS];

	for (size_t i = 0; i < waiting->n; i++)
		groups[i] = sure(&waiting->groups[i]);
	if (waiting->n > 0)
		mt_group_add(groups, waiting->n, &waiting->result);
	waiting->n = 0;
}

MtPendingResult *
mt_pending_next(MtPending *pending)
{
	MtPendingResult *place = &pending->all[pending->next % MT_PENDING];

	count(place);
	return place;
}

void
mt_pending_sure(MtPendingResult *place, MtGroup *group)
{
	MtPendingGroup *waiting = &place->groups[place->n++];

	mt_group_come_near(group);
	waiting->group = group;
	waiting->table = NULL;
}

void
mt_pending_likely(MtPendingResult *place, MtGroups *groups, MtSlice key,
		  uint64_t hash)
{
	MtPendingGroup *waiting = &place->groups[place->n];

	if (key.n > sizeof waiting->key) {
		mt_pending_sure(place, mt_groups_get_hashed(groups, key, hash));
		return;
	}
	mt_pending_sure(place, mt_groups_likely(groups, key, hash));
	__builtin_prefetch(&waiting->group->key);
	waiting->table = groups;
	waiting->n = (uint8_t)key.n;
	if (key.n > 0)
		memcpy(waiting->key, key.p, key.n);
}

void
mt_pending_wait(MtPending *pending)
{
	size_t half = pending->next + MT_PENDING / 2;
	const MtPendingResult *waiting = &pending->all[half % MT_PENDING];

	for (size_t i = 0; i < waiting->n; i++)
		mt_rows_come_near(&waiting->groups[i].group->rows);
	pending->next++;
}

void
mt_pending_add(MtPending *pending, MtGroup *const *groups, size_t n,
	       const MtResult *result)
{
	MtPendingResult *place = mt_pending_next(pending);

	place->result = *result;
	for (size_t i = 0; i < n; i++)
		mt_pending_sure(place, groups[i]);
	mt_pending_wait(pending);
}

void
mt_pending_settle(MtPending *pending)
{
	for (size_t i = 0; i < MT_PENDING; i++)
		count(&pending->all[(pending->next + i) % MT_PENDING]);
}
