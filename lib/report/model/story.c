/* Which of what the logs know belongs to a message, by the ids in its hops. */
#include "report/model/story.h"

#include "report/model/keyset.h"

static MtStory *
new_story(void)
{
	MtStory *s = g_new0(MtStory, 1);

	s->stays = g_ptr_array_new();
	s->losses = g_ptr_array_new();
	s->others = g_ptr_array_new();
	s->ids = mt_keyset_new();
	return s;
}

void
mt_story_free(MtStory *s)
{
	if (s == NULL)
		return;
	g_ptr_array_unref(s->stays);
	g_ptr_array_unref(s->losses);
	g_ptr_array_unref(s->others);
	g_hash_table_unref(s->ids);
	g_free(s);
}

static MtSlice
onward(const MtDeliveryRecord *row)
{
	return row->handed_to.n > 0 ? row->handed_to : row->remote_id;
}

static bool
has_stay(const MtStory *s, const MtLinkRecord *link)
{
	for (guint i = 0; i < s->stays->len; i++) {
		const MtTransactionRecord *x = g_ptr_array_index(s->stays, i);

		if (mt_slice_eq(x->queue_id, link->queue_id) &&
		    mt_slice_eq(x->host, link->host))
			return true;
	}
	return false;
}

bool
mt_story_goes_on(const MtStory *s, const MtTransactionRecord *stay,
		 const MtDeliveryRecord *row)
{
	const MtLinkRecord *next = stay->next.items;
	bool led = false;

	if (row->handed_to.n > 0)
		return true;
	for (size_t i = 0; i < stay->next.n; i++) {
		if (!has_stay(s, &next[i]))
			continue;
		if (row->remote_id.n > 0 &&
		    mt_slice_eq(next[i].queue_id, row->remote_id))
			return true;
		led |= mt_slice_eq(next[i].how, MT_SLICE("message-id")) ||
		       (stay->deliveries.n == 1 &&
			mt_slice_eq(next[i].how, MT_SLICE("reply")));
	}
	/* The answer named no id, or not as the next host logs it. */
	return led && mt_slice_eq(row->status, MT_SLICE("sent"));
}

/* Does any row of it lead to an id that the copy had? */
static bool
knows_way(const MtStory *s, const MtTransactionRecord *stay)
{
	const MtDeliveryRecord *rows = stay->deliveries.items;

	for (size_t i = 0; i < stay->deliveries.n; i++)
		if (mt_keyset_has(s->ids, onward(&rows[i])))
			return true;
	return false;
}

static bool
passed(const MtStory *s, const MtTransactionRecord *stay, MtSlice to)
{
	if (g_hash_table_size(s->ids) == 0)
		return true;
	if (!mt_keyset_has(s->ids, stay->queue_id))
		return false;
	return mt_keyset_has(s->ids, to) || !knows_way(s, stay);
}

bool
mt_story_passed(const MtStory *s, const MtTransactionRecord *stay,
		const MtDeliveryRecord *row)
{
	return passed(s, stay, onward(row));
}

static const MtTransactionRecord *
stay_of(const MtStory *s, const MtLoss *loss)
{
	for (guint i = 0; i < s->stays->len; i++) {
		const MtTransactionRecord *x = g_ptr_array_index(s->stays, i);

		if (mt_slice_eq(x->queue_id, loss->queue_id) &&
		    mt_slice_eq(x->host, loss->host) &&
		    mt_slice_eq(x->trace, loss->trace))
			return x;
	}
	return NULL;
}

/* Deliveries may have come without the transactions that they are of. */
static void
add_losses_of(const MtReport *r, MtStory *s, MtSlice message_id)
{
	for (guint i = 0; i < r->losses->len; i++) {
		const MtLoss *loss = g_ptr_array_index(r->losses, i);

		if (mt_slice_eq(loss->message_id, message_id))
			g_ptr_array_add(s->losses, (gpointer)loss);
	}
}

static void
add_losses(const MtReport *r, MtStory *s)
{
	for (guint i = 0; i < r->losses->len; i++) {
		const MtLoss *loss = g_ptr_array_index(r->losses, i);
		const MtTransactionRecord *x = stay_of(s, loss);

		if (x == NULL)
			continue;
		if (strcmp(loss->stage, "held") == 0 ||
				    strcmp(loss->stage, "before_queue") == 0
			    ? passed(s, x, x->queue_id)
			    : passed(s, x, loss->onward))
			g_ptr_array_add(s->losses, (gpointer)loss);
		else
			g_ptr_array_add(s->others, (gpointer)loss);
	}
}

/* The traces with that Message-ID; of these, where there are any, those that
 * have a step with an id of the copy. */
static GHashTable *
find_traces(const MtReport *r, MtStory *s, MtSlice message_id)
{
	const MtPicks *own = &r->model->traces.own;
	g_autoptr(GHashTable) all = mt_keyset_new();
	g_autoptr(GHashTable) passed_by = mt_keyset_new();

	for (size_t i = 0; i < mt_picks_n(own); i++) {
		const MtTransactionRecord *x = mt_picks_at(own, i);

		if (!mt_slice_eq(x->message_id, message_id))
			continue;
		mt_keyset_add(all, x->trace);
		if (mt_keyset_has(s->ids, x->queue_id))
			mt_keyset_add(passed_by, x->trace);
	}
	if (g_hash_table_size(passed_by) > 0)
		return g_steal_pointer(&passed_by);
	g_hash_table_remove_all(s->ids);
	return g_steal_pointer(&all);
}

static void
add_stays(const MtReport *r, MtStory *s, MtSlice message_id)
{
	const MtPicks *own = &r->model->traces.own;
	g_autoptr(GHashTable) traces = find_traces(r, s, message_id);

	for (size_t i = 0; i < mt_picks_n(own); i++) {
		const MtTransactionRecord *x = mt_picks_at(own, i);

		if (!mt_keyset_has(traces, x->trace))
			continue;
		g_ptr_array_add(s->stays, (gpointer)x);
		if (x->from_trace.n > 0)
			s->about = x->from_trace;
	}
}

MtStory *
mt_story_new(const MtReport *r, const MtJourney *j)
{
	MtStory *s = new_story();

	if (j->message == NULL || j->message->message_id.n == 0)
		return s;
	for (guint i = 0; i < j->hops->len; i++) {
		const MtHopRecord *hop = g_ptr_array_index(j->hops, i);

		mt_keyset_add(s->ids, hop->id);
	}
	for (guint i = 0; i < j->logs->len; i++) {
		const MtCorroborationRecord *log =
			g_ptr_array_index(j->logs, i);

		mt_keyset_add(s->ids, log->queue_id);
	}
	add_stays(r, s, j->message->message_id);
	if (s->stays->len > 0)
		add_losses(r, s);
	else
		add_losses_of(r, s, j->message->message_id);
	return s;
}

MtStory *
mt_story_about(const MtReport *r, const MtStory *notice)
{
	const MtPicks *own = &r->model->traces.own;
	g_autoptr(MtStory) s = NULL;

	if (notice->about.n == 0)
		return NULL;
	s = new_story();
	for (size_t i = 0; i < mt_picks_n(own); i++) {
		const MtTransactionRecord *x = mt_picks_at(own, i);

		if (mt_slice_eq(x->trace, notice->about))
			g_ptr_array_add(s->stays, (gpointer)x);
	}
	if (s->stays->len == 0)
		return NULL; /* NOLINT(clang-analyzer-unix.Malloc): g_autoptr */
	add_losses(r, s);
	return g_steal_pointer(&s);
}
