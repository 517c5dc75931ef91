/* Words, simple questions, and a copy that outlives its source. */
#include "flow/transaction.h"

#include <glib.h>

#define WORD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

MtSlice
mt_stage_word(MtStage stage)
{
	static const MtSlice words[MT_STAGES] = {
		[MT_STAGE_BEFORE] = WORD("before_queue"),
		[MT_STAGE_DEFERRED] = WORD("deferred"),
		[MT_STAGE_QUEUE] = WORD("in_queue"),
		[MT_STAGE_CONNECT] = WORD("connect"),
		[MT_STAGE_TRANSMIT] = WORD("transmit"),
	};

	return words[stage];
}

MtSlice
mt_child_kind_word(MtChildKind kind)
{
	static const MtSlice words[MT_CHILD_KINDS] = {
		[MT_CHILD_BOUNCE] = WORD("bounce"),
		[MT_CHILD_DELAY] = WORD("delay_notice"),
		[MT_CHILD_SUCCESS] = WORD("success_notice"),
		[MT_CHILD_FORWARD] = WORD("forward"),
	};

	return words[kind];
}

bool
mt_status_is_final(MtStatus status)
{
	switch (status) {
	case MT_STATUS_NONE:
	case MT_STATUS_DEFERRED:
	case MT_STATUS_SUSPENDED:
	case MT_STATUS_NOT_CACHED:
	case MT_STATUSES:
		return false;
	default:
		return true;
	}
}

bool
mt_transaction_is_waiting(const MtTransaction *t)
{
	return !t->removed.known && !t->refused && !t->evicted && !t->deleted;
}

static bool
between(const MtMoment *from, const MtMoment *to, int64_t *us)
{
	if (!from->known || !from->has_time || !to->known || !to->has_time)
		return false;
	*us = to->time_us - from->time_us;
	return true;
}

const MtMoment *
mt_transaction_came(const MtTransaction *t)
{
	return t->arrived.known && t->arrived.has_time ? &t->arrived
						       : &t->first;
}

bool
mt_transaction_residence(const MtTransaction *t, int64_t *us)
{
	return between(&t->arrived, &t->removed, us);
}

bool
mt_delivery_delay(const MtTransaction *t, const MtDelivery *d, int64_t *us)
{
	if ((d->has & MT_HAS_DELAY) != 0) {
		*us = d->delay_us;
		return true;
	}
	if (!between(&t->arrived, &d->at, us))
		return false;
	/* That line is written once it has arrived. */
	if ((t->has & MT_HAS_RECEIVE_TIME) != 0)
		*us += t->receive_us;
	return true;
}

/*
 * qmail names its process, Courier its id without the file that it is kept in;
 * and Dovecot its session without the number of the recipient, as its Received
 * fields have it.
 */
MtSlice
mt_transaction_other_id(const MtTransaction *t)
{
	size_t at;

	if (t->mta == MT_MTA_QMAIL || t->mta == MT_MTA_EXCHANGE)
		return t->session;
	if (t->mta == MT_MTA_DOVECOT) {
		at = mt_slice_find_char(t->queue_id, ':');
		return at == MT_SLICE_NOWHERE
			       ? (MtSlice){0}
			       : mt_slice_sub(t->queue_id, 0, at);
	}
	if (t->mta != MT_MTA_COURIER)
		return (MtSlice){0};
	at = mt_slice_find_char(t->queue_id, '.');
	return at == MT_SLICE_NOWHERE
		       ? (MtSlice){0}
		       : mt_slice_sub(t->queue_id, at + 1, t->queue_id.n);
}

/* qmail's `EPOCH qp PID`: the log of its host knows `qp PID`. */
MtSlice
mt_answered_id(MtSlice id)
{
	size_t at = mt_slice_find(id, MT_SLICE(" qp "));

	return at == MT_SLICE_NOWHERE ? id : mt_slice_sub(id, at + 1, id.n);
}

static MtSlice
copy_text(MtSlice s, MtArena *arena)
{
	char *p;

	if (s.p == NULL)
		return s;
	p = mt_arena_take(arena, MAX(s.n, 1));
	memcpy(p, s.p, s.n);
	return mt_slice(p, s.n);
}

