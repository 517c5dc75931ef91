/*
 * Joins by Message-ID, where no id leads on: only what each log says of the
 * other, and only where there is no second one that would do.
 */
#include "flow/joining.h"

#include "flow/agree.h"
#include "mtalog/reply.h"

enum {
	CANDIDATES = 32, /* of a Message-ID that are looked at */
};

/* Without an id: by clocks whose difference is not known, or is. */
static const int64_t near_us = INT64_C(600) * 1000000;
static const int64_t nearer_us = INT64_C(60) * 1000000;
/* It may arrive before the line that says it was sent. */
static const int64_t step_us = INT64_C(2) * 1000000;

/* Joins without an id, the surest first. */
typedef enum {
	NAMED,   /* each log names the host of the other */
	FORWARD, /* it arrives when it was sent, or later */
	ANY,     /* or before, for clocks that disagree */
	WAYS,
} Way;

/* What the clocks of two hosts make of the time between them. */
static int64_t
expected_gap(MtJoin *join, const MtStep *from, const MtStep *to, bool *known)
{
	int64_t key;
	const MtLogHost *a = mt_joining_host(join, from->t->host, false);
	const MtLogHost *b = mt_joining_host(join, to->t->host, false);
	const MtGaps *gaps;

	*known = false;
	if (a->has_offset && b->has_offset) {
		*known = true;
		return b->offset_us - a->offset_us;
	}
	key = mt_joining_pair(a, b);
	gaps = g_hash_table_lookup(join->pairs, &key);
	if (gaps == NULL)
		return 0;
	*known = true;
	return gaps->median_us;
}

/* The client that brought it to a host on the way, before a filter of it maybe,
 * brought this one as well. */
static bool
is_brought_by_client(const MtStep *from, const MtStep *to)
{
	for (; from != NULL && from != to; from = from->from)
		if (mt_agree_same_client(from->t, to->t))
			return true;
	return false;
}

static bool
could_be(MtJoin *join, const MtStep *from, const MtDelivery *d, MtStep *to,
	 Way way)
{
	const MtLogHost *known_relay;
	int64_t gap, expected;
	bool known;

	if (to == from || to->from != NULL ||
	    mt_slice_eq(to->t->host, from->t->host) ||
	    mt_agree(from->t, d, to->t) < MT_AGREE_MESSAGE_ID ||
	    !mt_agree_size(from->t, to->t) || is_brought_by_client(from, to) ||
	    !mt_joining_gap(d, to, &gap) ||
	    mt_joining_names_other(join, d->relay, to->t->host) ||
	    mt_joining_names_other(join, mt_reply_remote_host(d->reply),
				   to->t->host) ||
	    mt_joining_names_other(join, to->t->client, from->t->host))
		return false;
	known_relay = d->relay_ip.n == 0
			      ? NULL
			      : g_hash_table_lookup(join->relays, &d->relay_ip);
	if (known_relay != NULL && !mt_slice_eq(known_relay->name, to->t->host))
		return false;
	expected = expected_gap(join, from, to, &known);
	/* Both name each other: their clocks may differ by anything. */
	if (way == NAMED)
		return mt_agree_host(d->relay, to->t->host) &&
		       mt_agree_host(to->t->client, from->t->host) &&
		       mt_agree_near(gap, expected,
				     known ? nearer_us : mt_agree_far_us);
	if (way == FORWARD && gap < expected - step_us)
		return false;
	return mt_agree_near(gap, expected, known ? nearer_us : near_us);
}

/* Of several, one that knows the recipient is the one if no other does. */
static MtStep *
only_one(const MtDelivery *d, MtStep **could, size_t n)
{
	MtStep *one = NULL;
	size_t know = 0;

	if (n == 1)
		return could[0];
	for (size_t i = 0; i < n; i++)
		if (mt_agree_recipient(d, could[i]->t)) {
			one = could[i];
			know++;
		}
	return know == 1 ? one : NULL;
}

