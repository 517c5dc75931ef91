/*
 * mail-parser: each member is a condition, {"eq"}, {"contains"}, {"present"} or
 * {"absent"}; from is the clause as written, with its comments, and with has
 * all words of its clause, of which ours is one or more.
 */
#include "conformance.h"

static bool
condition(MtSlice ours, json_t *want)
{
	json_t *all = json_object_get(want, "contains");
	json_t *whole = json_object_get(want, "eq");

	if (json_is_true(json_object_get(want, "absent")))
		return ours.p == NULL;
	if (whole != NULL && !value_same(ours, value_text(whole)))
		return false;
	for (size_t i = 0; i < json_array_size(all); i++)
		if (mt_slice_find(ours, value_text(json_array_get(all, i))) ==
		    MT_SLICE_NOWHERE)
			return false;
	return ours.n > 0;
}

static bool
condition_from(const Reading *c, json_t *want)
{
	const MtClause *from = &c->clauses.clause[MT_CLAUSE_FROM];
	g_auto(MtBuf) text = {0};

	for (size_t i = 0; i < from->n; i++) {
		bool word = from->tokens[i].kind == MT_TOKEN_WORD;

		mt_buf_add(&text, i > 0 ? MT_SLICE(" ") : MT_SLICE(""));
		mt_buf_add(&text, word ? MT_SLICE("") : MT_SLICE("("));
		mt_buf_add(&text, from->tokens[i].text);
		mt_buf_add(&text, word ? MT_SLICE("") : MT_SLICE(")"));
	}
	return condition(mt_buf_slice(&text), want) &&
	       value_is_kept(c, value_from_word(c));
}

static bool
condition_by(const Reading *c, json_t *want)
{
	return condition(c->r.by, want);
}

static bool
condition_with(const Reading *c, json_t *want)
{
	MtSlice text = c->clauses.clause[MT_CLAUSE_WITH].text;

	return condition(text, want) && c->r.with.n > 0 &&
	       mt_slice_find(text, c->r.with) != MT_SLICE_NOWHERE;
}

static bool
condition_id(const Reading *c, json_t *want)
{
	return condition(c->r.id, want);
}

static bool
condition_for(const Reading *c, json_t *want)
{
	return condition(value_first_for(c), want);
}

static bool
condition_via(const Reading *c, json_t *want)
{
	return condition(c->r.via, want);
}

static bool
condition_sender(const Reading *c, json_t *want)
{
	return condition(c->r.envelope_from, want);
}

/* The text of a date, or of its day: the same instant, or the same day. */
static bool
condition_date(const Reading *c, json_t *want)
{
	const int64_t minute = 60 * (int64_t)1000000, day = 1440 * minute;
	const char *day_only = json_string_value(
		json_array_get(json_object_get(want, "contains"), 0));
	g_autofree char *midnight = NULL;
	MtTime there;

	if (!c->r.time.known || day_only == NULL)
		return c->r.time.known;
	if (mt_time_read(mt_slice_str(day_only), &there, NULL))
		return there.us == c->r.time.us;
	midnight = g_strconcat(day_only, " 00:00:00 +0000", NULL);
	return mt_time_read(mt_slice_str(midnight), &there, NULL) &&
	       there.us / day ==
		       (c->r.time.us + c->r.time.offset_min * minute) / day;
}

/* What raises there says nothing here. */
static bool
says_nothing(const Reading *c, json_t *want)
{
	(void)want;
	return c->r.by.p == NULL && c->r.helo.p == NULL &&
	       c->r.rdns.p == NULL && c->r.ip.family == 0 &&
	       c->r.id.p == NULL && !c->r.time.known;
}

const Rule conformance_mail_parser[] = {
	{"from", condition_from},
	{"by", condition_by},
	{"with", condition_with},
	{"id", condition_id},
	{"for", condition_for},
	{"via", condition_via},
	{"date", condition_date},
	{"envelope_from", condition_sender},
	{"envelope_sender", condition_sender},
	{"raises", says_nothing},
	{0},
};
