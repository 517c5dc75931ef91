/* A sorted array: ids are many, equal ones few. */
#include "flow/idindex.h"

#include <glib.h>
#include <stdlib.h>

#include "flow/hash.h"

void
mt_idindex_clear(MtIdIndex *index)
{
	g_free(index->entries);
	*index = (MtIdIndex){0};
}

void
mt_idindex_add(MtIdIndex *index, MtSlice id, MtStep *step)
{
	if (id.n == 0)
		return;
	if (index->n == index->room) {
		index->room = MAX(index->room * 2, 1024);
		index->entries =
			g_renew(MtIdEntry, index->entries, index->room);
	}
	index->entries[index->n++] =
		(MtIdEntry){mt_hash_id(id), step->came_us, id, step};
}

static int
compare(const void *a, const void *b)
{
	const MtIdEntry *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->time_us != y->time_us)
		return x->time_us < y->time_us ? -1 : 1;
	return x->step->order < y->step->order ? -1 : 1;
}

void
mt_idindex_sort(MtIdIndex *index)
{
	if (index->n > 1)
		qsort(index->entries, index->n, sizeof index->entries[0],
		      compare);
}

/* The first entry that is not before this hash and time. */
static size_t
lower_bound(const MtIdIndex *index, uint64_t hash, int64_t time_us)
{
	size_t low = 0, high = index->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const MtIdEntry *e = &index->entries[middle];

		if (e->hash < hash || (e->hash == hash && e->time_us < time_us))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint64_t
distance(int64_t a, int64_t b)
{
	return a < b ? (uint64_t)b - (uint64_t)a : (uint64_t)a - (uint64_t)b;
}

size_t
mt_idindex_near(const MtIdIndex *index, MtSlice id, int64_t about_us,
		MtStep **steps, size_t room)
{
	uint64_t hash = mt_hash_id(id);
	size_t up = lower_bound(index, hash, about_us), down = up, n = 0;
	const MtIdEntry *entries = index->entries;

	while (n < room && id.n > 0) {
		bool has_up = up < index->n && entries[up].hash == hash;
		bool has_down = down > 0 && entries[down - 1].hash == hash;
		const MtIdEntry *e;

		if (!has_up && !has_down)
			break;
		if (has_up &&
		    (!has_down ||
		     distance(entries[up].time_us, about_us) <=
			     distance(entries[down - 1].time_us, about_us)))
			e = &entries[up++];
		else
			e = &entries[--down];
		if (mt_slice_eq(e->id, id))
			steps[n++] = e->step;
	}
	return n;
}
