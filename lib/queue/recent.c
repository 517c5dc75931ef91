/* Two open hash tables; key 0 is free, key 1 was dropped. */
#include "queue/recent.h"

#include <glib.h>

enum { FIRST = 512 };

static uint64_t *
place(const MtRecent *r, char *all, size_t size, uint64_t at)
{
	return (uint64_t *)(void *)(all + (at & (size - 1)) * r->entry);
}

/* The first that is free; of a dropped one `n` knows already. */
static uint64_t *
put(MtRecent *r, uint64_t key)
{
	uint64_t *entry;
	size_t i = 0;

	do
		entry = place(r, r->young, r->size, key + i++);
	while (*entry > 1);
	r->n += *entry == 0;
	memset(entry, 0, r->entry);
	*entry = key;
	return entry;
}

static void
put_all(MtRecent *r, char *from, size_t size, MtRecentStays *stays)
{
	size_t most = stays == NULL ? SIZE_MAX : size / 4;

	for (size_t i = 0; i < size && most > 0; i++) {
		const uint64_t *entry = place(r, from, size, i);

		if (*entry <= 1 || (stays != NULL && !stays(entry, r->data)))
			continue;
		memcpy(put(r, *entry), entry, r->entry);
		most--;
	}
}

static void
begin(MtRecent *r, size_t size)
{
	r->size = size;
	r->young = g_malloc0_n(size, r->entry);
	r->n = 0;
}

/* What was dropped may have left room: where entries are taken out soon, the
 * table stays small and near. */
static bool
few_stay(const MtRecent *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->size; i++)
		n += *place(r, r->young, r->size, i) > 1;
	return n <= r->size / 4;
}

/* Half of the places are used, so that probes are short. */
static void
make_room(MtRecent *r)
{
	g_autofree char *gone = NULL;
	size_t size = r->size;
	bool few;

	if (r->young == NULL) {
		begin(r, FIRST);
		return;
	}
	few = few_stay(r);
	if (few || r->most == 0 || size < 2 * r->most) {
		gone = r->young;
		begin(r, few ? size : 2 * size);
		put_all(r, gone, size, NULL);
		return;
	}
	gone = r->old;
	size = r->old_size;
	r->old = r->young;
	r->old_size = r->size;
	begin(r, r->size);
	if (gone != NULL && r->stays != NULL)
		put_all(r, gone, size, r->stays);
}

void *
mt_recent_add(MtRecent *r, uint64_t key)
{
	if (r->n >= r->size / 2)
		make_room(r);
	return put(r, key);
}

void *
mt_recent_next(const MtRecent *r, uint64_t key, size_t *at)
{
	uint64_t *entry;

	while (*at < r->size) {
		entry = place(r, r->young, r->size, key + *at);
		if (*entry == 0)
			*at = r->size - 1;
		++*at;
		if (*entry == key)
			return entry;
	}
	while (r->old != NULL) {
		entry = place(r, r->old, r->old_size, key + *at - r->size);
		if (*entry == 0)
			return NULL;
		++*at;
		if (*entry == key)
			return entry;
	}
	return NULL;
}

void
mt_recent_drop(void *entry)
{
	*(uint64_t *)entry = 1;
}

void
mt_recent_clear(MtRecent *r)
{
	g_free(r->young);
	g_free(r->old);
	r->young = r->old = NULL;
	r->size = r->old_size = r->n = 0;
}
