/* What a reader must not conclude from the rest: what was not there, not read
 * or not understood, and clocks that were wrong. */
#include "report/model/parts.h"

/* ---- lines of logs ---- */

static void
say_lines(const MtReport *r)
{
	const MtPicks *k = &r->model->lines;
	int64_t read = 0, strange = 0, damaged = 0, lost = 0;
	MtSpan values[3];

	for (size_t i = 0; i < mt_picks_n(k); i++) {
		const MtLinesRecord *l = mt_picks_at(k, i);

		if (l->source.p == NULL)
			continue;
		read += l->read.n;
		strange += l->mail_not_understood.n;
		damaged += l->damaged.n;
		lost += l->lost.known ? l->lost.n : 0;
	}
	if (read == 0)
		return;
	values[0] = mt_doc_count(r->doc, read, "line", "lines");
	values[1] = mt_doc_number(r->doc, strange);
	values[2] = mt_doc_number(r->doc, damaged);
	mt_report_item(
		r,
		"Of % of logs, % are about mail but were not understood, and % "
		"are damaged.",
		values);
	values[0] =
		mt_doc_count(r->doc, lost, "more line was", "more lines were");
	if (lost > 0)
		mt_report_item(r,
			       "% never written, as the logs say: what was in "
			       "them is not known.",
			       values);
}

static void
say_years(const MtReport *r)
{
	const MtPicks *k = &r->model->lines;
	int64_t years = 0, zones = 0;
	MtSpan value;

	for (size_t i = 0; i < mt_picks_n(k); i++) {
		const MtLinesRecord *l = mt_picks_at(k, i);

		years += mt_slice_eq(l->year_from, MT_SLICE("order")) ||
			 mt_slice_eq(l->year_from, MT_SLICE("file"));
		zones += mt_slice_eq(l->zone_from, MT_SLICE("machine"));
	}
	if (years > 0) {
		value = mt_doc_count(r->doc, years, "log does", "logs do");
		mt_report_item(r, "% not write the year: it was inferred.",
			       &value);
	}
	if (zones > 0) {
		value = mt_doc_count(r->doc, zones, "log does", "logs do");
		mt_report_item(
			r,
			"% not name a time zone: that of the machine that made "
			"this report was taken. Another one can be named "
			"(--tz).",
			&value);
	}
}

/* A log that is read in the wrong zone shows itself beside others. */
static void
say_zones(const MtReport *r)
{
	const MtPicks *k = &r->model->clocks;

	for (size_t i = 0; i < mt_picks_n(k); i++) {
		const MtClockRecord *c = mt_picks_at(k, i);
		MtSpan values[] = {
			mt_doc_data(r->doc, c->host),
			mt_doc_duration(r->doc, ABS(c->offset_us.n))};

		if (mt_clock_is_zone(c))
			mt_report_item(
				r,
				c->offset_us.n > 0
					? "The log of %, which names no zone, "
					  "is % ahead of the others: as a "
					  "rule that is its zone (--tz)."
					: "The log of %, which names no zone, "
					  "is % behind the others: as a rule "
					  "that is its zone (--tz).",
				values);
	}
}

/* ---- hops ---- */

static void
say_hops(const MtReport *r)
{
	const MtJourneys *js = &r->model->journeys;
	MtSpan values[2] = {
		mt_doc_count(r->doc, (int64_t)js->undated, "hop has",
			     "hops have"),
		mt_doc_number(r->doc, (int64_t)js->left_out),
	};

	if (js->undated > 0)
		mt_report_item(r, "% no time that could be read.", values);
	if (js->left_out > 0)
		mt_report_item(
			r, "Of % messages only the numbers are in this report.",
			&values[1]);
	if (js->n > 0 && js->verdicts == 0 &&
	    js->found[0] + js->found[1] + js->found[2] == 0)
		mt_report_item(
			r,
			"Nobody looked for forged headers: no findings were "
			"given.",
			NULL);
}

