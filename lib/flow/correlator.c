/*
 * Finding the transaction that a line is about, and ending those that are over;
 * what a line does to it is in onevent.c.
 */
#include "flow/correlate.h"

#include "base/limits.h"
#include "flow/attempt.h"

MtCorrelator *
mt_correlator_new(unsigned keep, MtTransactionSink *sink, void *data)
{
	MtCorrelator *c = g_new0(MtCorrelator, 1);

	mt_open_table_init(&c->table);
	c->sessions = mt_sessions_new();
	c->keep = keep;
	c->limit = MT_MAX_OPEN_BYTES;
	c->sink = sink;
	c->data = data;
	return c;
}

void
mt_correlator_free(MtCorrelator *c)
{
	if (c == NULL)
		return;
	mt_open_table_clear(&c->table);
	mt_sessions_free(c->sessions);
	g_free(c);
}

void
mt_correlator_set_limit(MtCorrelator *c, size_t bytes)
{
	c->limit = bytes;
}

void
mt_correlator_tell_sent(MtCorrelator *c, MtSentSink *sent)
{
	c->sent = sent;
}

void
mt_correlator_tell_next(MtCorrelator *c, MtNextSink *next)
{
	c->next = next;
}

const MtCorrelatorCounts *
mt_correlator_counts(const MtCorrelator *c)
{
	return &c->counts;
}

const MtTransaction *
mt_correlator_with_id(const MtCorrelator *c, uint64_t hash, size_t *at)
{
	const MtOpen *o = mt_open_next(&c->table, hash, at);

	return o == NULL ? NULL : &o->t;
}

size_t
mt_correlator_open(const MtCorrelator *c)
{
	return c->table.n - c->table.waiting[MT_WAIT_GRACE].n;
}

/* MTAs that do not log that a message left the queue. */
static bool
logs_removal(MtMta mta)
{
	return mta == MT_MTA_POSTFIX || mta == MT_MTA_EXIM ||
	       mta == MT_MTA_QMAIL || mta == MT_MTA_COURIER;
}

static bool
all_done(const MtOpen *o)
{
	uint32_t listed = o->t.n_deliveries + o->t.n_unlisted;

	if (listed == 0 || o->n_open > 0)
		return false;
	return (o->t.has & MT_HAS_RECIPIENTS) == 0 || listed >= o->t.recipients;
}

/* Of one that was only ever refused: nobody answered for it. */
static bool
all_refused(const MtTransaction *t)
{
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next)
		if (d->status != MT_STATUS_REJECTED)
			return false;
	return t->deliveries != NULL;
}

/* Recipients stand in the order that they were first tried in: the last of them
 * need not be the one that waited longest. */
static const MtMoment *
last_result(const MtTransaction *t)
{
	const MtMoment *last = &t->deliveries->at;

	for (const MtDelivery *d = t->deliveries->next; d != NULL; d = d->next)
		if (d->at.time_us >= last->time_us)
			last = &d->at;
	return last;
}

static void
tell_next(const MtCorrelator *c)
{
	const MtOpen *next = c->table.waiting[MT_WAIT_GRACE].first;
	const MtOpen *after = next == NULL ? NULL : next->due_next;

	c->next(next == NULL ? NULL : &next->t,
		after == NULL ? NULL : &after->t, c->data);
}

void
mt_correlate_give(MtCorrelator *c, MtOpen *o)
{
	MtTransaction *t = &o->t;

	if (!t->removed.known && !logs_removal(t->mta) && all_done(o)) {
		t->removed = *last_result(t);
		t->removed_implied = true;
	}
	if (!o->queued && !t->removed.known && all_refused(t))
		t->refused = true;
	t->complete = t->arrived.known && (t->removed.known || t->refused);
	c->counts.transactions++;
	if (c->sink != NULL)
		c->sink(t, c->data);
	mt_open_free(&c->table, o);
	if (c->next != NULL)
		tell_next(c);
}

static void
give_due(MtCorrelator *c, MtWait wait, int64_t now_us)
{
	MtOpen *o;

	while ((o = c->table.waiting[wait].first) != NULL &&
	       o->due_us <= now_us)
		mt_correlate_give(c, o);
}

void
mt_correlate_ends(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	mt_open_wait(&c->table, o, MT_WAIT_GRACE, e->time_us + MT_GRACE_US);
}

/* Programs beside the MTA, whose lines name its ids. */
static bool
is_helper(const MtPacked *e)
{
	return e->mta == MT_MTA_AMAVIS || e->mta == MT_MTA_RSPAMD ||
	       e->mta == MT_MTA_OTHER;
}

