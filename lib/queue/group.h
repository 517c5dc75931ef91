/*
 * Deliveries that have something in common, such as a destination: how many,
 * how long they took, in which stage, and what they waited for.
 *
 * Counts and times depend on the deliveries alone, neither on their order nor
 * on how they were spread over tables that were merged.
 */
#ifndef MT_QUEUE_GROUP_H
#define MT_QUEUE_GROUP_H

#include "base/arena.h"
#include "flow/transaction.h"
#include "queue/reasons.h"
#include "queue/rows.h"
#include "stats/quantile.h"

typedef enum {
	MT_BY_ALL,
	MT_BY_DOMAIN, /* of the recipient */
	MT_BY_RELAY,  /* that it was given to, or that was asked last */
	MT_BY_SENDER_DOMAIN,
	MT_BY_HOST, /* whose queue it was in */
	MT_BY_HOUR, /* in which it arrived, UTC: `2026-01-31T12:00:00Z` */
	MT_BYS,
} MtBy;

MtSlice mt_by_word(MtBy by); /* `sender_domain` */

/* How often and how long deliveries waited because of one reason. */
typedef struct {
	uint32_t reason; /* its number, see queue/reasons.h */
	uint64_t n;      /* attempts that it ended */
	int64_t lost_us;
	int64_t first_us, last_us; /* of these; first > last: no times */
	MtExamples examples;
} MtGroupReason;

/* One delivery, as groups count it. */
typedef struct {
	uint64_t message; /* number of its message */
	MtStatus status;
	bool deferred, waiting, within;
	bool has_delay, has_time;
	int64_t delay_us, time_us; /* of the last word on it */
	uint8_t decimals;
	MtStageTimes stages;
} MtResult;

/*
 * Most groups have few deliveries, which come far apart: each of them finds the
 * memory of its group cold. So what it adds stands together: counts and sums in
 * the two first cache lines, a row in the third, as long as that has room, and the
 * key in the fourth. Rows are spread over the quantiles when there are many.
 */
typedef struct MtGroupTimes MtGroupTimes;

typedef struct {
	_Alignas(MT_CACHE_LINE) uint64_t messages;
	uint64_t deliveries, sent, within;
	uint64_t message;          /* the last one that was counted */
	int64_t first_us, last_us; /* of results; first > last: no times */
	/* Of those sent: the delay, then the stages where those are counted. */
	MtRows rows;

	/* Sums over all deliveries: of delays, and of what is known of them. */
	int64_t lost_us, stage_us[MT_STAGES];
	uint8_t by;       /* MtBy */
	uint8_t decimals; /* of the times, at most */

	uint64_t few_rows[MT_CACHE_LINE / 8]; /* bytes, lent to the rows */

	MtSlice key; /* n is 0 for MT_BY_ALL; in few_key as a rule */
	char few_key[36];
	uint32_t exact; /* of the quantiles */
	uint32_t n_reasons, room_reasons;

	MtGroupReason *reasons;
	MtGroupTimes *times; /* complete after mt_group_settle() */
	int64_t end_us;      /* of a host: its last line */
	uint64_t deferred, bounced, expired, waiting;
	uint64_t handed; /* of those sent: to another host of the logs */
} MtGroup;

/* Apart, since most groups have few rows that nobody reads. */
struct MtGroupTimes {
	MtQuantile delay;    /* of those sent */
	MtQuantile not_sent; /* of the others, so far where they wait */
	MtQuantile stages[]; /* of those sent, where mt_group_has_stages() */
};

static inline bool
mt_group_has_stages(const MtGroup *group)
{
	return group->rows.columns > 1;
}

/* The times as they are, made where there are none; and of that memory. */
MtGroupTimes *mt_group_times(MtGroup *group);
void mt_group_times_free(MtGroup *group);

/* Small, so that many of them are near: groups are not. */
typedef struct {
	uint64_t hash;
	MtGroup *group; /* NULL: free */
} MtGroupSlot;