/* Hosts on the way of which no log was given, each once. */
static void
say_hosts(const MtReport *r)
{
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	MtSpans hosts = {0};

	for (guint i = 0; i < r->ranked->len; i++) {
		const MtJourney *j = g_ptr_array_index(r->ranked, i);

		for (guint k = 0; k < j->logs->len; k++) {
			const MtCorroborationRecord *log =
				g_ptr_array_index(j->logs, k);

			if (!mt_slice_eq(log->verdict,
					 MT_SLICE("not_covered")) ||
			    log->hop.by.n == 0 ||
			    !g_hash_table_add(seen, g_strndup(log->hop.by.p,
							      log->hop.by.n)))
				continue;
			mt_spans_add(r->doc, &hosts,
				     mt_doc_data(r->doc, log->hop.by));
		}
	}
	if (hosts.n == 0)
		return;
	mt_doc_item(r->doc);
	mt_doc_say(r->doc,
		   "No log that was given covers what these hosts say:", NULL);
	for (size_t i = 0; i < MIN(hosts.n, r->options->top); i++)
		mt_doc_add(r->doc, hosts.spans[i]);
}

/* ---- clocks ---- */

static const MtColumn clock_columns[] = {
	{"clock of", false, true}, {"fast by", true, false},
	{"within", true, false},   {"seen", true, false},
	{"method", false, false},
};

static void
add_clocks(const MtReport *r)
{
	const MtPicks *k = &r->model->clocks;
	size_t n = MIN(mt_picks_n(k), r->options->top);

	if (n == 0) {
		if (r->model->journeys.n > 0)
			mt_report_item(
				r,
				"Clocks of hosts were not estimated: each "
				"delay "
				"between two hosts is as wrong as their clocks "
				"are.",
				NULL);
		return;
	}
	mt_doc_table(r->doc, "Clocks, the most wrong first", clock_columns,
		     G_N_ELEMENTS(clock_columns));
	for (size_t i = 0; i < n; i++) {
		const MtClockRecord *c = mt_picks_at(k, i);

		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0,
			    mt_report_data(r, c->host, MT_SPAN_DATA));
		mt_doc_cell(r->doc, 1, mt_report_time(r, c->offset_us));
		mt_doc_cell(r->doc, 2, mt_report_time(r, c->uncertainty_us));
		mt_doc_cell(r->doc, 3, mt_doc_number(r->doc, c->n.n));
		mt_doc_cell(r->doc, 4,
			    mt_report_data(r, c->method, MT_SPAN_DATA));
	}
	mt_report_say_top(r, n, k->seen, "clocks");
}

static bool
has_logs(const MtModel *m)
{
	return mt_picks_n(&m->lines) > 0 || m->traces.transactions > 0 ||
	       m->deliveries.n > 0 || mt_picks_n(&m->stats) > 0;
}

static void
say_logs(const MtReport *r)
{
	const MtModel *m = r->model;
	MtSpan values[2];

	if (m->traces.incomplete > 0) {
		values[0] =
			mt_doc_number(r->doc, (int64_t)m->traces.incomplete);
		values[1] =
			mt_doc_count(r->doc, (int64_t)m->traces.transactions,
				     "stay in a queue", "stays in queues");
		mt_report_item(r, "Of %, % began or ended outside of the logs.",
			       (MtSpan[]){values[1], values[0]});
	}
	if (m->journeys.n > 0 && !has_logs(m))
		mt_report_item(
			r,
			"No logs were given: why a message waited cannot be "
			"known from its headers.",
			NULL);
	else if (m->journeys.n > 0 && mt_picks_n(&m->traces.own) == 0)
		mt_report_item(r,
			       m->journeys.n == 1
				       ? "The logs that were given do not know "
					 "the message."
				       : "The logs that were given know none "
					 "of the messages.",
			       NULL);
	if (m->inputs_failed > 0) {
		values[0] = mt_doc_count(r->doc, (int64_t)m->inputs_failed,
					 "input", "inputs");
		mt_report_item(
			r, "% could not be read as a whole: see the appendix.",
			values);
	}
}

void
mt_section_unknown(const MtReport *r)
{
	mt_doc_heading(r->doc, 2, "unknown", mt_doc_words("What is not known"));
	say_logs(r);
	say_hosts(r);
	say_lines(r);
	say_years(r);
	say_zones(r);
	say_hops(r);
	mt_doc_item(r->doc);
	mt_doc_say(r->doc,
		   "A message can lose time where nobody writes a "
		   "header or a log: in the sender's program, or after "
		   "the last host.",
		   NULL);
	add_clocks(r);
}
