/* The story of a message in a few sentences: what it lost time to, which other
 * way it went, and what became of it. */
#include "report/model/story.h"

/* ---- lost time ---- */

static void
say_losses(const MtReport *r, const GPtrArray *losses, size_t most)
{
	for (guint i = 0; i < MIN(losses->len, most); i++) {
		mt_doc_item(r->doc);
		mt_report_say_loss(r, g_ptr_array_index(losses, i));
	}
}

/* What others waited longer for is not to be taken for the delay of this one. */
static void
say_others(const MtReport *r, const MtStory *s)
{
	const MtLoss *other, *own;

	if (s->others->len == 0)
		return;
	other = g_ptr_array_index(s->others, 0);
	own = s->losses->len > 0 ? g_ptr_array_index(s->losses, 0) : NULL;
	if (own != NULL && other->us <= own->us + G_USEC_PER_SEC)
		return;
	mt_doc_item(r->doc);
	mt_doc_say(r->doc, "On the way to other recipients:", NULL);
	mt_report_say_loss(r, other);
}

/* ---- another way than the one that was meant ---- */

static bool
is_told(const MtStory *s, const MtTransactionRecord *x)
{
	for (guint i = 0; i < s->losses->len; i++) {
		const MtLoss *loss = g_ptr_array_index(s->losses, i);

		if (loss->failed_relay.n > 0 &&
		    mt_slice_eq(loss->queue_id, x->queue_id))
			return true;
	}
	return false;
}

static void
say_fallbacks(const MtReport *r, const MtStory *s, size_t most)
{
	size_t said = 0;

	for (guint i = 0; i < s->stays->len && said < most; i++) {
		const MtTransactionRecord *x = g_ptr_array_index(s->stays, i);
		const MtDeliveryRecord *rows = x->deliveries.items;

		for (size_t k = 0; k < x->deliveries.n; k++) {
			MtSpan values[] = {
				mt_report_data(r, x->host, MT_SPAN_DATA),
				mt_report_data(r, rows[k].relay, MT_SPAN_DATA)};

			if (rows[k].failed_relay.n == 0 ||
			    !mt_story_passed(s, x, &rows[k]) || is_told(s, x))
				continue;
			mt_report_item(r,
				       "% sent it by %, which was not the "
				       "first choice.",
				       values);
			mt_report_say_failed(r, rows[k].failed_relay,
					     rows[k].failed_reply);
			said++;
			break;
		}
	}
}

/* An item: whose story follows, as a notice is about it. */
static void
say_about(const MtReport *r, const MtStory *about)
{
	const MtTransactionRecord *x = g_ptr_array_index(about->stays, 0);
	MtSpan values[] = {mt_report_id(r, x->message_id),
			   mt_report_data(r, x->sender, MT_SPAN_DATA)};

	mt_report_item(r,
		       "It is a notice about another message, % from %, of "
		       "which the logs say:",
		       values);
}

static void
say_own(const MtReport *r, const MtStory *s, size_t most)
{
	say_losses(r, s->losses, most);
	say_fallbacks(r, s, most);
	mt_story_say_circle(r, s);
	mt_story_say_held(r, s);
	mt_story_say_ends(r, s, most);
	say_others(r, s);
}

void
mt_story_say(const MtReport *r, const MtStory *s, size_t most)
{
	g_autoptr(MtStory) about = mt_story_about(r, s);

	say_own(r, s, most);
	if (about == NULL)
		return;
	say_about(r, about);
	say_own(r, about, most);
}
