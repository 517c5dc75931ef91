/* One pass over the value; every look ahead is bounded, so time is linear. */
#include "received/token.h"

#include "base/bytes16.h"
#include "base/limits.h"

enum {
	/* How far a '<', '"' or '[' may reach, and a '(' once one was found
	 * unclosed: an address has 320 bytes at most. */
	MAX_REACH = 512,
	/* So many that nothing closes are looked at; then all are spaces. */
	MAX_UNCLOSED = 16,
	FIRST_ROOM = 32,
};

/* What a byte is to the loops below. */
enum {
	SPACE = 1,        /* also a ')' that closes nothing */
	WORD_END = 2,     /* no word reaches over it */
	BRACKET_END = 4,  /* no [] reaches over it */
	BEHIND_QUOTE = 8, /* may follow a closing quote */
	IN_COMMENT = 16,  /* means something inside a comment */
	BLANK = SPACE | WORD_END | BEHIND_QUOTE | IN_COMMENT,
};
static const uint8_t class[256] = {
	['\t'] = BLANK,
	['\n'] = BLANK,
	['\v'] = BLANK,
	['\f'] = BLANK,
	['\r'] = BLANK,
	[' '] = BLANK,
	['('] = WORD_END | BRACKET_END | BEHIND_QUOTE | IN_COMMENT,
	[')'] = BLANK | BRACKET_END,
	[';'] = WORD_END | BRACKET_END | BEHIND_QUOTE,
	['<'] = BRACKET_END,
	['>'] = BRACKET_END | BEHIND_QUOTE,
	['['] = BRACKET_END,
	[']'] = BRACKET_END | BEHIND_QUOTE,
	['"'] = BRACKET_END,
	['@'] = BEHIND_QUOTE,
	[','] = BEHIND_QUOTE,
	['\\'] = IN_COMMENT,
};

static inline bool
is(MtSlice v, size_t at, unsigned what)
{
	return (class[(unsigned char)v.p[at]] & what) != 0;
}

/*
 * No byte from `i` up to here ends a word. All bytes up to ' ' and above 127
 * are possible ends, and so are the last ones, of which there are no sixteen.
 */
static inline size_t
near_word_end(MtSlice v, size_t i)
{
	size_t n = 16;

	for (; n == 16 && v.n - i >= 16; i += n) {
		MtBytes16 x = mt_bytes16_load(v.p + i);

		n = mt_bytes16_first((x <= ' ') | ((x & ~1) == '(') |
				     (x == ';'));
	}
	return i;
}

/* The same for a byte that means something inside a comment, where a space
 * means something if another is behind it. */
static inline size_t
near_comment_mark(const char *p, size_t i, size_t end)
{
	size_t n = 16;

	while (n == 16 && end - i > 16) {
		MtBytes16 x = mt_bytes16_load(p + i);
		MtBytes16 next = mt_bytes16_load(p + i + 1);

		n = mt_bytes16_first(((x & ~1) == '(') | (x == '\\') |
				     (x < ' ') | ((x == ' ') & (next <= ' ')));
		i += n;
	}
	return i;
}

typedef struct {
	MtSlice value;
	uint64_t offset;
	MtArena *arena;
	MtTokens *out;
	MtNotes *notes;
	unsigned unclosed;
} Lexer;

static void
note(Lexer *l, MtNoteKind kind, size_t from, size_t to)
{
	if (l->notes != NULL)
		mt_note_add(l->notes, l->arena, kind, l->offset + from,
			    to - from);
}

static void
grow(MtTokens *t, MtArena *arena)
{
	size_t room = t->room < FIRST_ROOM ? FIRST_ROOM : t->room * 2;
	MtToken *more;

	room = MIN(room, MT_MAX_TOKENS);
	more = mt_arena_take(arena, room * sizeof *more);
	if (t->n > 0)
		memcpy(more, t->tokens, t->n * sizeof *more);
	t->tokens = more;
	t->room = room;
}

