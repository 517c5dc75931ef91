/*
 * The time of a field: behind the last ';' as RFC 5321 4.4 has it, else
 * wherever the MTA put it.
 */
#include "received/fill.h"

enum { MAX_TRIED = 8 };

static MtSlice
behind(const MtFill *f, const MtToken *semi)
{
	const MtSlice *value = &f->clauses->value;

	return mt_slice_sub(*value, (size_t)(semi->text.p - value->p) + 1,
			    value->n);
}

/* Only comments may follow the date (RFC 5322 3.3: CFWS). */
static bool
only_comments(MtSlice rest)
{
	size_t depth = 0;

	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] == '\\' && depth > 0)
			i++;
		else if (rest.p[i] == '(')
			depth++;
		else if (rest.p[i] == ')' && depth > 0)
			depth--;
		else if (depth == 0 && !mt_is_space(rest.p[i]))
			return false;
	}
	return true;
}

/* Behind one of the last semicolons: a list of all of them may be hostile. */
static bool
at_semicolon(MtFill *f, MtSlice *where, bool *in_place)
{
	bool (*read)(MtSlice, MtTime *, MtSlice *) =
		f->dialect->day_first ? mt_time_read_day_first : mt_time_read;
	const MtTokens *all = &f->clauses->all;
	size_t tried = 0;

	for (size_t i = all->n; i > 0 && tried < MAX_TRIED; i--) {
		MtSlice text, rest;

		if (all->tokens[i - 1].kind != MT_TOKEN_SEMI)
			continue;
		text = behind(f, &all->tokens[i - 1]);
		if (read(text, &f->received->time, &rest)) {
			*where = mt_slice(text.p, text.n - rest.n);
			*in_place = tried == 0 && only_comments(rest);
			return true;
		}
		tried++;
	}
	return false;
}

void
mt_fill_time(MtFill *f)
{
	MtTime *t = &f->received->time;
	MtSlice where = f->clauses->value;
	bool in_place = false;

	if (!at_semicolon(f, &where, &in_place) &&
	    !mt_time_find(f->clauses->value, t, &where)) {
		mt_fill_note(f, MT_NOTE_NO_DATE, f->clauses->value);
		return;
	}
	if (!in_place || t->form == MT_TIME_OTHER)
		mt_fill_note(f, MT_NOTE_DATE_RECOVERED, where);
	if (!t->has_zone)
		mt_fill_note(f, MT_NOTE_DATE_NO_ZONE, where);
	if (t->weekday_wrong)
		mt_fill_note(f, MT_NOTE_DATE_WEEKDAY, where);
	if (t->zone_absurd)
		mt_fill_note(f, MT_NOTE_DATE_ZONE_ABSURD, where);
}
