/* Keywords cut the list of tokens into clauses. */
#include "received/clause.h"

/* By length, since most words have one that no keyword has. */
enum { LONGEST = 13, ALIKE = 2 };
static const struct {
	const char *word;
	MtClauseKind kind;
} keywords[LONGEST + 1][ALIKE] = {
	[2] = {{"by", MT_CLAUSE_BY}, {"id", MT_CLAUSE_ID}},
	[3] = {{"for", MT_CLAUSE_FOR}, {"via", MT_CLAUSE_VIA}},
	[4] = {{"from", MT_CLAUSE_FROM}, {"with", MT_CLAUSE_WITH}},
	[13] = {{"envelope-from", MT_CLAUSE_ENVELOPE_FROM}},
};

static MtClauseKind
keyword(const MtToken *t)
{
	MtSlice text = t->text;

	if (t->kind != MT_TOKEN_WORD || text.n > LONGEST)
		return MT_CLAUSE_LEAD;
	for (size_t i = 0; i < ALIKE && keywords[text.n][i].word != NULL; i++)
		if (mt_same_letters(text.p, keywords[text.n][i].word, text.n))
			return keywords[text.n][i].kind;
	return MT_CLAUSE_LEAD;
}

/*
 * A client may call itself "by": a keyword where a name is due, with a comment
 * behind it, is the name: `from by (h.example [192.0.2.1]) by mx.example`.
 */
static bool
is_name(const MtClauses *c, const MtClause *now, const MtToken *t,
	const MtToken *end)
{
	return now->n == 0 && t + 1 < end && t[1].kind == MT_TOKEN_COMMENT &&
	       (now == &c->clause[MT_CLAUSE_FROM] ||
		now == &c->clause[MT_CLAUSE_BY]);
}

/* XMail and Domino: `for <a@example.org> from <b@example.net>`; some write so
 * behind the id. */
static bool
is_envelope_from(const MtClauses *c, const MtToken *t, const MtToken *end)
{
	return (c->clause[MT_CLAUSE_FOR].present ||
		c->clause[MT_CLAUSE_FROM].present) &&
	       !c->clause[MT_CLAUSE_ENVELOPE_FROM].present && t + 1 < end &&
	       t[1].text.n > 0 && t[1].text.p[0] == '<';
}

static size_t
last_semi(const MtTokens *all)
{
	for (size_t i = all->n; i > 0; i--)
		if (all->tokens[i - 1].kind == MT_TOKEN_SEMI)
			return i - 1;
	return all->n;
}

/* Copied only where a fold, several spaces or a comment part the words. */
static MtSlice
join(const MtClause *clause, MtArena *arena)
{
	MtSlice text = {0};
	size_t size = 0;
	bool apart = false;
	char *out;

	for (size_t i = 0; i < clause->n; i++) {
		MtSlice word = clause->tokens[i].text;

		if (clause->tokens[i].kind != MT_TOKEN_WORD)
			continue;
		size += word.n + 1;
		if (text.p == NULL)
			text.p = word.p;
		else if (word.p != text.p + text.n + 1 || word.p[-1] != ' ')
			apart = true;
		text.n = (size_t)(word.p - text.p) + word.n;
	}
	if (!apart)
		return text;
	out = mt_arena_take(arena, size);
	text = mt_slice(out, 0);
	for (size_t i = 0; i < clause->n; i++) {
		MtSlice word = clause->tokens[i].text;

		if (clause->tokens[i].kind != MT_TOKEN_WORD || word.p == NULL)
			continue;
		if (text.n > 0)
			out[text.n++] = ' ';
		memcpy(out + text.n, word.p, word.n);
		text.n += word.n;
	}
	return text;
}

/* A ';' in what the client calls itself: no comment has come yet. */
static bool
is_in_name(const MtClauses *c, const MtClause *now, const MtToken *semi)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];

	if (now != from || from->n == 0)
		return false;
	for (size_t i = 0; i < from->n; i++)
		if (from->tokens[i].kind == MT_TOKEN_COMMENT)
			return false;
	return semi[1].kind == MT_TOKEN_WORD;
}

/*
 * Scrap is what stands twice, "by HOST by uid 502 with qmail-scanner", and what
 * follows a ';' that is not the last one without being a clause. But Mimecast's
 * "with ESMTP with STARTTLS" is one clause.
 */
static void
cut(MtClauses *c, const MtToken *end, uint64_t offset, MtArena *arena,
    MtNotes *notes)
{
	MtClause scrap = {false, c->few, 0, {0}},
		 *now = &c->clause[MT_CLAUSE_LEAD];

	*now = (MtClause){true, c->all.tokens, 0, {0}};
	for (const MtToken *t = c->all.tokens; t < end; t++) {
		MtClauseKind kind = keyword(t);

		if (t->kind == MT_TOKEN_SEMI && !is_in_name(c, now, t))
			now = &scrap;
		if (kind == MT_CLAUSE_LEAD || is_name(c, now, t, end) ||
		    (kind == MT_CLAUSE_WITH &&
		     now == &c->clause[MT_CLAUSE_WITH])) {
			now->n++;
			continue;
		}
		if (kind == MT_CLAUSE_FROM && is_envelope_from(c, t, end))
			kind = MT_CLAUSE_ENVELOPE_FROM;
		now = &c->clause[kind];
		if (now->present) {
			mt_note_add(notes, arena, MT_NOTE_CLAUSE_REPEATED,
				    offset + (uint64_t)(t->text.p - c->value.p),
				    t->text.n);
			now = &scrap;
		}
		*now = (MtClause){true, t + 1, 0, {0}};
	}
}

void
mt_clauses_read(MtSlice value, uint64_t offset, MtArena *arena, MtClauses *c,
		MtNotes *notes)
{
	size_t end;

	/* An absent clause points somewhere, so that loops need not ask. */
	for (MtClauseKind kind = MT_CLAUSE_LEAD; kind < MT_CLAUSES; kind++)
		c->clause[kind] = (MtClause){false, c->few, 0, {0}};
	c->value = value;
	c->all = (MtTokens){c->few, 0, G_N_ELEMENTS(c->few)};
	mt_tokens_split(value, offset, arena, &c->all, notes);
	end = last_semi(&c->all);
	cut(c, c->all.tokens + end, offset, arena, notes);
	for (MtClauseKind kind = MT_CLAUSE_LEAD; kind < MT_CLAUSE_DATE; kind++)
		if (c->clause[kind].n > 0)
			c->clause[kind].text = join(&c->clause[kind], arena);
	if (end < c->all.n)
		c->clause[MT_CLAUSE_DATE] = (MtClause){
			true, c->all.tokens + end + 1, c->all.n - end - 1, {0}};
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
mt_clause_later_word(const MtClause *clause, size_t nth)
{
	return nth_of_kind(clause, MT_TOKEN_WORD, nth);
}

MtSlice
mt_clause_comment(const MtClause *clause, size_t nth)
{
	return nth_of_kind(clause, MT_TOKEN_COMMENT, nth);
}
