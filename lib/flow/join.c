/* Keeping transactions, and the order of the ways in which they are joined. */
#include "flow/joining.h"

#include "flow/hash.h"

guint
mt_joining_hash(gconstpointer key)
{
	return (guint)mt_hash_text(0, *(const MtSlice *)key);
}

gboolean
mt_joining_same(gconstpointer a, gconstpointer b)
{
	return mt_slice_eq(*(const MtSlice *)a, *(const MtSlice *)b);
}

static void
free_gaps(gpointer data)
{
	MtGaps *gaps = data;

	g_array_unref(gaps->us);
	g_free(gaps);
}

MtJoin *
mt_join_new(void)
{
	MtJoin *join = g_new0(MtJoin, 1);

	join->arena = mt_arena_new();
	join->step_arena = mt_arena_new();
	join->steps = g_ptr_array_new();
	join->host_of = g_hash_table_new(mt_joining_hash, mt_joining_same);
	join->host_list = g_ptr_array_new();
	join->relays = g_hash_table_new(mt_joining_hash, mt_joining_same);
	join->pairs = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
					    free_gaps);
	return join;
}

void
mt_join_free(MtJoin *join)
{
	if (join == NULL)
		return;
	g_hash_table_unref(join->pairs);
	g_hash_table_unref(join->relays);
	g_hash_table_unref(join->host_of);
	g_ptr_array_unref(join->host_list);
	g_ptr_array_unref(join->steps);
	mt_idindex_clear(&join->ids);
	mt_idindex_clear(&join->message_ids);
	g_free(join->up);
	g_free(join->hosts);
	g_free(join->traces);
	g_free(join->in_order);
	mt_arena_free(join->step_arena);
	mt_arena_free(join->arena);
	g_free(join);
}

MtSlice
mt_link_word(MtLink link)
{
	static const MtSlice words[MT_LINKS] = {
		[MT_LINK_NONE] = {"", 0},
		[MT_LINK_REPLY] = {"reply", 5},
		[MT_LINK_REINJECT] = {"reinject", 8},
		[MT_LINK_MESSAGE_ID] = {"message-id", 10},
		[MT_LINK_CHILD] = {"notice", 6},
	};

	return words[link];
}

MtLogHost *
mt_joining_host(MtJoin *join, MtSlice name, bool make)
{
	MtLogHost *host = g_hash_table_lookup(join->host_of, &name);

	if (host != NULL || !make)
		return host;
	host = MT_ARENA_NEW0(join->arena, MtLogHost, 1);
	host->name = name;
	host->number = join->host_list->len;
	host->first_us = INT64_MAX;
	host->last_us = INT64_MIN;
	g_hash_table_insert(join->host_of, &host->name, host);
	g_ptr_array_add(join->host_list, host);
	return host;
}

static void
note_host(MtJoin *join, const MtTransaction *t)
{
	MtLogHost *host = mt_joining_host(join, t->host, true);

	host->n++;
	host->message_ids += t->message_id.n > 0;
	host->mtas |= 1U << t->mta;
	host->zone_unsaid |= t->first.zone_unsaid;
	if (t->first.has_time)
		host->first_us = MIN(host->first_us, t->first.time_us);
	if (t->last.has_time)
		host->last_us = MAX(host->last_us, t->last.time_us);
}

void
mt_join_add(MtJoin *join, const MtTransaction *t)
{
	MtStep *step = MT_ARENA_NEW0(join->step_arena, MtStep, 1);

	step->t = mt_transaction_copy(t, join->arena);
	step->came_us =
		t->arrived.known ? t->arrived.time_us : t->first.time_us;
	step->order = join->steps->len;
	g_ptr_array_add(join->steps, step);
	note_host(join, step->t);
}

static int
compare_steps(gconstpointer a, gconstpointer b)
{
	const MtStep *x = *(MtStep *const *)a, *y = *(MtStep *const *)b;
	int64_t s = x->came_us, t = y->came_us;

	if (s != t)
		return s < t ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static void
index_steps(MtJoin *join)
{
	GPtrArray *steps = join->steps;

	g_ptr_array_sort(steps, compare_steps);
	join->up = g_new(MtStep *, MAX(steps->len, 1));
	for (guint i = 0; i < steps->len; i++) {
		MtStep *step = g_ptr_array_index(steps, i);

		step->order = i;
		join->up[i] = step;
		mt_idindex_add(&join->ids, step->t->queue_id, step);
		mt_idindex_add(&join->ids, mt_transaction_other_id(step->t),
			       step);
		mt_idindex_add(&join->message_ids, step->t->message_id, step);
	}
	mt_idindex_sort(&join->ids);
	mt_idindex_sort(&join->message_ids);
}

static int
compare_hosts(const void *a, const void *b)
{
	const MtLogHost *x = a, *y = b;

	return mt_slice_compare(x->name, y->name);
}

static void
list_hosts(MtJoin *join)
{
	join->n_hosts = join->host_list->len;
	join->hosts = g_new(MtLogHost, MAX(join->n_hosts, 1));
	for (guint i = 0; i < join->host_list->len; i++)
		join->hosts[i] = *(const MtLogHost *)g_ptr_array_index(
			join->host_list, i);
	if (join->n_hosts > 1)
		qsort(join->hosts, join->n_hosts, sizeof join->hosts[0],
		      compare_hosts);
}

void
mt_join_finish(MtJoin *join)
{
	index_steps(join);
	mt_joining_same_host(join);
	mt_joining_by_reply(join);
	mt_joining_learn(join);
	if (join->host_list->len > 1) {
		mt_joining_names(join);
		mt_joining_by_message_id(join);
	}
	mt_joining_traces(join);
	list_hosts(join);
}

size_t
mt_join_n(const MtJoin *join)
{
	return join->n_traces;
}

const MtTrace *
mt_join_trace(const MtJoin *join, size_t i)
{
	return &join->traces[i];
}

const MtStep *
mt_join_next(const MtStep *step, const MtDelivery *d)
{
	(void)step;
	return d->to;
}

const MtLogHost *
mt_join_hosts(const MtJoin *join, size_t *n)
{
	*n = join->n_hosts;
	return join->hosts;
}

size_t
mt_join_find(const MtJoin *join, MtSlice queue_id, int64_t about_us,
	     const MtStep **steps, size_t room)
{
	return mt_idindex_near(&join->ids, queue_id, about_us, (MtStep **)steps,
			       room);
}

size_t
mt_join_find_message(const MtJoin *join, MtSlice message_id, int64_t about_us,
		     const MtStep **steps, size_t room)
{
	return mt_idindex_near(&join->message_ids, message_id, about_us,
			       (MtStep **)steps, room);
}
