/* What the summary says of messages: which, how long, where, and why. */
#include "report/model/story.h"

/* Is that another time than the one that the hosts say, and which? */
static bool
total_differs(const MtJourney *j, int64_t *us)
{
	return mt_journey_total(j, us) &&
	       ABS(*us - j->message->total_us.n) >= MT_LOSS_LEAST_US;
}

static void
say_route(const MtReport *r, const MtJourney *j)
{
	const MtMessageRecord *m = j->message;
	int64_t us;
	bool differs = total_differs(j, &us);
	MtSpan values[4] = {
		mt_span_style(mt_report_time(r, m->total_us), MT_SPAN_STRONG),
		mt_doc_count(r->doc, m->hops.n, "hop", "hops"),
		mt_doc_number(r->doc, m->encrypted.n),
	};

	if (m->total_us.known)
		mt_doc_say(
			r->doc,
			m->total_us.n < 0
				? "By the clocks of the hosts, which cannot "
				  "all be right, it took % over %, % of them "
				  "over TLS."
			: differs ? "By the clocks of the hosts it took % over "
				    "%, % of them over TLS."
				  : "It took % over %, % of them over TLS.",
			values);
	else
		mt_doc_say(r->doc,
			   "It came over %; how long it took is not "
			   "known.",
			   &values[1]);
	if (!differs)
		return;
	values[0] = mt_span_style(mt_doc_duration(r->doc, us), MT_SPAN_STRONG);
	mt_doc_say(r->doc, "With their clocks corrected it is %.", values);
}

static void
say_message(const MtReport *r, const MtJourney *j)
{
	const MtMessageRecord *m = j->message;
	const MtSpan from = mt_report_data(r, m->from, MT_SPAN_DATA);
	const MtSpan id = mt_report_id(r, m->message_id);
	MtSpan name = mt_report_name(r, j);

	mt_doc_item(r->doc);
	mt_doc_say(r->doc,
		   m->subject.n > 0 ? "The message \"%\""
				    : "The message in %, without a subject,",
		   &name);
	mt_doc_say(r->doc,
		   m->from.n > 0 ? "says that it is from %,"
				 : "does not say whom it is from,",
		   &from);
	mt_doc_say(r->doc,
		   m->message_id.n > 0 ? "with the Message-ID %."
				       : "and has no Message-ID.",
		   &id);
	say_route(r, j);
}

/* What may be said of the longest step: two clocks told it. */
typedef struct {
	const MtMessageRecord *message;
	const MtHopRecord *hop, *since;
	int64_t by_common_us; /* by the common clock */
	bool has_common;
	bool log_denies; /* the log of `since` knows of no such wait */
	int64_t doubted; /* a hop whose time may be invented, */
	const char *why; /* because of this; NULL: none */
	bool alone;      /* nothing but these headers says so */
} Slowest;

static bool
is_confirmed(const MtJourney *j, const MtHopRecord *hop)
{
	const MtCorroborationRecord *log = mt_journey_log(j, hop->hop.n);

	return log != NULL && mt_slice_eq(log->verdict, MT_SLICE("confirmed"));
}

/* Did neither a log nor a host that is trusted say it? Where none was named,
 * all hosts are equal. */
static bool
stands_alone(const MtJourney *j, const MtHopRecord *hop)
{
	return hop->trust.n == 0 && !is_confirmed(j, hop);
}

/* Why the time of this hop is no evidence against a host; NULL: it may be. */
static const char *
doubt_of(const MtJourney *j, const MtHopRecord *hop)
{
	const MtCorroborationRecord *log = mt_journey_log(j, hop->hop.n);

	if (is_confirmed(j, hop))
		return NULL;
	if (log != NULL && mt_slice_eq(log->verdict, MT_SLICE("contradicted")))
		return "is contradicted by the logs";
	for (guint i = 0; i < j->found->len; i++) {
		const MtFindingRecord *f = g_ptr_array_index(j->found, i);

		if (f->hop.known && f->hop.n == hop->hop.n &&
		    mt_journey_grade(f) < 2)
			return mt_journey_grade(f) == 0
				       ? "cannot be true as it stands"
				       : "has a strong sign of forgery";
	}
	return mt_slice_eq(hop->trust, MT_SLICE("untrusted"))
		       ? "is the sender's word"
		       : NULL;
}

