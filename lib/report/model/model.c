/* Records to their places, by a table of kinds; the order of the sections. */
#include "report/model/model.h"

#include "base/limits.h"
#include "report/model/parts.h"

/* ---- messages ---- */

static MtJourney *
journey_of(MtModel *m, MtSlice source, MtNumber number)
{
	return mt_journeys_at(&m->journeys, source,
			      number.known ? number.n : 1);
}

static void
add_message(MtModel *m, const void *data)
{
	const MtMessageRecord *r = data;
	MtJourney *j = journey_of(m, r->source, r->message);

	m->journeys.n++;
	m->journeys.slow +=
		r->slowest_us.known && r->slowest_us.n >= MT_MODEL_LEAST_US;
	j->message = mt_record_copy(&mt_record_message, r, &mt_picks_limits,
				    j->arena);
	mt_traces_want(&m->traces, r->message_id);
}

static void
add_hop(MtModel *m, const void *data)
{
	const MtHopRecord *r = data;
	MtJourney *j = journey_of(m, r->source, r->message);

	m->journeys.hops++;
	m->journeys.undated += !r->time.known;
	m->journeys.encrypted += r->tls;
	if (j->hops->len >= MT_MAX_REPORT_HOPS) {
		j->hops_left_out++;
		return;
	}
	g_ptr_array_add(j->hops, mt_record_copy(&mt_record_hop, r,
						&mt_picks_limits, j->arena));
}

static void
add_corroboration(MtModel *m, const void *data)
{
	const MtCorroborationRecord *r = data;
	MtJourney *j = journey_of(m, r->hop.source, r->hop.message);

	mt_log_verdicts_add(&m->journeys.logs, r);
	if (j->logs->len < MT_MAX_REPORT_HOPS)
		g_ptr_array_add(j->logs,
				mt_record_copy(&mt_record_corroboration, r,
					       &mt_picks_limits, j->arena));
}

static void
add_finding(MtModel *m, const void *data)
{
	const MtFindingRecord *r = data;
	MtJourney *j = journey_of(m, r->source, r->message);
	int grade = mt_journey_grade(r);

	if (grade < 3)
		m->journeys.found[grade]++;
	if (j->found->len < MT_MAX_REPORT_FOUND)
		g_ptr_array_add(j->found,
				mt_record_copy(&mt_record_finding, r,
					       &mt_picks_limits, j->arena));
	else
		j->found_left_out++;
}

static void
add_verdict(MtModel *m, const void *data)
{
	const MtVerdictRecord *r = data;
	MtJourney *j = journey_of(m, r->source, r->message);

	m->journeys.verdicts++;
	j->verdict = mt_record_copy(&mt_record_verdict, r, &mt_picks_limits,
				    j->arena);
	mt_traces_want(&m->traces, r->message_id);
}

/* ---- logs ---- */

/* As mt_queue_counts() of what records were made from: neither what was refused
 * before it was in a queue, nor address probes. */
static bool
counts(const MtDeliveryRecord *d)
{
	static const MtStatus none[] = {
		MT_STATUS_REJECTED, MT_STATUS_DELIVERABLE,
		MT_STATUS_UNDELIVERABLE, MT_STATUS_NOT_CACHED};

	for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
		if (mt_slice_eq(d->status, mt_status_word(none[i])))
			return false;
	return true;
}

static void
note_refused(MtModel *m, const MtDeliveryRecord *d)
{
	m->refused +=
		mt_slice_eq(d->status, mt_status_word(MT_STATUS_REJECTED));
}

static void
add_transaction(MtModel *m, const void *data)
{
	const MtTransactionRecord *r = data;
	const MtDeliveryRecord *rows = r->deliveries.items;

	mt_traces_add(&m->traces, r, m->deliveries.n == 0);
	mt_handed_begin(&m->handed, r);
	for (size_t i = 0; i < r->deliveries.n; i++) {
		MtDeliveryRecord row = rows[i];

		note_refused(m, &row);
		if (!mt_handed_goes_on(&m->handed, r, &row) && counts(&row))
			mt_deliveries_add(&m->rows, &row);
	}
}

