/* One pass over the value; every look ahead is bounded, so time is linear. */
#define _GNU_SOURCE /* memrchr() */
#include "received/token.h"

#include "base/limits.h"

/* How far a '<', '"' or '[' may reach: an address has 320 bytes at most. */
enum { MAX_REACH = 1024 };

typedef struct {
	MtSlice value;
	size_t at;
	uint64_t offset;
	MtArena *arena;
	MtTokens *out;
	MtNotes *notes;
	size_t room;
	bool unclosed; /* a '(' without ')' was met: look no further than reach */
} Lexer;

static void
note(Lexer *l, MtNoteKind kind, size_t from, size_t to)
{
	mt_note_add(l->notes, l->arena, kind, l->offset + from, to - from);
}

/* At the limit the last places go to the last semicolon and what follows. */
static void
emit(Lexer *l, MtTokenKind kind, size_t from, size_t to)
{
	if (l->out->n == l->room) {
		note(l, MT_NOTE_TOO_MANY_TOKENS, from, l->value.n);
		if (kind != MT_TOKEN_SEMI)
			return;
		l->out->n = l->room - MT_MAX_TOKENS / 4;
	}
	l->out->tokens[l->out->n++] =
		(MtToken){mt_slice_sub(l->value, from, to), kind};
}

/* The offset of the ')' that closes the '(' at `from`; nowhere if none does. */
static size_t
comment_end(Lexer *l, size_t from, size_t end)
{
	size_t depth = 0;

	for (size_t i = from; i < end; i++) {
		char c = l->value.p[i];

		if (c == '\\')
			i++;
		else if (c == '(' && ++depth == MT_MAX_NESTING + 1)
			note(l, MT_NOTE_COMMENT_TOO_DEEP, from, i);
		else if (c == ')' && --depth == 0)
			return i;
	}
	return MT_SLICE_NOWHERE;
}

static void
take_comment(Lexer *l)
{
	size_t from = l->at, end = l->value.n, close;

	if (l->unclosed && end > from + MAX_REACH)
		end = from + MAX_REACH;
	close = comment_end(l, from, end);
	if (close != MT_SLICE_NOWHERE) {
		emit(l, MT_TOKEN_COMMENT, from + 1, close);
		l->at = close + 1;
		return;
	}
	note(l, MT_NOTE_COMMENT_UNCLOSED, from, from + 1);
	if (!l->unclosed) {
		const char *semi = memrchr(l->value.p, ';', l->value.n);

		l->unclosed = true;
		close = semi == NULL || semi < l->value.p + from
				? l->value.n
				: (size_t)(semi - l->value.p);
		emit(l, MT_TOKEN_COMMENT, from + 1, close);
		l->at = close;
		return;
	}
	l->at++;
}

/* Behind the pair that opens at `i`, or behind the byte if nothing closes it. */
static size_t
skip_pair(const Lexer *l, size_t i, char close)
{
	MtSlice reach = mt_slice_sub(l->value, i + 1, i + 1 + MAX_REACH);
	size_t at = mt_slice_find_char(reach, close);

	return at == MT_SLICE_NOWHERE ? i + 1 : i + 1 + at + 1;
}

/* A path `<a@b>`, `<"a b"@c>`, `<<a@b>>`; no space outside quotes. */
static size_t
skip_angle(const Lexer *l, size_t i)
{
	size_t end = MIN(l->value.n, i + MAX_REACH), open = 0, at = i;

	while (at < end) {
		char c = l->value.p[at];

		if (c == '"') {
			at = skip_pair(l, at, '"');
			continue;
		}
		if (mt_is_space(c) || (c == '<' && at > i && open == 0))
			break;
		open += c == '<';
		at++;
		if (c == '>' && --open == 0)
			return at;
	}
	return i + 1;
}

/* Spaces belong to a word only inside a pair that opens it. */
static size_t
skip_opening(const Lexer *l, size_t i)
{
	switch (l->value.p[i]) {
	case '<':
		return skip_angle(l, i);
	case '"':
		return skip_pair(l, i, '"');
	case '[':
		return skip_pair(l, i, ']');
	default:
		return i;
	}
}

static void
take_word(Lexer *l)
{
	size_t i = skip_opening(l, l->at);

	while (i < l->value.n) {
		char c = l->value.p[i];

		if (mt_is_space(c) || c == '(' || c == ')' || c == ';')
			break;
		i++;
	}
	emit(l, MT_TOKEN_WORD, l->at, i);
	l->at = i;
}

void
mt_tokens_split(MtSlice value, uint64_t offset, MtArena *arena,
		MtTokens *tokens, MtNotes *notes)
{
	Lexer l = {value, 0, offset, arena, tokens, notes, 0, false};

	/* Two tokens need at least two bytes: ';;'. */
	l.room = value.n < MT_MAX_TOKENS ? value.n + 1 : MT_MAX_TOKENS;
	tokens->n = 0;
	tokens->tokens = (MtToken *)(void *)mt_arena_reserve(
		arena, l.room * sizeof *tokens->tokens);
	/* Notes take memory too, so the arena cannot stay reserved. */
	mt_arena_commit(arena, l.room * sizeof *tokens->tokens);
	while (l.at < value.n) {
		char c = value.p[l.at];

		if (mt_is_space(c) || c == ')')
			l.at++;
		else if (c == '(')
			take_comment(&l);
		else if (c == ';') {
			emit(&l, MT_TOKEN_SEMI, l.at, l.at + 1);
			l.at++;
		} else
			take_word(&l);
	}
}