static bool
find_slowest(const MtJourney *j, const MtStory *story, Slowest *s)
{
	const MtMessageRecord *m = j->message;
	const MtLoss *loss;

	*s = (Slowest){.message = m};
	if (!m->slowest_hop.known || m->slowest_us.n < MT_MODEL_LEAST_US)
		return false;
	s->hop = mt_journey_hop(j, m->slowest_hop.n);
	if (s->hop == NULL || !s->hop->since_hop.known)
		return false;
	s->since = mt_journey_hop(j, s->hop->since_hop.n);
	if (s->since == NULL)
		return false;
	s->has_common = s->hop->adjusted_us.known &&
			s->hop->adjusted_us.n < m->slowest_us.n / 2;
	s->by_common_us = s->hop->adjusted_us.n;
	loss = story->losses->len > 0 ? g_ptr_array_index(story->losses, 0)
				      : NULL;
	/* What a log of the first tells needs no header of the second. */
	if (loss == NULL || loss->us < m->slowest_us.n / 2) {
		s->doubted = s->since->hop.n;
		s->why = doubt_of(j, s->since);
		if (s->why == NULL) {
			s->doubted = s->hop->hop.n;
			s->why = doubt_of(j, s->hop);
		}
		s->alone = stands_alone(j, s->since) || stands_alone(j, s->hop);
	}
	s->log_denies = story->stays->len > 0 && is_confirmed(j, s->since) &&
			(loss == NULL || loss->us < m->slowest_us.n / 2);
	return true;
}

static void
say_doubted(const MtReport *r, const Slowest *s)
{
	const MtSpan values[] = {
		mt_doc_duration(r->doc, s->message->slowest_us.n),
		mt_journey_host(r->doc, s->since),
		mt_journey_host(r->doc, s->hop),
		mt_doc_number(r->doc, s->doubted),
		mt_span_style(mt_doc_words(s->why), MT_SPAN_LOOK),
	};

	mt_report_item(r,
		       "The longest step in the headers is % between % and %, "
		       "but hop % %: no host is to blame for it by that alone.",
		       values);
}

static void
say_slowest(const MtReport *r, const MtJourney *j, const MtStory *story)
{
	Slowest s;
	MtSpan values[4];

	if (!find_slowest(j, story, &s))
		return;
	if (s.why != NULL) {
		say_doubted(r, &s);
		return;
	}
	values[0] = mt_span_style(
		mt_doc_duration(r->doc, s.message->slowest_us.n), MT_SPAN_LOOK);
	values[1] = mt_journey_host(r->doc, s.since);
	values[2] = mt_journey_host(r->doc, s.hop);
	values[3] = mt_report_moment(r, s.since->time);
	if (mt_slice_eq_i(s.since->by, s.hop->by)) {
		values[2] = values[3];
		mt_report_item(r,
			       s.alone ? "By the headers alone, most time was "
					 "lost inside one host: % in %, from % "
					 "on."
				       : "Most time was lost inside one host: "
					 "% in %, from % on.",
			       values);
	} else if (s.has_common) {
		values[3] = mt_doc_duration(r->doc, s.by_common_us);
		mt_report_item(
			r,
			"% lie between the times of % and %; with their clocks "
			"corrected it is %.",
			values);
	} else if (s.log_denies) {
		mt_report_item(
			r,
			"% lie between the times of % and %, but the log of "
			"the "
			"first knows of no such wait: one of their clocks is "
			"wrong, or the second one took its time.",
			values);
	} else {
		mt_report_item(r,
			       s.alone ? "By the headers alone, most time was "
					 "lost on one step: % between % and %, "
					 "from % on."
				       : "Most time was lost on one step: % "
					 "between % and %, from % on.",
			       values);
	}
}

/* Few messages are told one by one. */
enum { EACH = 3, FEW = 3 };

static void
say_one(const MtReport *r, const MtJourney *j)
{
	g_autoptr(MtStory) story = NULL;

	if (j->message == NULL)
		return;
	story = mt_story_new(r, j);
	say_message(r, j);
	say_slowest(r, j, story);
	mt_story_say(r, story, FEW);
}

void
mt_summary_say_messages(const MtReport *r)
{
	const MtJourneys *js = &r->model->journeys;
	MtSpan values[3];

	if (js->n == 0)
		return;
	if (js->n <= EACH) {
		for (guint i = 0; i < r->ranked->len; i++)
			say_one(r, g_ptr_array_index(r->ranked, i));
		return;
	}
	values[0] = mt_doc_count(r->doc, (int64_t)js->n, "message was",
				 "messages were");
	values[1] = mt_doc_count(r->doc, (int64_t)js->hops, "hop", "hops");
	values[2] = mt_doc_count(r->doc, (int64_t)js->slow, "of them lost",
				 "of them lost");
	mt_report_item(r, "% looked at, with %; % 5 s or more at one hop.",
		       values);
}
