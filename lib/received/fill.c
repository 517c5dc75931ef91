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

static void
fill_by(MtFill *f)
{
	const MtClause *by = &f->clauses->clause[MT_CLAUSE_BY];
	MtSlice name = mt_clause_word(by, 0), rest, word, comment;
	int port;

	if (name.n == 0) {
		mt_fill_note(f, MT_NOTE_NO_BY, f->clauses->value);
		return;
	}
	f->received->by = mt_strip_path(name);
	if (mt_read_address(f->received->by, &f->received->by_ip, &port))
		return;
	word = mt_clause_word(by, 1);
	if (word.n > 0 && word.p[0] == '[' &&
	    mt_read_address(word, &f->received->by_ip, &port))
		return;
	comment = rest = mt_slice_trim(mt_clause_comment(by, 0));
	while (mt_slice_word(&rest, &word))
		/* A bare one must be alone: `(8.1.2.3 build 7)` is a version. */
		if ((word.p[0] == '[' || word.n == comment.n) &&
		    mt_read_address(word, &f->received->by_ip, &port))
			return;
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
	for (size_t i = 1; i + 1 < word.n; i++) {
		if (word.p[i] != ',' || word.p[i - 1] != '>')
			continue;
		add_recipient(f, mt_slice_sub(word, 0, i));
		word = mt_slice_sub(word, i + 1, word.n);
		i = 0;
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
	size_t most = clause->n;

	if (clause->text.n == 0)
		return;
	for (size_t i = 0; i < clause->text.n; i++)
		most += clause->text.p[i] == ',';
	r->for_ = mt_arena_take(f->arena,
				sizeof *r->for_ * MIN(most, MT_MAX_FOR));
	for (size_t i = 0; i < clause->n; i++) {
		MtSlice word = clause->tokens[i].text;

		if (clause->tokens[i].kind == MT_TOKEN_WORD &&
		    (r->n_for == 0 || is_path(word)))
			add_recipients(f, word);
	}
}

/* A version: digits that begin a word or follow `/`, `-` or `v`. */
static bool
has_version(MtSlice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char before = i == 0 ? ' ' : s.p[i - 1];

		if (mt_is_digit(s.p[i]) &&
		    (mt_is_space(before) || before == '/' || before == '-' ||
		     before == 'v'))
			return true;
	}
	return false;
}

/* `(8.17.1/8.17.1)`, `(Mercury/32 v4.01a)`, but not `(mx-1.example.org [..])`
 * nor `(node=7)`. */
static bool
is_software(MtSlice comment)
{
	MtSlice host;
	MtIp ip;
	int port;

	if (!has_version(comment) || mt_read_address(comment, &ip, &port) ||
	    mt_slice_find_char(comment, '[') != MT_SLICE_NOWHERE ||
	    mt_slice_find_char(comment, '=') != MT_SLICE_NOWHERE)
		return false;
	host = comment;
	while (host.n > 0 && mt_is_alpha(host.p[host.n - 1]))
		host.n--;
	return host.n == 0 || host.n == comment.n || host.p[host.n - 1] != '.';
}

static void
fill_comments(MtFill *f)
{
	for (MtClauseKind kind = MT_CLAUSE_BY; kind < MT_CLAUSES; kind++) {
		const MtClause *clause = &f->clauses->clause[kind];

		for (size_t i = 0; i < clause->n; i++) {
			MtSlice text = mt_slice_trim(clause->tokens[i].text);

			if (clause->tokens[i].kind == MT_TOKEN_COMMENT &&
			    !mt_fill_comment(f, text) &&
			    kind <= MT_CLAUSE_WITH &&
			    f->received->software.p == NULL &&
			    is_software(text))
				f->received->software = text;
		}
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

/* RFC 8314 4.3: `with ESMTPS tls CIPHER`, an additional registered clause. */
static void
fill_with(MtFill *f)
{
	const MtClause *with = &f->clauses->clause[MT_CLAUSE_WITH];
	MtReceived *r = f->received;

	r->with = with->text;
	if (!mt_slice_eq_i(mt_clause_word(with, 1), MT_SLICE("tls")))
		return;
	r->with = mt_clause_word(with, 0);
	r->tls_cipher = mt_clause_word(with, 2);
}

void
mt_fill_rest(MtFill *f)
{
	const MtClause *clause = f->clauses->clause;
	MtReceived *r = f->received;
	MtSlice id = mt_clause_word(&clause[MT_CLAUSE_ID], 0);

	fill_by(f);
	r->via = clause[MT_CLAUSE_VIA].text;
	fill_with(f);
	if (id.n > 0)
		r->id = mt_strip_path(id);
	fill_recipients(f);
	fill_envelope_from(f);
	fill_comments(f);
}