/* The client is gone, but no message ends with it: several sessions may have one
 * process number, as in containers. So may those of other clients: theirs stay. */
static void
end_session(MtCorrelator *c, const MtPacked *e)
{
	MtSession *s = mt_sessions_find(c->sessions, e->session);
	MtSlice ip = mt_packed_text(e, MT_PACKED_CLIENT_IP);

	if (s == NULL || (ip.p != NULL && s->client_ip.p != NULL &&
			  !mt_slice_eq(ip, s->client_ip)))
		return;
	mt_sessions_end(s);
}

/* Refused before there was an id: over as soon as it is said. */
static void
refuse(MtCorrelator *c, const MtPacked *e)
{
	bool unlisted = false;
	MtOpen *o = mt_correlate_begin(c, e);

	mt_correlate_fill(c, o, e);
	mt_correlate_client(c, o, e);
	mt_attempt_add(&c->table, o, e, c->keep, &unlisted);
	o->t.arrived = o->t.last = o->t.first;
	o->t.refused = true;
	o->t.n_lines = 1;
	c->counts.used++;
	mt_correlate_give(c, o);
}

bool
mt_correlate_failed(MtCorrelator *c, const MtPacked *e)
{
	if (e->kind != MT_EVENT_OTHER || e->status != MT_STATUS_DEFERRED ||
	    mt_packed_text(e, MT_PACKED_RECIPIENT).p != NULL)
		return false;
	mt_sessions_fail(c->sessions, e);
	return true;
}

static void
hold_session(MtSession *s, const MtPacked *e)
{
	const MtMoment at = mt_moment_of(e);

	mt_sessions_hold(s, &at, mt_packed_text(e, MT_PACKED_REPLY));
}

static void
add_without_id(MtCorrelator *c, const MtPacked *e)
{
	MtSession *s;

	switch (e->kind) {
	case MT_EVENT_REJECT:
		refuse(c, e);
		return;
	case MT_EVENT_CONNECT:
		mt_sessions_add(c->sessions, e, true);
		break;
	case MT_EVENT_TLS:
		if (mt_packed_text(e, MT_PACKED_RELAY).p != NULL)
			mt_sessions_encrypt(c->sessions, e);
		else
			mt_sessions_add(c->sessions, e, false);
		break;
	case MT_EVENT_DISCONNECT:
		end_session(c, e);
		break;
	case MT_EVENT_HOLD:
		s = mt_sessions_add(c->sessions, e, false);
		if (s != NULL)
			hold_session(s, e);
		break;
	case MT_EVENT_OTHER:
		mt_correlate_failed(c, e);
		break;
	default:
		break;
	}
	c->counts.unattached++;
}

static void
add_with_id(MtCorrelator *c, const MtPacked *e)
{
	bool helper = is_helper(e);
	MtSlice instance = mt_packed_text(e, MT_PACKED_INSTANCE);
	MtOpen *o = mt_open_find(&c->table, e->hash, mt_packed_host(e),
				 mt_packed_id(e), helper ? NULL : &instance);

	if (mt_correlate_handlers[e->kind] == NULL ||
	    (helper && (o == NULL || e->kind != MT_EVENT_REINJECT))) {
		c->counts.unattached++;
		return;
	}
	o = mt_correlate_handlers[e->kind](c, o, e);
	if (o == NULL) {
		c->counts.unattached++;
		return;
	}
	o->t.last = mt_moment_of(e);
	o->t.n_lines++;
	c->counts.used++;
	mt_open_touch(&c->table, o);
	if (o->wait == MT_WAIT_NOTHING && !logs_removal(o->t.mta) &&
	    all_done(o))
		mt_correlate_ends(c, o, e);
	else if (o->wait == MT_WAIT_GRACE && !o->t.removed.known &&
		 !o->t.refused && !all_done(o) && o->queued)
		mt_open_wait(&c->table, o, MT_WAIT_NOTHING, 0);
}

void
mt_correlator_add(MtCorrelator *c, const MtPacked *e)
{
	c->counts.events++;
	if (e->has_time) {
		give_due(c, MT_WAIT_GRACE, e->time_us);
		give_due(c, MT_WAIT_UNQUEUED, e->time_us);
	}
	if (e->n_id > 0)
		add_with_id(c, e);
	else
		add_without_id(c, e);
	while (c->table.bytes > c->limit && c->table.oldest != NULL) {
		c->table.oldest->t.evicted = true;
		c->counts.evicted++;
		mt_correlate_give(c, c->table.oldest);
	}
}

void
mt_correlator_finish(MtCorrelator *c)
{
	while (c->table.oldest != NULL)
		mt_correlate_give(c, c->table.oldest);
}
