/*
 * What joins by id teach about hosts: which one answers at an address, and how
 * far the clocks of two are apart.
 */
#include "flow/joining.h"

#include "base/limits.h"

static MtGaps *
gaps_of(MtJoin *join, MtLogHost *from, MtLogHost *to)
{
	int64_t key = mt_joining_pair(from, to);
	MtGaps *gaps = g_hash_table_lookup(join->pairs, &key);

	if (gaps != NULL)
		return gaps;
	gaps = g_new0(MtGaps, 1);
	gaps->from = from;
	gaps->to = to;
	gaps->us = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_hash_table_insert(join->pairs, g_memdup2(&key, sizeof key), gaps);
	return gaps;
}

static void
learn(MtJoin *join, const MtStep *step)
{
	MtLogHost *from, *to;
	const MtDelivery *by = step->by;
	int64_t us = step->gap_us;

	if ((step->link != MT_LINK_REPLY && step->link != MT_LINK_MESSAGE_ID) ||
	    by == NULL)
		return;
	from = mt_joining_host(join, step->from->t->host, false);
	to = mt_joining_host(join, step->t->host, false);
	if (by->relay_ip.n > 0 &&
	    g_hash_table_lookup(join->relays, &by->relay_ip) == NULL)
		g_hash_table_insert(join->relays, (gpointer)&by->relay_ip, to);
	if (!step->has_gap)
		return;
	/* It arrives before it is sent through and answered. */
	if ((by->stages.known & 1 << MT_STAGE_TRANSMIT) != 0)
		us += by->stages.us[MT_STAGE_TRANSMIT];
	g_array_append_val(gaps_of(join, from, to)->us, us);
}

static int
compare_us(gconstpointer a, gconstpointer b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int
compare_gaps(gconstpointer a, gconstpointer b)
{
	const MtGaps *x = *(MtGaps *const *)a, *y = *(MtGaps *const *)b;

	if (x->us->len != y->us->len)
		return x->us->len > y->us->len ? -1 : 1;
	return mt_joining_pair(x->from, x->to) < mt_joining_pair(y->from, y->to)
		       ? -1
		       : 1;
}

static MtLogHost *
busiest(const MtJoin *join)
{
	MtLogHost *most = NULL;

	for (guint i = 0; i < join->host_list->len; i++) {
		MtLogHost *host = g_ptr_array_index(join->host_list, i);

		if (most == NULL || host->n > most->n)
			most = host;
	}
	return most;
}

/* From host to host over the pairs that were seen most often. */
static bool
spread(const GPtrArray *all)
{
	for (guint i = 0; i < all->len; i++) {
		const MtGaps *g = g_ptr_array_index(all, i);

		if (g->from->has_offset == g->to->has_offset)
			continue;
		if (g->from->has_offset)
			g->to->offset_us = g->from->offset_us + g->median_us;
		else
			g->from->offset_us = g->to->offset_us - g->median_us;
		g->from->has_offset = g->to->has_offset = true;
		return true;
	}
	return false;
}

/* Most hosts have the right time, whichever was begun with. */
static void
center(const MtJoin *join)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t middle;

	for (guint i = 0; i < join->host_list->len; i++) {
		const MtLogHost *host = g_ptr_array_index(join->host_list, i);

		if (host->has_offset)
			g_array_append_val(all, host->offset_us);
	}
	g_array_sort(all, compare_us);
	middle = g_array_index(all, int64_t, (all->len - 1) / 2);
	for (guint i = 0; i < join->host_list->len; i++)
		((MtLogHost *)g_ptr_array_index(join->host_list, i))
			->offset_us -= middle;
}

void
mt_joining_learn(MtJoin *join)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	MtLogHost *first = busiest(join);
	GHashTableIter iter;
	gpointer gaps;

	g_hash_table_remove_all(join->pairs);
	for (guint i = 0; i < join->host_list->len; i++) {
		MtLogHost *host = g_ptr_array_index(join->host_list, i);

		host->offset_us = 0;
		host->has_offset = false;
	}
	for (guint i = 0; i < join->steps->len; i++)
		learn(join, g_ptr_array_index(join->steps, i));
	g_hash_table_iter_init(&iter, join->pairs);
	while (g_hash_table_iter_next(&iter, NULL, &gaps)) {
		MtGaps *g = gaps;

		g_array_sort(g->us, compare_us);
		g->median_us = g_array_index(g->us, int64_t, g->us->len / 2);
		g_ptr_array_add(all, g);
	}
	g_ptr_array_sort(all, compare_gaps);
	if (first == NULL || join->host_list->len > MT_MAX_CLOCK_HOSTS)
		return;
	first->has_offset = true;
	while (spread(all))
		;
	center(join);
}