static void
add_delivery(MtModel *m, const void *data)
{
	const MtDeliveryRecord *r = data;

	note_refused(m, r);
	if (r->handed_to.n == 0 && counts(r))
		mt_deliveries_add(&m->deliveries, r);
	mt_traces_add_delivery(&m->traces, r);
}

/* The sums of one kind belong together; of a kind, what lost most time. */
static void
add_stat(MtModel *m, const void *data)
{
	const MtStatRecord *r = data;
	bool all = mt_slice_eq(r->by, MT_SLICE("all"));

	mt_picks_add(&m->stats, all ? INT64_MAX : r->lost_us.n, r);
}

static void
add_outlier(MtModel *m, const void *data)
{
	const MtOutlierRecord *r = data;

	mt_picks_add(&m->outliers, r->score.n, r);
}

static void
add_backlog(MtModel *m, const void *data)
{
	mt_backlogs_add(&m->backlogs, data);
}

static void
add_age(MtModel *m, const void *data)
{
	const MtAgeRecord *r = data;

	mt_picks_add(&m->ages, r->total.n, r);
}

static void
add_clock(MtModel *m, const void *data)
{
	const MtClockRecord *r = data;

	mt_picks_add(&m->clocks,
		     ABS(CLAMP(r->offset_us.n, -INT64_MAX, INT64_MAX)), r);
}

static void
add_pair(MtModel *m, const void *data)
{
	const MtPairRecord *r = data;

	mt_picks_add(&m->pairs, r->p90_us.n, r);
}

static void
add_lines(MtModel *m, const void *data)
{
	mt_picks_add(&m->lines, 0, data);
}

/* ---- all kinds ---- */

static const struct {
	const MtRecordKind *kind;
	void (*add)(MtModel *model, const void *data);
} kinds[] = {
	{&mt_record_message, add_message},
	{&mt_record_hop, add_hop},
	{&mt_record_corroboration, add_corroboration},
	{&mt_record_finding, add_finding},
	{&mt_record_verdict, add_verdict},
	{&mt_record_transaction, add_transaction},
	{&mt_record_delivery, add_delivery},
	{&mt_record_stat, add_stat},
	{&mt_record_outlier, add_outlier},
	{&mt_record_backlog, add_backlog},
	{&mt_record_age, add_age},
	{&mt_record_clock, add_clock},
	{&mt_record_pair, add_pair},
	{&mt_record_lines, add_lines},
};

/* Names beyond this many share one, which no kind has. */
enum { KINDS = 64 };

static void
count(MtModel *m, MtSlice name, bool known)
{
	g_autofree char *key = g_strndup(name.p, MIN(name.n, 64));
	MtKindCount *n = g_hash_table_lookup(m->kinds, key);

	m->records++;
	if (n == NULL && g_hash_table_size(m->kinds) >= KINDS) {
		m->other_kinds++;
		return;
	}
	if (n == NULL) {
		n = g_new0(MtKindCount, 1);
		n->name = g_strdup(key);
		n->used = known;
		g_hash_table_insert(m->kinds, n->name, n);
		g_ptr_array_add(m->kinds_seen, n);
	}
	n->n++;
}

void
mt_model_add(MtModel *m, const MtRecordKind *kind, const void *data)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (kinds[i].kind != kind)
			continue;
		count(m, mt_slice_str(kind->name), true);
		kinds[i].add(m, data);
		return;
	}
	mt_model_add_unknown(m, mt_slice_str(kind->name));
}

void
mt_model_add_delays(MtModel *m, const MtQuantile *delays)
{
	mt_quantile_merge(&m->delays, delays);
}

void
mt_model_want(MtModel *m, MtSlice message_id)
{
	mt_traces_want(&m->traces, message_id);
}

void
mt_model_want_trace(MtModel *m, MtSlice trace)
{
	mt_traces_want_trace(&m->traces, trace);
}

bool
mt_model_wants(const MtModel *m, MtSlice message_id)
{
	return mt_traces_wants(&m->traces, message_id);
}

void
mt_model_add_unknown(MtModel *m, MtSlice kind)
{
	count(m, kind, false);
}

