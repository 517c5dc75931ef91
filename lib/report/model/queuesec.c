/* How the queues did: in numbers, over time, by destination, and why. */
#include "report/model/parts.h"

/* ---- in numbers ---- */

const MtStatRecord *
mt_report_stat_of_all(const MtReport *r)
{
	const MtPicks *k = &r->model->stats;

	for (size_t i = 0; i < mt_picks_n(k); i++) {
		const MtStatRecord *s = mt_picks_at(k, i);

		if (mt_slice_eq(s->by, MT_SLICE("all")))
			return s;
	}
	return NULL;
}

static void
add_fact(const MtReport *r, const char *what, MtSpan value)
{
	mt_doc_fact(r->doc, what);
	mt_doc_cell(r->doc, 1, value);
}

static void
add_percentiles(const MtReport *r, const MtNumber *values)
{
	static const char *const names[] = {"p50", "p90", "p99", "max"};

	mt_doc_fact(r->doc, "Delay");
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		mt_doc_cell(r->doc, 1, mt_doc_words(names[i]));
		mt_doc_cell(r->doc, 1, mt_report_time(r, values[i]));
		if (i + 1 < G_N_ELEMENTS(names)) {
			MtSpan comma = mt_doc_words(",");

			comma.glued = true;
			mt_doc_cell(r->doc, 1, comma);
		}
	}
}

static MtNumber
percentile(const MtReport *r, double q)
{
	return (MtNumber){mt_quantile_at(r->delays, q), r->delays->n > 0};
}

static void
add_period(const MtReport *r, MtInstant first, MtInstant last)
{
	mt_doc_fact(r->doc, "Period");
	mt_doc_cell(r->doc, 1, mt_report_moment(r, first));
	mt_doc_cell(r->doc, 1, mt_doc_words("to"));
	mt_doc_cell(r->doc, 1, mt_report_moment(r, last));
}

/* What was refused never was in a queue, and is no delivery. */
static void
add_refused(const MtReport *r)
{
	if (r->model->refused == 0)
		return;
	add_fact(r, "Turned away",
		 mt_doc_number(r->doc, (int64_t)r->model->refused));
	mt_doc_cell(r->doc, 1, mt_doc_words("attempts, before the queue"));
}

static void
add_numbers(const MtReport *r)
{
	const MtStatRecord *s = mt_report_stat_of_all(r);
	MtDeliveries *d = r->deliveries;
	MtDoc *doc = r->doc;

	mt_doc_facts(doc, "In numbers");
	if (s != NULL) {
		const MtNumber values[] = {s->p50_us, s->p90_us, s->p99_us,
					   s->max_us};

		add_period(r, s->first, s->last);
		add_fact(r, "Messages", mt_doc_number(doc, s->messages.n));
		add_fact(r, "Deliveries", mt_doc_number(doc, s->deliveries.n));
		if (s->within_slo.known)
			add_fact(r, "In time",
				 mt_doc_share(doc, s->within_slo.n));
		add_percentiles(r, values);
		add_refused(r);
		return;
	}
	add_period(r, d->first, d->last);
	add_fact(r, "Deliveries", mt_doc_number(doc, (int64_t)d->n));
	add_fact(r, "Sent", mt_doc_number(doc, (int64_t)d->sent));
	add_fact(r, "Deferred", mt_doc_number(doc, (int64_t)d->deferred));
	add_fact(r, "Bounced", mt_doc_number(doc, (int64_t)d->bounced));
	add_fact(r, "Given up", mt_doc_number(doc, (int64_t)d->expired));
	add_fact(r, "Waiting", mt_doc_number(doc, (int64_t)d->waiting));
	if (r->delays->n > 0) {
		const MtNumber values[] = {
			percentile(r, 0.5), percentile(r, 0.9),
			percentile(r, 0.99), percentile(r, 1)};

		add_percentiles(r, values);
	}
	add_refused(r);
}

/* ---- how long deliveries took ---- */

static const MtColumn bar_columns[] = {
	{"from", true, false}, {"below", true, false}, {"sent", true, false}};

static void
add_bars(const MtReport *r, MtChart *c)
{
	size_t first = 0, last = MT_DELAY_BARS;

	while (first < MT_DELAY_BARS &&
	       mt_deliveries_bar(r->delays, first) == 0)
		first++;
	while (last > first && mt_deliveries_bar(r->delays, last - 1) == 0)
		last--;
	c->n = last - first;
	c->bars = MT_ARENA_NEW0(r->doc->arena, MtDistributionBar, c->n + 1);
	for (size_t i = 0; i < c->n; i++)
		c->bars[i] = (MtDistributionBar){
			mt_deliveries_bar_us(first + i),
			mt_deliveries_bar_us(first + i + 1),
			(int64_t)mt_deliveries_bar(r->delays, first + i)};
}

static void
add_marks(const MtReport *r, MtChart *c)
{
	const MtDistributionMark marks[] = {
		{"p50", percentile(r, 0.5).n, false},
		{"p90", percentile(r, 0.9).n, false},
		{"p99", percentile(r, 0.99).n, false},
		{"service level", r->model->slo_us, true},
	};

	c->n_marks = G_N_ELEMENTS(marks);
	c->marks = MT_ARENA_NEW0(r->doc->arena, MtDistributionMark, c->n_marks);
	memcpy(c->marks, marks, sizeof marks);
}

