/*
 * Queue ids of Received fields: the time in an id against the date beside it,
 * and ids that the named software cannot have made.
 */
#include "forge/rule.h"

enum { LISTS = 65989, OLD = 4211 };

extern const MtIdScheme mt_idscheme_exim, mt_idscheme_postfix_long;

/*
 * Where a scheme has no bound of its own: -1 h to +10 min. Two have bounds that
 * depend on who handed the message over. Exim dates its field when it has all of
 * the message: a client needs minutes for that, but cron feeds it for as long as
 * the job runs. The pickup of Postfix dates its field by the file in the maildrop
 * queue (pickup.c), which waits there while Postfix is stopped.
 */
static void
tolerance(const MtHop *hop, const MtIdScheme *s, int64_t *early_us,
	  int64_t *late_us)
{
	const MtReceived *r = &hop->received;
	int64_t early = s->early_s, late = s->late_s;

	if (early == 0 && late == 0) {
		early = -3600;
		late = 600;
	}
	if (s == &mt_idscheme_exim && r->ip.family != 0)
		early = -7200;
	if (s == &mt_idscheme_postfix_long && r->with.n == 0)
		late = INT64_C(7) * 86400;
	*early_us = early * G_USEC_PER_SEC;
	*late_us = late * G_USEC_PER_SEC;
}

static void
look_time(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtCaseId *id = mt_case_hop_id(c, i);
		int64_t us, early, late;
		MtFinding *f;

		if (id->time.scheme == NULL || !hop->received.time.known ||
		    id->time.sure == MT_ID_POSSIBLE || id->time.period_us != 0)
			continue;
		us = id->time.us - hop->received.time.us;
		tolerance(hop, id->time.scheme, &early, &late);
		if (us + id->time.span_us >= early && us <= late)
			continue;
		f = mt_find(c, rule,
			    "The %s of hop %zu was made %s %s than the date "
			    "beside it",
			    id->time.scheme->title, hop->number,
			    mt_case_span(c, us), us < 0 ? "earlier" : "later");
		mt_find_id(c, f, "id", id);
		mt_find_hop_date(c, f, hop);
	}
}

static MtFinding *
find_shape(MtCase *c, const MtRule *rule, const MtHop *hop,
	   const MtShape *shape)
{
	MtSlice id = hop->received.id;
	MtFinding *f;

	f = mt_find(c, rule,
		    "The id of hop %zu is not one that %s can make: "
		    "%s",
		    hop->number, shape->maker,
		    shape->why != NULL ? shape->why : shape->wants);
	mt_find_text(c, f, "id", hop->field,
		     shape->length > 0 && shape->offset + shape->length <= id.n
			     ? mt_slice_sub(id, shape->offset,
					    shape->offset + shape->length)
			     : id,
		     "%s", shape->wants != NULL ? shape->wants : shape->why);
	if (hop->received.software.n > 0)
		mt_find_hop_text(c, f, "software", hop, hop->received.software,
				 "the program that is said to have made it");
	else
		mt_find_hop_text(c, f, "by", hop, hop->received.by,
				 "the host that is said to have made it");
	return f;
}

/* Programs that only look like Postfix make up hexadecimal ids; 95 % of random
 * ones would pass. */
static bool
is_hexadecimal(MtSlice id)
{
	for (size_t i = 0; i < id.n; i++)
		if (!mt_is_digit(id.p[i]) && (id.p[i] < 'A' || id.p[i] > 'F'))
			return false;
	return true;
}

static bool
is_google(const MtShape *shape)
{
	return shape->maker != NULL && (strstr(shape->maker, "Gmail") != NULL ||
					strstr(shape->maker, "Google") != NULL);
}

static void
look_shape(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtCaseId *id = mt_case_hop_id(c, i);

		if (id->shape.answer != MT_SHAPE_IMPOSSIBLE ||
		    is_google(&id->shape))
			continue;
		mt_find_grade(find_shape(c, rule, hop, &id->shape),
			      is_hexadecimal(id->text) ? MT_GRADE_B
						       : MT_GRADE_A);
	}
}

/* The hosts that give every message an id of their own form. */
static bool
is_google_host(MtSlice by)
{
	return mt_slice_eq_i(by, MT_SLICE("mx.google.com")) ||
	       mt_slice_eq_i(by, MT_SLICE("smtp.gmail.com"));
}

static void
look_google(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtCaseId *id = mt_case_hop_id(c, i);

		if (id->text.n == 0 && is_google_host(hop->received.by)) {
			mt_find_hop_text(
				c,
				mt_find(c, rule,
					"Hop %zu has no id, which "
					"Google always writes",
					hop->number),
				"by", hop, hop->received.by,
				"the host that is said to have made it");
			continue;
		}
		if (id->shape.answer == MT_SHAPE_IMPOSSIBLE &&
		    is_google(&id->shape))
			find_shape(c, rule, hop, &id->shape);
	}
}

static const MtRule rules[] = {
	{
		.id = "rcvd-id-time",
		.grade = MT_GRADE_A,
		.title = "the queue id is from another time than its hop",
		.proves = "The server makes the id and the date from the same "
			  "clock within one session; who copies or edits a "
			  "field changes the date and not the id.",
		.innocent = "A session that stayed open for a day; the one "
			    "such message of 44,000 fresh ones was late by 16 "
			    "minutes, which is within the tolerance.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_time,
	},
	{
		.id = "rcvd-id-shape",
		.grade = MT_GRADE_B,
		.raised = MT_GRADE_A,
		.raised_when = "the id has none of the forms of the software; "
			       "one with too many microseconds stays B",
		.title = "the queue id cannot be of the software named",
		.proves = "Each MTA makes ids of one form; a short Postfix id "
			  "begins with microseconds, which are less than "
			  "F4240 in hexadecimal.",
		.innocent = "A server whose administrator gave it the name of "
			    "another program; a program that rewrites or "
			    "anonymises headers.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0.14, OLD),
		.look = look_shape,
	},
	{
		.id = "rcvd-fake-google-format",
		.grade = MT_GRADE_A,
		.title = "a hop of Google's without an id of Google's",
		.proves = "Google's servers write ids of a few known forms.",
		.innocent = "A host that somebody gave one of Google's names, "
			    "or a form that is new.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_google,
	},
};

const MtRuleSet mt_ruleset_hopid = {rules, G_N_ELEMENTS(rules)};
