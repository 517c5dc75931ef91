/* Reading one Received field: clauses, dialect, common reader, corrections. */
#include "received/received.h"

#include "base/limits.h"
#include "received/fill.h"

/* Protocols of RFC 3848 and its kin, and what each says besides its name. */
static const struct {
	MtSlice word;
	bool tls, auth, pull;
} protocols[] = {
	{{"SMTPS", 5}, true, false, false},
	{{"SMTPA", 5}, false, true, false},
	{{"SMTPSA", 6}, true, true, false},
	{{"ESMTPS", 6}, true, false, false},
	{{"ESMTPA", 6}, false, true, false},
	{{"ESMTPSA", 7}, true, true, false},
	{{"LMTPS", 5}, true, false, false},
	{{"LMTPA", 5}, false, true, false},
	{{"LMTPSA", 6}, true, true, false},
	{{"UTF8SMTPS", 9}, true, false, false},
	{{"UTF8SMTPA", 9}, false, true, false},
	{{"UTF8SMTPSA", 10}, true, true, false},
	{{"UTF8LMTPS", 9}, true, false, false},
	{{"UTF8LMTPA", 9}, false, true, false},
	{{"UTF8LMTPSA", 10}, true, true, false},
	{{"HTTPS", 5}, true, false, false},
	{{"POP2", 4}, false, false, true},
	{{"POP3", 4}, false, false, true},
	{{"POP3S", 5}, true, false, true},
	{{"APOP", 4}, false, false, true},
	{{"KPOP", 4}, false, false, true},
	{{"IMAP", 4}, false, false, true},
	{{"IMAPS", 5}, true, false, true},
	{{"IMAP4", 5}, false, false, true},
	{{"SDPS", 4}, false, false, true},
	{{"ETRN", 4}, false, false, true},
};

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
fill_protocol(MtReceived *r)
{
	for (size_t i = 0; i < G_N_ELEMENTS(protocols); i++) {
		if (!mt_slice_eq_i(r->with, protocols[i].word))
			continue;
		r->encrypted = r->encrypted || protocols[i].tls;
		r->pull = protocols[i].pull;
		if (protocols[i].auth && r->auth.p == NULL)
			r->auth = MT_SLICE("yes");
	}
}

static void
fill_by_address(MtFill *f)
{
	const MtClause *by = &f->clauses->clause[MT_CLAUSE_BY];
	MtSlice comment = mt_slice_trim(mt_clause_comment(by, 0));
	MtSlice name = f->received->by, rest, word = {0};
	MtIp ip;
	int port;

	if (name.p != NULL && mt_read_address(name, &ip, &port))
		f->received->by_ip = ip;
	for (rest = comment; mt_slice_word(&rest, &word);) {
		bool bracket = word.p[0] == '[';

		/* A bare one must be alone: `(8.1.2.3 build 7)` is a version. */
		if ((bracket || word.n == comment.n) &&
		    mt_read_address(word, &ip, &port)) {
			f->received->by_ip = ip;
			return;
		}
	}
}

static void
fill_recipients(MtFill *f)
{
	const MtClause *clause = &f->clauses->clause[MT_CLAUSE_FOR];
	MtReceived *r = f->received;
	size_t words = 0;

	for (size_t i = 0; i < clause->n; i++)
		words += clause->tokens[i].kind == MT_TOKEN_WORD;
	if (words == 0)
		return;
	r->for_ = mt_arena_take(f->arena,
				sizeof *r->for_ * MIN(words, MT_MAX_FOR));
	for (size_t i = 0; i < clause->n; i++) {
		MtSlice word = mt_strip_path(clause->tokens[i].text);

		if (clause->tokens[i].kind != MT_TOKEN_WORD || word.n == 0)
			continue;
		if (r->n_for == MT_MAX_FOR) {
			mt_fill_note(f, MT_NOTE_TOO_MANY_FOR, word);
			return;
		}
		r->for_[r->n_for++] = word;
	}
}

/* A version has a digit; `(Postfix)` alone is known to its dialect. */
static bool
is_software(MtSlice comment)
{
	MtIp ip;
	int port;

	for (size_t i = 0; i < comment.n; i++)
		if (mt_is_digit(comment.p[i]))
			return !mt_read_address(comment, &ip, &port) &&
			       comment.p[0] != '[';
	return false;
}

static void
fill_comments(MtFill *f)
{
	for (MtClauseKind kind = MT_CLAUSE_BY; kind < MT_CLAUSES; kind++) {
		const MtClause *clause = &f->clauses->clause[kind];

		for (size_t i = 0; i < clause->n; i++) {
			MtSlice text = mt_slice_trim(clause->tokens[i].text);

			if (clause->tokens[i].kind != MT_TOKEN_COMMENT ||
			    mt_fill_comment(f, text) || kind > MT_CLAUSE_WITH ||
			    f->received->software.p != NULL ||
			    !is_software(text))
				continue;
			f->received->software = text;
		}
	}
}

void
mt_fill_rest(MtFill *f)
{
	const MtClause *clause = f->clauses->clause;
	MtReceived *r = f->received;
	MtSlice word;

	if ((word = mt_clause_word(&clause[MT_CLAUSE_BY], 0)).n > 0)
		r->by = mt_strip_path(word);
	else
		mt_fill_note(f, MT_NOTE_NO_BY, f->clauses->value);
	fill_by_address(f);
	r->with = mt_clause_text(&clause[MT_CLAUSE_WITH], f->arena);
	r->via = mt_clause_text(&clause[MT_CLAUSE_VIA], f->arena);
	if ((word = mt_clause_word(&clause[MT_CLAUSE_ID], 0)).n > 0)
		r->id = mt_strip_path(word);
	word = mt_clause_word(&clause[MT_CLAUSE_ENVELOPE_FROM], 0);
	if (word.n > 0)
		r->envelope_from = mt_strip_path(word);
	fill_recipients(f);
	fill_comments(f);
}

static void
note_odd_bytes(MtFill *f)
{
	MtSlice value = f->clauses->value;

	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '\0')
			mt_fill_note(f, MT_NOTE_FIELD_NUL,
				     mt_slice_sub(value, i, i + 1));
		else if ((unsigned char)value.p[i] >= 0x80)
			mt_fill_note(f, MT_NOTE_FIELD_8BIT,
				     mt_slice_sub(value, i, i + 1));
	}
}

void
mt_received_parse(MtSlice value, uint64_t offset, MtArena *arena, MtReceived *r)
{
	MtClauses clauses;
	MtFill f = {&clauses, NULL, offset, arena, r, MT_IP_NONE};

	*r = (MtReceived){0};
	mt_clauses_read(value, offset, arena, &clauses, &r->notes);
	f.dialect = mt_dialect_for(&clauses, arena, &r->software);
	r->dialect = f.dialect->name;
	note_odd_bytes(&f);
	mt_fill_from(&f);
	mt_fill_rest(&f);
	mt_fill_time(&f);
	if (f.dialect->refine != NULL)
		f.dialect->refine(&clauses, arena, r);
	fill_protocol(r);
	r->encrypted = r->encrypted || r->tls_version.p != NULL ||
		       r->tls_cipher.p != NULL;
}
