/* What the logs say: of one message, and of those that lost most time. */
#include "report/model/parts.h"

static const MtColumn log_columns[] = {
	{"arrived", false, false}, {"host", false, true},
	{"queue id", false, true}, {"residence", true, false},
	{"went to", false, true},
};

static MtSpan
where_to(const MtReport *r, const MtTransactionRecord *x)
{
	const MtDeliveryRecord *d = x->deliveries.items;

	if (x->deliveries.n == 0)
		return mt_report_data(r, x->reply, MT_SPAN_DATA);
	if (d->relay.n > 0)
		return mt_doc_data(r->doc, d->relay);
	return mt_report_data(r, d->recipient, MT_SPAN_DATA);
}

static void
add_deliveries(const MtReport *r, MtSpans *below, const MtTransactionRecord *x)
{
	const MtDeliveryRecord *all = x->deliveries.items;

	for (size_t i = 0; i < MIN(x->deliveries.n, 5); i++) {
		const MtDeliveryRecord *d = &all[i];
		bool sent = mt_slice_eq(d->status, MT_SLICE("sent"));
		MtSpan values[4] = {
			mt_report_data(r, d->recipient, MT_SPAN_DATA),
			mt_span_style(
				mt_report_data(r, d->status, MT_SPAN_DATA),
				sent ? MT_SPAN_GOOD : MT_SPAN_LOOK),
			mt_report_time(r, d->delay_us),
			mt_report_data(r, d->reply, MT_SPAN_DATA),
		};

		values[1].is = MT_SPAN_WORDS;
		if (i > 0)
			mt_spans_say(r->doc, below, ";", NULL);
		mt_spans_say(r->doc, below,
			     d->reply.n > 0 ? "%: % after %: %"
					    : "%: % after %",
			     values);
	}
	if (x->deliveries.n > 5)
		mt_spans_say(r->doc, below, "; and more", NULL);
}

void
mt_journey_add_logs(const MtReport *r, MtSlice id)
{
	const MtPicks *own = &r->model->traces.own;
	bool begun = false;

	for (size_t i = 0; i < mt_picks_n(own) && id.n > 0; i++) {
		const MtTransactionRecord *x = mt_picks_at(own, i);
		MtRow *row;

		if (!mt_slice_eq(x->message_id, id))
			continue;
		if (!begun)
			mt_doc_table(r->doc, "What the logs say about it",
				     log_columns, G_N_ELEMENTS(log_columns));
		begun = true;
		row = mt_doc_row(r->doc);
		row->look = x->residence_us.n >= MT_MODEL_LEAST_US;
		mt_doc_cell(r->doc, 0, mt_report_clock(r, x->arrived));
		mt_doc_cell(r->doc, 1,
			    mt_report_data(r, x->host, MT_SPAN_DATA));
		mt_doc_cell(r->doc, 2,
			    mt_report_data(r, x->queue_id, MT_SPAN_DATA));
		mt_doc_cell(r->doc, 3, mt_report_time(r, x->residence_us));
		mt_doc_cell(r->doc, 4, where_to(r, x));
		add_deliveries(r, &row->below, x);
	}
}

static const MtColumn loss_columns[] = {
	{"lost", true, false},    {"at host", false, true},
	{"stage", false, false},  {"next host", false, true},
	{"message", false, true},
};

static void
add_loss(const MtReport *r, const MtLoss *loss)
{
	MtRow *row = mt_doc_row(r->doc);
	MtSpan value;

	mt_doc_cell(r->doc, 0, mt_doc_duration(r->doc, loss->us));
	mt_doc_cell(r->doc, 1, mt_report_data(r, loss->host, MT_SPAN_DATA));
	mt_doc_cell(
		r->doc, 2,
		mt_doc_words(mt_report_stage_words(mt_slice_str(loss->stage))));
	mt_doc_cell(
		r->doc, 3,
		mt_report_data(r, mt_report_relay(loss->relay), MT_SPAN_DATA));
	mt_doc_cell(r->doc, 4, mt_report_id(r, loss->message_id));
	if (loss->cause.n > 0) {
		value = mt_report_cause(r, loss->cause);
		value.is = MT_SPAN_WORDS;
		mt_spans_say(r->doc, &row->below, "%:", &value);
	}
	if (loss->reason.n > 0)
		mt_spans_add(r->doc, &row->below,
			     mt_doc_data(r->doc, loss->reason));
	if (loss->queue_id.n > 0) {
		value = mt_doc_data(r->doc, loss->queue_id);
		mt_spans_say(r->doc, &row->below, "(id %)", &value);
	}
}

void
mt_report_add_losses(const MtReport *r)
{
	size_t n = MIN(r->losses->len, r->options->top);

	if (n == 0)
		return;
	mt_doc_heading(r->doc, 3, "losses",
		       mt_doc_words("Messages that lost most time, by the "
				    "logs"));
	mt_doc_table(r->doc, "Time lost at one place, the longest first",
		     loss_columns, G_N_ELEMENTS(loss_columns));
	for (size_t i = 0; i < n; i++)
		add_loss(r, g_ptr_array_index(r->losses, i));
	mt_report_say_top(r, n, r->model->traces.losses.seen, "such losses");
}
