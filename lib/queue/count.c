/* One pass over the deliveries of a transaction, into each group they are of. */
#include "queue/counting.h"

/* Found once at most. */
static bool
take_handed(MtQueue *q, MtCounting *m)
{
	size_t at = 0;
	MtHanded *handed = mt_recent_next(
		&q->handed, mt_queue_key(m->t->host, m->t->queue_id), &at);

	if (handed == NULL)
		return false;
	m->handed = *handed;
	mt_recent_drop(&q->handed, handed);
	return true;
}

/* The group that is wanted; NULL: none is. */
static MtGroup *
get(MtGroups *groups, const MtWanted *wanted)
{
	return wanted->text.p == NULL
		       ? NULL
		       : mt_groups_get_hashed(groups, wanted->text,
					      wanted->hash);
}

static MtGroup *
sender_of(MtQueue *q, const MtCounting *m)
{
	return get(&q->groups[MT_BY_SENDER_DOMAIN], &m->sender);
}

static void
begin_leg(MtQueue *q, MtCounting *m)
{
	m->came = mt_leg_came(m->t, m->host);
	mt_follow_will_see(&q->follow, &m->came);
	if (m->was_handed && m->handed.came.host != NULL) {
		mt_follow_saw(&q->follow, &m->came);
		m->came = m->handed.came;
		m->came.at_us = m->handed.came_us;
	}
	m->leg = mt_leg_new(&m->came, m->t->n_deliveries);
	m->leg->sender = sender_of(q, m);
}

static void
begin(MtQueue *q, MtCounting *m, const MtTransaction *t, MtWay *first)
{
	const MtMoment *arrived = mt_transaction_came(t);

	*first = mt_way_of(q, t->deliveries);
	*m = (MtCounting){.t = t, .number = ++q->messages};
	m->sender = mt_want_sender(q, t);
	m->host = mt_queue_host(q, t->host);
	m->was_handed = t->parent.p != NULL && take_handed(q, m);
	if (q->several)
		begin_leg(q, m);
	if (arrived->has_time)
		m->hour = mt_queue_hour(q, m->was_handed ? m->handed.came_us
							 : arrived->time_us);
}

static void
read_waiting(const MtCounting *m, MtResult *r)
{
	const MtMoment *arrived = &m->t->arrived;
	MtStage stage = r->deferred ? MT_STAGE_DEFERRED : MT_STAGE_QUEUE;

	if (m->host->end_us == INT64_MIN || !arrived->known ||
	    !arrived->has_time)
		return;
	r->has_delay = true;
	r->delay_us = MAX(m->host->end_us - arrived->time_us, 0);
	r->stages = (MtStageTimes){.known = (uint8_t)(1U << stage)};
	r->stages.us[stage] = r->delay_us;
	r->time_us = m->host->end_us;
}

/*
 * A filter may give the message back while it is still being given to it: then
 * the time with the filter counts once. What was lost to attempts stays that.
 */
static void
add_handed(const MtCounting *m, MtResult *r)
{
	int64_t end = r->time_us;
	int64_t apart = end - r->delay_us - m->handed.arrived_us;
	int64_t us = CLAMP(apart, 0, MAX(m->handed.us, 0));
	int64_t deferred = MIN(us, m->handed.deferred_us);

	r->delay_us += us;
	r->stages.us[MT_STAGE_DEFERRED] += deferred;
	r->stages.us[MT_STAGE_BEFORE] += us - deferred;
	r->stages.known |= 1 << MT_STAGE_BEFORE | 1 << MT_STAGE_DEFERRED;
}

static void
read_outcome(const MtQueue *q, const MtCounting *m, const MtDelivery *d,
	     MtOutcome *o)
{
	MtResult *r = &o->result;

	*o = (MtOutcome){.d = d};
	r->message = m->number;
	r->status = d->status;
	r->deferred = d->n_deferred + d->n_suspended > 0;
	r->stages = d->stages;
	r->has_time = d->at.known && d->at.has_time;
	r->time_us = d->at.time_us;
	r->decimals = d->at.decimals;
	r->waiting = !mt_status_is_final(d->status) &&
		     mt_transaction_is_waiting(m->t);
	if (r->waiting)
		read_waiting(m, r);
	else
		r->has_delay = mt_delivery_delay(m->t, d, &r->delay_us);
	if (m->was_handed && r->has_delay)
		add_handed(m, r);
	r->within = r->has_delay && r->delay_us <= q->options.slo_us;
}

static void
note_slow(MtQueue *q, MtCounting *m, const MtOutcome *o, bool handed)
{
	const MtResult *r = &o->result;
	MtSlow *s = &m->slow;

	if (!r->has_delay || !mt_slowest_takes(&q->slowest, r->delay_us) ||
	    (m->has_slow && r->delay_us <= s->delay_us))
		return;
	m->has_slow = true;
	*s = (MtSlow){
		.host = m->t->host,
		.queue_id = m->t->queue_id,
		.parent = m->t->parent,
		.sender = m->t->sender,
		.recipient = o->d->recipient,
		.relay = o->d->relay,
		.status = r->status,
		.waiting = r->waiting,
		.handed = handed,
		.delay_us = r->delay_us,
		.decimals = r->decimals,
		.at_us = r->time_us,
		.reason = o->worst,
		.has_reason = o->has_worst,
	};
	s->arrived_us = s->at_us - s->delay_us;
	memcpy(s->stage_us, r->stages.us, sizeof s->stage_us);
}

/* Of a message that goes on under another id without an attempt: requeued, or
 * released from hold. It waited until then. */
