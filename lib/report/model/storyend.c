/* What became of a message: where the logs see it last, for each recipient. */
#include "report/model/story.h"

/* The last that the logs know of one recipient. */
typedef struct {
	const MtTransactionRecord *stay;
	const MtDeliveryRecord *row;
} End;

typedef enum { HOST, RELAY, RECIPIENT, MOMENT, VALUES } Value;

static const struct {
	const char *status;
	bool to_host; /* only of what was handed to another host */
	const char *sentence;
	Value values[VALUES];
} ends[] = {
	{"sent",
	 true,
	 "% handed it to %, for %, at %; what came then is not in the logs.",
	 {HOST, RELAY, RECIPIENT, MOMENT}},
	{"sent", false, "% delivered it to % at %.", {HOST, RECIPIENT, MOMENT}},
	{"bounced",
	 false,
	 "It did not reach %: % gave it up at %.",
	 {RECIPIENT, HOST, MOMENT}},
	{"expired",
	 false,
	 "It did not reach %: % gave it up at %.",
	 {RECIPIENT, HOST, MOMENT}},
	{"deleted",
	 false,
	 "It did not reach %: the administrator of % deleted it at %.",
	 {RECIPIENT, HOST, MOMENT}},
	{"rejected",
	 false,
	 "It did not reach %: % did not accept it, at %.",
	 {RECIPIENT, HOST, MOMENT}},
	{"discarded",
	 false,
	 "It did not reach %: % threw it away at %.",
	 {RECIPIENT, HOST, MOMENT}},
	{"",
	 false,
	 "It has not reached %, as far as the logs know: % had it "
	 "at %.",
	 {RECIPIENT, HOST, MOMENT}},
};

static bool
is_sent(const MtDeliveryRecord *row)
{
	return mt_slice_eq(row->status, MT_SLICE("sent"));
}

/* Local relays are words of the MTA, not hosts. */
static bool
is_host(MtSlice relay)
{
	return mt_slice_find_char(relay, '.') != MT_SLICE_NOWHERE;
}

/* Was the reason given with the time that was lost? */
static bool
is_told(const MtStory *s, const End *end)
{
	for (guint i = 0; i < s->losses->len; i++) {
		const MtLoss *loss = g_ptr_array_index(s->losses, i);

		if (mt_slice_eq(loss->queue_id, end->stay->queue_id) &&
		    mt_slice_eq(loss->reason, end->row->reason))
			return true;
	}
	return false;
}

static void
say_end(const MtReport *r, const MtStory *s, const End *end)
{
	const MtDeliveryRecord *row = end->row;
	const MtSpan all[] = {
		[HOST] = mt_report_data(r, end->stay->host, MT_SPAN_DATA),
		[RELAY] = mt_report_data(r, row->relay, MT_SPAN_DATA),
		[RECIPIENT] = mt_report_data(r, row->recipient, MT_SPAN_DATA),
		[MOMENT] = mt_report_moment(r, row->time),
	};
	MtSpan values[VALUES];
	size_t i = 0;

	while (ends[i].status[0] != '\0' &&
	       (!mt_slice_eq(mt_slice_str(ends[i].status), row->status) ||
		(ends[i].to_host && !is_host(row->relay))))
		i++;
	for (size_t k = 0; k < VALUES; k++)
		values[k] = all[ends[i].values[k]];
	mt_report_item(r, ends[i].sentence, values);
	if (!is_sent(row) && row->reason.n > 0 && !is_told(s, end))
		mt_report_say_reason(r, row->reason, row->cause);
}

static void
say_count(const MtReport *r, const GArray *all, bool others)
{
	int64_t sent = 0;
	MtSpan values[2];

	for (guint i = 0; i < all->len; i++)
		sent += is_sent(g_array_index(all, End, i).row);
	values[0] = mt_doc_number(r->doc, sent);
	values[1] = mt_doc_count(r->doc, all->len,
				 others ? "other recipient" : "recipient",
				 others ? "other recipients" : "recipients");
	mt_report_item(r, "The logs show it delivered to % of %.", values);
}

static void
collect(const MtStory *s, GArray *own, GArray *others)
{
	for (guint i = 0; i < s->stays->len; i++) {
		const MtTransactionRecord *x = g_ptr_array_index(s->stays, i);
		const MtDeliveryRecord *rows = x->deliveries.items;

		for (size_t k = 0; k < x->deliveries.n; k++) {
			const End end = {x, &rows[k]};

			if (mt_story_goes_on(s, x, &rows[k]))
				continue;
			g_array_append_val(
				mt_story_passed(s, x, &rows[k]) ? own : others,
				end);
		}
	}
}

void
mt_story_say_ends(const MtReport *r, const MtStory *s, size_t most)
{
	g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(End));
	g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(End));
	bool many;
	size_t said = 0;

	collect(s, own, others);
	many = own->len > most;
	if (many)
		say_count(r, own, false);
	for (guint i = 0; i < own->len && said < most; i++) {
		const End *end = &g_array_index(own, End, i);

		if (many && is_sent(end->row))
			continue;
		say_end(r, s, end);
		said++;
	}
	if (others->len > 0)
		say_count(r, others, true);
}

void
mt_story_say_held(const MtReport *r, const MtStory *s)
{
	for (guint i = 0; i < s->stays->len; i++) {
		const MtTransactionRecord *x = g_ptr_array_index(s->stays, i);
		const MtSpan values[] = {
			mt_report_data(r, x->host, MT_SPAN_DATA),
			mt_span_style(mt_report_moment(r, x->held),
				      MT_SPAN_LOOK)};

		if (!mt_loss_is_held(x))
			continue;
		mt_report_item(r,
			       "% put it on hold at %, and had it still there "
			       "where its log ends: whether it was released "
			       "since is not known.",
			       values);
		if (x->hold_reason.n > 0)
			mt_report_say_reason(r, x->hold_reason, (MtSlice){0});
		else
			mt_report_say_no_hold_reason(r);
	}
}
