/* Findings of each message, with the evidence as it stands in it. */
#include "report/model/parts.h"

static const char *const grade_words[] = {
	"A: a contradiction",
	"B: strong, needs corroboration",
	"C: context",
	"of no known grade",
};

/* Words of the catalogue and decoded values come in one sentence: not code. */
static MtSpan
sentence(const MtReport *r, MtSlice text)
{
	MtSpan span = mt_doc_data(r->doc, text);

	span.is = MT_SPAN_WORDS;
	return span;
}

static void
add_place(const MtReport *r, const MtEvidenceRecord *e)
{
	MtSpan values[3] = {
		mt_doc_number(r->doc, e->offset.n),
		mt_doc_number(r->doc, e->offset.n + MAX(e->length.n, 1) - 1),
		mt_report_data(r, e->source, MT_SPAN_PATH),
	};

	if (!e->offset.known || !e->length.known)
		return;
	mt_doc_say(r->doc,
		   e->source.n > 0 ? "; see bytes % to % of %"
				   : "; see bytes % to %",
		   values);
}

/* What a person wrote, and what is said of a person. */
static MtSpanIs
text_of(MtSlice field)
{
	static const char *const persons[] = {"from", "to", "cc", "sender",
					      "reply-to"};

	if (mt_slice_eq_i(field, MT_SLICE("subject")))
		return MT_SPAN_SUBJECT;
	for (size_t i = 0; i < G_N_ELEMENTS(persons); i++)
		if (mt_slice_eq_i(field, mt_slice_str(persons[i])))
			return MT_SPAN_PERSON;
	return MT_SPAN_DATA;
}

static void
add_evidence(const MtReport *r, const MtFindingRecord *f)
{
	const MtEvidenceRecord *all = f->evidence.items;

	for (size_t i = 0; i < f->evidence.n; i++) {
		const MtEvidenceRecord *e = &all[i];
		MtSpan values[3] = {
			mt_report_data(r, e->name, MT_SPAN_DATA),
			mt_span_style(mt_report_data(r, e->text, MT_SPAN_DATA),
				      MT_SPAN_MARK),
			sentence(r, e->meaning),
		};

		values[1].is = text_of(f->field);
		mt_doc_item(r->doc);
		mt_doc_say(r->doc,
			   e->meaning.n > 0 ? "%: %, which says: %" : "%: %",
			   values);
		add_place(r, e);
	}
}

static void
add_context(const MtReport *r, const MtFindingRecord *f)
{
	mt_doc_facts(r->doc, "How to judge it");
	mt_doc_fact(r->doc, "Grade");
	mt_doc_cell(r->doc, 1, mt_doc_words(grade_words[mt_journey_grade(f)]));
	mt_doc_fact(r->doc, "Rule");
	mt_doc_cell(r->doc, 1, mt_report_data(r, f->rule, MT_SPAN_DATA));
	if (f->field.n > 0) {
		mt_doc_fact(r->doc, "Field");
		mt_doc_cell(r->doc, 1, mt_doc_data(r->doc, f->field));
		if (f->hop.known) {
			mt_doc_cell(r->doc, 1, mt_doc_words("hop"));
			mt_doc_cell(r->doc, 1, mt_doc_number(r->doc, f->hop.n));
		}
	}
	if (f->false_positives.known) {
		mt_doc_fact(r->doc, "Seen in");
		mt_doc_cell(r->doc, 1,
			    mt_doc_share(r->doc, f->false_positives.n));
		mt_doc_cell(r->doc, 1,
			    mt_doc_words("of the authentic mail that it was "
					 "measured on"));
	}
	mt_doc_fact(r->doc, "Innocent if");
	mt_doc_cell(r->doc, 1,
		    f->innocent.n > 0
			    ? sentence(r, f->innocent)
			    : mt_doc_words("no innocent explanation is known"));
	if (f->reference.n > 0) {
		mt_doc_fact(r->doc, "Reference");
		mt_doc_cell(r->doc, 1, sentence(r, f->reference));
	}
}

static void
add_finding(const MtReport *r, const MtFindingRecord *f)
{
	MtSpan title = f->title.n > 0
			       ? sentence(r, f->title)
			       : mt_report_data(r, f->rule, MT_SPAN_DATA);

	if (mt_journey_grade(f) < 2)
		title.style = MT_SPAN_LOOK;
	mt_doc_heading(r->doc, 4, NULL, title);
	if (f->detail.n > 0) {
		mt_doc_paragraph(r->doc);
		mt_doc_add(r->doc, sentence(r, f->detail));
	}
	add_evidence(r, f);
	add_context(r, f);
}

/* Context needs no proof: a line each. */
static void
add_remark(const MtReport *r, const MtFindingRecord *f)
{
	MtSpan values[2] = {sentence(r, f->title), sentence(r, f->detail)};

	mt_doc_item(r->doc);
	mt_doc_say(r->doc, f->detail.n > 0 ? "Context: %: %" : "Context: %",
		   values);
}

static void
add_verdict(const MtReport *r, const MtVerdictRecord *v)
{
	if (v->summary.n > 0) {
		mt_doc_paragraph(r->doc);
		mt_doc_add(r->doc, sentence(r, v->summary));
	}
	for (size_t i = 0; i < v->unknown.n; i++) {
		mt_doc_item(r->doc);
		mt_doc_add(r->doc, mt_doc_words("Not known:"));
		mt_doc_add(r->doc, sentence(r, v->unknown.texts[i]));
	}
}

static void
add_message(const MtReport *r, const MtJourney *j)
{
	MtSpan left_out;

	mt_doc_heading(r->doc, 3, NULL, mt_report_name(r, j));
	if (j->verdict != NULL)
		add_verdict(r, j->verdict);
	for (int grade = 0; grade <= 3; grade++)
		for (guint i = 0; i < j->found->len; i++) {
			const MtFindingRecord *f =
				g_ptr_array_index(j->found, i);

			if (mt_journey_grade(f) != grade)
				continue;
			if (grade == 2)
				add_remark(r, f);
			else
				add_finding(r, f);
		}
	if (j->found_left_out == 0)
		return;
	left_out = mt_doc_number(r->doc, (int64_t)j->found_left_out);
	mt_doc_paragraph(r->doc);
	mt_doc_say(r->doc, "% more findings are not shown.", &left_out);
}

void
mt_section_findings(const MtReport *r)
{
	const MtJourneys *js = &r->model->journeys;
	size_t shown = 0, all = 0;

	if (js->found[0] + js->found[1] + js->found[2] + js->verdicts == 0)
		return;
	mt_doc_heading(r->doc, 2, "findings", mt_doc_words("Findings"));
	if (js->found[0] + js->found[1] + js->found[2] == 0) {
		mt_doc_paragraph(r->doc);
		mt_doc_say(r->doc,
			   "Nothing was found that cannot be true, in "
			   "what was looked at.",
			   NULL);
	}
	for (guint i = 0; i < r->ranked->len; i++) {
		const MtJourney *j = g_ptr_array_index(r->ranked, i);
		const MtFindingRecord *worst = mt_journey_worst(j);
		bool one = js->n <= 1 && j->verdict != NULL;

		if (!one && (worst == NULL || mt_journey_grade(worst) == 2))
			continue;
		if (all++ >= r->options->top)
			continue;
		add_message(r, j);
		shown++;
	}
	mt_report_say_top(r, shown, all, "messages with findings");
}
