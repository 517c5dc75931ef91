/* Which groups a delivery is of, by keys whose hashes were made ahead of time. */
#include "queue/counting.h"

/* The same text again, at the same place, has the same hash. */
static MtWanted
want(const MtGroups *groups, MtSlice text, const MtWanted *ahead)
{
	if (text.p != NULL && ahead->text.p == text.p &&
	    ahead->text.n == text.n)
		return *ahead;
	return (MtWanted){text, mt_groups_hash(groups, text)};
}

/* `none`: Postfix had no connection. */
static bool
is_relay(MtSlice relay)
{
	return relay.n > 0 && !mt_slice_eq(relay, MT_SLICE("none"));
}

MtWay
mt_way_of(const MtQueue *q, const MtDelivery *d)
{
	MtWay way = {.domain = want(&q->groups[MT_BY_DOMAIN],
				    mt_address_domain(d->recipient),
				    &q->ahead.domain)};

	if (is_relay(d->relay))
		way.relay = want(&q->groups[MT_BY_RELAY], d->relay,
				 &q->ahead.relay);
	return way;
}

MtWanted
mt_want_sender(const MtQueue *q, const MtTransaction *t)
{
	if (t->sender.p == NULL)
		return (MtWanted){0};
	return want(&q->groups[MT_BY_SENDER_DOMAIN],
		    mt_address_domain(t->sender), &q->ahead.sender);
}

void
mt_queue_will_count(const MtTransaction *t, void *data)
{
	MtQueue *q = data;
	MtWay way;

	if (t->deliveries == NULL)
		return;
	way = mt_way_of(q, t->deliveries);
	q->ahead = (MtAhead){mt_want_sender(q, t), way.domain, way.relay};
}
