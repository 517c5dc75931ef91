/* What is known of a transaction and its place in a trace, as members. */
#include "record/trace.h"

#include <stdio.h>

#include "reason/cause.h"
#include "reason/fold.h"

static MtInstant
instant_of(const MtMoment *m)
{
	return (MtInstant){m->time_us, m->decimals, m->known && m->has_time};
}

static MtNumber
stage_of(const MtDelivery *d, MtStage stage)
{
	return (MtNumber){d->stages.us[stage],
			  (d->stages.known >> stage & 1) != 0};
}

static MtSlice
domain_of(MtSlice address, MtArena *arena)
{
	size_t at = address.n;
	char *p;

	while (at > 0 && address.p[at - 1] != '@')
		at--;
	if (at == 0)
		return (MtSlice){0};
	address = mt_slice_sub(address, at, address.n);
	p = mt_arena_take(arena, MAX(address.n, 1));
	for (size_t i = 0; i < address.n; i++)
		p[i] = mt_lower(address.p[i]);
	return mt_slice(p, address.n);
}

static void
fill_place(MtDeliveryRecord *record, const MtMoment *at)
{
	if (!at->known)
		return;
	record->source = at->source;
	record->offset = mt_number((int64_t)at->offset);
	record->length = mt_number((int64_t)at->length);
	record->line = mt_number((int64_t)at->line);
	record->time = instant_of(at);
}

/* That it is not time yet for another attempt: it waits for what the last one
 * met. */
static bool
says_nothing(const MtAttempt *a)
{
	return a->status == MT_STATUS_SUSPENDED &&
	       mt_cause_of(a->reply, a->dsn) == MT_CAUSE_OTHER;
}

/* Why it waited: the answer to the last attempt that did not settle it; where
 * there was none, why it failed, or that another host took it. */
static void
fill_reason(MtDeliveryRecord *record, const MtDelivery *d, MtArena *arena)
{
	g_auto(MtBuf) folded = {0};
	MtSlice reply = d->status == MT_STATUS_SENT ? (MtSlice){0} : d->reply;
	MtSlice dsn = d->dsn;
	bool told = false;
	char *p;

	for (const MtAttempt *a = d->attempts; a != NULL; a = a->next)
		if (!mt_status_is_final(a->status) && a->reply.n > 0 &&
		    !(told && says_nothing(a))) {
			reply = a->reply;
			dsn = a->dsn;
			told = true;
		}
	mt_reason_fold(&folded, reply);
	if (folded.n == 0 && d->failed_relay.p != NULL) {
		mt_reason_fold_failed(&folded, d->failed_reply);
		reply = mt_buf_slice(&folded);
	}
	if (folded.n == 0)
		return;
	p = mt_arena_take(arena, folded.n);
	memcpy(p, folded.p, folded.n);
	record->reason = mt_slice(p, folded.n);
	record->cause = mt_cause_word(mt_cause_of(reply, dsn));
}

void
mt_delivery_record_fill(MtDeliveryRecord *record, const MtTransaction *t,
			const MtDelivery *d, MtArena *arena)
{
	int64_t delay = 0;
	bool has_delay = mt_delivery_delay(t, d, &delay);

	*record = (MtDeliveryRecord){
		.host = t->host,
		.instance = t->instance,
		.mta = mt_mta_word(t->mta),
		.queue_id = t->queue_id,
		.message_id = t->message_id,
		.sender = t->sender,
		.size = {t->size, (t->has & MT_HAS_SIZE) != 0},
		.arrived = instant_of(&t->arrived),
		.recipient = d->recipient,
		.orig_recipient = d->orig_recipient,
		.domain = domain_of(d->recipient, arena),
		.transport = d->transport,
		.relay = d->relay,
		.status = mt_status_word(d->status),
		.waiting = !mt_status_is_final(d->status) &&
			   mt_transaction_is_waiting(t),
		.dsn = d->dsn,
		.reply = d->reply,
		.remote_id = d->remote_id,
		.handed_to = d->handed_to,
		.failed_relay = d->failed_relay,
		.failed_reply = d->failed_reply,
		.tls_version = d->tls_version,
		.tls_cipher = d->tls_cipher,
		.attempts = mt_number(d->n_attempts),
		.delay_us = {delay, has_delay},
		.before_queue_us = stage_of(d, MT_STAGE_BEFORE),
		.in_queue_us = stage_of(d, MT_STAGE_QUEUE),
		.connect_us = stage_of(d, MT_STAGE_CONNECT),
		.transmit_us = stage_of(d, MT_STAGE_TRANSMIT),
		.deferred_us = stage_of(d, MT_STAGE_DEFERRED),
	};
	mt_ip_parse(d->relay_ip, &record->relay_ip);
	fill_place(record, &d->at);
	fill_reason(record, d, arena);
}

MtSlice
mt_trace_name(const MtTrace *trace, MtArena *arena)
{
	const MtTransaction *t = trace->steps[0]->t;
	const MtMoment *at = t->arrived.known ? &t->arrived : &t->first;
	MtSlice id = t->queue_id.p == NULL ? MT_SLICE("-") : t->queue_id;
	size_t n = t->host.n + id.n + 32;
	char *p = mt_arena_take(arena, n);

	/* What has no id is told apart by its line. */
	n = (size_t)snprintf(
		p, n, "%.*s/%.*s/%lld", (int)t->host.n,
		t->host.p == NULL ? "" : t->host.p, (int)id.n, id.p,
		t->queue_id.p == NULL ? (long long)at->offset
				      : (long long)(at->time_us / 1000000));
	return mt_slice(p, n);
}

