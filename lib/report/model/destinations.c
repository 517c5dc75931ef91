/* Destinations: their delays, where the time went, and in which hours. */
#include "report/model/parts.h"

static const MtColumn stage_columns[] = {
	{"destination", false, true}, {"lost", true, false},
	{"before", true, false},      {"queue", true, false},
	{"connect", true, false},     {"transmit", true, false},
	{"retries", true, false},
};

static int64_t
share_of(int64_t part, int64_t whole)
{
	return whole <= 0 ? 0
			  : (int64_t)((double)part / (double)whole * 1e6 + 0.5);
}

static MtSpan
destination_name(const MtReport *r, const MtDestination *d)
{
	return d->name != NULL && *d->name != '\0'
		       ? mt_doc_data(r->doc, mt_slice_str(d->name))
		       : mt_doc_words(d->name == NULL ? "all others"
						      : "(no domain)");
}

enum { CHART_ROWS = 12 };

static void
add_stages(const MtReport *r, GPtrArray *all)
{
	size_t n = MIN(all->len, CHART_ROWS);
	MtChart *c = mt_report_chart(r, MT_CHART_STAGES,
				     "Where the time went, by destination.");
	MtSpan values[2];

	c->n = n;
	c->stages = MT_ARENA_NEW0(r->doc->arena, MtStagesRow, n + 1);
	mt_doc_chart(r->doc, c);
	values[0] =
		mt_doc_count(r->doc, (int64_t)n, "destination", "destinations");
	values[1] = mt_doc_number(r->doc, (int64_t)all->len);
	mt_doc_say(r->doc, "%, of %, most time lost first.", values);
	mt_doc_numbers(r->doc, "Time lost, and shares of it by stage",
		       stage_columns, G_N_ELEMENTS(stage_columns));
	for (size_t i = 0; i < n; i++) {
		const MtDestination *d = g_ptr_array_index(all, i);
		int64_t sum = 0;

		for (int k = 0; k < MT_STAGE_PARTS; k++)
			sum += d->stages[k];
		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0, destination_name(r, d));
		mt_doc_cell(r->doc, 1, mt_doc_duration(r->doc, d->lost_us));
		mt_spans_add(r->doc, &c->labels, destination_name(r, d));
		for (int k = 0; k < MT_STAGE_PARTS; k++) {
			c->stages[i].share[k] = share_of(d->stages[k], sum);
			mt_doc_cell(
				r->doc, (size_t)k + 2,
				mt_doc_share(r->doc, c->stages[i].share[k]));
		}
	}
}

/* The level that 9 of 10 deliveries of the hour do not exceed. */
static uint8_t
heat_of(const uint32_t *levels)
{
	uint64_t all = 0, upto = 0;

	for (int i = 0; i < MT_HEAT_LEVELS; i++)
		all += levels[i];
	for (uint8_t i = 0; i < MT_HEAT_LEVELS && all > 0; i++) {
		upto += levels[i];
		if (upto * 10 >= all * 9)
			return (uint8_t)(i + 1);
	}
	return 0;
}

static const MtColumn heat_columns[] = {{"destination", false, true},
					{"hours", false, false}};

/* `below 10 s: 07, 09-11`: the hours of a level. */
static void
add_hours_of(MtBuf *out, const MtHeatRow *row, uint8_t level)
{
	bool first = true;

	for (int from = 0, to; from < MT_HEAT_COLUMNS; from = to) {
		for (to = from + 1;
		     to < MT_HEAT_COLUMNS && row->cells[to] == row->cells[from];
		     to++)
			;
		if (row->cells[from] != level)
			continue;
		if (first && out->n > 0)
			MT_BUF_ADD(out, "; ");
		if (first)
			mt_heat_add_words(out, level);
		mt_buf_addf(out, first ? ": %02d" : ", %02d", from);
		if (to > from + 1)
			mt_buf_addf(out, "-%02d", to - 1);
		first = false;
	}
}

static void
add_heat(const MtReport *r, GPtrArray *all)
{
	MtChart *c = mt_report_chart(r, MT_CHART_HEAT,
				     "Slow hours, by destination.");
	MtSpan values[2];

	c->heat = MT_ARENA_NEW0(r->doc->arena, MtHeatRow, CHART_ROWS);
	for (guint i = 0; i < all->len && c->n < CHART_ROWS; i++) {
		const MtDestination *d = g_ptr_array_index(all, i);
		bool any = false;

		for (int k = 0; k < MT_HEAT_COLUMNS; k++) {
			c->heat[c->n].cells[k] = heat_of(d->hours[k]);
			any = any || c->heat[c->n].cells[k] > 0;
		}
		if (!any)
			continue;
		mt_spans_add(r->doc, &c->labels, destination_name(r, d));
		c->n++;
	}
	if (c->n == 0)
		return;
	mt_doc_chart(r->doc, c);
	values[0] = mt_doc_count(r->doc, (int64_t)c->n, "destination",
				 "destinations");
	values[1] =
		mt_doc_is(r->doc, mt_zone_name(r->model->zone), MT_SPAN_WORDS);
	mt_doc_say(r->doc,
		   "%, hours of the day across (%): the "
		   "delay that 9 of 10 deliveries did not exceed.",
		   values);
	mt_doc_numbers(r->doc, "Hours by delay", heat_columns,
		       G_N_ELEMENTS(heat_columns));
	for (size_t i = 0; i < c->n; i++) {
		g_auto(MtBuf) hours = {0};

		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0, c->labels.spans[i]);
		for (int k = 1; k <= MT_HEAT_LEVELS; k++)
			add_hours_of(&hours, &c->heat[i], (uint8_t)k);
		mt_doc_cell(r->doc, 1, mt_doc_made(r->doc, &hours));
	}
}

static const MtColumn stat_columns[] = {
	{"destination", false, true}, {"messages", true, false},
	{"in time", true, false},     {"p50", true, false},
	{"p95", true, false},         {"max", true, false},
};

static void
add_stats(const MtReport *r)
{
	const MtPicks *k = &r->model->stats;
	size_t n = 0, all = 0;

	for (size_t i = 0; i < mt_picks_n(k); i++) {
		const MtStatRecord *s = mt_picks_at(k, i);

		if (!mt_slice_eq(s->by, MT_SLICE("domain")))
			continue;
		if (all++ >= r->options->top)
			continue;
		if (n++ == 0)
			mt_doc_table(r->doc,
				     "Destinations, most time lost first",
				     stat_columns, G_N_ELEMENTS(stat_columns));
		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0, mt_report_data(r, s->key, MT_SPAN_DATA));
		mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, s->messages.n));
		if (s->within_slo.known)
			mt_doc_cell(r->doc, 2,
				    mt_doc_share(r->doc, s->within_slo.n));
		mt_doc_cell(r->doc, 3, mt_report_time(r, s->p50_us));
		mt_doc_cell(r->doc, 4, mt_report_time(r, s->p95_us));
		mt_doc_cell(r->doc, 5, mt_report_time(r, s->max_us));
	}
	mt_report_say_top(r, n, all, "destinations");
}

void
mt_report_add_destinations(const MtReport *r)
{
	g_autoptr(GPtrArray) all = mt_deliveries_destinations(r->deliveries);

	mt_doc_heading(r->doc, 3, "destinations", mt_doc_words("Destinations"));
	add_stats(r);
	if (all->len == 0)
		return;
	add_stages(r, all);
	add_heat(r, all);
}
