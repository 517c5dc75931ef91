/* The longest part of each delivery, with the words of the host that caused
 * it. */
#include "report/model/losses.h"

#include "base/limits.h"

static const char *const stages[MT_ROW_STAGES] = {
	"before_queue", "in_queue", "connect", "transmit", "deferred"};

static MtSlice
copy_text(MtSlice s, MtArena *arena)
{
	if (s.p == NULL)
		return s;
	return mt_arena_copy(arena, mt_slice_sub(s, 0, MT_MAX_REPORT_TEXT));
}

void *
mt_loss_copy(const void *item, MtArena *arena)
{
	MtLoss *to = mt_arena_take(arena, sizeof *to);
	MtSlice *texts[] = {&to->host,   &to->relay,        &to->reason,
			    &to->cause,  &to->queue_id,     &to->message_id,
			    &to->status, &to->trace,        &to->onward,
			    &to->client, &to->failed_relay, &to->failed_reply};

	*to = *(const MtLoss *)item;
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		*texts[i] = copy_text(*texts[i], arena);
	return to;
}

static int
longest_stage(const MtDeliveryRecord *d, int64_t *us)
{
	int longest = -1;

	*us = 0;
	for (int i = 0; i < MT_ROW_STAGES; i++) {
		const MtNumber *n = &d->stages_us[i];

		if (n->known && n->n > *us) {
			*us = n->n;
			longest = i;
		}
	}
	return longest;
}

static const char *
stage_of(const MtDeliveryRecord *d, int stage)
{
	if (stage < 0)
		return "";
	/* It handed the message to a filter, which gave it back. */
	if (d->handed_to.n > 0 && stage == MT_ROW_TRANSMIT)
		return "filter";
	return stages[stage];
}

bool
mt_loss_of_delivery(const MtDeliveryRecord *d, MtLoss *loss)
{
	int64_t us;
	int stage = longest_stage(d, &us);
	bool sent = mt_slice_eq(d->status, MT_SLICE("sent"));

	if (d->handed_to.n > 0 && !sent)
		return false;
	/* What is mostly one stage is told as that, whole. */
	if (d->delay_us.known && d->delay_us.n / 2 <= us)
		us = MAX(us, d->delay_us.n);
	if (stage < 0 && d->delay_us.known)
		us = d->delay_us.n;
	if (us < MT_LOSS_LEAST_US)
		return false;
	*loss = (MtLoss){
		.us = us,
		.stage = stage_of(d, stage),
		.host = d->host,
		.relay = d->relay,
		.reason = d->reason.n > 0       ? d->reason
			  : sent && !d->waiting ? (MtSlice){0}
						: d->reply,
		.cause = d->cause,
		.queue_id = d->queue_id,
		.message_id = d->message_id,
		.status = d->status,
		.trace = d->trace,
		.onward = d->handed_to.n > 0 ? d->handed_to : d->remote_id,
		.failed_relay = d->failed_relay,
		.failed_reply = d->failed_reply,
		.at = d->time,
		.waiting = d->waiting,
	};
	return true;
}

bool
mt_loss_is_held(const MtTransactionRecord *x)
{
	return x->held.known && !x->removed.known &&
	       (!x->released.known || x->released.us < x->held.us);
}

bool
mt_loss_on_hold(const MtTransactionRecord *x, MtLoss *loss)
{
	if (!x->held_us.known || x->held_us.n < MT_LOSS_LEAST_US)
		return false;
	*loss = (MtLoss){
		.us = x->held_us.n,
		.stage = "held",
		.host = x->host,
		.reason = x->hold_reason,
		.queue_id = x->queue_id,
		.message_id = x->message_id,
		.status = x->status,
		.trace = x->trace,
		.at = x->released.known ? x->released : x->removed,
	};
	return true;
}
