/* The table of hops: when, where, from whom, how, and what the log says of it. */
#include "flow/match.h"
#include "report/model/parts.h"

static const MtColumn hop_columns[] = {
	{"#", true, false},     {"time", false, false},
	{"delay", true, false}, {"corrected", true, false},
	{"at", false, true},    {"from", false, true},
};

static const MtColumn hop_columns_plain[] = {
	{"#", true, false},  {"time", false, false}, {"delay", true, false},
	{"at", false, true}, {"from", false, true},
};

MtSpan
mt_journey_peer(const MtReport *r, const MtHopRecord *hop)
{
	g_auto(MtBuf) text = {0};
	MtSlice name = hop->rdns.n > 0 ? hop->rdns : hop->helo;

	mt_buf_add(&text, name);
	if (hop->ip.family != 0) {
		if (text.n > 0)
			mt_buf_add_char(&text, ' ');
		mt_buf_add_char(&text, '[');
		mt_ip_add(&text, &hop->ip);
		mt_buf_add_char(&text, ']');
	}
	return mt_report_data(r, mt_buf_slice(&text), MT_SPAN_DATA);
}

static void
say_protection(const MtReport *r, MtSpans *below, const MtHopRecord *hop)
{
	MtDoc *doc = r->doc;

	if (hop->with.n > 0)
		mt_spans_add(doc, below, mt_doc_data(doc, hop->with));
	if (hop->tls_version.n > 0)
		mt_spans_add(doc, below, mt_doc_data(doc, hop->tls_version));
	else if (hop->tls)
		mt_spans_add(doc, below, mt_doc_words("encrypted"));
	else if (hop->with.n > 0)
		mt_spans_add(doc, below, mt_doc_words("not encrypted"));
	if (mt_slice_eq(hop->auth, MT_SLICE("yes"))) {
		mt_spans_add(doc, below, mt_doc_words("logged in"));
	} else if (hop->auth.n > 0) {
		MtSpan user = mt_doc_is(doc, hop->auth, MT_SPAN_USER);

		mt_spans_say(doc, below, "as %", &user);
	}
	if (hop->id.n > 0) {
		MtSpan id = mt_doc_data(doc, hop->id);

		mt_spans_say(doc, below, "id %", &id);
	}
	if (hop->pull)
		mt_spans_add(doc, below,
			     mt_doc_words("fetched: waiting, no delay"));
}

/* Sentences begin with what divides them from others: the first has none. */
static void
say_also(const MtReport *r, MtSpans *below, const char *sentence,
	 const MtSpan *values)
{
	mt_spans_say(r->doc, below,
		     sentence + (below->n == 0 ? strlen("; ") : 0), values);
}

static void
say_why(const MtReport *r, MtSpans *below, const MtCorroborationRecord *log)
{
	MtSpan why = mt_doc_data(r->doc, log->why);

	why.is = MT_SPAN_WORDS;
	if (log->why.n > 0)
		mt_spans_say(r->doc, below, ": %", &why);
}

/* A log that confirms the hop and says some of it otherwise says what; one that
 * has it at another time, why. */
static bool
is_apart(const MtCorroborationRecord *log)
{
	return log->differs.n > 0 ||
	       (log->difference_us.known &&
		(log->difference_us.n > MT_MATCH_SKEW_US ||
		 log->difference_us.n < -MT_MATCH_SKEW_US));
}

static void
say_log(const MtReport *r, MtSpans *below, const MtCorroborationRecord *log)
{
	const MtNumber apart = {ABS(MAX(log->difference_us.n, -INT64_MAX)),
				true};
	MtSpan values[3] = {
		mt_span_style(mt_doc_words("confirms"), MT_SPAN_GOOD),
		mt_report_data(r, log->queue_id, MT_SPAN_DATA),
		mt_report_time(r, apart),
	};

	if (mt_slice_eq(log->verdict, MT_SLICE("confirmed"))) {
		say_also(r, below,
			 log->difference_us.known
				 ? "; the log % it (id %, % apart)"
				 : "; the log % it (id %)",
			 values);
		if (is_apart(log))
			say_why(r, below, log);
		return;
	}
	values[0] = mt_span_style(mt_doc_words("contradicts"), MT_SPAN_LOOK);
	if (mt_slice_eq(log->verdict, MT_SLICE("contradicted")))
		say_also(r, below, "; the log % it", values);
	else
		say_also(r, below, "; no log covers it", values);
	say_why(r, below, log);
}