/* Deliveries of one message say much alike; so do attempts. */
static MtSlice
copy_same(MtSlice s, MtSlice from, MtSlice copy, MtArena *arena)
{
	return s.p != NULL && copy.p != NULL && mt_slice_eq(s, from)
		       ? copy
		       : copy_text(s, arena);
}

/* What a delivery says is said by an attempt of it. */
static MtAttempt
said_by(const MtDelivery *d)
{
	return (MtAttempt){.relay = d->relay,
			   .relay_ip = d->relay_ip,
			   .dsn = d->dsn,
			   .reply = d->reply};
}

static void
copy_attempts(MtDelivery *d, const MtDelivery *from, MtArena *arena)
{
	const MtAttempt said = said_by(from), kept = said_by(d);
	const MtAttempt *before = &said, *last = &kept;
	MtAttempt **end = &d->attempts;

	d->last_attempt = NULL;
	for (const MtAttempt *a = from->attempts; a != NULL; a = a->next) {
		MtAttempt *copy = mt_arena_take(arena, sizeof *copy);

		*copy = *a;
#define SAME(member)                                                           \
	copy->member = copy_same(a->member, before->member, last->member, arena)
		SAME(relay);
		SAME(relay_ip);
		SAME(dsn);
		SAME(reply);
#undef SAME
		*end = d->last_attempt = copy;
		end = &copy->next;
		before = a;
		last = copy;
	}
	*end = NULL;
}

static MtDelivery *
copy_delivery(const MtDelivery *d, const MtDelivery *before,
	      const MtDelivery *last, MtArena *arena)
{
	static const MtDelivery none;
	MtDelivery *copy = mt_arena_take(arena, sizeof *copy);

	*copy = *d;
	if (before == NULL || last == NULL)
		before = last = &none;
	copy->recipient = copy_text(d->recipient, arena);
	copy->orig_recipient = copy_text(d->orig_recipient, arena);
#define SAME(member)                                                           \
	copy->member = copy_same(d->member, before->member, last->member, arena)
	SAME(transport);
	SAME(relay);
	SAME(relay_ip);
	SAME(dsn);
	SAME(reply);
	SAME(remote_id);
	SAME(handed_to);
	SAME(failed_relay);
	SAME(failed_reply);
	SAME(tls_version);
	SAME(tls_cipher);
#undef SAME
	copy_attempts(copy, d, arena);
	return copy;
}

static void
copy_deliveries(MtTransaction *t, MtArena *arena)
{
	MtDelivery **end = &t->deliveries, *last = NULL;
	const MtDelivery *before = NULL;

	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next) {
		MtDelivery *copy = copy_delivery(d, before, last, arena);

		*end = copy;
		end = &copy->next;
		before = d;
		last = copy;
	}
	*end = NULL;
	t->last_delivery = last;
}

static void
copy_children(MtTransaction *t, MtArena *arena)
{
	MtChild **end = &t->children;

	t->last_child = NULL;
	for (const MtChild *c = t->children; c != NULL; c = c->next) {
		MtChild *copy = mt_arena_take(arena, sizeof *copy);

		*copy = *c;
		copy->queue_id = copy_text(c->queue_id, arena);
		*end = t->last_child = copy;
		end = &copy->next;
	}
	*end = NULL;
}

MtTransaction *
mt_transaction_copy(const MtTransaction *t, MtArena *arena)
{
	MtTransaction *copy = mt_arena_take(arena, sizeof *copy);

	*copy = *t;
#define COPY(member) copy->member = copy_text(t->member, arena)
	COPY(host);
	COPY(instance);
	COPY(queue_id);
	COPY(message_id);
	COPY(sender);
	COPY(client);
	COPY(client_ip);
	COPY(helo);
	COPY(auth);
	COPY(session);
	COPY(tls_version);
	COPY(tls_cipher);
	COPY(parent);
	COPY(held_why);
#undef COPY
	copy_deliveries(copy, arena);
	copy_children(copy, arena);
	return copy;
}
