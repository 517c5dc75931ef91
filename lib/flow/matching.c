/* What a field and a transaction both say, and whether it is the same. */
#include "flow/matching.h"

#include "flow/agree.h"

/* Offsets of zones are multiples of this, and two are at most 26 h apart. */
static const int64_t quarter_us = 15 * G_TIME_SPAN_MINUTE;
enum { MOST_QUARTERS = 26 * 4 };

static void
compare(MtHopMatch *match, MtFact fact, bool known, bool equal)
{
	if (known)
		*(equal ? &match->agree : &match->differ) |= fact;
}

/*
 * MTAs write the time when they accept the envelope or when they have the
 * message: anywhere between arrival and the queue.
 */
static bool
same_time(const MtTransaction *t, int64_t us)
{
	int64_t from = t->arrived.time_us, to = from;

	if (t->queued.known && t->queued.has_time && !t->held.known)
		to = MAX(to, t->queued.time_us);
	return us >= from - MT_MATCH_SKEW_US && us <= to + MT_MATCH_SKEW_US;
}

/*
 * Where nobody said the zone of the log, it may have been read in the wrong
 * one. The other facts have to tell, then.
 */
static bool
differs_by_zone(const MtTransaction *t, int64_t us)
{
	int64_t by = us - t->arrived.time_us;
	int64_t quarters =
		(by + (by < 0 ? -1 : 1) * quarter_us / 2) / quarter_us;

	return t->arrived.zone_unsaid && quarters != 0 &&
	       ABS(quarters) <= MOST_QUARTERS &&
	       same_time(t, us - quarters * quarter_us);
}

/* Lines may have their times from another machine than fields, whose clock is
 * known to be wrong by the logs of other hosts. */
static bool
differs_by_clock(const MtLogHost *log, const MtTransaction *t, int64_t us)
{
	return log->has_offset && ABS(log->offset_us) > MT_MATCH_SKEW_US &&
	       same_time(t, us + log->offset_us);
}

static void
compare_time(const MtMatching *m, const MtTransaction *t)
{
	MtHopMatch *match = m->match;
	const MtTime *time = &match->hop->received.time;

	match->has_difference = time->known && match->at->has_time;
	match->difference_us = time->us - match->at->time_us;
	match->other_zone = match->other_clock = false;
	if (!match->has_difference)
		return;
	/* Of one whose arrival is not in the log the first line must do. */
	if (!t->arrived.known) {
		if (ABS(match->difference_us) <= MT_MATCH_SKEW_US)
			match->agree |= MT_FACT_TIME;
		return;
	}
	if (same_time(t, time->us))
		match->agree |= MT_FACT_TIME;
	else if (differs_by_zone(t, time->us))
		match->other_zone = true;
	else if (differs_by_clock(m->log, t, time->us))
		match->other_clock = true;
	else
		match->differ |= MT_FACT_TIME;
}

static void
compare_client(MtHopMatch *match, const MtTransaction *t)
{
	const MtReceived *r = &match->hop->received;
	MtIp ip;

	if (r->ip.family != 0 && mt_ip_parse(t->client_ip, &ip))
		compare(match, MT_FACT_CLIENT, true, mt_ip_eq(&ip, &r->ip));
	else if (r->rdns.n > 0 && t->client.n > 0)
		compare(match, MT_FACT_CLIENT, true,
			mt_agree_host(r->rdns, t->client));
}

static bool
has_recipient(const MtTransaction *t, MtSlice address)
{
	MtDelivery d = {.recipient = address};

	return mt_agree_recipient(&d, t);
}

void
mt_match_compare(MtMatching *m, const MtStep *step, bool by_id)
{
	const MtReceived *r = &m->hop->received;
	const MtTransaction *t = step->t;
	MtHopMatch *match = m->match;
	MtSlice to = r->n_for > 0 ? r->for_[0] : m->recipient;

	match->step = step;
	match->at = t->arrived.known ? &t->arrived : &t->first;
	match->agree = match->differ = 0;
	compare(match, MT_FACT_ID, r->id.n > 0, by_id);
	compare_time(m, t);
	compare_client(match, t);
	if (r->envelope_from.p != NULL && t->sender.p != NULL)
		compare(match, MT_FACT_SENDER, true,
			mt_slice_eq_i(r->envelope_from, t->sender));
	compare(match, MT_FACT_RECIPIENT, to.n > 0 && t->deliveries != NULL,
		has_recipient(t, to));
	compare(match, MT_FACT_MESSAGE_ID,
		m->message_id.n > 0 && t->message_id.n > 0,
		mt_slice_eq(m->message_id, t->message_id));
}
