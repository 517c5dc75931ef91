/* Two open hash tables of places in two lists. A search touches one line of the
 * table as a rule, and none of the entries that it passes by; entries are
 * written one behind the other, which memory does best. */
#include "queue/recent.h"

#include <glib.h>
#include <string.h>

enum { FIRST = 512 };

/* Of a slot whose entry was dropped; the next one that comes by has both. */
static const uint32_t dropped = UINT32_C(1) << 31;

static uint32_t
tag_of(uint64_t key)
{
	return (uint32_t)(key >> 32);
}

static void *
entry_at(const MtRecent *r, const MtRecentPart *part, size_t i)
{
	return part->entries + i * r->entry;
}

static bool
is_used(const MtRecentSlot *slot)
{
	return slot->at != 0 && (slot->at & dropped) == 0;
}

static void *
put(MtRecent *r, uint64_t key)
{
	MtRecentPart *part = &r->young;
	size_t mask = part->size - 1, i = key & mask;
	MtRecentSlot *slot;

	while (is_used(&part->slots[i]))
		i = (i + 1) & mask;
	slot = &part->slots[i];
	slot->tag = tag_of(key);
	slot->at = slot->at == 0 ? (uint32_t)++part->n : slot->at & ~dropped;
	part->keys[slot->at - 1] = key;
	return entry_at(r, part, slot->at - 1);
}

static void
put_all(MtRecent *r, const MtRecentPart *from, MtRecentStays *stays)
{
	size_t most = stays == NULL ? SIZE_MAX : from->size / 4;

	for (size_t i = 0; i < from->n && most > 0; i++) {
		const void *entry = entry_at(r, from, i);

		if (from->keys[i] == 0 ||
		    (stays != NULL && !stays(entry, r->data)))
			continue;
		memcpy(put(r, from->keys[i]), entry, r->entry);
		most--;
	}
}

static void
begin(MtRecent *r, size_t size)
{
	r->young = (MtRecentPart){.slots = g_new0(MtRecentSlot, size),
				  .size = size,
				  .keys = g_new(uint64_t, size / 2),
				  .entries = g_malloc_n(size / 2, r->entry)};
}

static void
end(MtRecentPart *part)
{
	g_free(part->slots);
	g_free(part->keys);
	g_free(part->entries);
	*part = (MtRecentPart){0};
}

/* What was dropped may have left room: where entries are taken out soon, the
 * table stays small and near. */
static bool
few_stay(const MtRecentPart *part)
{
	size_t n = 0;

	for (size_t i = 0; i < part->n; i++)
		n += part->keys[i] != 0;
	return n <= part->size / 4;
}

/* Half of the slots are used, so that probes are short. */
static void
make_room(MtRecent *r)
{
	MtRecentPart gone = r->young;
	bool few;

	if (gone.size == 0) {
		begin(r, FIRST);
		return;
	}
	few = few_stay(&gone);
	if (few || r->most == 0 || gone.size < 2 * r->most) {
		begin(r, few ? gone.size : 2 * gone.size);
		put_all(r, &gone, NULL);
	} else {
		gone = r->old;
		r->old = r->young;
		begin(r, r->old.size);
		if (r->stays != NULL)
			put_all(r, &gone, r->stays);
	}
	end(&gone);
}

void *
mt_recent_add(MtRecent *r, uint64_t key)
{
	if (r->young.n >= r->young.size / 2)
		make_room(r);
	return put(r, key);
}

/* The next slot of a key, from the `*at`th on that it may be in; NULL: none. */
static const MtRecentSlot *
find(const MtRecentPart *part, uint64_t key, size_t *at)
{
	while (*at < part->size) {
		const MtRecentSlot *slot =
			&part->slots[(key + *at) & (part->size - 1)];

		if (slot->at == 0)
			break;
		++*at;
		if (slot->tag == tag_of(key) && is_used(slot) &&
		    part->keys[slot->at - 1] == key)
			return slot;
	}
	*at = part->size;
	return NULL;
}

void *
mt_recent_next(const MtRecent *r, uint64_t key, size_t *at)
{
	const MtRecentPart *young = &r->young, *old = &r->old;
	const MtRecentSlot *slot = NULL;
	size_t behind;

	if (*at < young->size) {
		slot = find(young, key, at);
		if (slot != NULL)
			return entry_at(r, young, slot->at - 1);
	}
	behind = *at - young->size;
	slot = find(old, key, &behind);
	*at = young->size + behind;
	return slot == NULL ? NULL : entry_at(r, old, slot->at - 1);
}

void
mt_recent_come_near(const MtRecent *r, uint64_t key)
{
	if (r->young.size > 0)
		__builtin_prefetch(&r->young.slots[key & (r->young.size - 1)]);
	if (r->old.size > 0)
		__builtin_prefetch(&r->old.slots[key & (r->old.size - 1)]);
}

void
mt_recent_drop(MtRecent *r, const void *entry)
{
	const char *p = entry;
	bool young = p >= r->young.entries &&
		     p < r->young.entries + r->young.n * r->entry;
	MtRecentPart *part = young ? &r->young : &r->old;
	size_t place = (size_t)(p - part->entries) / r->entry;
	size_t mask = part->size - 1, i = part->keys[place] & mask;

	while (part->slots[i].at != place + 1)
		i = (i + 1) & mask;
	part->slots[i].at |= dropped;
	part->keys[place] = 0;
}

void
mt_recent_clear(MtRecent *r)
{
	end(&r->young);
	end(&r->old);
}
