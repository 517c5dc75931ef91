/* An open hash table of numbers; the names themselves lie in an arena. */
#include "chain/names.h"

#include <stdlib.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 64 };

typedef struct {
	MtSlice text;
	uint32_t hash;
} Name;

struct MtNames {
	MtArena *arena;
	Name *names;
	uint32_t n, room;
	uint32_t *slots; /* number + 1, 0 is free; a power of two of them */
	uint32_t n_slots;
	uint32_t seed; /* names come from hostile mail: no one can aim them */
};

MtNames *
mt_names_new(void)
{
	MtNames *names = g_new0(MtNames, 1);

	names->arena = mt_arena_new();
	names->n_slots = FIRST_SLOTS;
	names->slots = g_new0(uint32_t, names->n_slots);
	names->seed = g_random_int();
	return names;
}

void
mt_names_free(MtNames *names)
{
	if (names == NULL)
		return;
	mt_arena_free(names->arena);
	g_free(names->names);
	g_free(names->slots);
	g_free(names);
}

static uint32_t
hash(const MtNames *names, MtSlice name)
{
	uint64_t h = names->seed;

	for (size_t i = 0; i < name.n; i++) {
		h = (h ^ (unsigned char)mt_lower(name.p[i])) *
		    0x9e3779b97f4a7c15u;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

static bool
same(const Name *there, MtSlice name, uint32_t h)
{
	return there->hash == h && mt_slice_eq_i(there->text, name);
}

/* The slot of the name, or the free one where it belongs. */
static uint32_t *
slot_of(const MtNames *names, MtSlice name, uint32_t h)
{
	for (uint32_t i = h;; i++) {
		uint32_t *slot = &names->slots[i & (names->n_slots - 1)];

		if (*slot == 0 || same(&names->names[*slot - 1], name, h))
			return slot;
	}
}

static void
grow(MtNames *names)
{
	g_free(names->slots);
	names->n_slots *= 2;
	names->slots = g_new0(uint32_t, names->n_slots);
	for (uint32_t i = 0; i < names->n; i++) {
		const Name *name = &names->names[i];

		*slot_of(names, name->text, name->hash) = i + 1;
	}
}

uint32_t
mt_names_find(const MtNames *names, MtSlice name)
{
	return *slot_of(names, name, hash(names, name)) - 1;
}

static MtSlice
lower_copy(MtArena *arena, MtSlice name)
{
	char *copy = mt_arena_take(arena, name.n);

	for (size_t i = 0; i < name.n; i++)
		copy[i] = mt_lower(name.p[i]);
	return mt_slice(copy, name.n);
}

uint32_t
mt_names_add(MtNames *names, MtSlice name)
{
	uint32_t h = hash(names, name);
	uint32_t *slot = slot_of(names, name, h);

	if (*slot != 0)
		return *slot - 1;
	if (names->n == names->room) {
		names->room = MAX(FIRST_SLOTS, 2 * names->room);
		names->names = g_renew(Name, names->names, names->room);
	}
	names->names[names->n] = (Name){lower_copy(names->arena, name), h};
	*slot = ++names->n;
	if (names->n > names->n_slots / 2)
		grow(names);
	return names->n - 1;
}

uint32_t
mt_names_n(const MtNames *names)
{
	return names->n;
}

MtSlice
mt_names_text(const MtNames *names, uint32_t number)
{
	return names->names[number].text;
}

typedef struct {
	MtSlice text;
	uint32_t number;
} Entry;

static int
by_text(const void *a, const void *b)
{
	const Entry *x = a, *y = b;
	size_t n = MIN(x->text.n, y->text.n);
	int order = n > 0 ? memcmp(x->text.p, y->text.p, n) : 0;

	return order != 0 ? order
			  : (x->text.n > y->text.n) - (x->text.n < y->text.n);
}

uint32_t *
mt_names_sorted(const MtNames *names)
{
	g_autofree Entry *entries = g_new(Entry, names->n + 1);
	uint32_t *sorted = g_new(uint32_t, names->n + 1);

	for (uint32_t i = 0; i < names->n; i++)
		entries[i] = (Entry){names->names[i].text, i};
	qsort(entries, names->n, sizeof *entries, by_text);
	for (uint32_t i = 0; i < names->n; i++)
		sorted[i] = entries[i].number;
	return sorted;
}
