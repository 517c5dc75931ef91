/* Word by word: a word that may differ is `*`, and several of them are one. */
#include "reason/fold.h"

#include "reason/phrase.h"

enum {
	LOOK = 1024, /* bytes of a reply that are looked at */
	LONG = 24,   /* a word of this length is no word */
	SHORT = 8,   /* one below it is no id */
};

/* Words with digits that mean something. */
static const MtSlice kept[] = {
	{"TLS", 3},   {"SSL", 3},   {"IPv4", 4}, {"IPv6", 4},     {"RFC", 3},
	{"X.509", 5}, {"UTF-8", 5}, {"SHA", 3},  {"STARTTLS", 8},
};

/* What MTAs write before the answer of the other side. */
static const MtSlice heads[] = {
	{"delivery temporarily suspended: ", 32},
	{"Deferred: ", 10},
	{"SMTP error from remote mail server after ", 41},
	{"temporary error. Command output: ", 33},
};

static bool
is_code(MtSlice s)
{
	return s.n >= 4 && (s.p[0] == '4' || s.p[0] == '5') &&
	       mt_is_digit(s.p[1]) && mt_is_digit(s.p[2]) &&
	       (s.p[3] == ' ' || s.p[3] == '-');
}

/* Behind `host .. said: ` and the like, what the host said. */
static MtSlice
skip_heads(MtSlice s)
{
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		if (mt_slice_starts(s, heads[i]))
			s = mt_slice_sub(s, heads[i].n, s.n);
	for (size_t at = 0; at + 6 < s.n; at++)
		if (s.p[at] == ':' && s.p[at + 1] == ' ' &&
		    is_code(mt_slice_sub(s, at + 2, s.n)))
			return mt_slice_sub(s, at + 2, s.n);
	return s;
}

/* `(in reply to RCPT TO command)` says when, not why. */
static MtSlice
cut_tail(MtSlice s)
{
	size_t at = mt_slice_find(s, MT_SLICE(" (in reply to "));

	return mt_slice_sub(s, 0, at);
}

static bool
is_open(char c)
{
	return c == '<' || c == '(' || c == '[' || c == '"' || c == '\'' ||
	       c == '{' || c == '`';
}

static bool
is_close(char c)
{
	return c == '>' || c == ')' || c == ']' || c == '"' || c == '\'' ||
	       c == '}' || c == ',' || c == ';' || c == ':' || c == '.' ||
	       c == '!' || c == '?';
}

static bool
is_host(MtSlice s)
{
	size_t dot = MT_SLICE_NOWHERE, letters = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.') {
			/* Not the end of a sentence without a space. */
			if (i == 0 || i + 1 == s.n || s.p[i - 1] == '.')
				return false;
			dot = i;
			letters = 0;
		} else if (mt_is_alpha(c)) {
			letters++;
		} else if (!mt_is_digit(c) && c != '-' && c != '_' &&
			   c != ':' && c != '/' && c != '[' && c != ']') {
			return false;
		}
	}
	return dot != MT_SLICE_NOWHERE && letters >= 2;
}

static bool
is_kept(MtSlice s)
{
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if (mt_slice_starts_i(s, kept[i]))
			return true;
	return false;
}

/* `4.7.1` */
static bool
is_status(MtSlice s)
{
	size_t dots = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.')
			dots++;
		else if (!mt_is_digit(s.p[i]))
			return false;
	}
	return dots == 2 && s.n >= 5 && s.n <= 9 &&
	       (s.p[0] == '4' || s.p[0] == '5') && s.p[1] == '.';
}

/*
 * An id of letters and digits that happens to have no digit: `VqaKAiQlzsCcYxwB`.
 * What is put together of words (`NoSuchUser`, `OpenSSLError`) changes from small
 * to capital letters less often, least of all where it has several in a row.
 */
static bool
is_jumble(MtSlice s)
{
	size_t changes = 0, capitals = 0;

	for (size_t i = 1; i < s.n; i++) {
		if (!mt_is_alpha(s.p[i]) || !mt_is_alpha(s.p[i - 1]))
			return false;
		if (mt_lower(s.p[i]) == s.p[i])
			continue;
		if (mt_lower(s.p[i - 1]) == s.p[i - 1])
			changes++;
		else
			capitals++;
	}
	return s.n >= SHORT && changes >= 2 &&
	       s.n < (changes + 1) * (capitals > 0 ? 4 : 3);
}

