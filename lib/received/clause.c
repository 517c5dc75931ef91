/* Keywords cut the list of tokens into clauses. */
#include "received/clause.h"

#include "base/time.h"

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

/* Tokens: [0, end) are clauses, [from, to) the date. */
typedef struct {
	size_t end, from, to;
} Date;

/* Tokens [from, to) become the last ones; returns where they begin then. */
static size_t
put_last(MtTokens *all, size_t from, size_t to, MtArena *arena)
{
	size_t n = to - from;
	MtToken *moved = mt_arena_take(arena, n * sizeof *moved);

	memcpy(moved, all->tokens + from, n * sizeof *moved);
	memmove(all->tokens + from, all->tokens + to,
		(all->n - to) * sizeof *moved);
	memcpy(all->tokens + all->n - n, moved, n * sizeof *moved);
	return all->n - n;
}

/*
 * A date among the clauses, `id X Fri, 28 Jul 2023 19:32:25 +0000`: it is no
 * part of the one in which it stands, and is put last. A ',' in place of the
 * ';' belongs to neither. Returns where the date begins, or the end.
 */
static size_t
date_among_clauses(MtClauses *c, MtArena *arena)
{
	MtToken *tokens = c->all.tokens, *before;
	size_t n = c->all.n, from = 0, to;
	MtSlice where;
	MtTime time;

	if (!mt_time_find(c->value, &time, &where))
		return n;
	while (from < n && (tokens[from].kind != MT_TOKEN_WORD ||
			    tokens[from].text.p < where.p))
		from++;
	if (from == n || from == 0 || tokens[from].text.p != where.p)
		return n;
	for (to = from; to < n; to++)
		if (tokens[to].kind == MT_TOKEN_WORD &&
		    tokens[to].text.p >= where.p + where.n)
			break;
	before = &tokens[from - 1];
	if (before->kind == MT_TOKEN_WORD &&
	    mt_slice_ends_i(before->text, MT_SLICE(",")))
		before->text.n--;
	return put_last(&c->all, before->text.n > 0 ? from : from - 1, to,
			arena);
}

/* Seen: `; DATE;`, and a date without any ';'. */
static Date
find_odd_date(MtClauses *c, MtArena *arena)
{
	const MtTokens *all = &c->all;
	size_t to = all->n, from;

	while (to > 0 && all->tokens[to - 1].kind == MT_TOKEN_SEMI)
		to--;
	for (from = to; from > 0; from--)
		if (all->tokens[from - 1].kind == MT_TOKEN_SEMI)
			return (Date){from - 1, from, to};
	from = date_among_clauses(c, arena);
	return (Date){MIN(from, to), from, all->n};
}

static size_t
last_semi(const MtTokens *all)
{
	for (size_t i = all->n; i > 0; i--)
		if (all->tokens[i - 1].kind == MT_TOKEN_SEMI)
			return i - 1;
	return all->n;
}

/* A ';' in what the client calls itself: no comment has come yet. */
static bool
is_in_name(const MtClauses *c, const MtClause *now, const MtToken *semi,
	   const MtToken *end)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];

	if (now != from || from->n == 0)
		return false;
	for (size_t i = 0; i < from->n; i++)
		if (from->tokens[i].kind == MT_TOKEN_COMMENT)
			return false;
	return semi + 1 < end && semi[1].kind == MT_TOKEN_WORD;
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

		if (t->kind == MT_TOKEN_SEMI && !is_in_name(c, now, t, end))
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
	Date date;

	/* An absent clause points somewhere, so that loops need not ask. */
	for (MtClauseKind kind = MT_CLAUSE_LEAD; kind < MT_CLAUSES; kind++)
		c->clause[kind] = (MtClause){false, c->few, 0, {0}};
	c->value = value;
	c->all = (MtTokens){c->few, 0, G_N_ELEMENTS(c->few)};
	mt_tokens_split(value, offset, arena, &c->all, notes);
	date.end = last_semi(&c->all);
	date.from = date.end + 1;
	date.to = c->all.n;
	if (date.from >= date.to)
		date = find_odd_date(c, arena);
	cut(c, c->all.tokens + date.end, offset, arena, notes);
	for (MtClauseKind kind = MT_CLAUSE_LEAD; kind < MT_CLAUSE_DATE; kind++)
		if (c->clause[kind].n > 0)
			c->clause[kind].text = join(&c->clause[kind], arena);
	if (date.from < date.to)
		c->clause[MT_CLAUSE_DATE] =
			(MtClause){true,
				   c->all.tokens + date.from,
				   date.to - date.from,
				   {0}};
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
