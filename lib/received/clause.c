/* Keywords cut the list of tokens into clauses. */
#include "received/clause.h"

static const struct {
	MtSlice word;
	MtClauseKind kind;
} keywords[] = {
	{{"from", 4}, MT_CLAUSE_FROM},
	{{"by", 2}, MT_CLAUSE_BY},
	{{"via", 3}, MT_CLAUSE_VIA},
	{{"with", 4}, MT_CLAUSE_WITH},
	{{"id", 2}, MT_CLAUSE_ID},
	{{"for", 3}, MT_CLAUSE_FOR},
	{{"envelope-from", 13}, MT_CLAUSE_ENVELOPE_FROM},
};

static MtClauseKind
keyword(const MtToken *t)
{
	if (t->kind != MT_TOKEN_WORD || t->text.n < 2 ||
	    (t->text.n > 4 && t->text.n != 13))
		return MT_CLAUSE_LEAD;
	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
		if (mt_slice_eq_i(t->text, keywords[i].word))
			return keywords[i].kind;
	return MT_CLAUSE_LEAD;
}

/*
 * A second "from" behind "for" is the envelope sender of XMail; any other
 * repetition is noise such as "by HOST by uid 502 with qmail-scanner".
 */
static MtClauseKind
resolve(const MtClauses *c, MtClauseKind kind, bool *repeated)
{
	*repeated = false;
	if (!c->clause[kind].present)
		return kind;
	if (kind == MT_CLAUSE_FROM && c->clause[MT_CLAUSE_FOR].present &&
	    !c->clause[MT_CLAUSE_ENVELOPE_FROM].present)
		return MT_CLAUSE_ENVELOPE_FROM;
	*repeated = true;
	return kind;
}

static size_t
last_semi(const MtTokens *all)
{
	for (size_t i = all->n; i > 0; i--)
		if (all->tokens[i - 1].kind == MT_TOKEN_SEMI)
			return i - 1;
	return all->n;
}

void
mt_clauses_read(MtSlice value, uint64_t offset, MtArena *arena, MtClauses *c,
		MtNotes *notes)
{
	MtClause scrap, *now = &c->clause[MT_CLAUSE_LEAD];
	size_t end;

	memset(c->clause, 0, sizeof c->clause);
	c->value = value;
	mt_tokens_split(value, offset, arena, &c->all, notes);
	end = last_semi(&c->all);
	*now = (MtClause){true, c->all.tokens, 0};
	for (size_t i = 0; i < end; i++) {
		const MtToken *t = &c->all.tokens[i];
		MtClauseKind kind = keyword(t);
		bool repeated;

		if (kind == MT_CLAUSE_LEAD) {
			now->n++;
			continue;
		}
		kind = resolve(c, kind, &repeated);
		now = repeated ? &scrap : &c->clause[kind];
		*now = (MtClause){true, t + 1, 0};
		if (repeated)
			mt_note_add(notes, arena, MT_NOTE_CLAUSE_REPEATED,
				    offset + (uint64_t)(t->text.p - value.p),
				    t->text.n);
	}
	if (end < c->all.n)
		c->clause[MT_CLAUSE_DATE] = (MtClause){
			true, c->all.tokens + end + 1, c->all.n - end - 1};
}

static MtSlice
nth_of_kind(const MtClause *clause, MtTokenKind kind, size_t nth)
{
	for (size_t i = 0; i < clause->n; i++)
		if (clause->tokens[i].kind == kind && nth-- == 0)
			return clause->tokens[i].text;
	return (MtSlice){0};
}

MtSlice
mt_clause_word(const MtClause *clause, size_t nth)
{
	return nth_of_kind(clause, MT_TOKEN_WORD, nth);
}

MtSlice
mt_clause_comment(const MtClause *clause, size_t nth)
{
	return nth_of_kind(clause, MT_TOKEN_COMMENT, nth);
}

MtSlice
mt_clause_text(const MtClause *clause, MtArena *arena)
{
	MtSlice first = mt_clause_word(clause, 0);
	size_t size = 0, used = 0;
	char *text;

	if (first.p == NULL || mt_clause_word(clause, 1).p == NULL)
		return first;
	for (size_t i = 0; i < clause->n; i++)
		size += clause->tokens[i].text.n + 1;
	text = mt_arena_take(arena, size);
	for (size_t i = 0; i < clause->n; i++) {
		MtSlice word = clause->tokens[i].text;

		if (clause->tokens[i].kind != MT_TOKEN_WORD)
			continue;
		if (used > 0)
			text[used++] = ' ';
		memcpy(text + used, word.p, word.n);
		used += word.n;
	}
	return mt_slice(text, used);
}
