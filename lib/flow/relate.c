/* Which transactions of one host come of one another. */
#include "flow/correlate.h"

#include "base/limits.h"
#include "flow/attempt.h"

void
mt_relate_child(MtCorrelator *c, MtOpen *o, MtSlice id, MtChildKind kind,
		const MtPacked *e)
{
	MtTransaction *t = &o->t;
	MtChild *child;

	for (child = t->children; child != NULL; child = child->next)
		if (mt_slice_eq(child->queue_id, id))
			return;
	if (t->n_children++ >= MT_MAX_CHILDREN)
		return;
	child = mt_open_take(&c->table, o, sizeof *child);
	*child = (MtChild){.kind = kind, .at = mt_moment_of(e)};
	child->queue_id = mt_correlate_keep(c, o, id);
	if (t->last_child != NULL)
		t->last_child->next = child;
	else
		t->children = child;
	t->last_child = child;
}

void
mt_relate_parent(MtCorrelator *c, MtOpen *child, MtSlice parent)
{
	if (child != NULL && child->t.parent.p == NULL &&
	    !mt_slice_eq(child->t.queue_id, parent))
		child->t.parent = mt_correlate_keep(c, child, parent);
}

/* This message comes from another one of the host. */
void
mt_relate_arrival(MtCorrelator *c, MtOpen *o, const MtPacked *e)
{
	MtSlice id = mt_packed_text(e, MT_PACKED_RELATED_ID);
	MtOpen *parent;
	/* postsuper -r: the old one is no more, and does not say so. */
	bool requeued = e->mta == MT_MTA_POSTFIX &&
			mt_slice_eq(o->t.client, MT_SLICE("local"));
	bool notice = e->mta != MT_MTA_POSTFIX && o->t.sender.p != NULL &&
		      o->t.sender.n == 0;

	if (id.p == NULL)
		return;
	/* qmail names the process that queued it: another id of its own. */
	if (e->mta == MT_MTA_QMAIL) {
		o->t.session = mt_correlate_keep(c, o, id);
		return;
	}
	mt_relate_parent(c, o, id);
	o->requeued = requeued;
	parent = mt_correlate_find(c, e, id);
	if (parent == NULL || parent == o)
		return;
	mt_relate_child(c, parent, o->t.queue_id,
			notice ? MT_CHILD_BOUNCE : MT_CHILD_FORWARD, e);
	if (requeued && !parent->t.removed.known) {
		parent->t.removed = mt_moment_of(e);
		parent->t.removed_implied = true;
		for (MtDelivery *d = parent->t.deliveries; d; d = d->next)
			if (!mt_status_is_final(d->status))
				d->handed_to = mt_correlate_keep(
					c, parent, mt_packed_id(e));
		mt_correlate_ends(c, parent, e);
	}
}

/*
 * Another message of this host that the reply names, or the one that is known
 * to have come of it: a filter gave it back, and this is no final delivery.
 */
void
mt_relate_delivery(MtCorrelator *c, MtOpen *o, MtDelivery *d, const MtPacked *e)
{
	MtSlice id = mt_packed_text(e, MT_PACKED_RELATED_ID);
	MtOpen *to;

	if (id.p == NULL)
		id = d->remote_id;
	to = mt_correlate_find(c, e, id);
	if (to != NULL && to != o && to->t.arrived.known &&
	    (to->t.message_id.p == NULL || o->t.message_id.p == NULL ||
	     mt_slice_eq(to->t.message_id, o->t.message_id))) {
		mt_relate_parent(c, to, o->t.queue_id);
		mt_relate_child(c, o, id, MT_CHILD_FORWARD, e);
	} else if (mt_packed_text(e, MT_PACKED_RELATED_ID).p != NULL) {
		mt_relate_child(c, o, id, MT_CHILD_FORWARD, e);
	}
	for (const MtChild *child = o->t.children; child; child = child->next)
		if (child->kind == MT_CHILD_FORWARD &&
		    mt_slice_eq(child->queue_id, id))
			d->handed_to = child->queue_id;
	/* A filter whose answer names no id. */
	if (d->handed_to.p == NULL && d->remote_id.p == NULL &&
	    o->t.last_child != NULL &&
	    o->t.last_child->kind == MT_CHILD_FORWARD &&
	    mt_slice_starts(d->relay_ip, MT_SLICE("127.")))
		d->handed_to = o->t.last_child->queue_id;
}