/* At the limit the last place goes to the last semicolon: the date is there. */
static bool
make_room(Lexer *l, size_t at, MtTokenKind kind)
{
	MtTokens *t = l->out;

	if (t->n < MT_MAX_TOKENS) {
		grow(t, l->arena);
		return true;
	}
	note(l, MT_NOTE_TOO_MANY_TOKENS, at, l->value.n);
	t->n -= kind == MT_TOKEN_SEMI;
	return kind == MT_TOKEN_SEMI;
}

/* The token that begins at `at`. */
static inline void
emit(Lexer *l, size_t at, MtTokenKind kind, MtSlice text)
{
	MtTokens *t = l->out;

	if (t->n == t->room && !make_room(l, at, kind))
		return;
	t->tokens[t->n++] = (MtToken){text, kind};
}

MtSlice
mt_token_squeeze(MtSlice text, MtArena *arena)
{
	char *copy = mt_arena_take(arena, text.n);
	size_t n = 0;
	MtSlice word;

	while (mt_slice_word(&text, &word)) {
		if (n > 0)
			copy[n++] = ' ';
		memcpy(copy + n, word.p, word.n);
		n += word.n;
	}
	return mt_slice(copy, n);
}

/* The offset of the ')' that closes the '(' at `at`; nowhere if none does.
 * `folded`: white space stands before it that is not a single space. */
static size_t
comment_end(Lexer *l, size_t at, size_t end, bool *folded)
{
	const MtSlice v = l->value;
	size_t depth = 0;

	for (size_t i = at; i < end; i++) {
		char c;

		i = near_comment_mark(v.p, i, end);
		while (i < end && !is(v, i, IN_COMMENT))
			i++;
		if (i == end)
			break;
		c = v.p[i];
		if (c == ' ')
			*folded |= i + 1 < end && mt_is_space(v.p[i + 1]);
		else if (c == '\\')
			i++;
		else if (c == ')' && --depth == 0)
			return i;
		else if (c == '(' && ++depth == MT_MAX_NESTING + 1)
			note(l, MT_NOTE_COMMENT_TOO_DEEP, at, i);
		else if (mt_is_space(c))
			*folded = true;
	}
	return MT_SLICE_NOWHERE;
}

/* Like take_word(): returns where reading goes on. */
static size_t
take_comment(Lexer *l, size_t at)
{
	size_t end = l->value.n, close = MT_SLICE_NOWHERE;
	bool folded = false;
	MtSlice text;

	if (l->unclosed > 0)
		end = MIN(end, at + MAX_REACH);
	if (l->unclosed < MAX_UNCLOSED)
		close = comment_end(l, at, end, &folded);
	if (close == MT_SLICE_NOWHERE) {
		note(l, MT_NOTE_COMMENT_UNCLOSED, at, at + 1);
		l->unclosed++;
		return at + 1;
	}
	text = mt_slice_trim(mt_slice_sub(l->value, at + 1, close));
	emit(l, at, MT_TOKEN_COMMENT,
	     folded ? mt_token_squeeze(text, l->arena) : text);
	return close + 1;
}

/* Behind the quoted string that opens at `i`; `i` itself if nothing closes it. */
static size_t
skip_quoted(MtSlice v, size_t i)
{
	size_t end = MIN(v.n, i + MAX_REACH), at = i + 1;

	while (at < end && v.p[at] != '"')
		at += v.p[at] == '\\' ? 2 : 1;
	return at < end ? at + 1 : i;
}

/* A quote that has lost its partner must not pair with the next one's. */
static size_t
skip_quoted_word(MtSlice v, size_t i)
{
	size_t at = skip_quoted(v, i);

	return at == v.n || is(v, at, BEHIND_QUOTE) ? at : i;
}

