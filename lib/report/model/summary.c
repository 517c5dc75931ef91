/* The answer first: what happened, to which messages, since when, where the
 * time went, what was forged, how sure that is. */
#include "report/model/parts.h"

/* ---- what logs say ---- */

static void
say_slowest(const MtReport *r, const MtLoss *loss)
{
	MtSpan value = mt_report_id(r, loss->message_id);

	mt_report_item(r, "The message that lost most time is %.", &value);
	mt_report_say_loss(r, loss);
}

/* What did not arrive, as far as there is any. */
static void
say_unsettled(const MtReport *r)
{
	const MtDeliveries *d = r->deliveries;
	const MtStatRecord *s = mt_report_stat_of_all(r);
	const struct {
		int64_t n;
		const char *words;
	} parts[] = {
		{s ? s->bounced.n : (int64_t)d->bounced, "refused for good"},
		{s ? s->expired.n : (int64_t)d->expired,
		 "given up after a time"},
		{s ? s->waiting.n : (int64_t)d->waiting,
		 "still waiting at the end of the logs"}};
	size_t said = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		MtSpan values[2] = {mt_doc_count(r->doc, parts[i].n,
						 "delivery was",
						 "deliveries were"),
				    mt_doc_words(parts[i].words)};

		if (parts[i].n == 0)
			continue;
		if (said++ == 0)
			mt_doc_item(r->doc);
		mt_doc_say(r->doc, "% %.", values);
	}
}

static void
say_held(const MtReport *r)
{
	const MtTraces *t = &r->model->traces;
	const MtSpan values[] = {mt_doc_count(r->doc, (int64_t)t->held,
					      "message was", "messages were"),
				 mt_report_moment(r, t->held_first)};

	if (t->held > 0)
		mt_report_item(
			r,
			t->held == 1
				? "% still on hold where the logs end, since "
				  "%: whether it was released is not known."
				: "% still on hold where the logs end, the "
				  "first since %: whether they were released "
				  "is "
				  "not known.",
			values);
}

/* Of what was not taken in, nothing was delayed, nor lost. */
static void
say_refused(const MtReport *r)
{
	MtSpan value = mt_doc_count(r->doc, (int64_t)r->model->refused,
				    "attempt to hand mail over was",
				    "attempts to hand mail over were");

	if (r->model->refused > 0)
		mt_report_item(r,
			       "% turned away before the queue: no deliveries.",
			       &value);
}

/* ---- forged ---- */

static void
say_worst(const MtReport *r, const MtJourney *j)
{
	const MtFindingRecord *f = mt_journey_worst(j);
	MtSpan values[3];

	values[0] = mt_report_name(r, j);
	values[1] = mt_span_style(mt_doc_data(r->doc, f->title), MT_SPAN_LOOK);
	values[1].is = MT_SPAN_WORDS;
	values[2] = mt_doc_data(r->doc, f->detail);
	values[2].is = MT_SPAN_WORDS;
	mt_doc_say(r->doc,
		   f->detail.n > 0 ? "The worst, in \"%\": %: %"
				   : "The worst, in \"%\": %.",
		   values);
}

static void
say_forged(const MtReport *r)
{
	const MtJourneys *js = &r->model->journeys;
	const MtJourney *j =
		r->ranked->len > 0 ? g_ptr_array_index(r->ranked, 0) : NULL;
	MtSpan values[3] = {
		mt_span_to(mt_doc_count(r->doc, (int64_t)js->found[0],
					"contradiction", "contradictions"),
			   "findings"),
		mt_doc_count(r->doc, (int64_t)js->found[1],
			     "strong sign that needs corroboration",
			     "strong signs that need corroboration"),
		mt_doc_count(r->doc, (int64_t)js->verdicts, "message",
			     "messages"),
	};

	if (js->found[0] + js->found[1] + js->found[2] + js->verdicts == 0)
		return;
	if (js->found[0] + js->found[1] == 0) {
		mt_report_item(r, "No header was found that cannot be true.",
			       NULL);
		return;
	}
	mt_report_item(r,
		       js->verdicts > 0 ? "Forgery: % and %, in %."
					: "Forgery: % and %.",
		       values);
	if (j != NULL && j->found->len > 0)
		say_worst(r, j);
}

