/* Charts of one journey: where the message was, and how it was protected. */
#include "report/model/parts.h"

enum { CHART_ROWS = 40 };

/* A host had the message from its own hop until the next one with a time; the
 * common clock starts with the first host's and goes on by adjusted delays. */
static void
fill_timeline(const MtJourney *j, MtTimelineRow *rows, guint n)
{
	const MtHopRecord *before = NULL;
	int64_t true_us = 0;
	guint last = 0;

	for (guint i = 0; i < n; i++) {
		const MtHopRecord *hop = g_ptr_array_index(j->hops, i);

		if (!hop->time.known)
			continue;
		rows[i].known = true;
		rows[i].from_us = rows[i].to_us = hop->time.us;
		if (before == NULL)
			true_us = hop->time.us;
		else
			true_us += hop->adjusted_us.known ? hop->adjusted_us.n
				   : hop->delay_us.known  ? hop->delay_us.n
							  : 0;
		rows[i].true_from_us = rows[i].true_to_us = true_us;
		if (before != NULL) {
			rows[last].to_us = hop->time.us;
			rows[last].true_to_us = true_us;
			rows[last].look =
				j->message != NULL &&
				j->message->slowest_hop.known &&
				j->message->slowest_hop.n == hop->hop.n &&
				j->message->slowest_us.n >= MT_MODEL_LEAST_US &&
				true_us - rows[last].true_from_us >=
					MT_MODEL_LEAST_US;
		}
		before = hop;
		last = i;
	}
}

static MtInstant
start_of(const MtChart *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->timeline[i].known)
			return (MtInstant){.us = c->timeline[i].from_us,
					   .known = true};
	return (MtInstant){0};
}

void
mt_journey_add_timeline(const MtReport *r, const MtJourney *j)
{
	MtChart *c = mt_report_chart(r, MT_CHART_TIMELINE,
				     "Where it was, and when.");
	bool corrected = mt_journey_is_corrected(j);
	MtSpan values[2];

	c->n = MIN(j->hops->len, CHART_ROWS);
	c->timeline = MT_ARENA_NEW0(r->doc->arena, MtTimelineRow, c->n);
	fill_timeline(j, c->timeline, (guint)c->n);
	for (size_t i = 0; i < c->n; i++) {
		c->timeline[i].corrected = corrected && c->timeline[i].known;
		mt_spans_add(
			r->doc, &c->labels,
			mt_journey_host(r->doc, g_ptr_array_index(j->hops, i)));
	}
	mt_doc_chart(r->doc, c);
	values[0] = mt_doc_count(r->doc, (int64_t)c->n, "host", "hosts");
	mt_doc_say(r->doc, "% from top to bottom", values);
	values[0] = mt_report_moment(r, start_of(c));
	if (start_of(c).known)
		mt_doc_say(r->doc, ", from % on", values);
	mt_doc_say(r->doc,
		   corrected ? "; a bar is the time that the message spent "
			       "there, the thin bar below it the same by a "
			       "common clock."
			     : "; a bar is the time that the message spent "
			       "there.",
		   NULL);
	if (c->n < j->hops->len) {
		values[0] = mt_doc_number(r->doc, (int64_t)c->n);
		mt_doc_say(r->doc, "Only the first % are drawn.", values);
	}
}

static MtTlsState
state_of(const MtHopRecord *hop)
{
	if (hop->tls)
		return MT_TLS_YES;
	return hop->with.n > 0 ? MT_TLS_NONE : MT_TLS_UNKNOWN;
}

void
mt_journey_add_tls(const MtReport *r, const MtJourney *j)
{
	MtChart *c = mt_report_chart(r, MT_CHART_TLS, "TLS along the path.");
	size_t n = MIN(j->hops->len, CHART_ROWS);
	const MtHopRecord *first = g_ptr_array_index(j->hops, 0);
	int64_t yes = 0;
	MtSpan values[2];

	c->tls = MT_ARENA_NEW0(r->doc->arena, MtTlsRow, n + 1);
	c->n = n + 1;
	mt_spans_add(r->doc, &c->labels, mt_journey_peer(r, first));
	for (size_t i = 0; i < n; i++) {
		const MtHopRecord *hop = g_ptr_array_index(j->hops, i);
		MtTlsRow *row = &c->tls[i + 1];

		row->state = state_of(hop);
		yes += row->state == MT_TLS_YES;
		if (hop->tls_version.n > 0)
			row->how = mt_doc_data(r->doc, hop->tls_version);
		mt_spans_add(r->doc, &c->labels, mt_journey_host(r->doc, hop));
	}
	mt_doc_chart(r->doc, c);
	values[0] = mt_doc_number(r->doc, yes);
	values[1] = mt_doc_count(r->doc, (int64_t)n, "step", "steps");
	mt_doc_say(r->doc,
		   "Said to be encrypted: % of %. A host that says nothing "
		   "may still have used TLS.",
		   values);
}
