/* The lines that matter most: a delivery attempt, and what is in the queue. */
#include "mtalog/postfixtext.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

static const struct {
	MtSlice word;
	MtStatus status;
} statuses[] = {
	{{"sent", 4}, MT_STATUS_SENT},
	{{"deferred", 8}, MT_STATUS_DEFERRED},
	{{"bounced", 7}, MT_STATUS_BOUNCED},
	{{"expired", 7}, MT_STATUS_EXPIRED},
	{{"force-expired", 13}, MT_STATUS_EXPIRED},
	{{"deliverable", 11}, MT_STATUS_DELIVERABLE},
	{{"undeliverable", 13}, MT_STATUS_UNDELIVERABLE},
	{{"undeliverable-but-not-cached", 28}, MT_STATUS_NOT_CACHED},
	{{"SOFTBOUNCE", 10}, MT_STATUS_DEFERRED},
	{{"undeliverable-but-not-bounced", 29}, MT_STATUS_BOUNCED},
};

/* Below zero where the clock was set back meanwhile. */
static bool
take_duration(MtSlice *rest, int64_t *us)
{
	bool negative = mt_scan_skip(rest, MT_SLICE("-"));

	if (!mt_scan_seconds(rest, us))
		return false;
	if (negative)
		*us = -*us;
	return true;
}

/* delays=a/b/c/d: before the queue manager, in it, connecting, sending. */
static bool
take_stages(MtSlice *rest, MtEvent *e)
{
	int64_t *const stages[] = {&e->before_queue_us, &e->in_queue_us,
				   &e->connect_us, &e->transmit_us};

	for (size_t i = 0; i < 4; i++)
		if ((i > 0 && !mt_scan_skip(rest, MT_SLICE("/"))) ||
		    !take_duration(rest, stages[i]))
			return false;
	e->has |= MT_HAS_STAGES;
	return true;
}

/* `status=sent (250 2.0.0 Ok: queued as ID)`; cut lines lack the ')'. */
static bool
take_status(MtSlice rest, MtEvent *e)
{
	MtSlice word = mt_scan_until(&rest, ' ');

	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (mt_slice_eq(word, statuses[i].word)) {
			e->status = statuses[i].status;
			break;
		}
	if (e->status == MT_STATUS_NONE)
		return false;
	if (rest.n == 0)
		return true;
	if (rest.p[0] == '(')
		rest = mt_slice_sub(rest, 1, rest.n);
	if (rest.n > 0 && rest.p[rest.n - 1] == ')')
		rest.n--;
	e->reply = rest;
	return true;
}

/* What the text in parentheses tells beyond itself. */
static void
read_reply(MtEvent *e)
{
	static const MtSlice suspended = {"delivery temporarily suspended", 30};
	static const MtSlice forwarded = {"forwarded as ", 13};

	if (e->status == MT_STATUS_SENT) {
		if (mt_slice_starts(e->reply, forwarded))
			e->related_id =
				mt_slice_sub(e->reply, forwarded.n, e->reply.n);
		else
			e->remote_id = mt_reply_remote_id(e->reply);
	} else if (e->status == MT_STATUS_DEFERRED &&
		   mt_slice_starts(e->reply, suspended)) {
		e->status = MT_STATUS_SUSPENDED;
	}
}

static bool
skip_value(MtSlice *rest, MtEvent *e)
{
	const char *at = memchr(rest->p, ',', rest->n);

	(void)e;
	if (at == NULL)
		return false;
	*rest = mt_slice_sub(*rest, (size_t)(at - rest->p), rest->n);
	return true;
}

static bool
take_delay(MtSlice *rest, MtEvent *e)
{
	if (!take_duration(rest, &e->delay_us))
		return false;
	e->has |= MT_HAS_DELAY;
	return true;
}

static bool
take_orig(MtSlice *rest, MtEvent *e)
{
	return mt_postfix_take_address(rest, &e->orig_recipient);
}

static bool
take_dsn(MtSlice *rest, MtEvent *e)
{
	MtSlice value = *rest;

	if (!skip_value(rest, e))
		return false;
	e->dsn = mt_slice(value.p, (size_t)(rest->p - value.p));
	return true;
}

/* The members of a delivery line between recipient and status. */
static const struct {
	MtSlice key;
	bool (*take)(MtSlice *rest, MtEvent *e);
} delivery_keys[] = {
	{{"relay=", 6}, mt_postfix_take_relay},
	{{"delay=", 6}, take_delay},
	{{"delays=", 7}, take_stages},
	{{"dsn=", 4}, take_dsn},
	{{"orig_to=", 8}, take_orig},
	{{"conn_use=", 9}, skip_value},
	{{"tls=", 4}, skip_value},
};

static bool
take_member(MtSlice *rest, MtEvent *e)
{
	for (size_t i = 0; i < G_N_ELEMENTS(delivery_keys); i++)
		if (mt_scan_skip(rest, delivery_keys[i].key))
			return delivery_keys[i].take(rest, e);
	return skip_value(rest, e); /* of a later Postfix */
}

bool
mt_postfix_delivery(MtSlice rest, MtEvent *e)
{
	if (!mt_postfix_take_address(&rest, &e->recipient))
		return false;
	while (mt_scan_skip(&rest, MT_SLICE(", "))) {
		if (mt_scan_skip(&rest, MT_SLICE("status="))) {
			if (!take_status(rest, e))
				return false;
			read_reply(e);
			return true;
		}
		if (!take_member(&rest, e))
			return false;
	}
	return false;
}

bool
mt_postfix_queue(MtSlice rest, MtEvent *e)
{
	if (!mt_postfix_take_address(&rest, &e->sender))
		return false;
	if (mt_scan_skip(&rest, MT_SLICE(", status="))) {
		e->kind = MT_EVENT_EXPIRE;
		e->status = MT_STATUS_EXPIRED;
		e->reply = rest;
		return mt_slice_find(rest, MT_SLICE("expired")) !=
		       MT_SLICE_NOWHERE;
	}
	if (mt_scan_skip(&rest, MT_SLICE(", size=")) &&
	    mt_scan_number(&rest, &e->size))
		e->has |= MT_HAS_SIZE;
	if (mt_scan_skip(&rest, MT_SLICE(", nrcpt=")) &&
	    mt_scan_number(&rest, &e->recipients))
		e->has |= MT_HAS_RECIPIENTS;
	return (e->has & MT_HAS_SIZE) != 0;
}
