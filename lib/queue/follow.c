/* Looking up and down the way of a message. */
#include "queue/follow.h"

#include "base/limits.h"

/* Is there one among those that are open? It has no word of those closed. */
static bool
is_open(const MtFollow *f, const MtCame *from, const MtPassed *passed)
{
	const MtTransaction *t;
	size_t at = 0;

	while (f->correlator != NULL &&
	       (t = mt_correlator_with_id(f->correlator, passed->id, &at)) !=
		       NULL) {
		MtGroup host = {.key = t->host};
		MtCame to = mt_leg_came(t, &host);

		if (!mt_slice_eq_i(t->host, from->host->key) &&
		    mt_leg_agree(from, passed, &to))
			return true;
	}
	return false;
}

static bool
was_closed(const MtFollow *f, const MtCame *from, const MtPassed *passed)
{
	const MtCame *came;
	size_t at = 0;

	while ((came = mt_recent_next(&f->seen, passed->id, &at)) != NULL)
		if (mt_leg_agree(from, passed, came))
			return true;
	return false;
}

/* A message may stay open for days: how it came is not forgotten before. */
static bool
leads_to_open(const void *entry, void *data)
{
	const MtHandOver *h = entry;

	return is_open(data, &h->from, &h->to);
}

void
mt_follow_init(MtFollow *f, bool all)
{
	*f = (MtFollow){
		.most = all ? SIZE_MAX : MT_MAX_QUEUE_WAITING,
		.handovers = {.entry = sizeof(MtHandOver),
			      .most = all ? 0 : MT_MAX_QUEUE_HANDOVERS,
			      .stays = leads_to_open,
			      .data = f},
		.seen = {.entry = sizeof(MtCame),
			 .most = all ? 0 : MT_MAX_QUEUE_HANDOVERS},
	};
}

void
mt_follow_clear(MtFollow *f)
{
	MtLeg *leg;

	while ((leg = mt_follow_next(f, true)) != NULL)
		g_free(leg);
	mt_recent_clear(&f->handovers);
	mt_recent_clear(&f->seen);
}

void
mt_follow_will_see(const MtFollow *f, const MtCame *came)
{
	for (size_t i = 0; i < G_N_ELEMENTS(came->ids); i++)
		if (came->ids[i] != 0)
			mt_recent_come_near(&f->seen, came->ids[i]);
}

void
mt_follow_will_pass(const MtFollow *f, const MtPassed *passed)
{
	if (passed->id != 0)
		mt_recent_come_near(&f->handovers, passed->id);
}

/* What mt_follow_goes_on() and mt_follow_back() look for. */
static void
will_ask(const MtFollow *f, const MtLeg *leg)
{
	for (size_t i = 0; i < G_N_ELEMENTS(leg->came.ids); i++)
		if (leg->came.ids[i] != 0)
			mt_recent_come_near(&f->handovers, leg->came.ids[i]);
	for (uint32_t i = 0; i < leg->n; i++)
		if (leg->ends[i].to.id != 0)
			mt_recent_come_near(&f->seen, leg->ends[i].to.id);
}

void
mt_follow_saw(MtFollow *f, const MtCame *came)
{
	for (size_t i = 0; i < G_N_ELEMENTS(came->ids); i++)
		if (came->ids[i] != 0)
			*(MtCame *)mt_recent_add(&f->seen, came->ids[i]) =
				*came;
}

static MtHandOver *
find_same(const MtFollow *f, const MtHandOver *handover)
{
	MtHandOver *h;
	size_t at = 0;

	while ((h = mt_recent_next(&f->handovers, handover->to.id, &at)) !=
	       NULL)
		if (h->from.host == handover->from.host)
			return h;
	return NULL;
}

void
mt_follow_passed(MtFollow *f, const MtHandOver *handover)
{
	MtHandOver *h = find_same(f, handover);

	if (h == NULL)
		h = mt_recent_add(&f->handovers, handover->to.id);
	*h = *handover;
}

void
mt_follow_add(MtFollow *f, MtLeg *leg)
{
	leg->next = NULL;
	if (f->last != NULL)
		f->last->next = leg;
	else
		f->first = leg;
	f->last = leg;
	f->bytes += mt_leg_bytes(leg);
}

MtLeg *
mt_follow_next(MtFollow *f, bool any)
{
	MtLeg *leg = f->first;

	if (leg == NULL || (!any && f->bytes <= f->most))
		return NULL;
	f->first = leg->next;
	if (f->first == NULL) {
		f->last = NULL;
	} else {
		will_ask(f, f->first);
		__builtin_prefetch(f->first->next);
	}
	f->bytes -= mt_leg_bytes(leg);
	return leg;
}

bool
mt_follow_goes_on(const MtFollow *f, const MtCame *from, const MtPassed *passed)
{
	return passed->id != 0 &&
	       (was_closed(f, from, passed) || is_open(f, from, passed));
}

static const MtHandOver *
find_before(const MtFollow *f, const MtCame *came)
{
	for (size_t i = 0; i < G_N_ELEMENTS(came->ids); i++) {
		const MtHandOver *h;
		size_t at = 0;

		if (came->ids[i] == 0)
			continue;
		while ((h = mt_recent_next(&f->handovers, came->ids[i], &at)) !=
		       NULL)
			if (mt_leg_agree(&h->from, &h->to, came))
				return h;
	}
	return NULL;
}

/* The one sends while the other receives: that time is of the one. */
static void
add_before(MtResult *r, const MtHandOver *h, int64_t received_us)
{
	int64_t both = MIN(h->stages.us[MT_STAGE_TRANSMIT], received_us);

	r->delay_us += h->delay_us - both;
	r->stages.us[MT_STAGE_BEFORE] -= both;
	for (unsigned s = 0; s < MT_STAGES; s++)
		r->stages.us[s] += h->stages.us[s];
	r->stages.known |= h->stages.known;
}

int64_t
mt_follow_back(const MtFollow *f, const MtCame *came, MtResult *r)
{
	int64_t received_us = r->stages.us[MT_STAGE_BEFORE];
	const MtHandOver *h;

	/* Hashes may be equal and lead in a circle; messages do not. */
	for (int i = 0; i < MT_MAX_QUEUE_LEGS; i++) {
		h = find_before(f, came);
		if (h == NULL)
			break;
		r->deferred |= h->deferred;
		if (r->has_delay && h->has_delay)
			add_before(r, h, received_us);
		received_us = h->stages.us[MT_STAGE_BEFORE];
		came = &h->from;
	}
	return came->at_us;
}
