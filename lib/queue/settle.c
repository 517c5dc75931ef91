/*
 * Where there are several hosts: what each leg of a message turned out to be,
 * a delivery or a hand-over between two of them.
 */
#include "queue/state.h"

/* What one host had is what it cost from end to end, so far. */
void
mt_queue_be_several(MtQueue *q)
{
	if (q->several)
		return;
	q->several = true;
	if (q->host == NULL)
		return;
	mt_pending_settle(&q->pending);
	mt_group_settle(q->host);
	mt_group_merge(q->all, q->host);
}

static void
count_delivery(MtQueue *q, const MtLeg *leg, const MtLegEnd *end)
{
	MtGroup *groups[MT_BYS] = {q->all, end->domain};
	MtResult r = end->result;
	int64_t arrived_us = mt_follow_back(&q->follow, &leg->came, &r);
	size_t n = 2;

	r.within = r.has_delay && r.delay_us <= q->options.slo_us;
	if (leg->sender != NULL)
		groups[n++] = leg->sender;
	if (arrived_us != MT_LEG_UNKNOWN)
		groups[n++] = mt_queue_hour(q, arrived_us);
	mt_pending_add(&q->pending, groups, n, &r);
}

static void
count_handover(const MtLeg *leg, const MtLegEnd *end)
{
	leg->came.host->handed++;
	if (end->to.relay != NULL)
		end->to.relay->handed++;
}

static void
count_leg(MtQueue *q, const MtLeg *leg)
{
	for (uint32_t i = 0; i < leg->n; i++) {
		const MtLegEnd *end = &leg->ends[i];

		if (mt_follow_goes_on(&q->follow, &leg->came, &end->to))
			count_handover(leg, end);
		else
			count_delivery(q, leg, end);
	}
}

void
mt_queue_settle(MtQueue *q, bool all)
{
	MtLeg *leg;

	while ((leg = mt_follow_next(&q->follow, all)) != NULL) {
		count_leg(q, leg);
		g_free(leg);
	}
}

void
mt_queue_add_leg(MtQueue *q, MtLeg *leg)
{
	mt_follow_saw(&q->follow, &leg->came);
	for (uint32_t i = 0; i < leg->n; i++) {
		const MtResult *r = &leg->ends[i].result;
		MtHandOver handover = {.from = leg->came,
				       .to = leg->ends[i].to,
				       .delay_us = r->delay_us,
				       .stages = r->stages,
				       .has_delay = r->has_delay,
				       .deferred = r->deferred};

		if (handover.to.id != 0)
			mt_follow_passed(&q->follow, &handover);
	}
	mt_follow_add(&q->follow, leg);
	mt_queue_settle(q, false);
}

/* Of a message that is open: when it is closed more may be known. */
static void
note_sent(const MtTransaction *t, const MtDelivery *d, void *data)
{
	MtQueue *q = data;
	MtGroups *relays = &q->groups[MT_BY_RELAY];
	MtHandOver handover = {.stages = d->stages};
	uint64_t hash_relay;

	if (!q->several || t->refused)
		return;
	hash_relay = mt_groups_hash(relays, d->relay);
	handover.to = mt_leg_passed(d, NULL);
	mt_follow_will_pass(&q->follow, &handover.to);
	handover.from = mt_leg_came(t, mt_queue_host(q, t->host));
	handover.has_delay = mt_delivery_delay(t, d, &handover.delay_us);
	handover.deferred = d->n_deferred + d->n_suspended > 0;
	if (d->relay.n > 0)
		handover.to.relay =
			mt_groups_get_hashed(relays, d->relay, hash_relay);
	if (handover.to.id != 0)
		mt_follow_passed(&q->follow, &handover);
}

void
mt_queue_follow(MtQueue *q, MtCorrelator *correlator)
{
	q->follow.correlator = correlator;
	mt_correlator_tell_sent(correlator, note_sent);
	mt_correlator_tell_next(correlator, mt_queue_will_count);
}
