/* RFC 8601 2.2 with CFWS everywhere, as RFC 5322 3.2.2 nests comments. */
#include "authres/pairs.h"

#include "base/limits.h"

static void
skip(MtPairScan *scan, size_t n)
{
	scan->rest = mt_slice_sub(scan->rest, n, scan->rest.n);
}

/* The length of the comment at the front; all that is left if it has no end,
 * or is nested too deep to be meant. */
static size_t
comment_length(MtSlice s)
{
	int depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '(' && ++depth > MT_MAX_NESTING)
			break;
		else if (s.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return s.n;
}

static void
skip_white(MtPairScan *scan)
{
	while (scan->rest.n > 0) {
		char c = scan->rest.p[0];
		size_t n;

		if (c != '(' && !mt_is_space(c))
			return;
		n = c == '(' ? comment_length(scan->rest) : 1;
		if (c == '(' && scan->comment.p == NULL)
			scan->comment = mt_slice_trim(
				mt_slice_sub(scan->rest, 1, n > 1 ? n - 1 : 1));
		skip(scan, n);
	}
}

/* Up to white space, `;`, `(`, and for a key `=`. */
static MtSlice
take_word(MtPairScan *scan, bool is_key)
{
	MtSlice s = scan->rest;
	size_t n = 0;

	while (n < s.n && !mt_is_space(s.p[n]) && s.p[n] != ';' &&
	       s.p[n] != '(' && (!is_key || s.p[n] != '='))
		n++;
	skip(scan, n);
	return mt_slice_sub(s, 0, n);
}

/* A word may be quoted; without the quotes, what is escaped as it stands. */
static MtSlice
take(MtPairScan *scan, bool is_key)
{
	MtSlice s = scan->rest;
	size_t n = 1;

	if (s.n == 0 || s.p[0] != '"')
		return take_word(scan, is_key);
	while (n < s.n && s.p[n] != '"')
		n += s.p[n] == '\\' && n + 1 < s.n ? 2 : 1;
	skip(scan, n < s.n ? n + 1 : s.n);
	return mt_slice_sub(s, 1, n);
}

void
mt_pair_next(MtPairScan *scan, MtPair *pair)
{
	const char *begin;
	MtPairScan after;

	*pair = (MtPair){0};
	skip_white(scan);
	if (scan->rest.n == 0)
		return;
	begin = scan->rest.p;
	if (*begin == ';') {
		pair->kind = MT_PAIR_SEMI;
		pair->whole = mt_slice_sub(scan->rest, 0, 1);
		skip(scan, 1);
		return;
	}
	pair->kind = MT_PAIR_WORD;
	pair->key = take(scan, true);
	after = *scan;
	skip_white(&after);
	if (after.rest.n > 0 && after.rest.p[0] == '=') {
		*scan = after;
		skip(scan, 1);
		skip_white(scan);
		pair->kind = MT_PAIR_BOTH;
		pair->value = take(scan, false);
	}
	pair->whole = mt_slice(begin, (size_t)(scan->rest.p - begin));
}
