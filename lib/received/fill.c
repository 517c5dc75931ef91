/* The clauses other than from: by, via, with, id, for, and their comments. */
#include "received/fill.h"

#include "base/limits.h"

void
mt_fill_note(MtFill *f, MtNoteKind kind, MtSlice about)
{
	const MtSlice *value = &f->clauses->value;
	bool inside = about.p >= value->p && about.p <= value->p + value->n;
	size_t at = inside ? (size_t)(about.p - value->p) : 0;

	mt_note_add(&f->received->notes, f->arena, kind, f->offset + at,
		    inside ? about.n : value->n);
}

MtSlice
mt_strip_path(MtSlice word)
{
	if (word.n > 0 && word.p[word.n - 1] == ',')
		word.n--;
	while (word.n >= 2 && word.p[0] == '<' && word.p[word.n - 1] == '>')
		word = mt_slice_sub(word, 1, word.n - 1);
	return word;
}

/* `by host [192.0.2.1]`, `by host (alias [192.0.2.1])`, `by host (::1)`, and
 * `by host ((192.0.2.1))` of some Exchange servers. */
static bool
find_by_ip(const MtClause *by, MtIp *ip)
{
	MtSlice word = mt_clause_word(by, 1);
	MtSlice comment = mt_clause_comment(by, 0);
	MtSlice rest;
	int port;

	if (comment.n > 2 && comment.p[0] == '(')
		comment = mt_slice_sub(comment, 1, comment.n - 1);
	rest = comment;
	if (word.n > 0 && word.p[0] == '[' && mt_read_address(word, ip, &port))
		return true;
	while (mt_slice_word(&rest, &word))
		/* A bare one must be alone: `(8.1.2.3 build 7)` is a version. */
		if ((word.p[0] == '[' || word.n == comment.n) &&
		    mt_read_address(word, ip, &port))
			return true;
	return false;
}

/* `by host[192.0.2.1]`: the name, and the address that is glued to it. */
static bool
cut_by_ip(MtSlice *name, MtIp *ip)
{
	size_t bracket = mt_slice_find_char(*name, '[');
	int port;

	if (bracket == MT_SLICE_NOWHERE || bracket == 0 ||
	    !mt_read_address(mt_slice_sub(*name, bracket, name->n), ip, &port))
		return false;
	*name = mt_slice_sub(*name, 0, bracket);
	return true;
}

static void
fill_by(MtFill *f)
{
	const MtClause *by = &f->clauses->clause[MT_CLAUSE_BY];
	MtReceived *r = f->received;
	MtSlice name = mt_clause_word(by, 0);
	MtIp ip;
	int port;

	/* Daum: `by hermes of mail.example.org (192.0.2.1)`. */
	if (by->n > 2 && mt_slice_eq(by->tokens[1].text, MT_SLICE("of")) &&
	    by->tokens[2].kind == MT_TOKEN_WORD)
		name = by->tokens[2].text;
	if (name.n > 0)
		r->by = mt_strip_path(name);
	if (cut_by_ip(&r->by, &ip) || mt_read_address(r->by, &ip, &port) ||
	    find_by_ip(by, &ip))
		r->by_ip = ip;
	if (name.n == 0 && r->by_ip.family == 0)
		mt_fill_note(f, MT_NOTE_NO_BY, f->clauses->value);
}

static void
add_recipient(MtFill *f, MtSlice word)
{
	MtReceived *r = f->received;

	word = mt_strip_path(word);
	if (word.n == 0)
		return;
	if (r->n_for == MT_MAX_FOR) {
		mt_fill_note(f, MT_NOTE_TOO_MANY_FOR, word);
		return;
	}
	r->for_[r->n_for++] = word;
}

/* `<a@b.example>,<c@d.example>` is one word. */
static void
add_recipients(MtFill *f, MtSlice word)
{
	size_t at = 0, comma;

	while (comma = mt_slice_find_char(mt_slice_sub(word, at, word.n), ','),
	       comma != MT_SLICE_NOWHERE) {
		at += comma;
		if (at > 0 && word.p[at - 1] == '>' && at + 1 < word.n) {
			add_recipient(f, mt_slice_sub(word, 0, at));
			word = mt_slice_sub(word, at + 1, word.n);
			at = 0;
		} else {
			at++;
		}
	}
	add_recipient(f, word);
}

/* Behind the first only what looks like an address: words may follow. */
static bool
is_path(MtSlice word)
{
	return word.p[0] == '<' ||
	       mt_slice_find_char(word, '@') != MT_SLICE_NOWHERE;
}

static void
fill_recipients(MtFill *f)
{
	const MtClause *clause = &f->clauses->clause[MT_CLAUSE_FOR];
	MtReceived *r = f->received;
	MtSlice rest = clause->text, part;
	size_t most = clause->n;

	if (clause->text.n == 0)
		return;
	while (mt_slice_cut(&rest, ',', &part))
		most++;
	r->for_ = mt_arena_take(f->arena,
				sizeof *r->for_ * MIN(most, MT_MAX_FOR));
	for (size_t i = 0; i < clause->n; i++) {
		MtSlice word = clause->tokens[i].text;

		if (clause->tokens[i].kind != MT_TOKEN_WORD)
			continue;
		if (r->n_for == 0 || is_path(word))
			add_recipients(f, word);
		else if (mt_slice_eq_i(word, MT_SLICE("sender:")))
			break; /* Smail's: a path follows that is none of for */
	}
}

static bool
in_clause(const MtFill *f, const MtToken *t, MtClauseKind kind)
{
	const MtClause *clause = &f->clauses->clause[kind];

	return t >= clause->tokens && t < clause->tokens + clause->n;
}

/* Those of from are read by mt_fill_from(); of a clause that stands twice both
 * have comments that count. */
static void
fill_comments(MtFill *f)
{
	const MtTokens *all = &f->clauses->all;
	MtSlice *software = &f->received->software;

	for (size_t i = 0; i < all->n; i++) {
		const MtToken *t = &all->tokens[i];
		bool with;

		if (t->kind != MT_TOKEN_COMMENT ||
		    in_clause(f, t, MT_CLAUSE_FROM))
			continue;
		if (mt_fill_comment(f, t->text) || software->p != NULL)
			continue;
		with = in_clause(f, t, MT_CLAUSE_WITH);
		if ((with || in_clause(f, t, MT_CLAUSE_BY) ||
		     in_clause(f, t, MT_CLAUSE_VIA)) &&
		    mt_is_software(t->text, with))
			*software = t->text;
	}
}

/* The bare word stands in prose, too: only a path counts. */
static void
fill_envelope_from(MtFill *f)
{
	const MtClause *clause = &f->clauses->clause[MT_CLAUSE_ENVELOPE_FROM];
	MtSlice word = mt_clause_word(clause, 0);

	if (word.n > 0 && is_path(word))
		f->received->envelope_from = mt_strip_path(word);
}

void
mt_fill_rest(MtFill *f)
{
	const MtClause *clause = f->clauses->clause;
	MtReceived *r = f->received;
	MtSlice id = mt_clause_word(&clause[MT_CLAUSE_ID], 0);

	fill_by(f);
	r->via = clause[MT_CLAUSE_VIA].text;
	mt_fill_with(f);
	if (id.n > 0)
		r->id = mt_strip_path(id);
	fill_recipients(f);
	fill_envelope_from(f);
	fill_comments(f);
}
