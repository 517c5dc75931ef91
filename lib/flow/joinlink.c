/*
 * What joins two transactions by an id: one of the same host, or the one in a
 * reply.
 */
#include "flow/joining.h"

#include "base/limits.h"
#include "flow/agree.h"
#include "mtalog/reply.h"

enum {
	CANDIDATES = 32, /* of equal ids that are looked at, nearest first */
};

static MtStep *
first_of(MtJoin *join, MtStep *step)
{
	MtStep **up = join->up;

	while (up[step->order] != step) {
		up[step->order] = up[up[step->order]->order];
		step = up[step->order];
	}
	return step;
}

bool
mt_joining_gap(const MtDelivery *by, const MtStep *to, int64_t *us)
{
	const MtMoment *at = &to->t->arrived;

	if (by == NULL || !by->at.known || !by->at.has_time || !at->known ||
	    !at->has_time)
		return false;
	*us = at->time_us - by->at.time_us;
	return true;
}

bool
mt_joining_link(MtJoin *join, MtStep *from, const MtDelivery *by, MtStep *to,
		MtLink link)
{
	if (to->from != NULL || first_of(join, from) == to)
		return false;
	to->from = from;
	to->by = by;
	to->link = link;
	to->has_gap = mt_joining_gap(by, to, &to->gap_us);
	join->up[to->order] = from;
	return true;
}

/* An id of the same host, about that time. */
static MtStep *
find_here(const MtJoin *join, const MtStep *step, MtSlice id, int64_t about_us)
{
	MtStep *found[CANDIDATES];
	size_t n = mt_idindex_near(&join->ids, id, about_us, found, CANDIDATES);

	for (size_t i = 0; i < n; i++)
		if (found[i] != step &&
		    mt_slice_eq(found[i]->t->host, step->t->host) &&
		    mt_agree_near(found[i]->came_us, about_us, mt_agree_far_us))
			return found[i];
	return NULL;
}

static MtChildKind
kind_of(const MtTransaction *parent, MtSlice id)
{
	for (const MtChild *c = parent->children; c != NULL; c = c->next)
		if (mt_slice_eq(c->queue_id, id))
			return c->kind;
	return MT_CHILD_FORWARD;
}

static void
link_handed(MtJoin *join, MtStep *step)
{
	for (MtDelivery *d = step->t->deliveries; d != NULL; d = d->next) {
		MtStep *to;

		if (d->handed_to.p == NULL)
			continue;
		to = find_here(join, step, d->handed_to, d->at.time_us);
		if (to != NULL &&
		    (to->from == step ||
		     mt_joining_link(join, step, d, to, MT_LINK_REINJECT)))
			d->to = to;
	}
}

static void
link_children(MtJoin *join, MtStep *step)
{
	for (const MtChild *c = step->t->children; c != NULL; c = c->next) {
		MtStep *to = find_here(join, step, c->queue_id, c->at.time_us);

		if (to != NULL)
			mt_joining_link(join, step, NULL, to,
					c->kind == MT_CHILD_FORWARD
						? MT_LINK_REINJECT
						: MT_LINK_CHILD);
	}
}

static void
link_parent(MtJoin *join, MtStep *step)
{
	MtStep *from;

	if (step->from != NULL || step->t->parent.p == NULL)
		return;
	from = find_here(join, step, step->t->parent, step->came_us);
	if (from != NULL)
		mt_joining_link(join, from, NULL, step,
				kind_of(from->t, step->t->queue_id) ==
						MT_CHILD_FORWARD
					? MT_LINK_REINJECT
					: MT_LINK_CHILD);
}

void
mt_joining_same_host(MtJoin *join)
{
	for (guint i = 0; i < join->steps->len; i++)
		link_handed(join, g_ptr_array_index(join->steps, i));
	for (guint i = 0; i < join->steps->len; i++) {
		link_children(join, g_ptr_array_index(join->steps, i));
		link_parent(join, g_ptr_array_index(join->steps, i));
	}
}

bool
mt_joining_names_other(const MtJoin *join, MtSlice name, MtSlice host)
{
	if (name.n == 0 || join->host_list->len > MT_MAX_CLOCK_HOSTS ||
	    mt_agree_host(name, host))
		return false;
	for (guint i = 0; i < join->host_list->len; i++) {
		const MtLogHost *h = g_ptr_array_index(join->host_list, i);

		if (mt_agree_host(name, h->name))
			return true;
	}
	return false;
}

/*
 * The one that agrees most, and of equals the nearest. Servers that count their
 * messages have equal ids: a reply that names its host means that one.
 */
static MtStep *
choose(const MtJoin *join, MtStep *step, const MtDelivery *d, MtStep **found,
       size_t n)
{
	MtSlice host = mt_reply_remote_host(d->reply);
	MtStep *best = NULL;
	int most = 0;

	for (size_t i = 0; i < n; i++) {
		int points;

		if (found[i] == step ||
		    !mt_agree_near(found[i]->came_us, d->at.time_us,
				   mt_agree_far_us))
			continue;
		if (found[i]->from == step)
			return found[i]; /* by another recipient */
		if (found[i]->from != NULL ||
		    mt_joining_names_other(join, host, found[i]->t->host))
			continue;
		points = mt_agree(step->t, d, found[i]->t);
		if (points > most) {
			most = points;
			best = found[i];
		}
	}
	return best;
}

static void
link_reply(MtJoin *join, MtStep *step, MtDelivery *d)
{
	MtStep *found[CANDIDATES], *to;
	size_t n;

	if (d->to != NULL || d->status != MT_STATUS_SENT || d->remote_id.n == 0)
		return;
	n = mt_idindex_near(&join->ids, mt_answered_id(d->remote_id),
			    d->at.time_us, found, CANDIDATES);
	to = choose(join, step, d, found, n);
	if (to != NULL &&
	    (to->from == step ||
	     mt_joining_link(join, step, d, to,
			     mt_slice_eq(to->t->host, step->t->host)
				     ? MT_LINK_REINJECT
				     : MT_LINK_REPLY)))
		d->to = to;
}

void
mt_joining_by_reply(MtJoin *join)
{
	for (guint i = 0; i < join->steps->len; i++) {
		MtStep *step = g_ptr_array_index(join->steps, i);

		for (MtDelivery *d = step->t->deliveries; d; d = d->next)
			link_reply(join, step, d);
	}
}