static void
add_distribution(const MtReport *r)
{
	MtChart *c;
	MtSpan values[3];

	if (r->delays->n == 0)
		return;
	c = mt_report_chart(r, MT_CHART_DISTRIBUTION,
			    "How long deliveries took.");
	add_bars(r, c);
	add_marks(r, c);
	mt_doc_chart(r->doc, c);
	values[0] = mt_doc_count(r->doc, (int64_t)r->delays->n, "delivery",
				 "deliveries");
	values[1] = mt_doc_duration(r->doc, c->marks[0].us);
	values[2] = mt_doc_duration(r->doc, c->marks[2].us);
	mt_doc_say(r->doc,
		   "% by delay, on a logarithmic scale: half took "
		   "at most %, 99 of 100 at most %.",
		   values);
	mt_doc_numbers(r->doc, "Sent by delay", bar_columns,
		       G_N_ELEMENTS(bar_columns));
	for (size_t i = 0; i < c->n; i++) {
		if (c->bars[i].n == 0)
			continue;
		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0,
			    mt_doc_duration(r->doc, c->bars[i].from_us));
		mt_doc_cell(r->doc, 1,
			    mt_doc_duration(r->doc, c->bars[i].to_us));
		mt_doc_cell(r->doc, 2, mt_doc_number(r->doc, c->bars[i].n));
	}
}

/* ---- outliers ---- */

static const MtColumn outlier_columns[] = {
	{"of", false, false},    {"what", false, true},
	{"n", true, false},      {"median", true, false},
	{"others", true, false}, {"stage", false, false},
};

static void
add_outlier(const MtReport *r, const MtOutlierRecord *o)
{
	MtRow *row = mt_doc_row(r->doc);
	MtSpan values[3];

	mt_doc_cell(r->doc, 0, mt_report_data(r, o->of, MT_SPAN_DATA));
	row->cells[0].spans[0].is = MT_SPAN_WORDS;
	mt_doc_cell(r->doc, 1, mt_report_data(r, o->key, MT_SPAN_DATA));
	mt_doc_cell(r->doc, 2, mt_doc_number(r->doc, o->n.n));
	mt_doc_cell(r->doc, 3, mt_report_time(r, o->value_us));
	mt_doc_cell(r->doc, 4, mt_report_time(r, o->baseline_us));
	mt_doc_cell(r->doc, 5, mt_doc_words(mt_report_stage_words(o->stage)));
	if (o->reason.n > 0) {
		values[0] = mt_doc_data(r->doc, o->reason);
		values[1] = mt_doc_share(r->doc, o->reason_share.n);
		mt_spans_say(r->doc, &row->below,
			     o->reason_share.known ? "mostly % (%)"
						   : "mostly %",
			     values);
	}
	if (!o->first.known)
		return;
	values[0] = mt_report_moment(r, o->first);
	values[1] = mt_report_moment(r, o->last);
	mt_spans_say(r->doc, &row->below,
		     o->last.known ? "from % to %" : "from %", values);
}

/* Messages that are slow have a list of their own, with what they lost. */
static bool
is_shown(const MtOutlierRecord *o)
{
	return !mt_slice_eq(o->of, MT_SLICE("message"));
}

static void
add_outliers(const MtReport *r)
{
	const MtPicks *k = &r->model->outliers;
	size_t n = 0, all = 0;

	for (size_t i = 0; i < mt_picks_n(k); i++)
		all += is_shown(mt_picks_at(k, i));
	if (all == 0)
		return;
	mt_doc_heading(r->doc, 3, "slow", mt_doc_words("What is slow"));
	mt_doc_table(r->doc, "Slow against the rest, the most unusual first",
		     outlier_columns, G_N_ELEMENTS(outlier_columns));
	for (size_t i = 0; i < mt_picks_n(k) && n < r->options->top; i++)
		if (is_shown(mt_picks_at(k, i))) {
			add_outlier(r, mt_picks_at(k, i));
			n++;
		}
	mt_report_say_top(r, n, all, "outliers");
}

/* ---- reasons ---- */

static const MtColumn reason_columns[] = {{"time lost", true, false},
					  {"deliveries", true, false},
					  {"reason", false, true}};

static void
add_reasons(const MtReport *r)
{
	g_autoptr(GPtrArray) all = mt_deliveries_reasons(r->deliveries);
	size_t n = MIN(all->len, r->options->top);

	if (n == 0)
		return;
	mt_doc_heading(r->doc, 3, "reasons", mt_doc_words("Reasons"));
	mt_doc_table(r->doc, "Reasons for deferral, by the time they cost",
		     reason_columns, G_N_ELEMENTS(reason_columns));
	for (size_t i = 0; i < n; i++) {
		const MtReason *why = g_ptr_array_index(all, i);

		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0, mt_doc_duration(r->doc, why->lost_us));
		mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, (int64_t)why->n));
		mt_doc_cell(
			r->doc, 2,
			why->text == NULL
				? mt_doc_words("all others")
				: mt_doc_data(r->doc, mt_slice_str(why->text)));
	}
	mt_report_say_top(r, n, all->len, "reasons");
}

void
mt_section_queue(const MtReport *r)
{
	const MtModel *m = r->model;

	if (r->deliveries->n == 0 && mt_picks_n(&m->stats) == 0 &&
	    mt_picks_n(&m->outliers) == 0 && m->backlogs.seen == 0 &&
	    mt_picks_n(&m->ages) == 0)
		return;
	mt_doc_heading(r->doc, 2, "queue", mt_doc_words("Queue health"));
	if (r->deliveries->n > 0 || mt_report_stat_of_all(r) != NULL)
		add_numbers(r);
	add_distribution(r);
	add_outliers(r);
	if (r->deliveries->n > 0 || mt_picks_n(&m->stats) > 0)
		mt_report_add_destinations(r);
	add_reasons(r);
	mt_report_add_backlog(r);
}
