/*
 * One function for each kind of event, in a table: does the line go on with the
 * transaction of its id, or begin another one, and what does it say?
 */
#include "flow/correlate.h"

#include "flow/attempt.h"

/* smtpd(8) gives up a client after 300 s for each command; nobody sends a
 * message so slowly that an hour passes before it is queued, as a rule. */
static const int64_t unqueued_us = INT64_C(3600) * 1000000;

static void
is_queued(MtCorrelator *c, MtOpen *o)
{
	o->queued = true;
	if (o->wait == MT_WAIT_UNQUEUED)
		mt_open_wait(&c->table, o, MT_WAIT_NOTHING, 0);
}

/* It says again what the line of `m` said; notes whether that was in the same log. */
static bool
is_said(MtOpen *o, const MtMoment *m, const MtPacked *e)
{
	if (mt_moment_doubles(m, e)) {
		o->doubled = true;
		return true;
	}
	return mt_moment_repeats(m, e);
}

/* Does an arrival begin another message than the one with this id? */
static bool
arrives_anew(MtOpen *o, const MtPacked *e)
{
	const MtTransaction *t = &o->t;

	if (o->received && is_said(o, &t->arrived, e))
		return false;
	if (t->removed.known || t->refused || o->received)
		return true;
	/* Lines in a slightly wrong order, or one whose beginning is lost. What
	 * Exim hands on while it comes in (cutthrough) it logs before. */
	return (t->deliveries != NULL && e->mta != MT_MTA_EXIM) ||
	       e->time_us - t->first.time_us > MT_GRACE_US;
}

static MtOpen *
on_receive(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	if (o != NULL && arrives_anew(o, e)) {
		mt_correlate_give(c, o);
		o = NULL;
	}
	if (o == NULL)
		o = mt_correlate_begin(c, e);
	if (o->received) {
		c->counts.duplicates++;
		return o;
	}
	o->received = true;
	o->t.arrived = mt_moment_of(e);
	mt_correlate_fill(c, o, e);
	if ((c->keep & MT_KEEP_CLIENT) != 0)
		mt_correlate_client(c, o, e);
	mt_relate_arrival(c, o, e);
	if (e->mta != MT_MTA_POSTFIX)
		is_queued(c, o);
	else if (!o->queued && o->wait == MT_WAIT_NOTHING)
		mt_open_wait(&c->table, o, MT_WAIT_UNQUEUED,
			     e->time_us + unqueued_us);
	return o;
}

/* The first line of a bounce; the last one before the queue of any other. */
static MtOpen *
on_message_id(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtSlice id = mt_packed_text(e, MT_PACKED_MESSAGE_ID);

	if (o != NULL && o->t.message_id.p != NULL &&
	    (o->t.removed.known || o->t.deliveries != NULL) &&
	    !mt_slice_eq(o->t.message_id, id)) {
		mt_correlate_give(c, o);
		o = NULL;
	}
	if (o == NULL)
		o = mt_correlate_begin(c, e);
	mt_correlate_set(c, o, &o->t.message_id, e, MT_PACKED_MESSAGE_ID);
	if (!o->t.arrived.known && !o->t.removed.known &&
	    o->t.deliveries == NULL)
		o->t.arrived = mt_moment_of(e);
	return o;
}

static void
let_go(MtTransaction *t, const MtMoment *at)
{
	if (!t->held.known ||
	    (t->released.known && t->released.time_us >= t->held.time_us))
		return;
	t->released = *at;
	if (t->held.has_time && at->has_time && at->time_us > t->held.time_us)
		t->held_us += at->time_us - t->held.time_us;
}

static MtOpen *
on_queue(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtMoment at = mt_moment_of(e);
	bool said = o != NULL && is_said(o, &o->t.queued, e);

	/* qmgr(8) wrote both lines, so they are in order; but for second copies. */
	if (o != NULL && o->t.removed.known && !said &&
	    (!o->doubled || e->time_us > o->t.removed.time_us)) {
		mt_correlate_give(c, o);
		o = NULL;
	}
	if (o == NULL)
		o = mt_correlate_begin(c, e);
	if (!o->t.queued.known)
		o->t.queued = at;
	let_go(&o->t, &at);
	mt_correlate_fill(c, o, e);
	mt_relate_arrival(c, o, e);
	is_queued(c, o);
	return o;
}

static void
is_sent(MtCorrelator *c, MtOpen *o, MtDelivery *d, const MtPacked *e)
{
	mt_relate_delivery(c, o, d, e);
	if (c->sent != NULL && d->handed_to.p == NULL && d->remote_id.p != NULL)
		c->sent(&o->t, d, c->data);
}

/* The hosts of an attempt are asked in turn: the one that took the message may
 * not be the one that was meant. */
static void
note_failure(MtCorrelator *c, MtOpen *o, MtDelivery *d, const MtPacked *e)
{
	const MtSession *s = mt_sessions_failed(c->sessions, e);

	if (s == NULL || d->status != MT_STATUS_SENT ||
	    mt_slice_eq_i(s->failed_relay, d->relay))
		return;
	d->failed_relay = mt_correlate_keep(c, o, s->failed_relay);
	d->failed_reply = mt_correlate_keep(c, o, s->failed_reply);
}

static void
note_encryption(MtCorrelator *c, MtOpen *o, MtDelivery *d, const MtPacked *e)
{
	const MtSession *s = mt_sessions_encrypted(c->sessions, e);

	if (s == NULL || d->tls_version.p != NULL)
		return;
	d->tls_version = mt_correlate_keep(c, o, s->secure_version);
	d->tls_cipher = mt_correlate_keep(c, o, s->secure_cipher);
}