/* Does the word, without what surrounds it, differ from case to case? */
static bool
differs(MtSlice s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		digits += mt_is_digit(s.p[i]);
		if (s.p[i] == '@' || s.p[i] == '=' || s.p[i] == '\\')
			return true;
	}
	if (mt_slice_find(s, MT_SLICE("://")) != MT_SLICE_NOWHERE ||
	    s.n >= LONG || is_host(s))
		return true;
	return (digits > 0 && !is_kept(s)) || is_jumble(s);
}

/* `<>`, `<joe>`, `"joe"`: one word that is somebody's. */
static bool
is_quoted(MtSlice word, size_t from, size_t to)
{
	return from > 0 && to < word.n &&
	       (word.p[from - 1] == '<' ||
		((word.p[from - 1] == '"' || word.p[from - 1] == '\'') &&
		 word.p[to] == word.p[from - 1]));
}

typedef struct {
	MtBuf *out;
	size_t begin;   /* of the text in `out` */
	bool star;      /* the last word was one */
	MtSlice code;   /* `450`, as the reply began */
	bool several;   /* lines, each with that in front */
	MtSlice status; /* `4.7.1` behind it */
} Fold;

static void
add_word(Fold *f, MtSlice word)
{
	if (f->out->n > f->begin)
		mt_buf_add_char(f->out, ' ');
	mt_buf_add(f->out, word);
	f->star = false;
}

/* `*`, with the punctuation that ends it. */
static void
add_star(Fold *f, MtSlice tail)
{
	bool ends = tail.n > 0 &&
		    (tail.p[tail.n - 1] == ':' || tail.p[tail.n - 1] == ',' ||
		     tail.p[tail.n - 1] == ';');

	if (!f->star)
		add_word(f, MT_SLICE("*"));
	if (ends)
		mt_buf_add_char(f->out, tail.p[tail.n - 1]);
	f->star = !ends;
}

static void
fold_word(Fold *f, MtSlice word)
{
	size_t from = 0, to = word.n;
	MtSlice inner;

	while (from < to && is_open(word.p[from]))
		from++;
	while (to > from && is_close(word.p[to - 1]))
		to--;
	inner = mt_slice_sub(word, from, to);
	/* Lines of one reply, made one: each begins with the codes. */
	if (mt_slice_eq(inner, f->status) ||
	    (f->several && mt_slice_starts(word, f->code) &&
	     (word.n == 3 || word.p[3] == '-')))
		return;
	if (is_quoted(word, from, to) || differs(inner))
		add_star(f, mt_slice_sub(word, to, word.n));
	else
		add_word(f, word);
}

/* `450 4.7.1 ` or `450-4.7.1 ` */
static void
take_codes(Fold *f, MtSlice *rest)
{
	MtSlice word, after;

	if (!is_code(*rest))
		return;
	f->code = mt_slice(rest->p, 3);
	f->several = rest->p[3] == '-';
	add_word(f, f->code);
	*rest = mt_slice_sub(*rest, 4, rest->n);
	after = *rest;
	if (mt_slice_word(&after, &word) && is_status(word)) {
		f->status = word;
		add_word(f, word);
		*rest = after;
	}
}

void
mt_reason_fold(MtBuf *out, MtSlice reply)
{
	Fold f = {.out = out, .begin = out->n};
	MtSlice rest = cut_tail(skip_heads(mt_slice_sub(reply, 0, LOOK)));
	MtSlice word;

	take_codes(&f, &rest);
	while (mt_slice_word(&rest, &word)) {
		size_t before = out->n;

		fold_word(&f, word);
		if (out->n - f.begin > MT_FOLDED) {
			out->n = before;
			break;
		}
	}
	while (out->n > f.begin &&
	       (out->p[out->n - 1] == '.' || out->p[out->n - 1] == ' ' ||
		out->p[out->n - 1] == ','))
		out->n--;
}

void
mt_reason_fold_failed(MtBuf *out, MtSlice reply)
{
	size_t n;

	MT_BUF_ADD(out, MT_PHRASE_FALLBACK ": ");
	n = out->n;
	mt_reason_fold(out, reply);
	if (out->n == n)
		out->n -= 2;
}
