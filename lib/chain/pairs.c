/* An open hash table over two numbers; the bytes of the pairs lie in a row. */
#include "chain/pairs.h"

enum { FIRST_SLOTS = 64 };

typedef struct {
	uint32_t from, to;
} Key;

struct MtPairs {
	MtNames *names;
	Key *keys;
	char *data;
	size_t size, n, room, limit;
	uint32_t *slots; /* pair + 1, 0 is free; a power of two of them */
	size_t n_slots;
};

MtPairs *
mt_pairs_new(size_t size, size_t limit)
{
	MtPairs *pairs = g_new0(MtPairs, 1);

	pairs->names = mt_names_new();
	pairs->size = size;
	pairs->limit = limit;
	pairs->n_slots = FIRST_SLOTS;
	pairs->slots = g_new0(uint32_t, pairs->n_slots);
	return pairs;
}

void
mt_pairs_free(MtPairs *pairs)
{
	if (pairs == NULL)
		return;
	mt_names_free(pairs->names);
	g_free(pairs->keys);
	g_free(pairs->data);
	g_free(pairs->slots);
	g_free(pairs);
}

/* The slot of the pair, or the free one where it belongs. */
static uint32_t *
slot_of(const MtPairs *pairs, Key key)
{
	uint64_t mix =
		((uint64_t)key.from << 32 | key.to) * 0x9e3779b97f4a7c15u;

	for (uint64_t i = mix >> 32;; i++) {
		uint32_t *slot = &pairs->slots[i & (pairs->n_slots - 1)];
		const Key *there = pairs->keys + (*slot > 0 ? *slot - 1 : 0);

		if (*slot == 0 ||
		    (there->from == key.from && there->to == key.to))
			return slot;
	}
}

static void
grow_slots(MtPairs *pairs)
{
	g_free(pairs->slots);
	pairs->n_slots *= 2;
	pairs->slots = g_new0(uint32_t, pairs->n_slots);
	for (size_t i = 0; i < pairs->n; i++)
		*slot_of(pairs, pairs->keys[i]) = (uint32_t)i + 1;
}

static void *
value(const MtPairs *pairs, size_t i)
{
	return pairs->data + i * pairs->size;
}

static void *
append(MtPairs *pairs, Key key)
{
	size_t i = pairs->n++;

	if (i == pairs->room) {
		pairs->room = MAX(FIRST_SLOTS, 2 * pairs->room);
		pairs->keys = g_renew(Key, pairs->keys, pairs->room);
		pairs->data =
			g_realloc_n(pairs->data, pairs->room, pairs->size);
	}
	pairs->keys[i] = key;
	memset(value(pairs, i), 0, pairs->size);
	*slot_of(pairs, key) = (uint32_t)i + 1;
	if (pairs->n > pairs->n_slots / 2)
		grow_slots(pairs);
	return value(pairs, i);
}

void *
mt_pairs_at(MtPairs *pairs, MtSlice from, MtSlice to)
{
	Key key = {mt_names_find(pairs->names, from),
		   mt_names_find(pairs->names, to)};

	if (key.from != MT_NAMES_NONE && key.to != MT_NAMES_NONE) {
		uint32_t slot = *slot_of(pairs, key);

		if (slot != 0)
			return value(pairs, slot - 1);
	}
	if (pairs->n == pairs->limit)
		return NULL;
	key.from = mt_names_add(pairs->names, from);
	key.to = mt_names_add(pairs->names, to);
	return append(pairs, key);
}

size_t
mt_pairs_n(const MtPairs *pairs)
{
	return pairs->n;
}

void *
mt_pairs_get(const MtPairs *pairs, size_t i, uint32_t *from, uint32_t *to)
{
	if (from != NULL)
		*from = pairs->keys[i].from;
	if (to != NULL)
		*to = pairs->keys[i].to;
	return value(pairs, i);
}

const MtNames *
mt_pairs_names(const MtPairs *pairs)
{
	return pairs->names;
}
