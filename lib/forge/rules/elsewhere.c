/*
 * Ids of other servers and of other messages: those of X-Received, which forgers
 * forget, and those that a reply quotes, which are of earlier messages.
 */
#include "forge/rule.h"

#include "chain/hopid.h"

#define SECOND INT64_C(1000000)
#define HOUR (3600 * SECOND)

/* The last ids of a field are those of the latest messages; in References, which
 * grows without end, the last is that of In-Reply-To. */
enum { LISTS = 1400, OLD = 500, MAX_PARENTS = 2 };

static void
look_x_received(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n_x_received; i++) {
		const MtHop *hop = &c->chain->x_received[i];
		const MtTime *date = &hop->received.time;
		MtCaseId id = {.field = hop->field, .text = hop->received.id};
		int64_t us;
		MtFinding *f;

		if (!date->known || id.text.n == 0 ||
		    !mt_hopid_time(&hop->received, &id.time))
			continue;
		us = id.time.us - date->us;
		if (us + id.time.span_us >= id.time.scheme->early_s * SECOND &&
		    us <= id.time.scheme->late_s * SECOND)
			continue;
		f = mt_find(c, rule,
			    "The %s in X-Received was made %s %s than the date "
			    "beside it",
			    id.time.scheme->title, mt_case_span(c, us),
			    us < 0 ? "earlier" : "later");
		mt_find_id(c, f, "id", &id);
		mt_find_hop_date(c, f, hop);
	}
}

/* The last id between angle brackets in `rest`, which is cut before it. */
static bool
last_id(MtSlice *rest, MtSlice *id)
{
	size_t end = rest->n, begin;

	while (end > 0 && rest->p[end - 1] != '>')
		end--;
	begin = end;
	while (begin > 0 && rest->p[begin - 1] != '<')
		begin--;
	if (begin == 0 || end <= begin)
		return false;
	*id = mt_slice_sub(*rest, begin, end - 1);
	rest->n = begin - 1;
	return true;
}

/* Nothing is known of the parent's program: the agent is the reply's. */
static bool
made_after(const MtCase *c, MtCaseId *id)
{
	MtIdSource source = {.place = MT_ID_MESSAGE_ID, .text = id->text};

	return mt_idtime_decode(&source, &id->time) &&
	       id->time.sure == MT_ID_CERTAIN && id->time.zone == MT_ID_UTC &&
	       id->time.us - c->latest > HOUR;
}

static void
look_parents(MtCase *c, const MtRule *rule, MtCaseField name)
{
	MtCaseId id = {.field = mt_case_first(c, name)};
	MtSlice rest;
	MtFinding *f;

	if (id.field == NULL)
		return;
	rest = mt_case_value(c, id.field);
	for (int i = 0; i < MAX_PARENTS && last_id(&rest, &id.text); i++) {
		if (!made_after(c, &id))
			continue;
		f = mt_find(c, rule,
			    "The message that this one answers was made %s "
			    "after the last server had the answer",
			    mt_case_span(c, id.time.us - c->latest));
		mt_find_id(c, f, "answers", &id);
		mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
		return;
	}
}

static void
look_reply(MtCase *c, const MtRule *rule)
{
	bool direct = mt_case_first(c, MT_F_IN_REPLY_TO) != NULL;

	if (c->newest > 0)
		look_parents(c, rule,
			     direct ? MT_F_IN_REPLY_TO : MT_F_REFERENCES);
}

/* Its own id among those that it answers. */
static void
look_itself(MtCase *c, const MtRule *rule)
{
	MtSlice own = mt_case_text(c, MT_F_MESSAGE_ID);
	const MtField *field = mt_case_first(c, MT_F_IN_REPLY_TO);
	MtSlice value;
	size_t at;
	MtFinding *f;

	if (field == NULL || own.n < 5 || own.p[0] != '<' ||
	    own.p[own.n - 1] != '>')
		return;
	value = mt_case_value(c, field);
	at = mt_slice_find(value, own);
	if (at == MT_SLICE_NOWHERE)
		return;
	f = mt_find(c, rule, "The message says that it answers itself");
	mt_find_text(c, f, "answers", field,
		     mt_slice_sub(value, at, at + own.n), "what it answers");
	mt_find_field(c, f, "message-id", mt_case_first(c, MT_F_MESSAGE_ID),
		      "its own id");
}

static const MtRule rules[] = {
	{
		.id = "x-received-id-time",
		.grade = MT_GRADE_A,
		.title = "the id in X-Received is from another time",
		.proves = "Google's servers write X-Received with an id and a "
			  "date from the same clock at the same moment.",
		.innocent = "Not known; none was seen.",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_x_received,
	},
	{
		.id = "reply-before-original",
		.grade = MT_GRADE_B,
		.title = "the message answers one that was made later",
		.proves = "The id of the message that is answered carries its "
			  "time, and nobody can quote an id that does not yet "
			  "exist.",
		.innocent = "The clock of the other author was fast by more "
			    "than an hour.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_reply,
	},
	{
		.id = "reply-to-itself",
		.grade = MT_GRADE_B,
		.title = "the message answers itself",
		.proves = "What a message answers was there before it, with "
			  "an id of its own.",
		.innocent = "A script that writes one id into both fields.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_itself,
	},
};

const MtRuleSet mt_ruleset_elsewhere = {rules, G_N_ELEMENTS(rules)};