/* One word for all recipients; the first says it, unless they differ. */
static MtSlice
status_of(const MtTransaction *t)
{
	const MtDelivery *first = t->deliveries;

	if (t->refused)
		return mt_status_word(MT_STATUS_REJECTED);
	if (first == NULL)
		return (MtSlice){0};
	for (const MtDelivery *d = first->next; d != NULL; d = d->next)
		if (!mt_slice_eq(mt_status_word(d->status),
				 mt_status_word(first->status)))
			return MT_SLICE("mixed");
	return mt_status_word(first->status);
}

static void
fill_deliveries(MtTransactionRecord *record, const MtTransaction *t,
		MtArena *arena)
{
	MtDeliveryRecord *rows =
		MT_ARENA_NEW0(arena, MtDeliveryRecord, t->n_deliveries);
	size_t n = 0;
	int64_t attempts = 0;

	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next) {
		mt_delivery_record_fill(&rows[n++], t, d, arena);
		attempts += d->n_attempts;
	}
	record->deliveries = (MtObjects){.items = rows, .n = n};
	record->attempts = mt_number(attempts);
}

static MtLinkRecord
link_record(const MtStep *step, MtSlice how)
{
	return (MtLinkRecord){step->t->host, step->t->queue_id, how};
}

static MtSlice
how_of(const MtStep *step)
{
	if (step->link == MT_LINK_CHILD)
		for (const MtChild *c = step->from->t->children; c; c = c->next)
			if (mt_slice_eq(c->queue_id, step->t->queue_id))
				return mt_child_kind_word(c->kind);
	return mt_link_word(step->link);
}

static void
fill_links(MtTransactionRecord *record, const MtStep *step, MtArena *arena)
{
	MtLinkRecord *links;
	size_t n = 0;

	for (const MtStep *s = step->next; s != NULL; s = s->sibling)
		n++;
	links = MT_ARENA_NEW0(arena, MtLinkRecord, n + 1);
	n = 0;
	for (const MtStep *s = step->next; s != NULL; s = s->sibling)
		links[n++] = link_record(s, how_of(s));
	record->next = (MtObjects){.items = links, .n = n};
	if (step->from != NULL) {
		links[n] = link_record(step->from, how_of(step));
		record->previous = (MtObjects){.items = &links[n], .n = 1};
	}
}

static void
fill_notes(MtTransactionRecord *record, const MtStep *step, MtArena *arena)
{
	const MtTransaction *t = step->t;
	const struct {
		bool holds;
		MtSlice word;
	} all[] = {
		{mt_transaction_is_waiting(t), MT_SLICE("waiting")},
		{!t->arrived.known, MT_SLICE("begins-before-log")},
		{t->removed_implied, MT_SLICE("removal-implied")},
		{t->evicted, MT_SLICE("given-up")},
		{t->deleted, MT_SLICE("deleted")},
		{t->expired.known, MT_SLICE("expired")},
		{t->n_unlisted > 0, MT_SLICE("recipients-unlisted")},
		{step->has_gap && step->gap_us < -1000000,
		 MT_SLICE("arrives-before-sent")},
	};
	size_t most = sizeof all / sizeof all[0];
	MtSlice *words = MT_ARENA_NEW0(arena, MtSlice, most);
	size_t n = 0;

	for (size_t i = 0; i < most; i++)
		if (all[i].holds)
			words[n++] = all[i].word;
	record->notes = (MtTexts){words, n};
}

void
mt_transaction_record_fill(MtTransactionRecord *record, const MtJoin *join,
			   const MtStep *step, MtArena *arena)
{
	const MtTransaction *t = step->t;
	const MtTrace *trace = mt_join_trace(join, step->trace - 1);
	int64_t residence = 0;
	bool has_residence = mt_transaction_residence(t, &residence);

	*record = (MtTransactionRecord){
		.source = t->first.source,
		.offset = mt_number((int64_t)t->first.offset),
		.length = mt_number((int64_t)t->first.length),
		.line = mt_number((int64_t)t->first.line),
		.host = t->host,
		.instance = t->instance,
		.mta = mt_mta_word(t->mta),
		.queue_id = t->queue_id,
		.trace = mt_trace_name(trace, arena),
		.step = mt_number(step->step),
		.message_id = t->message_id,
		.sender = t->sender,
		.size = {t->size, (t->has & MT_HAS_SIZE) != 0},
		.recipients = {t->recipients,
			       (t->has & MT_HAS_RECIPIENTS) != 0},
		.client = t->client,
		.tls_version = t->tls_version,
		.tls_cipher = t->tls_cipher,
		.helo = t->helo,
		.auth = t->auth,
		.arrived = instant_of(&t->arrived),
		.removed = instant_of(&t->removed),
		.residence_us = {residence, has_residence},
		.complete = t->complete,
		.held = instant_of(&t->held),
		.released = instant_of(&t->released),
		.held_us = {t->held_us, t->held_us > 0},
		.hold_reason = t->held_why,
		.status = status_of(t),
	};
	mt_ip_parse(t->client_ip, &record->client_ip);
	if (trace->about != NULL)
		record->from_trace = mt_trace_name(
			mt_join_trace(join, trace->about->trace - 1), arena);
	fill_deliveries(record, t, arena);
	fill_links(record, step, arena);
	fill_notes(record, step, arena);
}
