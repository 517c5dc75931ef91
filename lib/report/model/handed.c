/* One table for the trace at hand: what was handed on, by the id that it got. */
#include "report/model/handed.h"

#include "base/limits.h"
#include "flow/agree.h"
#include "flow/join.h"
#include "report/model/keyset.h"

/* Records may say anything: no sum is longer than some millennia. */
#define MOST_US (INT64_MAX / 16)

/* Links without their id in an answer that are looked at for each row. */
enum { MOST_OTHERS = 16 };

typedef struct {
	int64_t us;
	int64_t stages[MT_ROW_STAGES];
} Times;

/* By the clocks of different hosts only durations can be added: so what it cost
 * on the host at hand, whatever its ids there, is apart from what it did before. */
typedef struct {
	bool here; /* it stays on its host */
	int64_t arrived_us, transmit_us;
	Times on_host, before;
} Handed;

void
mt_handed_init(MtHandedTimes *h)
{
	*h = (MtHandedTimes){0};
	h->table =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	h->next = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	h->others = g_ptr_array_new();
}

void
mt_handed_clear(MtHandedTimes *h)
{
	g_clear_pointer(&h->table, g_hash_table_unref);
	g_clear_pointer(&h->next, g_hash_table_unref);
	g_clear_pointer(&h->others, g_ptr_array_unref);
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

static bool
is_reply(const MtLinkRecord *link)
{
	return mt_slice_eq(link->how, mt_link_word(MT_LINK_REPLY));
}

static void
find_others(MtHandedTimes *h, const MtTransactionRecord *x)
{
	g_autoptr(GHashTable) answered = mt_keyset_new();
	const MtDeliveryRecord *rows = x->deliveries.items;
	const MtLinkRecord *next = x->next.items;

	for (size_t i = 0; i < x->deliveries.n; i++)
		mt_keyset_add(answered, mt_answered_id(rows[i].remote_id));
	for (size_t i = 0; i < x->next.n && h->others->len < MOST_OTHERS; i++)
		if (is_reply(&next[i]) &&
		    !mt_keyset_has(answered, next[i].queue_id))
			g_ptr_array_add(h->others, (gpointer)&next[i]);
}

void
mt_handed_begin(MtHandedTimes *h, const MtTransactionRecord *x)
{
	const MtLinkRecord *next = x->next.items;

	begin_trace(h, x->trace);
	g_hash_table_remove_all(h->next);
	g_ptr_array_set_size(h->others, 0);
	for (size_t i = 0; i < x->next.n; i++)
		if (is_reply(&next[i]))
			g_hash_table_replace(h->next,
					     mt_keyset_key(next[i].queue_id),
					     (gpointer)&next[i]);
	if (g_hash_table_size(h->next) > 0)
		find_others(h, x);
}

static char *
key_of(MtSlice host, MtSlice id)
{
	g_autofree char *a = mt_keyset_key(host);
	g_autofree char *b = mt_keyset_key(id);

	return g_strconcat(a, " ", b, NULL);
}

static int64_t
sum_of(int64_t a, int64_t b)
{
	return CLAMP(a + b, -MOST_US, MOST_US);
}

static void
add_times(Times *to, const Times *times)
{
	to->us = sum_of(to->us, times->us);
	for (int i = 0; i < MT_ROW_STAGES; i++)
		to->stages[i] = sum_of(to->stages[i], times->stages[i]);
}

static Times
times_of(const MtDeliveryRecord *row)
{
	Times times = {.us = row->delay_us.n};

	for (int i = 0; i < MT_ROW_STAGES; i++)
		times.stages[i] = row->stages_us[i].n;
	return times;
}

static void
add_to_row(MtDeliveryRecord *row, const Times *times)
{
	row->delay_us.n = sum_of(row->delay_us.n, times->us);
	for (int i = 0; i < MT_ROW_STAGES; i++)
		if (times->stages[i] != 0)
			row->stages_us[i] = mt_number(
				sum_of(row->stages_us[i].n, times->stages[i]));
}

/* A filter may give the message back while it is still being given to it: then
 * the time with the filter counts once. What was lost to attempts stays that. */
static void
add_on_host(MtDeliveryRecord *row, const Handed *h)
{
	int64_t us = row->time.us - row->delay_us.n - h->arrived_us;
	Times times = {.us = CLAMP(us, 0, MAX(h->on_host.us, 0))};
	int64_t deferred = MAX(h->on_host.stages[MT_ROW_DEFERRED], 0);

	deferred = MIN(times.us, deferred);
	times.stages[MT_ROW_DEFERRED] = deferred;
	times.stages[MT_ROW_BEFORE_QUEUE] = times.us - deferred;
	add_to_row(row, &times);
}

/* The one sends while the other receives: that time is of the one. */
static Times
before_host(const MtDeliveryRecord *row, const Handed *h)
{
	int64_t both = MIN(h->transmit_us, row->before_queue_us.n);
	const Times once = {.us = -both,
			    .stages = {[MT_ROW_BEFORE_QUEUE] = -both}};
	Times times = h->before;

	add_times(&times, &h->on_host);
	add_times(&times, &once);
	return times;
}

/* What it had cost on other hosts; that of this one is added to the row. */
static Times
look_back(const MtHandedTimes *h, const MtTransactionRecord *x,
	  MtDeliveryRecord *row)
{
	g_autofree char *key = NULL;
	const Handed *from;

	/* In most traces nothing goes on within these logs. */
	if (g_hash_table_size(h->table) == 0)
		return (Times){0};
	key = key_of(x->host, x->queue_id);
	from = g_hash_table_lookup(h->table, key);
	if (from == NULL)
		return (Times){0};
	if (!from->here)
		return before_host(row, from);
	add_on_host(row, from);
	return from->before;
}

/* Courier answers with a part of its id: then the host is the one named. */
static const MtLinkRecord *
next_of(const MtHandedTimes *h, const MtDeliveryRecord *row)
{
	g_autofree char *key = NULL;
	const MtLinkRecord *link;

	if (g_hash_table_size(h->next) == 0 || row->remote_id.n == 0)
		return NULL;
	key = mt_keyset_key(mt_answered_id(row->remote_id));
	link = g_hash_table_lookup(h->next, key);
	for (guint i = 0; link == NULL && i < h->others->len; i++) {
		link = g_ptr_array_index(h->others, i);
		if (!mt_agree_host(row->relay, link->host))
			link = NULL;
	}
	return link;
}

static void
note(MtHandedTimes *h, const Handed *handed, MtSlice host, MtSlice id)
{
	if (g_hash_table_size(h->table) < MT_MAX_REPORT_KEPT)
		g_hash_table_replace(h->table, key_of(host, id),
				     g_memdup2(handed, sizeof *handed));
}

static bool
is_true(int64_t us)
{
	return us >= -MOST_US && us <= MOST_US;
}

static bool
has_times(const MtDeliveryRecord *row)
{
	for (int i = 0; i < MT_ROW_STAGES; i++)
		if (!is_true(row->stages_us[i].n))
			return false;
	return row->delay_us.known && row->time.known &&
	       is_true(row->delay_us.n) && is_true(row->time.us);
}

bool
mt_handed_goes_on(MtHandedTimes *h, const MtTransactionRecord *x,
		  MtDeliveryRecord *row)
{
	const MtLinkRecord *next = next_of(h, row);
	Handed now = {.here = row->handed_to.n > 0,
		      .transmit_us = row->transmit_us.n};
	bool goes_on = now.here || next != NULL;

	if (!has_times(row))
		return goes_on;
	now.before = look_back(h, x, row);
	now.on_host = times_of(row);
	now.arrived_us = row->time.us - row->delay_us.n;
	add_to_row(row, &now.before);
	if (now.here)
		note(h, &now, x->host, row->handed_to);
	else if (goes_on)
		note(h, &now, next->host, next->queue_id);
	return goes_on;
}