/* Hops that the logs of their hosts know nothing of, or otherwise, or that the
 * message did not pass in this way. */
static void
say_contradicted(const MtReport *r)
{
	size_t n = 0;

	for (guint i = 0; i < r->ranked->len; i++) {
		const MtJourney *j = g_ptr_array_index(r->ranked, i);

		for (guint k = 0; k < j->logs->len && n < 3; k++) {
			const MtCorroborationRecord *log =
				g_ptr_array_index(j->logs, k);
			MtSpan values[4] = {
				mt_doc_number(r->doc, log->hop.hop.n),
				mt_report_name(r, j),
				mt_journey_host(r->doc, &log->hop),
				mt_doc_data(r->doc, log->why),
			};

			bool against = mt_slice_eq(log->verdict,
						   MT_SLICE("contradicted"));

			if (!against && log->differs.n == 0)
				continue;
			values[3].is = MT_SPAN_WORDS;
			values[3].style = MT_SPAN_LOOK;
			mt_report_item(r,
				       against ? "Hop % of \"%\" says that it "
						 "was written by %, and is "
						 "contradicted: %."
					       : "Hop % of \"%\", written by "
						 "%, is confirmed, with a "
						 "difference: %.",
				       values);
			n++;
		}
	}
}

/* ---- queues ---- */

static void
say_share(const MtReport *r, int64_t deliveries, MtNumber within)
{
	MtSpan values[3] = {
		mt_doc_count(r->doc, deliveries, "delivery in the logs",
			     "deliveries in the logs"),
		mt_span_style(within.known ? mt_doc_share(r->doc, within.n)
					   : mt_doc_words("an unknown share"),
			      MT_SPAN_STRONG),
		mt_doc_duration(r->doc, r->model->slo_us),
	};

	mt_report_item(r, "Of %, % of what was sent arrived within %.", values);
}

static void
say_outlier(const MtReport *r, const MtOutlierRecord *o)
{
	MtSpan values[4] = {
		mt_span_style(mt_report_data(r, o->key, MT_SPAN_DATA),
			      MT_SPAN_LOOK),
		mt_report_time(r, o->value_us),
		mt_report_time(r, o->baseline_us),
		mt_report_moment(r, o->first),
	};

	mt_report_item(r,
		       "% was slow: % as a rule against % elsewhere, since %.",
		       values);
	if (o->reason.n == 0)
		return;
	values[0] = mt_doc_words(mt_report_stage_words(o->stage));
	values[1] = mt_doc_data(r->doc, o->reason);
	mt_doc_say(r->doc, "Most of that time: %; the most frequent answer: %",
		   values);
}

/* Of messages that were given only what is about their destinations. */
static bool
is_about(const MtReport *r, MtSlice domain)
{
	const MtPicks *own = &r->model->traces.own;

	if (r->model->journeys.n == 0)
		return true;
	for (size_t i = 0; i < mt_picks_n(own); i++) {
		const MtTransactionRecord *x = mt_picks_at(own, i);
		const MtDeliveryRecord *rows = x->deliveries.items;

		for (size_t k = 0; k < x->deliveries.n; k++)
			if (mt_slice_eq_i(rows[k].domain, domain))
				return true;
	}
	return false;
}

static void
say_queue(const MtReport *r)
{
	const MtModel *m = r->model;
	const MtDeliveries *d = r->deliveries;
	size_t shown = 0;

	for (size_t i = 0; i < mt_picks_n(&m->stats); i++) {
		const MtStatRecord *s = mt_picks_at(&m->stats, i);

		if (!mt_slice_eq(s->by, MT_SLICE("all")) ||
		    s->deliveries.n == 0)
			continue;
		say_share(r, s->deliveries.n, s->within_slo);
		shown++;
		break;
	}
	if (shown == 0 && d->n > 0)
		say_share(r, (int64_t)d->n,
			  (MtNumber){d->sent > 0 ? (int64_t)(d->within_slo *
							     1000000 / d->sent)
						 : 0,
				     d->sent > 0});
	shown = 0;
	for (size_t i = 0; i < mt_picks_n(&m->outliers) && shown < 3; i++) {
		const MtOutlierRecord *o = mt_picks_at(&m->outliers, i);

		if (mt_slice_eq(o->of, MT_SLICE("destination")) &&
		    is_about(r, o->key) && ++shown)
			say_outlier(r, o);
	}
}