/* Its relay is a word of the MTA, or there is none. */
static bool
is_local(const MtDelivery *d)
{
	return d->relay_ip.n == 0 &&
	       mt_slice_find_char(d->relay, '.') == MT_SLICE_NOWHERE;
}

/* The one step that has the Message-ID and could be next, if it is one. */
static MtStep *
find_message(MtJoin *join, MtStep *step, const MtDelivery *d, Way way)
{
	MtStep *found[CANDIDATES], *could[CANDIDATES];
	size_t n, n_could = 0;

	if (d->to != NULL || d->status != MT_STATUS_SENT || is_local(d) ||
	    d->handed_to.p != NULL || step->t->message_id.n == 0)
		return NULL;
	n = mt_idindex_near(&join->message_ids, step->t->message_id,
			    d->at.time_us, found, CANDIDATES);
	/* More than were looked at may be like it. */
	if (n == CANDIDATES)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (could_be(join, step, d, found[i], way))
			could[n_could++] = found[i];
	return only_one(d, could, n_could);
}

typedef struct {
	MtStep *from, *to;
	MtDelivery *by;
	uint64_t off_us; /* how far the gap is from the one expected */
} Proposal;

static int
compare_proposals(gconstpointer a, gconstpointer b)
{
	const Proposal *x = a, *y = b;

	if (x->off_us != y->off_us)
		return x->off_us < y->off_us ? -1 : 1;
	if (x->to->order != y->to->order)
		return x->to->order < y->to->order ? -1 : 1;
	return (x->from->order > y->from->order) -
	       (x->from->order < y->from->order);
}

static void
propose(MtJoin *join, MtStep *step, Way way, GArray *all)
{
	for (MtDelivery *d = step->t->deliveries; d != NULL; d = d->next) {
		Proposal p = {.from = step, .by = d};
		int64_t gap, expected;
		bool known;

		p.to = find_message(join, step, d, way);
		if (p.to == NULL || !mt_joining_gap(d, p.to, &gap))
			continue;
		expected = expected_gap(join, step, p.to, &known);
		p.off_us = gap < expected ? (uint64_t)expected - (uint64_t)gap
					  : (uint64_t)gap - (uint64_t)expected;
		g_array_append_val(all, p);
	}
}

/* A step that two others could lead to is the next of neither. */
static void
find_rivals(const GArray *all, MtStep **claims, bool *rivals)
{
	for (guint i = 0; i < all->len; i++) {
		const Proposal *p = &g_array_index(all, Proposal, i);
		MtStep **claim = &claims[p->to->order];

		if (*claim != NULL && *claim != p->from)
			rivals[p->to->order] = true;
		*claim = p->from;
	}
}

/* Those that fit best first: of two that go both ways it decides. */
static void
join_messages(MtJoin *join, Way way)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Proposal));
	MtStep **claims = g_new0(MtStep *, join->steps->len + 1);
	bool *rivals = g_new0(bool, join->steps->len + 1);

	for (guint i = 0; i < join->steps->len; i++)
		propose(join, g_ptr_array_index(join->steps, i), way, all);
	g_array_sort(all, compare_proposals);
	find_rivals(all, claims, rivals);
	for (guint i = 0; i < all->len; i++) {
		const Proposal *p = &g_array_index(all, Proposal, i);

		if (!rivals[p->to->order] &&
		    (p->to->from == p->from ||
		     mt_joining_link(join, p->from, p->by, p->to,
				     MT_LINK_MESSAGE_ID)))
			p->by->to = p->to;
	}
	g_free(claims);
	g_free(rivals);
}

/* What the surest joins say of clocks helps with the others. */
void
mt_joining_by_message_id(MtJoin *join)
{
	for (Way way = NAMED; way < WAYS; way++) {
		join_messages(join, way);
		if (way == NAMED)
			mt_joining_learn(join);
	}
}
