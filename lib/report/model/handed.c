/* One table for the trace at hand: what was handed on, by the id that it got. */
#include "report/model/handed.h"

#include "base/limits.h"
#include "report/model/keyset.h"

typedef struct {
	int64_t arrived_us, us, deferred_us;
} Handed;

/* Records may say anything: nothing longer than some millennia is added up. */
static bool
is_true(int64_t us)
{
	return us > -INT64_MAX / 16 && us < INT64_MAX / 16;
}

void
mt_handed_init(MtHandedTimes *h)
{
	*h = (MtHandedTimes){0};
	h->table =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void
mt_handed_clear(MtHandedTimes *h)
{
	g_clear_pointer(&h->table, g_hash_table_unref);
	g_clear_pointer(&h->trace, g_free);
}

static void
begin_trace(MtHandedTimes *h, MtSlice trace)
{
	if (h->trace != NULL && mt_slice_eq(mt_slice_str(h->trace), trace))
		return;
	g_free(h->trace);
	h->trace = mt_keyset_key(trace);
	g_hash_table_remove_all(h->table);
}

static char *
key_of(MtSlice host, MtSlice id)
{
	g_autofree char *a = mt_keyset_key(host);
	g_autofree char *b = mt_keyset_key(id);

	return g_strconcat(a, " ", b, NULL);
}

/* A filter may give the message back while it is still being given to it: then
 * the time with the filter counts once. What was lost to attempts stays that. */
static void
add_before(const MtHandedTimes *h, const MtTransactionRecord *x,
	   MtDeliveryRecord *row)
{
	g_autofree char *key = NULL;
	const Handed *before;
	int64_t us, deferred;

	/* In most traces nothing goes on on its host. */
	if (g_hash_table_size(h->table) == 0)
		return;
	key = key_of(x->host, x->queue_id);
	before = g_hash_table_lookup(h->table, key);
	if (before == NULL)
		return;
	us = row->time.us - row->delay_us.n - before->arrived_us;
	us = CLAMP(us, 0, MAX(before->us, 0));
	deferred = MIN(us, before->deferred_us);
	row->delay_us.n += us;
	row->deferred_us = mt_number(row->deferred_us.n + deferred);
	row->before_queue_us =
		mt_number(row->before_queue_us.n + us - deferred);
}

void
mt_handed_follow(MtHandedTimes *h, const MtTransactionRecord *x,
		 MtDeliveryRecord *row)
{
	Handed now;

	begin_trace(h, x->trace);
	if (!row->delay_us.known || !row->time.known ||
	    !is_true(row->delay_us.n) || !is_true(row->time.us) ||
	    !is_true(row->deferred_us.n) || !is_true(row->before_queue_us.n))
		return;
	add_before(h, x, row);
	if (row->handed_to.n == 0 ||
	    g_hash_table_size(h->table) >= MT_MAX_REPORT_KEPT)
		return;
	now = (Handed){row->time.us - row->delay_us.n, row->delay_us.n,
		       MAX(row->deferred_us.n, 0)};
	g_hash_table_replace(h->table, key_of(x->host, row->handed_to),
			     g_memdup2(&now, sizeof now));
}
