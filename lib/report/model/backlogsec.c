/* The queue over time, and how old it was. */
#include "report/model/parts.h"

enum { LABELS = 7, MINUTE_S = 60, DAY_S = 24 * 60 * 60 };

/* Between the labels of an axis, so that clocks show round times there. */
static int64_t
step_of(int64_t span_s)
{
	static const int64_t minutes[] = {1,  2,   5,   10,  15,  30,
					  60, 120, 180, 360, 720, 1440};
	int64_t step = DAY_S;

	for (size_t i = 0; i < G_N_ELEMENTS(minutes); i++)
		if (span_s / (minutes[i] * MINUTE_S) < LABELS)
			return minutes[i] * MINUTE_S;
	while (span_s / step >= LABELS)
		step *= 2;
	return step;
}

/* `08:30`; at midnight, where there are several, the day: `23 Nov`. */
static void
add_label(const MtReport *r, MtChart *c, int64_t us, bool days)
{
	const MtZone *zone = r->model->zone;
	g_auto(MtBuf) text = {0};

	if (days && mt_zone_local_s(zone, us) % DAY_S == 0) {
		mt_zone_add_date(zone, &text, us);
		text.n -= strlen(" 2026");
	} else {
		mt_zone_add_time(zone, &text, us);
		text.n -= strlen(":00");
	}
	c->marks[c->n_marks++].us = us;
	mt_spans_add(r->doc, &c->labels, mt_doc_made(r->doc, &text));
}

static void
add_labels(const MtReport *r, MtChart *c, const MtBacklogRecord *points)
{
	int64_t from = points[0].time.us, to = points[c->n - 1].time.us;
	int64_t first = mt_zone_local_s(r->model->zone, from);
	int64_t step = step_of((to - from) / G_USEC_PER_SEC);
	int64_t past = (first % step + step) % step;
	int64_t at = from + (step - past) % step * G_USEC_PER_SEC;
	bool days = to - from >= DAY_S * (int64_t)G_USEC_PER_SEC;

	c->marks = MT_ARENA_NEW0(r->doc->arena, MtDistributionMark, LABELS + 1);
	for (; at <= to && c->n_marks < LABELS; at += step * G_USEC_PER_SEC)
		add_label(r, c, at, days);
	if (c->n_marks == 0)
		add_label(r, c, from, false);
}

static const MtColumn columns[] = {
	{"time", false, false},   {"incoming", true, false},
	{"active", true, false},  {"deferred", true, false},
	{"on hold", true, false}, {"oldest", true, false},
};

enum { ROWS = 12 };

/* The fullest of `n`, so that no peak falls between two rows. */
static const MtBacklogRecord *
fullest(const MtBacklogRecord *points, size_t n)
{
	const MtBacklogRecord *most = points;

	for (size_t i = 1; i < n; i++)
		if (mt_backlog_sum(&points[i]) > mt_backlog_sum(most))
			most = &points[i];
	return most;
}

static void
add_rows(const MtReport *r, const MtBacklogRecord *points, size_t n)
{
	size_t every = (n + ROWS - 1) / ROWS;

	mt_doc_numbers(r->doc, "Messages in the queues, the most of each span",
		       columns, G_N_ELEMENTS(columns));
	for (size_t i = 0; i < n; i += every) {
		const MtBacklogRecord *p =
			fullest(&points[i], MIN(every, n - i));

		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0, mt_report_moment(r, p->time));
		mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, p->incoming.n));
		mt_doc_cell(r->doc, 2, mt_doc_number(r->doc, p->active.n));
		mt_doc_cell(r->doc, 3, mt_doc_number(r->doc, p->deferred.n));
		mt_doc_cell(r->doc, 4, mt_doc_number(r->doc, p->held.n));
		mt_doc_cell(r->doc, 5, mt_report_time(r, p->oldest_us));
	}
}

static void
add_curve(const MtReport *r)
{
	MtBacklogs *b = &r->model->backlogs;
	MtChart *c =
		mt_report_chart(r, MT_CHART_BACKLOG, "The queue over time.");
	const MtBacklogRecord *p = (const void *)b->points->data;
	MtSpan values[3];

	c->n = b->points->len;
	c->points = MT_ARENA_NEW0(r->doc->arena, MtBacklogPoint, c->n);
	for (size_t i = 0; i < c->n; i++)
		c->points[i] = (MtBacklogPoint){p[i].time.us, p[i].incoming.n,
						p[i].active.n,
						p[i].deferred.n + p[i].held.n};
	add_labels(r, c, p);
	mt_doc_chart(r->doc, c);
	values[0] = mt_doc_count(r->doc, mt_backlog_sum(&b->peak), "message",
				 "messages");
	values[1] = mt_report_moment(r, b->peak.time);
	values[2] = mt_doc_count(r->doc, mt_backlog_sum(&p[c->n - 1]),
				 "message", "messages");
	mt_doc_say(r->doc,
		   "At most % at %, % at the last moment; those on hold count "
		   "as deferred.",
		   values);
	add_rows(r, p, c->n);
}

static const MtColumn age_columns[] = {
	{"domain", false, true}, {"total", true, false}, {"<5m", true, false},
	{"10m", true, false},    {"20m", true, false},   {"40m", true, false},
	{"80m", true, false},    {"160m", true, false},  {"320m", true, false},
	{"640m", true, false},   {"1280m", true, false}, {"more", true, false},
};

static void
add_ages(const MtReport *r)
{
	const MtPicks *k = &r->model->ages;
	size_t n = MIN(mt_picks_n(k), r->options->top);

	if (n == 0)
		return;
	mt_doc_table(r->doc, "Recipients in the queue, by their age",
		     age_columns, G_N_ELEMENTS(age_columns));
	for (size_t i = 0; i < n; i++) {
		const MtAgeRecord *age = mt_picks_at(k, i);

		mt_doc_row(r->doc);
		mt_doc_cell(r->doc, 0,
			    age->domain.n > 0 ? mt_doc_data(r->doc, age->domain)
					      : mt_doc_words("all"));
		mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, age->total.n));
		for (size_t a = 0; a < MT_AGE_BUCKETS; a++)
			mt_doc_cell(r->doc, a + 2,
				    mt_doc_number(r->doc, age->below[a].n));
	}
	mt_report_say_top(r, n, k->seen, "domains");
}

void
mt_report_add_backlog(const MtReport *r)
{
	mt_backlogs_finish(&r->model->backlogs);
	if (r->model->backlogs.points->len == 0 &&
	    mt_picks_n(&r->model->ages) == 0)
		return;
	mt_doc_heading(r->doc, 3, "backlog", mt_doc_words("Backlog"));
	if (r->model->backlogs.points->len > 0)
		add_curve(r);
	add_ages(r);
}