/* `[192.0.2.1]`, `[UNIX: localhost]`, also doubled, as sendmail 8.12 does. */
static size_t
skip_bracket(MtSlice v, size_t i)
{
	size_t end = MIN(v.n, i + MAX_REACH), at = i + 1;

	at += at < end && v.p[at] == '[';
	while (at < end && !is(v, at, BRACKET_END))
		at++;
	return at < end && v.p[at] == ']' ? at + 1 : i;
}

/* `<a b@c>`: with white space, an '@' must be there and nothing that other
 * clauses have; or Gmail's `<multiple recipients>`. */
static size_t
skip_loose_angle(MtSlice v, size_t i)
{
	static const MtSlice multiple = {"<multiple", 9};
	size_t end = MIN(v.n, i + MAX_REACH), at = i + 1;
	bool address = mt_slice_starts(mt_slice_sub(v, i, end), multiple);

	for (; at < end && strchr("<>();\"", v.p[at]) == NULL; at++)
		address |= v.p[at] == '@';
	return at < end && v.p[at] == '>' && address ? at + 1 : i;
}

/* A path `<a@b>`, `<"a b"@c>`, `<<a@b>>`. */
static size_t
skip_angle(MtSlice v, size_t i)
{
	size_t end = MIN(v.n, i + MAX_REACH), open = 0, at = i, next;

	for (; at < end && !is(v, at, SPACE); at = next) {
		char c = v.p[at];

		next = c == '"' ? skip_quoted(v, at) : at + 1;
		if (next == at)
			break;
		open += c == '<';
		if (c == '>' && --open == 0)
			return next;
	}
	return at < end && is(v, at, SPACE) ? skip_loose_angle(v, i) : i;
}

/* Spaces belong to a word only inside a pair that opens it. */
static size_t
skip_opening(MtSlice v, size_t i)
{
	switch (v.p[i]) {
	case '<':
		return skip_angle(v, i);
	case '"':
		return skip_quoted_word(v, i);
	case '[':
		return skip_bracket(v, i);
	default:
		return i;
	}
}

/*
 * A client may have a ';' in what it calls itself: it is part of the word
 * behind "from" when a comment follows that word: `from a;b (h [192.0.2.1])`.
 */
static size_t
skip_name_rest(const Lexer *l, size_t i)
{
	const MtTokens *t = l->out;
	const MtSlice v = l->value;
	size_t end = MIN(v.n, i + MAX_REACH), word = i, at;

	if (t->n == 0 ||
	    !mt_slice_eq_i(t->tokens[t->n - 1].text, MT_SLICE("from")))
		return i;
	while (word < end && v.p[word] != '(' && !is(v, word, SPACE))
		word++;
	for (at = word; at < end && is(v, at, SPACE);)
		at++;
	return at < end && v.p[at] == '(' ? word : i;
}

static size_t
take_word(Lexer *l, size_t at)
{
	const MtSlice v = l->value;
	size_t i = skip_opening(v, at);

	for (i = near_word_end(v, i); i < v.n && !is(v, i, WORD_END);)
		i = near_word_end(v, i + 1);
	if (i < v.n && v.p[i] == ';')
		i = skip_name_rest(l, i);
	emit(l, at, MT_TOKEN_WORD, mt_slice(v.p + at, i - at));
	return i;
}

void
mt_tokens_split(MtSlice value, uint64_t offset, MtArena *arena,
		MtTokens *tokens, MtNotes *notes)
{
	Lexer l = {value, offset, arena, tokens, notes, 0};
	size_t at = 0;

	tokens->n = 0;
	while (at < value.n) {
		if (is(value, at, SPACE)) {
			at++;
		} else if (value.p[at] == '(') {
			at = take_comment(&l, at);
		} else if (value.p[at] == ';') {
			emit(&l, at, MT_TOKEN_SEMI, mt_slice(value.p + at, 1));
			at++;
		} else {
			at = take_word(&l, at);
		}
	}
}
