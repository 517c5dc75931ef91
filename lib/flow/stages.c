/* Postfix tells the stages; of other MTAs they follow from what they count. */
#include "flow/stages.h"

static int64_t
not_negative(int64_t us)
{
	return us < 0 ? 0 : us;
}

/* Until this attempt began, by the clock. */
static int64_t
since_arrival(const MtOpen *o, const MtPacked *e, const MtStageTimes *s)
{
	int64_t us = e->time_us - o->t.arrived.time_us;

	for (int i = 0; i < MT_STAGES; i++)
		us -= s->us[i];
	return not_negative(us);
}

/*
 * Postfix: a counts from arrival to the last time that the queue manager took
 * the message up, so all but the first of it was lost to earlier attempts. It
 * cannot be told apart where the log begins in the middle.
 */
static MtStageTimes
postfix_stages(MtOpen *o, const MtPacked *e)
{
	MtStageTimes s = {.known = 1 << MT_STAGE_QUEUE | 1 << MT_STAGE_CONNECT |
				   1 << MT_STAGE_TRANSMIT};
	int64_t before = not_negative(mt_packed_times(e)->before_us);

	s.us[MT_STAGE_QUEUE] = not_negative(mt_packed_times(e)->queue_us);
	s.us[MT_STAGE_CONNECT] = not_negative(mt_packed_times(e)->connect_us);
	s.us[MT_STAGE_TRANSMIT] = not_negative(mt_packed_times(e)->transmit_us);
	if (!o->has_before && o->t.arrived.known) {
		o->before_us = o->requeued ? since_arrival(o, e, &s) : before;
		o->has_before = true;
	}
	if (!o->has_before)
		return s;
	s.us[MT_STAGE_BEFORE] = MIN(before, o->before_us);
	s.us[MT_STAGE_DEFERRED] = before - s.us[MT_STAGE_BEFORE];
	s.known |= 1 << MT_STAGE_BEFORE | 1 << MT_STAGE_DEFERRED;
	return s;
}

/* From arrival to this line, by the clock. */
static bool
elapsed(const MtOpen *o, const MtPacked *e, int64_t *us)
{
	const MtMoment *arrived = &o->t.arrived;

	*us = e->time_us - arrived->time_us;
	return arrived->known && arrived->has_time && e->has_time;
}

static bool
total_of(const MtOpen *o, const MtPacked *e, int64_t *us)
{
	if ((e->has & MT_HAS_DELAY) != 0) {
		*us = mt_packed_times(e)->delay_us;
		return true;
	}
	if (!elapsed(o, e, us))
		return false;
	if ((o->t.has & MT_HAS_RECEIVE_TIME) != 0)
		*us += o->t.receive_us;
	return true;
}

/*
 * How long it was taken in: as logged, or what the MTA counts from before the
 * line that says it arrived. Less than a second is nothing where a log, or the
 * count, has whole seconds.
 */
static bool
taken_in(const MtOpen *o, const MtPacked *e, int64_t *us)
{
	*us = o->t.receive_us;
	if ((o->t.has & MT_HAS_RECEIVE_TIME) != 0)
		return true;
	if ((e->has & MT_HAS_DELAY) == 0 || !elapsed(o, e, us))
		return false;
	*us = mt_packed_times(e)->delay_us - *us;
	return *us > 1000000;
}

/*
 * MTAs that say how long all of it and this attempt took: what is left is the
 * queue, but for what lies between the first attempt and this one.
 */
static MtStageTimes
plain_stages(const MtOpen *o, MtOpenDelivery *d, const MtPacked *e)
{
	MtStageTimes s = {0};
	bool has_attempt = (e->has & MT_HAS_ATTEMPT_TIME) != 0;
	int64_t total, before,
		last = has_attempt ? mt_packed_times(e)->attempt_us : 0;
	int64_t start = e->time_us - last;

	if (has_attempt) {
		s.us[MT_STAGE_TRANSMIT] = not_negative(last);
		s.known |= 1 << MT_STAGE_TRANSMIT;
	}
	if (e->has_time && !d->has_first_start) {
		d->first_start_us = start;
		d->has_first_start = true;
	}
	if (e->has_time && (o->t.arrived.known || d->d.attempts != NULL)) {
		s.us[MT_STAGE_DEFERRED] =
			not_negative(start - d->first_start_us);
		s.known |= 1 << MT_STAGE_DEFERRED;
	}
	if (taken_in(o, e, &before)) {
		s.us[MT_STAGE_BEFORE] = not_negative(before);
		s.known |= 1 << MT_STAGE_BEFORE;
	}
	if (has_attempt && total_of(o, e, &total)) {
		for (int i = 0; i < MT_STAGES; i++)
			total -= s.us[i];
		s.us[MT_STAGE_QUEUE] = not_negative(total);
		s.known |= 1 << MT_STAGE_QUEUE;
	}
	return s;
}

MtStageTimes
mt_stages_of(MtOpen *o, MtOpenDelivery *d, const MtPacked *e)
{
	return (e->has & MT_HAS_STAGES) != 0 ? postfix_stages(o, e)
					     : plain_stages(o, d, e);
}
