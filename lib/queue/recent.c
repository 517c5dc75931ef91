/* Two open hash tables; key 0 is free, key 1 was dropped. Keys stand apart from
 * what they are of: a search touches one line of them as a rule, not the large
 * entries that it passes by. */
#include "queue/recent.h"

#include <glib.h>
#include <string.h>

enum { FIRST = 512 };

static void *
entry_at(const MtRecent *r, const MtRecentPart *part, size_t i)
{
	return part->entries + i * r->entry;
}

/* The first that is free; of a dropped one `n` knows already. */
static void *
put(MtRecent *r, uint64_t key)
{
	size_t mask = r->young.size - 1, i = key & mask;

	while (r->young.keys[i] > 1)
		i = (i + 1) & mask;
	r->n += r->young.keys[i] == 0;
	r->young.keys[i] = key;
	return entry_at(r, &r->young, i);
}

static void
put_all(MtRecent *r, const MtRecentPart *from, MtRecentStays *stays)
{
	size_t most = stays == NULL ? SIZE_MAX : from->size / 4;

	for (size_t i = 0; i < from->size && most > 0; i++) {
		const void *entry = entry_at(r, from, i);

		if (from->keys[i] <= 1 ||
		    (stays != NULL && !stays(entry, r->data)))
			continue;
		memcpy(put(r, from->keys[i]), entry, r->entry);
		most--;
	}
}

static void
begin(MtRecent *r, size_t size)
{
	r->young = (MtRecentPart){.keys = g_new0(uint64_t, size),
				  .entries = g_malloc_n(size, r->entry),
				  .size = size};
	r->n = 0;
}

static void
end(MtRecentPart *part)
{
	g_free(part->keys);
	g_free(part->entries);
	*part = (MtRecentPart){0};
}

/* What was dropped may have left room: where entries are taken out soon, the
 * table stays small and near. */
static bool
few_stay(const MtRecent *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->young.size; i++)
		n += r->young.keys[i] > 1;
	return n <= r->young.size / 4;
}

/* Half of the places are used, so that probes are short. */
static void
make_room(MtRecent *r)
{
	MtRecentPart gone = r->young;
	bool few;

	if (gone.size == 0) {
		begin(r, FIRST);
		return;
	}
	few = few_stay(r);
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
	if (r->n >= r->young.size / 2)
		make_room(r);
	return put(r, key);
}

void *
mt_recent_next(const MtRecent *r, uint64_t key, size_t *at)
{
	const MtRecentPart *young = &r->young, *old = &r->old;

	while (*at < young->size) {
		size_t i = (key + *at) & (young->size - 1);

		if (young->keys[i] == 0)
			*at = young->size - 1;
		++*at;
		if (young->keys[i] == key)
			return entry_at(r, young, i);
	}
	while (old->size > 0) {
		size_t i = (key + *at - young->size) & (old->size - 1);

		if (old->keys[i] == 0)
			return NULL;
		++*at;
		if (old->keys[i] == key)
			return entry_at(r, old, i);
	}
	return NULL;
}

void
mt_recent_drop(MtRecent *r, const void *entry)
{
	const char *p = entry;
	bool young = p >= r->young.entries &&
		     p < r->young.entries + r->young.size * r->entry;
	MtRecentPart *part = young ? &r->young : &r->old;

	part->keys[(size_t)(p - part->entries) / r->entry] = 1;
}

void
mt_recent_clear(MtRecent *r)
{
	end(&r->young);
	end(&r->old);
	r->n = 0;
}
