/* Sentences and values that several sections have in common. */
#include "report/model/parts.h"

MtSpan
mt_report_title(const MtReport *r)
{
	const MtModel *m = r->model;

	if (r->options->title != NULL)
		return mt_doc_is(r->doc, mt_slice_str(r->options->title),
				 MT_SPAN_WORDS);
	if (m->journeys.n == 1)
		return mt_doc_words("Report on a message");
	if (m->journeys.n > 1)
		return mt_doc_words("Report on messages");
	return mt_doc_words(r->deliveries->n > 0 ? "Report on mail in logs"
						 : "Report on mail");
}

void
mt_report_say_about(const MtReport *r)
{
	MtSpan values[2] = {mt_report_moment(r, r->options->made)};

	if (r->options->reference != NULL) {
		values[1] = values[0];
		values[0] =
			mt_doc_is(r->doc, mt_slice_str(r->options->reference),
				  MT_SPAN_WORDS);
	}
	mt_spans_say(r->doc, &r->doc->about,
		     r->options->reference != NULL ? "%, made %" : "Made %",
		     values);
}

static MtSpan
dash(void)
{
	return mt_span_style(mt_doc_words("-"), MT_SPAN_FAINT);
}

MtSpan
mt_report_moment(const MtReport *r, MtInstant time)
{
	g_auto(MtBuf) text = {0};

	if (!time.known)
		return dash();
	mt_zone_add_moment(r->model->zone, &text, time.us);
	mt_buf_add_char(&text, ' ');
	mt_buf_add(&text, mt_zone_name(r->model->zone));
	return mt_doc_made(r->doc, &text);
}

MtSpan
mt_report_clock(const MtReport *r, MtInstant time)
{
	g_auto(MtBuf) text = {0};

	if (!time.known)
		return dash();
	mt_zone_add_time(r->model->zone, &text, time.us);
	return mt_doc_made(r->doc, &text);
}

MtSpan
mt_report_data(const MtReport *r, MtSlice text, MtSpanIs is)
{
	return text.n == 0 ? dash() : mt_doc_is(r->doc, text, is);
}

MtSpan
mt_report_time(const MtReport *r, MtNumber us)
{
	return us.known ? mt_doc_duration(r->doc, us.n) : dash();
}

MtSpan
mt_report_id(const MtReport *r, MtSlice id)
{
	g_auto(MtBuf) text = {0};

	if (id.n == 0)
		return dash();
	mt_buf_add_char(&text, '<');
	mt_buf_add(&text, id);
	mt_buf_add_char(&text, '>');
	return mt_doc_data(r->doc, mt_buf_slice(&text));
}

void
mt_report_say_top(const MtReport *r, size_t shown, uint64_t all,
		  const char *what)
{
	MtSpan values[3];

	if (shown >= all)
		return;
	values[0] = mt_doc_number(r->doc, (int64_t)shown);
	values[1] = mt_doc_number(r->doc, (int64_t)all);
	values[2] = mt_doc_words(what);
	mt_doc_paragraph(r->doc);
	mt_doc_say(r->doc, "The first % of % % are shown.", values);
}

void
mt_report_item(const MtReport *r, const char *sentence, const MtSpan *values)
{
	mt_doc_item(r->doc);
	mt_doc_say(r->doc, sentence, values);
}

MtChart *
mt_report_chart(const MtReport *r, MtChartKind kind, const char *title)
{
	MtChart *c = MT_ARENA_NEW0(r->doc->arena, MtChart, 1);

	c->kind = kind;
	c->title = mt_doc_words(title);
	return c;
}

/* ---- losses ---- */

static bool
same_place(const MtLoss *a, const MtLoss *b)
{
	return a->us == b->us && a->stage == b->stage &&
	       mt_slice_eq(a->host, b->host) &&
	       mt_slice_eq(a->queue_id, b->queue_id) &&
	       mt_slice_eq(a->onward, b->onward);
}

GPtrArray *
mt_report_losses(MtModel *m)
{
	GPtrArray *all = g_ptr_array_new();
	const MtPicks *k = &m->traces.losses;

	mt_picks_sort(&m->traces.losses);
	for (size_t i = 0; i < mt_picks_n(k); i++) {
		const MtLoss *loss = mt_picks_at(k, i);
		bool again = false;

		/* Equal ones have equal ranks, so they are neighbours. */
		for (guint b = all->len; b > 0 && !again; b--) {
			const MtLoss *old = g_ptr_array_index(all, b - 1);

			if (old->us != loss->us)
				break;
			again = same_place(old, loss);
		}
		if (!again)
			g_ptr_array_add(all, (gpointer)loss);
	}
	return all;
}

MtSpan
mt_report_name(const MtReport *r, const MtJourney *j)
{
	const MtMessageRecord *m = j->message;

	return m != NULL && m->subject.n > 0
		       ? mt_doc_is(r->doc, m->subject, MT_SPAN_SUBJECT)
		       : mt_report_data(r, j->source, MT_SPAN_PATH);
}
