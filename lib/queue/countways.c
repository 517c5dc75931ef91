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

static MtWay
find_way(const MtQueue *q, const MtDelivery *d, const MtAhead *ahead)
{
	MtWay way = {.domain = want(&q->groups[MT_BY_DOMAIN],
				    mt_address_domain(d->recipient),
				    &ahead->domain)};

	if (is_relay(d->relay))
		way.relay =
			want(&q->groups[MT_BY_RELAY], d->relay, &ahead->relay);
	return way;
}

static MtWanted
find_sender(const MtQueue *q, const MtTransaction *t, const MtAhead *ahead)
{
	if (t->sender.p == NULL)
		return (MtWanted){0};
	return want(&q->groups[MT_BY_SENDER_DOMAIN],
		    mt_address_domain(t->sender), &ahead->sender);
}

MtWay
mt_way_of(const MtQueue *q, const MtDelivery *d)
{
	return find_way(q, d, &q->ahead);
}

MtWanted
mt_want_sender(const MtQueue *q, const MtTransaction *t)
{
	return find_sender(q, t, &q->ahead);
}

static MtAhead
look_ahead(const MtQueue *q, const MtTransaction *t, const MtAhead *known)
{
	MtWay way;

	if (t == NULL || t->deliveries == NULL)
		return (MtAhead){0};
	way = find_way(q, t->deliveries, known);
	return (MtAhead){t, find_sender(q, t, known), way.domain, way.relay};
}

static void
come_near(const MtGroups *groups, const MtWanted *wanted)
{
	if (wanted->text.p != NULL)
		mt_groups_come_near(groups, wanted->hash);
}

/* First the slots come near, then the groups: those of one host alone do not need
 * to be there before they count. */
void
mt_queue_will_count(const MtTransaction *next, const MtTransaction *after,
		    void *data)
{
	MtQueue *q = data;

	q->ahead = look_ahead(q, next, &q->after);
	q->after = look_ahead(q, after, &(MtAhead){0});
	if (!q->several)
		return;
	come_near(&q->groups[MT_BY_SENDER_DOMAIN], &q->ahead.sender);
	come_near(&q->groups[MT_BY_DOMAIN], &q->ahead.domain);
	come_near(&q->groups[MT_BY_RELAY], &q->ahead.relay);
}