/* ---- how sure ---- */

static void
say_confirmed(const MtReport *r, const MtLogVerdicts *sum)
{
	size_t all = sum->confirmed + sum->contradicted + sum->not_covered;
	MtSpan values[4] = {
		mt_doc_number(r->doc, (int64_t)sum->confirmed),
		mt_doc_count(r->doc, (int64_t)all, "hop", "hops"),
		mt_doc_number(r->doc, (int64_t)sum->contradicted),
		mt_doc_number(r->doc, (int64_t)sum->not_covered),
	};

	if (sum->contradicted > 0)
		values[2] = mt_span_style(values[2], MT_SPAN_LOOK);
	mt_report_item(
		r,
		"How sure: the logs confirm % of %, contradict %, and do not "
		"cover %.",
		values);
}

static void
say_sure(const MtReport *r)
{
	const MtLogVerdicts sum = r->model->journeys.logs;
	bool logs = r->model->traces.transactions + r->deliveries->n > 0;
	MtSpan words =
		mt_doc_words(logs ? "headers and on logs, which were not held "
				    "against each other (mt-trace --message)"
				  : "headers alone");
	MtSpan link;

	if (sum.confirmed + sum.contradicted + sum.not_covered > 0)
		say_confirmed(r, &sum);
	else if (r->model->journeys.n + r->model->journeys.hops > 0)
		mt_report_item(
			r,
			"How sure: this rests on %. Each host wrote its own "
			"time, by its own clock; what stands below the first "
			"host that you trust is the sender's word.",
			&words);
	else
		mt_report_item(
			r, "How sure: this rests on the logs that were given.",
			NULL);
	link = mt_span_to(mt_doc_words("what is not known"), "unknown");
	mt_doc_say(r->doc, "See %.", &link);
}

/* ---- folded reasons ---- */

static bool
has_star(MtSlice reason)
{
	return mt_slice_find_char(reason, '*') != MT_SLICE_NOWHERE;
}

static bool
has_stars(const MtReport *r)
{
	const MtPicks *outliers = &r->model->outliers;
	GHashTableIter iter;
	gpointer reason;

	g_hash_table_iter_init(&iter, r->deliveries->reasons);
	while (g_hash_table_iter_next(&iter, &reason, NULL))
		if (has_star(mt_slice_str(reason)))
			return true;
	for (guint i = 0; i < r->losses->len; i++)
		if (has_star(((MtLoss *)g_ptr_array_index(r->losses, i))
				     ->reason))
			return true;
	for (size_t i = 0; i < mt_picks_n(outliers); i++)
		if (has_star(((const MtOutlierRecord *)mt_picks_at(outliers, i))
				     ->reason))
			return true;
	return false;
}

static void
say_stars(const MtReport *r)
{
	MtSpan star = mt_doc_data(r->doc, MT_SLICE("*"));

	if (has_stars(r))
		mt_report_item(
			r,
			"In reasons % stands for what differs from message to "
			"message: a name, an address, an id, a number.",
			&star);
}

void
mt_section_summary(const MtReport *r)
{
	mt_doc_heading(r->doc, 2, "summary", mt_doc_words("Summary"));
	if (r->model->records == 0) {
		mt_doc_paragraph(r->doc);
		mt_doc_say(r->doc, "There are no records: nothing is known.",
			   NULL);
		return;
	}
	mt_summary_say_messages(r);
	if (r->model->journeys.n == 0 && r->losses->len > 0)
		say_slowest(r, g_ptr_array_index(r->losses, 0));
	if (r->model->journeys.n == 0) {
		say_unsettled(r);
		say_held(r);
		say_refused(r);
	}
	say_forged(r);
	say_contradicted(r);
	say_queue(r);
	say_stars(r);
	say_sure(r);
}