static void
read_requeued(const MtTransaction *t, MtResult *r)
{
	int64_t us;

	if (!mt_transaction_residence(t, &us) || us < r->delay_us)
		return;
	r->stages.us[MT_STAGE_DEFERRED] += us - r->delay_us;
	r->stages.known |= 1 << MT_STAGE_DEFERRED;
	r->delay_us = us;
	r->time_us = t->removed.time_us;
}

/* Given to a filter, or sent on under another id of this host: what the
 * message has behind it goes with it, from the first id on. */
static void
hand_over(MtQueue *q, MtCounting *m, const MtDelivery *d)
{
	uint64_t key = mt_queue_key(m->t->host, d->handed_to);
	const MtMoment *came = mt_transaction_came(m->t);
	MtHanded handed = {.came = m->came};
	MtOutcome o;

	read_outcome(q, m, d, &o);
	if (!o.result.has_delay || !o.result.has_time)
		return;
	if (!mt_status_is_final(d->status))
		read_requeued(m->t, &o.result);
	handed.us = o.result.delay_us;
	handed.arrived_us = o.result.time_us - o.result.delay_us;
	/* Delays are rounded, and the hour may be another. */
	handed.came_us = m->was_handed    ? m->handed.came_us
			 : came->has_time ? came->time_us
					  : handed.arrived_us;
	handed.deferred_us = o.result.stages.us[MT_STAGE_DEFERRED];
	*(MtHanded *)mt_recent_add(&q->handed, key) = handed;
	if (o.result.deferred)
		mt_count_reasons(q, m, &o, NULL, 0);
	note_slow(q, m, &o, true);
}

static void
put(MtPendingResult *place, MtGroups *groups, const MtWanted *wanted)
{
	if (wanted->text.p != NULL)
		mt_pending_likely(place, groups, wanted->text, wanted->hash);
}

/* Of which nothing is told but that it was sent. */
static void
add_sent(MtQueue *q, const MtCounting *m, const MtResult *r, const MtWay *way)
{
	MtPendingResult *place = mt_pending_next(&q->pending);

	place->result = *r;
	mt_pending_sure(place, m->host);
	put(place, &q->groups[MT_BY_RELAY], &way->relay);
	put(place, &q->groups[MT_BY_DOMAIN], &way->domain);
	put(place, &q->groups[MT_BY_SENDER_DOMAIN], &m->sender);
	if (m->hour != NULL)
		mt_pending_sure(place, m->hour);
	mt_pending_wait(&q->pending);
}

/* Its host and relay count what they cost it, the others the way as a whole. */
static void
add_other(MtQueue *q, MtCounting *m, MtOutcome *o, const MtWay *way)
{
	MtGroup *relay = get(&q->groups[MT_BY_RELAY], &way->relay);
	MtGroup *domain = get(&q->groups[MT_BY_DOMAIN], &way->domain);
	MtGroup *sender = sender_of(q, m), *groups[MT_BYS];
	size_t n = 0, own;

	groups[n++] = m->host;
	if (relay != NULL)
		groups[n++] = relay;
	own = n;
	groups[n++] = domain;
	if (sender != NULL)
		groups[n++] = sender;
	if (m->hour != NULL)
		groups[n++] = m->hour;
	mt_pending_add(&q->pending, groups, m->leg != NULL ? own : n,
		       &o->result);
	if (m->leg != NULL) {
		m->leg->ends[m->leg->n++] = (MtLegEnd){
			o->result, domain, mt_leg_passed(o->d, relay)};
		groups[n++] = q->all;
	}
	if (o->d->status != MT_STATUS_SENT || o->result.deferred ||
	    o->d->failed_relay.p != NULL)
		mt_count_reasons(q, m, o, groups, n);
}

static void
add_delivery(MtQueue *q, MtCounting *m, const MtDelivery *d, const MtWay *way)
{
	MtOutcome o;

	read_outcome(q, m, d, &o);
	if (d->status == MT_STATUS_SENT && !o.result.deferred &&
	    d->failed_relay.p == NULL && m->leg == NULL)
		add_sent(q, m, &o.result, way);
	else
		add_other(q, m, &o, way);
	note_slow(q, m, &o, false);
}

bool
mt_queue_counts(const MtDelivery *d)
{
	switch (d->status) {
	case MT_STATUS_REJECTED:
	case MT_STATUS_DELIVERABLE:
	case MT_STATUS_UNDELIVERABLE:
	case MT_STATUS_NOT_CACHED:
		return false;
	default:
		return true;
	}
}

static void
count(MtQueue *q, const MtTransaction *t)
{
	MtCounting m;
	MtWay way, next;

	if (t->refused)
		return;
	if (q->options.backlog)
		mt_backlog_add(&q->backlog, t,
			       mt_queue_host(q, t->host)->end_us);
	if (q->options.ages)
		mt_ages_add(&q->ages, t, mt_queue_host(q, t->host)->end_us);
	if (t->deliveries == NULL)
		return;
	begin(q, &m, t, &next);
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next) {
		way = next;
		if (d->next != NULL)
			next = mt_way_of(q, d->next);
		if (!mt_queue_counts(d))
			continue;
		if (d->handed_to.p != NULL)
			hand_over(q, &m, d);
		else
			add_delivery(q, &m, d, &way);
	}
	if (m.has_slow)
		mt_slowest_add(&q->slowest, &m.slow);
	if (m.leg != NULL)
		mt_queue_add_leg(q, m.leg);
}

/* Its memory will be that of another one: nothing may be known of its texts. */
static void
forget(MtAhead *ahead, const MtTransaction *t)
{
	if (ahead->t == t)
		*ahead = (MtAhead){0};
}

void
mt_queue_sink(const MtTransaction *t, void *data)
{
	MtQueue *q = data;

	count(q, t);
	forget(&q->ahead, t);
	forget(&q->after, t);
}
