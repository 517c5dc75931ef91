/* The way of each message: a list of them, and the most important ones whole. */
#include "report/model/story.h"

static void
add_boundary(const MtReport *r, const MtIp *ip)
{
	g_auto(MtBuf) text = {0};

	if (ip->family == 0)
		return;
	mt_ip_add(&text, ip);
	mt_doc_cell(r->doc, 1, mt_doc_words("from"));
	mt_doc_cell(r->doc, 1, mt_doc_data(r->doc, mt_buf_slice(&text)));
}

static void
add_facts(const MtReport *r, const MtMessageRecord *m)
{
	mt_doc_facts(r->doc, "The message");
	mt_doc_fact(r->doc, "From");
	mt_doc_cell(r->doc, 1, mt_report_data(r, m->from, MT_SPAN_DATA));
	if (m->envelope_from.n > 0) {
		mt_doc_fact(r->doc, "Envelope");
		mt_doc_cell(r->doc, 1, mt_doc_data(r->doc, m->envelope_from));
	}
	mt_doc_fact(r->doc, "Message-ID");
	mt_doc_cell(r->doc, 1, mt_report_id(r, m->message_id));
	mt_doc_fact(r->doc, "Date");
	mt_doc_cell(r->doc, 1, mt_report_moment(r, m->date));
	mt_doc_fact(r->doc, "Journey");
	mt_doc_cell(r->doc, 1, mt_report_time(r, m->total_us));
	mt_doc_cell(r->doc, 1, mt_doc_words("over"));
	mt_doc_cell(r->doc, 1, mt_doc_count(r->doc, m->hops.n, "hop", "hops"));
	if (m->boundary_hop.known) {
		mt_doc_fact(r->doc, "Came in at");
		mt_doc_cell(r->doc, 1, mt_doc_words("hop"));
		mt_doc_cell(r->doc, 1,
			    mt_doc_number(r->doc, m->boundary_hop.n));
		add_boundary(r, &m->boundary_ip);
	}
	mt_doc_fact(r->doc, "File");
	mt_doc_cell(r->doc, 1, mt_report_data(r, m->source, MT_SPAN_PATH));
}

static void
say_story(const MtReport *r, const MtJourney *j)
{
	g_autoptr(MtStory) story = mt_story_new(r, j);

	mt_story_say(r, story, r->options->top);
}

static void
add_journey(const MtReport *r, const MtJourney *j, bool charts)
{
	const MtMessageRecord *m = j->message;

	mt_doc_heading(r->doc, 3, NULL, mt_report_name(r, j));
	if (m != NULL)
		add_facts(r, m);
	if (j->hops->len > 0) {
		if (charts)
			mt_journey_add_timeline(r, j);
		mt_journey_add_hops(r, j);
		if (charts)
			mt_journey_add_tls(r, j);
	}
	if (j->forgotten) {
		mt_doc_paragraph(r->doc);
		mt_doc_say(r->doc,
			   "Its hops are not shown: when they came, other "
			   "messages mattered more. A report on this message "
			   "alone shows them.",
			   NULL);
	}
	if (m == NULL)
		return;
	mt_journey_add_logs(r, m->message_id);
	say_story(r, j);
}

/* ---- the list ---- */

static const MtColumn list_columns[] = {
	{"total", true, false},   {"slowest", true, false},
	{"hops", true, false},    {"found", false, false},
	{"message", false, true}, {"from", false, true},
};

static void
add_to_list(const MtReport *r, const MtJourney *j)
{
	static const char *const grades[] = {"A", "B", "-", "-"};
	const MtMessageRecord *m = j->message;
	const MtFindingRecord *worst = mt_journey_worst(j);

	mt_doc_row(r->doc);
	mt_doc_cell(r->doc, 3,
		    mt_doc_words(grades[worst ? mt_journey_grade(worst) : 3]));
	if (m == NULL) {
		mt_doc_cell(r->doc, 4,
			    mt_report_data(r, j->source, MT_SPAN_PATH));
		return;
	}
	mt_doc_cell(r->doc, 0, mt_report_time(r, m->total_us));
	mt_doc_cell(r->doc, 1, mt_report_time(r, m->slowest_us));
	mt_doc_cell(r->doc, 2, mt_doc_number(r->doc, m->hops.n));
	mt_doc_cell(r->doc, 4, mt_report_data(r, m->subject, MT_SPAN_SUBJECT));
	mt_doc_cell(r->doc, 5, mt_report_data(r, m->from, MT_SPAN_DATA));
}

enum { WHOLE = 5, WITH_CHARTS = 3 };

static void
add_list(const MtReport *r)
{
	size_t n = MIN(r->ranked->len, r->options->top);

	if (r->model->journeys.n <= 1 || n <= 1)
		return;
	mt_doc_table(r->doc, "Messages: contradictions first, then the slowest",
		     list_columns, G_N_ELEMENTS(list_columns));
	for (size_t i = 0; i < n; i++)
		add_to_list(r, g_ptr_array_index(r->ranked, i));
	mt_report_say_top(r, n, r->model->journeys.n, "messages");
}

void
mt_section_journeys(const MtReport *r)
{
	if (r->ranked->len == 0 && r->losses->len == 0)
		return;
	mt_doc_heading(r->doc, 2, "journey", mt_doc_words("Journey"));
	add_list(r);
	for (guint i = 0; i < MIN(r->ranked->len, WHOLE); i++)
		add_journey(r, g_ptr_array_index(r->ranked, i),
			    i < WITH_CHARTS);
	if (r->ranked->len != 1 || r->model->journeys.n != 1)
		mt_report_add_losses(r);
}
