/* Twice as many as are wanted are let in before the lower half is thrown out:
 * each item costs a constant number of comparisons. */
#include "report/model/picks.h"

#include "base/limits.h"

const MtCopyLimits mt_picks_limits = {MT_MAX_REPORT_TEXT, MT_MAX_REPORT_LIST};

void
mt_picks_init(MtPicks *k, size_t most, const MtRecordKind *kind,
	      MtPickCopy *copy)
{
	*k = (MtPicks){.most = most, .kind = kind, .copy = copy};
	k->arena = mt_arena_new();
	k->items = g_array_new(FALSE, FALSE, sizeof(MtPick));
}

void
mt_picks_clear(MtPicks *k)
{
	g_clear_pointer(&k->arena, mt_arena_free);
	g_clear_pointer(&k->items, g_array_unref);
}

static gint
by_order(gconstpointer a, gconstpointer b)
{
	const MtPick *x = a, *y = b;

	return x->order < y->order ? -1 : x->order > y->order;
}

static gint
by_rank(gconstpointer a, gconstpointer b)
{
	const MtPick *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	return by_order(a, b);
}

static void *
copy_item(const MtPicks *k, const void *item, MtArena *arena)
{
	return k->copy != NULL
		       ? k->copy(item, arena)
		       : mt_record_copy(k->kind, item, &mt_picks_limits, arena);
}

static void
cut(MtPicks *k)
{
	MtArena *old = k->arena;

	if (k->items->len <= k->most)
		return;
	g_array_sort(k->items, by_rank);
	g_array_set_size(k->items, (guint)k->most);
	k->has_least = true;
	k->least = g_array_index(k->items, MtPick, k->most - 1).rank;
	k->arena = mt_arena_new();
	for (guint i = 0; i < k->items->len; i++) {
		MtPick *item = &g_array_index(k->items, MtPick, i);

		item->item = copy_item(k, item->item, k->arena);
	}
	mt_arena_free(old);
}

void
mt_picks_add(MtPicks *k, int64_t rank, const void *item)
{
	MtPick one = {.rank = rank, .order = k->seen++};

	/* One of the same rank that comes later is not among the first. */
	if (k->has_least && rank <= k->least)
		return;
	one.item = copy_item(k, item, k->arena);
	g_array_append_val(k->items, one);
	if (k->items->len >= 2 * k->most)
		cut(k);
}

void
mt_picks_sort(MtPicks *k)
{
	cut(k);
	g_array_sort(k->items, by_rank);
}

void
mt_picks_sort_by_order(MtPicks *k)
{
	cut(k);
	g_array_sort(k->items, by_order);
}