/* Notes that say nothing to a person, or what the row shows anyway. */
static bool
is_dull(MtNoteKind kind)
{
	return kind == MT_NOTE_IP_SPECIAL || kind == MT_NOTE_RDNS_NONE ||
	       kind == MT_NOTE_SAME_HOST || kind == MT_NOTE_NO_DATE;
}

static const char *
meaning_of(MtSlice word)
{
	for (int i = 0; i < MT_NOTE_KINDS; i++)
		if (mt_slice_eq(mt_note_word((MtNoteKind)i), word))
			return is_dull((MtNoteKind)i)
				       ? NULL
				       : mt_note_meaning((MtNoteKind)i);
	return NULL;
}

static void
say_notes(const MtReport *r, MtSpans *below, const MtHopRecord *hop)
{
	for (size_t i = 0; i < hop->notes.n; i++) {
		const char *meaning = meaning_of(hop->notes.texts[i]);
		MtSpan span;

		if (meaning == NULL)
			continue;
		span = mt_doc_words(meaning);
		say_also(r, below, "; %", &span);
	}
	if (mt_slice_eq(hop->trust, MT_SLICE("boundary")))
		say_also(r, below, "; here it came to the trusted side", NULL);
	else if (mt_slice_eq(hop->trust, MT_SLICE("untrusted")))
		say_also(r, below, "; the sender's word", NULL);
}

static void
add_hop(const MtReport *r, const MtJourney *j, const MtHopRecord *hop,
	bool corrected)
{
	const MtCorroborationRecord *log = mt_journey_log(j, hop->hop.n);
	bool slowest = j->message != NULL && j->message->slowest_hop.known &&
		       j->message->slowest_hop.n == hop->hop.n &&
		       j->message->slowest_us.n >= MT_MODEL_LEAST_US &&
		       (!hop->adjusted_us.known ||
			hop->adjusted_us.n >= MT_MODEL_LEAST_US);
	MtRow *row = mt_doc_row(r->doc);
	size_t column = 0;

	row->look = slowest;
	mt_doc_cell(r->doc, column++, mt_doc_number(r->doc, hop->hop.n));
	mt_doc_cell(r->doc, column++, mt_report_clock(r, hop->time));
	if (hop->delay_us.known)
		mt_doc_cell(
			r->doc, column,
			mt_span_style(mt_report_time(r, hop->delay_us),
				      slowest ? MT_SPAN_LOOK : MT_SPAN_PLAIN));
	column++;
	if (corrected)
		mt_doc_cell(r->doc, column++,
			    mt_report_time(r, hop->adjusted_us));
	mt_doc_cell(r->doc, column++, mt_journey_host(r->doc, hop));
	mt_doc_cell(r->doc, column, mt_journey_peer(r, hop));
	say_protection(r, &row->below, hop);
	if (log != NULL)
		say_log(r, &row->below, log);
	say_notes(r, &row->below, hop);
}

void
mt_journey_add_hops(const MtReport *r, const MtJourney *j)
{
	bool corrected = mt_journey_is_corrected(j);
	MtSpan value;

	if (corrected)
		mt_doc_table(r->doc, "Hops, the oldest first", hop_columns,
			     G_N_ELEMENTS(hop_columns));
	else
		mt_doc_table(r->doc, "Hops, the oldest first",
			     hop_columns_plain,
			     G_N_ELEMENTS(hop_columns_plain));
	for (guint i = 0; i < j->hops->len; i++)
		add_hop(r, j, g_ptr_array_index(j->hops, i), corrected);
	if (j->hops_left_out == 0)
		return;
	value = mt_doc_number(r->doc, (int64_t)j->hops_left_out);
	mt_doc_paragraph(r->doc);
	mt_doc_say(r->doc, "% more hops are not shown.", &value);
}
