/*
 * What transactions say about lost time: the longest part of each delivery,
 * with the words of the host that caused it.
 */
#include "report/model/traces.h"
#include "base/limits.h"

static const struct {
	const char *stage;
	size_t offset;
} stages[] = {
	{"before_queue", offsetof(MtDeliveryRecord, before_queue_us)},
	{"in_queue", offsetof(MtDeliveryRecord, in_queue_us)},
	{"connect", offsetof(MtDeliveryRecord, connect_us)},
	{"transmit", offsetof(MtDeliveryRecord, transmit_us)},
	{"deferred", offsetof(MtDeliveryRecord, deferred_us)},
};

static MtSlice
copy_text(MtSlice s, MtArena *arena)
{
	size_t n = MIN(s.n, (size_t)MT_MAX_REPORT_TEXT);
	char *p;

	if (s.p == NULL)
		return s;
	p = mt_arena_take(arena, n + 1);
	memcpy(p, s.p, n);
	return mt_slice(p, n);
}

static void *
copy_loss(const void *item, MtArena *arena)
{
	const MtLoss *from = item;
	MtLoss *to = mt_arena_take(arena, sizeof *to);

	*to = *from;
	to->host = copy_text(from->host, arena);
	to->relay = copy_text(from->relay, arena);
	to->reason = copy_text(from->reason, arena);
	to->cause = copy_text(from->cause, arena);
	to->queue_id = copy_text(from->queue_id, arena);
	to->message_id = copy_text(from->message_id, arena);
	to->recipient = copy_text(from->recipient, arena);
	to->status = copy_text(from->status, arena);
	to->trace = copy_text(from->trace, arena);
	return to;
}

void
mt_traces_init(MtTraces *t)
{
	*t = (MtTraces){0};
	t->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	mt_picks_init(&t->losses, MT_MAX_REPORT_KEPT, NULL, copy_loss);
	mt_picks_init(&t->own, MT_MAX_REPORT_KEPT, &mt_record_transaction,
		      NULL);
	mt_picks_init(&t->unsettled, MT_MAX_REPORT_KEPT, &mt_record_delivery,
		      NULL);
}

void
mt_traces_clear(MtTraces *t)
{
	g_clear_pointer(&t->ids, g_hash_table_unref);
	mt_picks_clear(&t->losses);
	mt_picks_clear(&t->own);
	mt_picks_clear(&t->unsettled);
}

static char *
key_of(MtSlice id)
{
	return g_strndup(id.p != NULL ? id.p : "", id.n);
}

void
mt_traces_want(MtTraces *t, MtSlice message_id)
{
	if (message_id.n > 0 &&
	    g_hash_table_size(t->ids) < MT_MAX_REPORT_KEPT * 64)
		g_hash_table_add(t->ids, key_of(message_id));
}

static bool
is_wanted(const MtTraces *t, MtSlice message_id)
{
	g_autofree char *key = NULL;

	if (message_id.n == 0 || g_hash_table_size(t->ids) == 0)
		return false;
	key = key_of(message_id);
	return g_hash_table_contains(t->ids, key);
}

static bool
is_settled(const MtDeliveryRecord *d)
{
	return mt_slice_eq(d->status, MT_SLICE("sent")) && !d->waiting;
}

/* What messages that were given lost comes before all others. */
static void
add_loss(MtTraces *t, const MtLoss *loss)
{
	int64_t rank = MIN(loss->us, INT64_MAX / 4);

	if (is_wanted(t, loss->message_id))
		rank += INT64_MAX / 2;
	mt_picks_add(&t->losses, rank, loss);
}

static int
longest_stage(const MtDeliveryRecord *d, int64_t *us)
{
	int longest = -1;

	*us = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
		const MtNumber *n =
			(const void *)((const char *)d + stages[i].offset);

		if (n->known && n->n > *us) {
			*us = n->n;
			longest = (int)i;
		}
	}
	return longest;
}

/* A delivery that knows its delay, and not where it went, has a loss as well. */
static bool
loss_of(const MtDeliveryRecord *d, MtLoss *loss)
{
	int64_t us;
	int stage = longest_stage(d, &us);

	/* What is mostly one stage is told as that, whole. */
	if (d->delay_us.known && d->delay_us.n / 2 <= us)
		us = MAX(us, d->delay_us.n);
	if (stage < 0 && d->delay_us.known)
		us = d->delay_us.n;
	if (us < MT_LOSS_LEAST_US)
		return false;
	*loss = (MtLoss){
		.us = us,
		.stage = stage < 0 ? "" : stages[stage].stage,
		.host = d->host,
		.relay = d->relay,
		.reason = d->reason.n > 0 ? d->reason
			  : is_settled(d) ? (MtSlice){0}
					  : d->reply,
		.cause = d->cause,
		.queue_id = d->queue_id,
		.message_id = d->message_id,
		.recipient = d->recipient,
		.status = d->status,
		.trace = d->trace,
		.at = d->time,
		.attempts = d->attempts.n,
		.has_attempts = d->attempts.known,
	};
	return true;
}

void
mt_traces_add_delivery(MtTraces *t, const MtDeliveryRecord *d)
{
	MtLoss loss;

	if (!is_settled(d))
		mt_picks_add(&t->unsettled, 0, d);
	if (loss_of(d, &loss))
		add_loss(t, &loss);
}

MtDeliveryRecord
mt_traces_row(const MtTransactionRecord *x, const MtDeliveryRecord *row)
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
	       ABS(a->us - b->us) < G_USEC_PER_SEC;
}

static void
add_held(MtTraces *t, const MtTransactionRecord *x)
{
	const MtLoss loss = {.us = x->held_us.n,
			     .stage = "held",
			     .host = x->host,
			     .queue_id = x->queue_id,
			     .message_id = x->message_id,
			     .recipient = x->sender,
			     .status = x->status,
			     .trace = x->trace,
			     .at = x->removed};

	add_loss(t, &loss);
}

void
mt_traces_add(MtTraces *t, const MtTransactionRecord *x, bool rows)
{
	const MtDeliveryRecord *all = x->deliveries.items;
	MtLoss last = {0}, loss;
	bool held = x->held_us.known && x->held_us.n >= MT_LOSS_LEAST_US;

	t->transactions++;
	t->incomplete += !x->complete;
	if (is_wanted(t, x->message_id))
		mt_picks_add(&t->own, 0, x);
	if (held)
		add_held(t, x);
	for (size_t i = 0; i < x->deliveries.n && rows; i++) {
		MtDeliveryRecord d = mt_traces_row(x, &all[i]);

		if (!is_settled(&d))
			mt_picks_add(&t->unsettled, 0, &d);
		if (!loss_of(&d, &loss) || same_loss(&loss, &last))
			continue;
		/* Time on hold is time in the queue, or before: said once. */
		if (held && loss.us / 2 <= x->held_us.n)
			continue;
		add_loss(t, &loss);
		last = loss;
	}
}
