/* What deliveries waited for: reasons, and hosts that were asked in vain. */
#include "queue/counting.h"

static void
count_reason(MtQueue *q, const MtCounting *m, MtOutcome *o, const MtAttempt *a,
	     uint32_t number, int64_t lost, MtGroup *const *groups, size_t n)
{
	mt_reason_met(&q->reasons.all[number], m->number, a, lost,
		      m->t->queue_id);
	for (size_t i = 0; i < n; i++)
		mt_group_add_reason(groups[i], number, a, lost, m->t->queue_id);
	if (!o->has_worst || lost > o->worst_us) {
		o->has_worst = true;
		o->worst = number;
		o->worst_us = lost;
	}
}

/* What a host cost that was asked first, in vain. */
static void
count_failed(MtQueue *q, const MtCounting *m, MtOutcome *o,
	     MtGroup *const *groups, size_t n)
{
	const MtStageTimes *s = &o->d->stages;
	MtStage stage = (s->known >> MT_STAGE_CONNECT & 1) != 0
				? MT_STAGE_CONNECT
				: MT_STAGE_TRANSMIT;
	MtAttempt failed;

	if (o->d->failed_relay.p == NULL || (s->known >> stage & 1) == 0)
		return;
	failed = *o->d->last_attempt;
	failed.status = MT_STATUS_DEFERRED;
	count_reason(q, m, o, &failed,
		     mt_reasons_find_failed(&q->reasons, o->d->failed_reply),
		     s->us[stage], groups, n);
}

/* One that was not made, for it was not time yet, has the reason of the last one
 * that was. */
static uint32_t
reason_of(MtQueue *q, const MtAttempt *a, bool told, uint32_t last)
{
	uint32_t number = mt_reasons_find(&q->reasons, a->reply, a->dsn);

	return told && a->status == MT_STATUS_SUSPENDED &&
			       q->reasons.all[number].cause == MT_CAUSE_OTHER
		       ? last
		       : number;
}

void
mt_count_reasons(MtQueue *q, const MtCounting *m, MtOutcome *o,
		 MtGroup *const *groups, size_t n)
{
	uint32_t number = MT_REASON_OTHERS;
	bool told = false;

	for (const MtAttempt *a = o->d->attempts; a != NULL; a = a->next) {
		bool ends = mt_status_is_final(a->status);
		int64_t until = a->next != NULL     ? a->next->at.time_us
				: o->result.waiting ? m->host->end_us
						    : o->result.time_us;
		int64_t lost = ends ? 0 : MAX(until - a->at.time_us, 0);

		if (a->status == MT_STATUS_SENT)
			continue;
		number = reason_of(q, a, told, number);
		told = true;
		count_reason(q, m, o, a, number, lost, groups, n);
	}
	count_failed(q, m, o, groups, n);
}
