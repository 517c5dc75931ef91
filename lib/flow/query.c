/* Each condition is asked of the steps of a trace in turn. */
#include "flow/query.h"

#include <glib.h>

static MtSlice
strip(MtSlice s)
{
	if (s.n >= 2 && s.p[0] == '<' && s.p[s.n - 1] == '>')
		return mt_slice(s.p + 1, s.n - 2);
	return s;
}

static bool
fits(char *const *patterns, MtSlice text)
{
	if (text.p == NULL)
		return false;
	for (; *patterns != NULL; patterns++)
		if (mt_slice_glob_i(strip(mt_slice_str(*patterns)), text))
			return true;
	return false;
}

static bool
fits_address(char *const *patterns, MtSlice address)
{
	size_t at = address.n;

	if (fits(patterns, address))
		return true;
	while (at > 0 && address.p[at - 1] != '@')
		at--;
	if (at == 0)
		return false;
	address = mt_slice_sub(address, at, address.n);
	for (; *patterns != NULL; patterns++) {
		MtSlice pattern = mt_slice_str(*patterns);

		if (mt_slice_find_char(pattern, '@') == MT_SLICE_NOWHERE &&
		    mt_slice_glob_i(pattern, address))
			return true;
	}
	return false;
}

static bool
has_message_id(const MtQuery *q, const MtTransaction *t)
{
	return fits(q->message_ids, t->message_id);
}

static bool
has_queue_id(const MtQuery *q, const MtTransaction *t)
{
	return fits(q->queue_ids, t->queue_id);
}

static bool
has_sender(const MtQuery *q, const MtTransaction *t)
{
	return t->sender.p != NULL && fits_address(q->senders, t->sender);
}

static bool
has_recipient(const MtQuery *q, const MtTransaction *t)
{
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next)
		if (fits_address(q->recipients, d->recipient) ||
		    (d->orig_recipient.p != NULL &&
		     fits_address(q->recipients, d->orig_recipient)))
			return true;
	return false;
}

static bool
has_client(const MtQuery *q, const MtTransaction *t)
{
	return fits(q->clients, t->client) || fits(q->clients, t->client_ip) ||
	       fits(q->clients, t->helo);
}

static bool
has_host(const MtQuery *q, const MtTransaction *t)
{
	return fits(q->hosts, t->host);
}

static bool
has_status(const MtQuery *q, const MtTransaction *t)
{
	if (mt_transaction_is_waiting(t) &&
	    fits(q->statuses, MT_SLICE("waiting")))
		return true;
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next) {
		MtSlice word = mt_status_word(d->status);

		/* What went on has not its end here. */
		if (d->to == NULL && fits(q->statuses, word))
			return true;
	}
	return false;
}

static bool
in_time(const MtQuery *q, const MtTransaction *t)
{
	const MtMoment *at = t->arrived.known ? &t->arrived : &t->first;

	return at->has_time && (!q->has_since || at->time_us >= q->since_us) &&
	       (!q->has_until || at->time_us < q->until_us);
}

static bool
any(const MtQuery *q, const MtTrace *trace,
    bool (*holds)(const MtQuery *, const MtTransaction *))
{
	for (size_t i = 0; i < trace->n; i++)
		if (holds(q, trace->steps[i]->t))
			return true;
	return false;
}

/* Postfix counts from the first arrival of a message that was requeued. */
static bool
keeps_arrival(const MtStep *s, int64_t us)
{
	int64_t residence;

	return s->link == MT_LINK_REINJECT &&
	       mt_slice_eq(s->t->client, MT_SLICE("local")) &&
	       mt_transaction_residence(s->t, &residence) && us > residence;
}

/* From the first arrival to the result of this delivery of `s`. */
static bool
way_of(const MtStep *s, const MtDelivery *d, int64_t *us)
{
	int64_t part;

	if (!mt_delivery_delay(s->t, d, us))
		return false;
	for (; s->from != NULL && s->link != MT_LINK_CHILD; s = s->from) {
		if (keeps_arrival(s, *us))
			continue;
		if (s->by != NULL &&
		    mt_delivery_delay(s->from->t, s->by, &part))
			*us += part;
	}
	return true;
}

bool
mt_trace_longest(const MtTrace *trace, int64_t *us)
{
	bool known = false;

	*us = 0;
	for (size_t i = 0; i < trace->n; i++) {
		const MtTransaction *t = trace->steps[i]->t;

		for (const MtDelivery *d = t->deliveries; d; d = d->next) {
			int64_t way;

			if (d->to != NULL || !way_of(trace->steps[i], d, &way))
				continue;
			*us = known ? MAX(*us, way) : way;
			known = true;
		}
	}
	return known;
}

bool
mt_query_fits(const MtQuery *q, const MtTrace *trace)
{
	const struct {
		bool asked;
		bool (*holds)(const MtQuery *, const MtTransaction *);
	} conditions[] = {
		{q->message_ids != NULL, has_message_id},
		{q->queue_ids != NULL, has_queue_id},
		{q->senders != NULL, has_sender},
		{q->recipients != NULL, has_recipient},
		{q->clients != NULL, has_client},
		{q->hosts != NULL, has_host},
		{q->statuses != NULL, has_status},
		{q->has_since || q->has_until, in_time},
	};
	int64_t us;

	for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
		if (conditions[i].asked && !any(q, trace, conditions[i].holds))
			return false;
	return !q->has_slower ||
	       (mt_trace_longest(trace, &us) && us > q->slower_us);
}