typedef struct {
	MtGroupSlot *slots;
	size_t size, n;
	unsigned shift; /* of a hash, for its slot */
	uint64_t seed;  /* keys come from hostile mail: no one can aim them */
	MtBy by;
	uint32_t exact; /* of its quantiles */
	bool detailed;  /* with those of stages */
	MtArena *arena; /* of the groups */
	MtGroup *spare; /* memory for the next */
	size_t n_spare;
	MtGroup *others; /* beyond MT_MAX_QUEUE_GROUPS; key `(others)` */
} MtGroups;

void mt_groups_init(MtGroups *groups, MtBy by, uint32_t exact, bool detailed);
void mt_groups_clear(MtGroups *groups);

/* All of them by key, and then `others`: `n` of them, to be freed. Slots are in
 * another order each time. */
MtGroup **mt_groups_list(const MtGroups *groups, size_t *n);

/* The group of a key, made where it is new. Keys are kept in lower case. */
MtGroup *mt_groups_get(MtGroups *groups, MtSlice key);

/* The same in two steps: between them memory may come near. */
uint64_t mt_groups_hash(const MtGroups *groups, MtSlice key);
MtGroup *mt_groups_get_hashed(MtGroups *groups, MtSlice key, uint64_t hash);

/* A third step in between, for which the slot should be near: that memory comes. */
void mt_groups_come_near(const MtGroups *groups, uint64_t hash);

/* The same without a look at the memory of the group, which is cold: it has the hash
 * of the key, but whether it has the key must be asked before it counts. */
MtGroup *mt_groups_likely(MtGroups *groups, MtSlice key, uint64_t hash);
bool mt_group_has_key(const MtGroup *group, MtSlice key);

/* One delivery to each of its groups. */
void mt_group_add(MtGroup *const *groups, size_t n, const MtResult *result);

/* What mt_group_add() needs of a group, but for rows that are many: ask for it
 * early. */
static inline void
mt_group_come_near(const MtGroup *group)
{
	__builtin_prefetch(group, 1);
	__builtin_prefetch((const char *)group + MT_CACHE_LINE, 1);
	__builtin_prefetch(group->few_rows, 1);
}

/* Bring what was put off: whoever reads the quantiles of a group asks for it,
 * since of most groups nobody does. */
void mt_group_settle(MtGroup *group);

/* Add the delays of all deliveries, sent or not, to `into`; for this the group need
 * not be settled. */
void mt_group_add_delays(const MtGroup *group, MtQuantile *into);

/* As if all that was added to `from`, which is settled, had been added to
 * `into`; reasons by the same numbers. */
void mt_group_merge(MtGroup *into, const MtGroup *from);
void mt_group_merge_reason(MtGroup *into, const MtGroupReason *from);

/* An attempt for the message `queue_id` ended so, and `lost_us` until the next
 * one were lost. */
void mt_group_add_reason(MtGroup *group, uint32_t reason,
			 const MtAttempt *attempt, int64_t lost_us,
			 MtSlice queue_id);

/* The most frequent reason, and how many of all it is; NULL without any. */
const MtGroupReason *mt_group_reason(const MtGroup *group, double *share);

/* What shares of stages are of: parts are rounded, each in its own way, and may be
 * more than the delays, `lost_us`; a log may even contradict itself. */
int64_t mt_stages_whole(const int64_t *stage_us, int64_t lost_us);

/* The stage that most of the time went to, and its share of all, `lost_us`;
 * MT_STAGES where no time was lost, or where more of it is of no known stage. */
MtStage mt_stage_of(const int64_t *stage_us, int64_t lost_us, double *share);
MtStage mt_group_stage(const MtGroup *group, double *share);

static inline bool
mt_group_knows_stages(const MtGroup *group)
{
	for (unsigned s = 0; s < MT_STAGES; s++)
		if (group->stage_us[s] != 0)
			return true;
	return false;
}

static inline bool
mt_group_has_times(const MtGroup *group)
{
	return group->first_us <= group->last_us;
}

#endif
