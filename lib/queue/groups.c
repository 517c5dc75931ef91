/* Groups by their key: an open hash table. */
#include "queue/group.h"

#include <stdlib.h>

#include "base/limits.h"
#include "flow/hash.h"

#define WORD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

enum { SLOTS_BITS = 6, SPARE = 16 };

_Static_assert(offsetof(MtGroup, few_rows) == (size_t)2 * MT_CACHE_LINE,
	       "what a delivery adds to is in three cache lines");

MtSlice
mt_by_word(MtBy by)
{
	static const MtSlice words[MT_BYS] = {
		[MT_BY_ALL] = WORD("all"),
		[MT_BY_DOMAIN] = WORD("domain"),
		[MT_BY_RELAY] = WORD("relay"),
		[MT_BY_SENDER_DOMAIN] = WORD("sender_domain"),
		[MT_BY_HOST] = WORD("host"),
		[MT_BY_HOUR] = WORD("hour"),
	};

	return words[by];
}

void
mt_groups_init(MtGroups *groups, MtBy by, uint32_t exact, bool detailed)
{
	*groups = (MtGroups){.by = by, .exact = exact, .detailed = detailed};
	groups->size = (size_t)1 << SLOTS_BITS;
	groups->shift = 64 - SLOTS_BITS;
	groups->seed = (uint64_t)g_random_int() << 32 | g_random_int();
	groups->slots = g_new0(MtGroupSlot, groups->size);
	groups->arena = mt_arena_new();
}

static void
group_clear(MtGroup *group)
{
	if (group == NULL)
		return;
	mt_group_times_free(group);
	mt_rows_clear(&group->rows);
	for (uint32_t i = 0; i < group->n_reasons; i++)
		mt_examples_clear(&group->reasons[i].examples);
	g_free(group->reasons);
}

void
mt_groups_clear(MtGroups *groups)
{
	for (size_t i = 0; i < groups->size; i++)
		group_clear(groups->slots[i].group);
	group_clear(groups->others);
	mt_arena_free(groups->arena);
	g_free(groups->slots);
	*groups = (MtGroups){0};
}

/* Several at once, at the beginning of a cache line. */
static MtGroup *
take_group(MtGroups *groups)
{
	if (groups->n_spare == 0) {
		char *p =
			mt_arena_take(groups->arena, SPARE * sizeof(MtGroup) +
							     MT_CACHE_LINE - 1);

		p += -(uintptr_t)p % MT_CACHE_LINE;
		groups->spare = (MtGroup *)(void *)p;
		groups->n_spare = SPARE;
	}
	groups->n_spare--;
	return groups->spare++;
}

static MtGroup *
group_new(MtGroups *groups, MtSlice key)
{
	MtGroup *group = take_group(groups);
	char *text = key.n <= sizeof group->few_key
			     ? group->few_key
			     : mt_arena_take(groups->arena, key.n);

	*group = (MtGroup){
		.by = (uint8_t)groups->by,
		.key = {text, key.n},
		.first_us = INT64_MAX,
		.last_us = INT64_MIN,
		.end_us = INT64_MIN,
		.exact = groups->exact,
		.rows = {.p = (uint8_t *)group->few_rows,
			 .room = sizeof group->few_rows,
			 .columns = groups->detailed ? 1 + MT_STAGES : 1,
			 .lent = true},
	};
	if (key.n > 0)
		memcpy(text, key.p, key.n);
	for (size_t i = 0; groups->by != MT_BY_HOUR && i < key.n; i++)
		text[i] = mt_lower(text[i]);
	return group;
}

/* By the high bits of a product, to which all bits of the hash add. */
static inline size_t
slot_of(const MtGroups *groups, uint64_t hash)
{
	return (size_t)(hash * UINT64_C(0xD6E8FEB86659FD93) >> groups->shift);
}

static void
put(MtGroups *groups, MtGroupSlot slot)
{
	size_t mask = groups->size - 1, i = slot_of(groups, slot.hash);

	while (groups->slots[i].group != NULL)
		i = (i + 1) & mask;
	groups->slots[i] = slot;
}

static void
grow(MtGroups *groups)
{
	MtGroupSlot *old = groups->slots;
	size_t size = groups->size;

	groups->size *= 2;
	groups->shift--;
	groups->slots = g_new0(MtGroupSlot, groups->size);
	for (size_t i = 0; i < size; i++)
		if (old[i].group != NULL)
			put(groups, old[i]);
	g_free(old);
}

static MtSlice
cut(MtSlice key)
{
	key.n = MIN(key.n, (size_t)MT_MAX_QUEUE_KEY);
	return key;
}

/* Keys are written alike as a rule. */
bool
mt_group_has_key(const MtGroup *group, MtSlice key)
{
	key = cut(key);
	return mt_slice_eq(group->key, key) || mt_slice_eq_i(group->key, key);
}

uint64_t
mt_groups_hash(const MtGroups *groups, MtSlice key)
{
	uint64_t hash = mt_hash_letters(groups->seed, cut(key));

	__builtin_prefetch(&groups->slots[slot_of(groups, hash)]);
	return hash;
}

void
mt_groups_come_near(const MtGroups *groups, uint64_t hash)
{
	const MtGroupSlot *slot = &groups->slots[slot_of(groups, hash)];

	if (slot->group != NULL)
		__builtin_prefetch(&slot->group->key);
}

static MtGroup *
make(MtGroups *groups, MtSlice key, uint64_t hash)
{
	MtGroup *group;

	if (groups->n >= MT_MAX_QUEUE_GROUPS) {
		if (groups->others == NULL)
			groups->others =
				group_new(groups, MT_SLICE("(others)"));
		return groups->others;
	}
	group = group_new(groups, cut(key));
	if (groups->n * 2 >= groups->size)
		grow(groups);
	put(groups, (MtGroupSlot){hash, group});
	groups->n++;
	return group;
}

/* `sure`: it has the key; else it has the hash of it, or is new. */
static inline MtGroup *
find(MtGroups *groups, MtSlice key, uint64_t hash, bool sure)
{
	size_t mask = groups->size - 1;

	for (size_t i = slot_of(groups, hash); groups->slots[i].group != NULL;
	     i = (i + 1) & mask) {
		MtGroup *group = groups->slots[i].group;

		if (groups->slots[i].hash == hash &&
		    (!sure || mt_group_has_key(group, key)))
			return group;
	}
	return make(groups, key, hash);
}

MtGroup *
mt_groups_get_hashed(MtGroups *groups, MtSlice key, uint64_t hash)
{
	return find(groups, key, hash, true);
}

MtGroup *
mt_groups_likely(MtGroups *groups, MtSlice key, uint64_t hash)
{
	return find(groups, key, hash, false);
}

MtGroup *
mt_groups_get(MtGroups *groups, MtSlice key)
{
	return mt_groups_get_hashed(groups, key, mt_groups_hash(groups, key));
}

static int
by_key(const void *a, const void *b)
{
	const MtGroup *x = *(MtGroup *const *)a, *y = *(MtGroup *const *)b;

	return mt_slice_compare(x->key, y->key);
}

MtGroup **
mt_groups_list(const MtGroups *groups, size_t *n)
{
	MtGroup **list = g_new(MtGroup *, groups->n + 1);

	*n = 0;
	for (size_t i = 0; i < groups->size; i++)
		if (groups->slots[i].group != NULL)
			list[(*n)++] = groups->slots[i].group;
	if (*n > 1)
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		qsort(list, *n, sizeof list[0], by_key);
	if (groups->others != NULL)
		list[(*n)++] = groups->others;
	return list;
}