void
mt_model_add_header(MtModel *m, MtSlice source, int64_t message,
		    uint64_t offset, MtSlice bytes)
{
	MtJourney *j = mt_journeys_at(&m->journeys, source, message);

	j->header = mt_arena_copy(j->arena,
				  mt_slice_sub(bytes, 0, MT_MAX_REPORT_HEADER));
	j->header_cut = bytes.n - j->header.n;
	j->header_offset = offset;
}

static void
free_kind(gpointer p)
{
	MtKindCount *n = p;

	g_free(n->name);
	g_free(n);
}

MtModel *
mt_model_new(const MtZone *zone, int64_t slo_us)
{
	MtModel *m = g_new0(MtModel, 1);
	const size_t most = MT_MAX_REPORT_KEPT;

	m->zone = zone;
	m->slo_us = slo_us;
	mt_journeys_init(&m->journeys);
	mt_traces_init(&m->traces);
	mt_handed_init(&m->handed);
	mt_deliveries_init(&m->deliveries, zone, slo_us);
	mt_deliveries_init(&m->rows, zone, slo_us);
	mt_picks_init(&m->stats, most, &mt_record_stat, NULL);
	mt_picks_init(&m->outliers, most, &mt_record_outlier, NULL);
	mt_picks_init(&m->ages, most, &mt_record_age, NULL);
	mt_picks_init(&m->clocks, most, &mt_record_clock, NULL);
	mt_picks_init(&m->pairs, most, &mt_record_pair, NULL);
	mt_picks_init(&m->lines, most, &mt_record_lines, NULL);
	mt_picks_init(&m->inputs, most, NULL, mt_model_copy_input);
	mt_backlogs_init(&m->backlogs);
	m->kinds = g_hash_table_new(g_str_hash, g_str_equal);
	m->kinds_seen = g_ptr_array_new_with_free_func(free_kind);
	return m;
}

void
mt_model_free(MtModel *m)
{
	if (m == NULL)
		return;
	mt_journeys_clear(&m->journeys);
	mt_traces_clear(&m->traces);
	mt_handed_clear(&m->handed);
	mt_deliveries_clear(&m->deliveries);
	mt_deliveries_clear(&m->rows);
	mt_picks_clear(&m->stats);
	mt_picks_clear(&m->outliers);
	mt_picks_clear(&m->ages);
	mt_picks_clear(&m->clocks);
	mt_picks_clear(&m->pairs);
	mt_picks_clear(&m->lines);
	mt_picks_clear(&m->inputs);
	mt_backlogs_clear(&m->backlogs);
	mt_quantile_clear(&m->delays);
	g_hash_table_unref(m->kinds);
	g_ptr_array_unref(m->kinds_seen);
	g_free(m);
}

MtDoc *
mt_model_document(MtModel *m, const MtModelOptions *options)
{
	MtReport report = {.model = m, .doc = mt_doc_new(), .options = options};

	mt_picks_sort(&m->stats);
	mt_picks_sort(&m->outliers);
	mt_picks_sort(&m->ages);
	mt_picks_sort(&m->clocks);
	mt_picks_sort(&m->pairs);
	mt_picks_sort_by_order(&m->lines);
	mt_picks_sort_by_order(&m->inputs);
	mt_picks_sort_by_order(&m->traces.own);
	report.ranked = mt_journeys_ranked(&m->journeys);
	for (guint i = 0; i < report.ranked->len; i++)
		mt_journey_correct(m, g_ptr_array_index(report.ranked, i));
	report.losses = mt_report_losses(m);
	report.deliveries = m->deliveries.n > 0 ? &m->deliveries : &m->rows;
	report.delays =
		m->delays.n > 0 ? &m->delays : &report.deliveries->delays;
	report.doc->title = mt_report_title(&report);
	mt_report_say_about(&report);
	mt_section_summary(&report);
	mt_section_journeys(&report);
	mt_section_findings(&report);
	mt_section_queue(&report);
	mt_section_unknown(&report);
	mt_section_appendix(&report);
	g_ptr_array_unref(report.ranked);
	g_ptr_array_unref(report.losses);
	return report.doc;
}