static MtOpen *
on_attempt(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	bool unlisted = false;
	MtDelivery *d;

	if (o == NULL)
		o = mt_correlate_begin(c, e);
	mt_correlate_set(c, o, &o->t.sender, e, MT_PACKED_SENDER);
	mt_correlate_set(c, o, &o->t.message_id, e, MT_PACKED_MESSAGE_ID);
	is_queued(c, o);
	d = mt_attempt_add(&c->table, o, e, c->keep, &unlisted);
	if (unlisted)
		c->counts.unlisted++;
	else if (d == NULL)
		c->counts.duplicates++;
	else if (d->status == MT_STATUS_SENT)
		is_sent(c, o, d, e);
	if (d != NULL && e->session != 0) {
		note_failure(c, o, d, e);
		note_encryption(c, o, d, e);
	}
	/* Dovecot logs that it has it, and nothing before. */
	if (d != NULL && e->mta == MT_MTA_DOVECOT && !o->t.arrived.known)
		o->t.arrived = d->at;
	return o;
}

static MtOpen *
on_bounce(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtSlice id = mt_packed_text(e, MT_PACKED_RELATED_ID);
	MtChildKind kind = e->status == MT_STATUS_DEFERRED ? MT_CHILD_DELAY
			   : e->status == MT_STATUS_SENT   ? MT_CHILD_SUCCESS
							   : MT_CHILD_BOUNCE;

	if (o == NULL)
		o = mt_correlate_begin(c, e);
	if (id.p == NULL)
		return o;
	mt_relate_child(c, o, id, kind, e);
	mt_relate_parent(c, mt_correlate_find(c, e, id), mt_packed_id(e));
	return o;
}

static MtOpen *
on_reinject(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtSlice id = mt_packed_text(e, MT_PACKED_RELATED_ID);

	if (o == NULL || id.p == NULL)
		return o;
	mt_relate_child(c, o, id, MT_CHILD_FORWARD, e);
	mt_relate_parent(c, mt_correlate_find(c, e, id), mt_packed_id(e));
	return o;
}

static MtOpen *
on_expire(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	if (o == NULL)
		o = mt_correlate_begin(c, e);
	if (!o->t.expired.known)
		o->t.expired = mt_moment_of(e);
	mt_attempt_end_all(o, MT_STATUS_EXPIRED, &o->t.expired);
	return o;
}

static MtOpen *
on_hold(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	if (o == NULL)
		o = mt_correlate_begin(c, e);
	o->t.held = mt_moment_of(e);
	o->t.held_why =
		mt_correlate_keep(c, o, mt_packed_text(e, MT_PACKED_REPLY));
	/* Postfix names whom the client meant, and an alias may lead on. */
	if (e->mta != MT_MTA_POSTFIX &&
	    mt_packed_text(e, MT_PACKED_RECIPIENT).n > 0)
		mt_attempt_expect(&c->table, o, e);
	is_queued(c, o);
	return o;
}

static MtOpen *
on_release(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtMoment at = mt_moment_of(e);

	if (o == NULL)
		o = mt_correlate_begin(c, e);
	let_go(&o->t, &at);
	return o;
}

static MtOpen *
on_remove(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	if (o == NULL)
		o = mt_correlate_begin(c, e);
	if (!o->t.removed.known)
		o->t.removed = mt_moment_of(e);
	if (e->status == MT_STATUS_DELETED)
		o->t.deleted = true;
	if (o->t.deleted)
		mt_attempt_end_all(o, MT_STATUS_DELETED, &o->t.removed);
	mt_correlate_ends(c, o, e);
	return o;
}

/*
 * Of one recipient while the envelope is made, of all of the message once its
 * content is looked at.
 */
static MtOpen *
on_reject(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	bool unlisted = false;
	bool whole;

	if (o == NULL)
		o = mt_correlate_begin(c, e);
	whole = o->t.message_id.p != NULL || e->mta != MT_MTA_POSTFIX;
	mt_correlate_fill(c, o, e);
	if (mt_attempt_add(&c->table, o, e, c->keep, &unlisted) == NULL)
		c->counts.duplicates++;
	if (!whole || o->queued)
		return o;
	o->t.refused = true;
	mt_correlate_ends(c, o, e);
	return o;
}

static MtOpen *
on_other(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	if (mt_correlate_failed(c, e))
		return o;
	if (o == NULL)
		o = mt_correlate_begin(c, e);
	o->t.deleted = true;
	return o;
}

MtCorrelateHandler *const mt_correlate_handlers[MT_EVENT_KINDS] = {
	[MT_EVENT_OTHER] = on_other,
	[MT_EVENT_REJECT] = on_reject,
	[MT_EVENT_RECEIVE] = on_receive,
	[MT_EVENT_MESSAGE_ID] = on_message_id,
	[MT_EVENT_QUEUE] = on_queue,
	[MT_EVENT_ATTEMPT] = on_attempt,
	[MT_EVENT_BOUNCE] = on_bounce,
	[MT_EVENT_EXPIRE] = on_expire,
	[MT_EVENT_HOLD] = on_hold,
	[MT_EVENT_RELEASE] = on_release,
	[MT_EVENT_REINJECT] = on_reinject,
	[MT_EVENT_REMOVE] = on_remove,
};
