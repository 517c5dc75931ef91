/* Hops by a common clock, where the logs of their hosts know how far these are
 * off. */
#include "base/limits.h"
#include "report/model/parts.h"

/* Zones lie a quarter of an hour apart, or more. */
static const int64_t zone_us = INT64_C(900) * G_USEC_PER_SEC;
/* Many logs have whole seconds, so this much is no error. */
static const int64_t least_us = INT64_C(2) * G_USEC_PER_SEC;

/* Records may say anything; the delays of all hops are added up. */
static bool
is_sane(int64_t us)
{
	const int64_t most = INT64_MAX / MT_MAX_REPORT_HOPS / 4;

	return us < most && us > -most;
}

bool
mt_clock_is_zone(const MtClockRecord *c)
{
	int64_t us = is_sane(c->offset_us.n) ? ABS(c->offset_us.n) : 0;
	int64_t apart = us % zone_us;

	return c->zone_unsaid && us >= zone_us / 2 &&
	       MIN(apart, zone_us - apart) <= zone_us / 6;
}

/* Was the field written by another clock, and a good one? */
static bool
is_right(const MtCorroborationRecord *log, int64_t offset_us)
{
	int64_t us = log->difference_us.n;

	return log->difference_us.known && is_sane(us) &&
	       ABS(us + offset_us) < ABS(us);
}

/* By how much is what this hop says off? Not by the zone of a log, nor by the
 * clock of one that has it at another time. */
static MtNumber
offset_of(const MtModel *m, const MtJourney *j, const MtHopRecord *hop)
{
	const MtCorroborationRecord *log = mt_journey_log(j, hop->hop.n);

	if (log == NULL || mt_slice_eq(log->verdict, MT_SLICE("contradicted")))
		return (MtNumber){0};
	for (size_t i = 0; i < mt_picks_n(&m->clocks); i++) {
		const MtClockRecord *c = mt_picks_at(&m->clocks, i);

		if (!is_sane(c->offset_us.n) ||
		    !mt_slice_eq(c->method, MT_CLOCK_BY_LOGS) ||
		    !mt_slice_eq(c->host, log->log_host) || mt_clock_is_zone(c))
			continue;
		if (ABS(c->offset_us.n) < least_us ||
		    is_right(log, c->offset_us.n))
			return mt_number(0);
		return c->offset_us;
	}
	return (MtNumber){0};
}

static void
correct(const MtModel *m, const MtJourney *j, MtHopRecord *hop)
{
	const MtHopRecord *since = hop->since_hop.known
					   ? mt_journey_hop(j, hop->since_hop.n)
					   : NULL;
	MtNumber here, there;
	int64_t us;

	if (since == NULL || !hop->delay_us.known ||
	    !is_sane(hop->delay_us.n) || hop->adjusted_us.known)
		return;
	here = offset_of(m, j, hop);
	there = offset_of(m, j, since);
	if (!here.known || !there.known)
		return;
	us = hop->delay_us.n - (here.n - there.n);
	/* Fields have whole seconds, as a rule: no more is known then. */
	if (hop->delay_us.n % G_USEC_PER_SEC == 0)
		us = (us + (us < 0 ? -1 : 1) * G_USEC_PER_SEC / 2) /
		     G_USEC_PER_SEC * G_USEC_PER_SEC;
	hop->adjusted_us = mt_number(us);
}

void
mt_journey_correct(const MtModel *m, const MtJourney *j)
{
	for (guint i = 0; i < j->hops->len; i++)
		correct(m, j, g_ptr_array_index(j->hops, i));
}

bool
mt_journey_total(const MtJourney *j, int64_t *us)
{
	if (j->message == NULL || !j->message->total_us.known ||
	    !is_sane(j->message->total_us.n))
		return false;
	*us = j->message->total_us.n;
	for (guint i = 0; i < j->hops->len; i++) {
		const MtHopRecord *hop = g_ptr_array_index(j->hops, i);

		if (!hop->delay_us.known)
			continue;
		if (!hop->adjusted_us.known || !is_sane(hop->delay_us.n) ||
		    !is_sane(hop->adjusted_us.n))
			return false;
		*us += hop->adjusted_us.n - hop->delay_us.n;
	}
	return true;
}
