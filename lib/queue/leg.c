/* What two hosts know of one message, in few bytes. */
#include "queue/leg.h"

#include "flow/agree.h"
#include "flow/hash.h"

MtLeg *
mt_leg_new(const MtCame *came, uint32_t room)
{
	MtLeg *leg = g_malloc(sizeof *leg + room * sizeof leg->ends[0]);

	*leg = (MtLeg){.came = *came, .room = room};
	return leg;
}

static uint32_t
bit_of(MtSlice recipient)
{
	return UINT32_C(1) << (mt_hash_letters(0, recipient) >> 59);
}

static uint64_t
hash_of(MtSlice id)
{
	return id.n == 0 ? 0 : mt_hash_id(id);
}

MtCame
mt_leg_came(const MtTransaction *t, MtGroup *host)
{
	const MtMoment *at = mt_transaction_came(t);
	MtCame came = {
		.ids = {hash_of(t->queue_id),
			hash_of(mt_transaction_other_id(t))},
		.host = host,
		.at_us = at->has_time ? at->time_us : MT_LEG_UNKNOWN,
		.size = (t->has & MT_HAS_SIZE) != 0 ? t->size : MT_LEG_UNKNOWN,
	};

	/* A filter gave it this id; a notice is no part of the way. */
	if (came.ids[1] == 0 && t->sender.n > 0)
		came.ids[1] = hash_of(t->parent);
	if (t->sender.p != NULL)
		came.sender = (uint32_t)mt_hash_letters(0, t->sender) | 1;
	/* All bits are soon set where there are many recipients. */
	for (const MtDelivery *d = t->deliveries;
	     d != NULL && came.recipients != UINT32_MAX; d = d->next)
		came.recipients |= bit_of(d->recipient);
	return came;
}

MtPassed
mt_leg_passed(const MtDelivery *d, MtGroup *relay)
{
	MtPassed passed = {.relay = relay, .at_us = MT_LEG_UNKNOWN};

	if (d->status == MT_STATUS_SENT)
		passed.id = hash_of(mt_answered_id(d->remote_id));
	if (d->at.known && d->at.has_time)
		passed.at_us = d->at.time_us;
	passed.recipient = bit_of(d->recipient);
	return passed;
}

static bool
known(int64_t a, int64_t b)
{
	return a != MT_LEG_UNKNOWN && b != MT_LEG_UNKNOWN;
}

bool
mt_leg_agree(const MtCame *from, const MtPassed *passed, const MtCame *to)
{
	if (from->host == to->host ||
	    (known(passed->at_us, to->at_us) &&
	     !mt_agree_near(passed->at_us, to->at_us, mt_agree_far_us)) ||
	    (known(from->size, to->size) &&
	     !mt_agree_size_at_all(from->size, to->size)))
		return false;
	return (from->sender != 0 && from->sender == to->sender) ||
	       (passed->recipient & to->recipients) != 0 ||
	       (passed->relay != NULL &&
		mt_agree_host(passed->relay->key, to->host->key));
}
