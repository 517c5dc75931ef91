/* What is kept of transactions: those of messages that were given, and where
 * most time was lost, once. */
#include "report/model/traces.h"

#include "base/limits.h"
#include "report/model/keyset.h"

void
mt_traces_init(MtTraces *t)
{
	*t = (MtTraces){0};
	t->ids = mt_keyset_new();
	mt_picks_init(&t->losses, MT_MAX_REPORT_KEPT, NULL, mt_loss_copy);
	mt_picks_init(&t->own, MT_MAX_REPORT_KEPT, &mt_record_transaction,
		      NULL);
	t->names = mt_keyset_new();
	t->handings =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

void
mt_traces_clear(MtTraces *t)
{
	g_clear_pointer(&t->ids, g_hash_table_unref);
	g_clear_pointer(&t->names, g_hash_table_unref);
	mt_picks_clear(&t->losses);
	mt_picks_clear(&t->own);
	g_clear_pointer(&t->handings, g_hash_table_unref);
	g_clear_pointer(&t->trace, g_free);
}

static void
add_to(GHashTable *set, MtSlice name)
{
	if (g_hash_table_size(set) < MT_MAX_REPORT_KEPT * 64)
		mt_keyset_add(set, name);
}

void
mt_traces_want(MtTraces *t, MtSlice message_id)
{
	add_to(t->ids, message_id);
}

void
mt_traces_want_trace(MtTraces *t, MtSlice trace)
{
	add_to(t->names, trace);
}

bool
mt_traces_wants(const MtTraces *t, MtSlice message_id)
{
	return mt_keyset_has(t->ids, message_id);
}

/* What messages that were given lost comes before all others. */
static void
add_loss(MtTraces *t, const MtLoss *loss)
{
	int64_t rank = MIN(loss->us, INT64_MAX / 4);

	if (mt_keyset_has(t->ids, loss->message_id) ||
	    mt_keyset_has(t->names, loss->trace))
		rank += INT64_MAX / 2;
	mt_picks_add(&t->losses, rank, loss);
}

void
mt_traces_add_delivery(MtTraces *t, const MtDeliveryRecord *d)
{
	MtLoss loss;

	if (mt_loss_of_delivery(d, &loss))
		add_loss(t, &loss);
}

/* A row of a transaction with what all of its rows share. */
static MtDeliveryRecord
row_of(const MtTransactionRecord *x, const MtDeliveryRecord *row)
{
	MtDeliveryRecord d = *row;

	d.host = x->host;
	d.instance = x->instance;
	d.mta = x->mta;
	d.queue_id = x->queue_id;
	d.trace = x->trace;
	d.message_id = x->message_id;
	d.sender = x->sender;
	d.size = x->size;
	d.arrived = x->arrived;
	return d;
}

/* Recipients of one transaction that waited together lost that time once. */
static bool
same_loss(const MtLoss *a, const MtLoss *b)
{
	return a->stage == b->stage && mt_slice_eq(a->reason, b->reason) &&
	       mt_slice_eq(a->onward, b->onward) &&
	       ABS(a->us - b->us) < G_USEC_PER_SEC;
}

/* ---- a host that is slow to take a message, as both sides tell it ---- */

static void
begin_trace(MtTraces *t, MtSlice trace)
{
	if (t->trace != NULL && mt_slice_eq(mt_slice_str(t->trace), trace))
		return;
	g_free(t->trace);
	t->trace = mt_keyset_key(trace);
	g_hash_table_remove_all(t->handings);
}

static void
note_handing(MtTraces *t, const MtDeliveryRecord *d)
{
	if (d->remote_id.n > 0 && d->transmit_us.known &&
	    d->transmit_us.n >= MT_LOSS_LEAST_US)
		g_hash_table_insert(
			t->handings, mt_keyset_key(d->remote_id),
			g_memdup2(&d->transmit_us.n, sizeof(int64_t)));
}

/* Was that time told already, of the host that handed the message over? */
static bool
is_told(const MtTraces *t, const MtLoss *loss)
{
	g_autofree char *key = mt_keyset_key(loss->queue_id);
	const int64_t *us = g_hash_table_lookup(t->handings, key);

	return us != NULL && strcmp(loss->stage, "before_queue") == 0 &&
	       loss->us <= *us + G_USEC_PER_SEC;
}

static void
add_rows(MtTraces *t, const MtTransactionRecord *x, int64_t held_us)
{
	const MtDeliveryRecord *all = x->deliveries.items;
	MtLoss last = {0}, loss;

	for (size_t i = 0; i < x->deliveries.n; i++) {
		MtDeliveryRecord d = row_of(x, &all[i]);

		if (!mt_loss_of_delivery(&d, &loss) || same_loss(&loss, &last))
			continue;
		last = loss;
		loss.client = x->client.n > 0 ? x->client : x->helo;
		/* Time on hold is time in the queue, or before: said once. */
		if (loss.us / 2 > held_us && !is_told(t, &loss))
			add_loss(t, &loss);
		note_handing(t, &d);
	}
}

static void
note_held(MtTraces *t, const MtTransactionRecord *x)
{
	if (!mt_loss_is_held(x))
		return;
	if (t->held++ == 0 || x->held.us < t->held_first.us)
		t->held_first = x->held;
}

void
mt_traces_add(MtTraces *t, const MtTransactionRecord *x, bool rows)
{
	MtLoss held = {0};

	t->transactions++;
	t->incomplete += !x->complete;
	note_held(t, x);
	begin_trace(t, x->trace);
	if (mt_keyset_has(t->ids, x->message_id))
		mt_traces_want_trace(t, x->trace);
	if (mt_keyset_has(t->ids, x->message_id) ||
	    mt_keyset_has(t->names, x->trace))
		mt_picks_add(&t->own, 0, x);
	if (mt_loss_on_hold(x, &held))
		add_loss(t, &held);
	if (rows)
		add_rows(t, x, held.us);
}
