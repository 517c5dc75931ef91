/* One walk over code points; the forms differ in what stands for each. */
#include "report/doc/safe.h"

#include "base/utf8.h"

/* A unit is the code point or stray byte at the front of a text. */
typedef struct {
	MtSlice bytes; /* as they stand */
	uint32_t code;
	bool stray; /* no UTF-8 */
} Unit;

static bool
next(MtSlice *rest, Unit *unit)
{
	size_t n;

	if (rest->n == 0)
		return false;
	n = mt_utf8_read(*rest, &unit->code);
	unit->stray = n == 0;
	if (n == 0) {
		unit->code = (unsigned char)rest->p[0];
		n = 1;
	}
	unit->bytes = mt_slice(rest->p, n);
	*rest = mt_slice(rest->p + n, rest->n - n);
	return true;
}

/* Is it to be shown in place of being written? XML refuses what is not a
 * character as well; all of these count as invisible. A tab is white space. */
static bool
is_strange(const Unit *unit)
{
	return unit->stray || (unit->code != '\t' &&
			       mt_utf8_kind(unit->code) != MT_UTF8_PLAIN);
}

static void
add_name(MtBuf *out, const Unit *unit)
{
	if (unit->stray || unit->code < 0x80)
		mt_buf_addf(out, "\\x%02x", unit->code);
	else
		mt_buf_addf(out, "U+%04X", unit->code);
}

static void
add_entity(MtBuf *out, const Unit *unit)
{
	switch (unit->code) {
	case '<':
		MT_BUF_ADD(out, "&lt;");
		break;
	case '>':
		MT_BUF_ADD(out, "&gt;");
		break;
	case '&':
		MT_BUF_ADD(out, "&amp;");
		break;
	case '"':
		MT_BUF_ADD(out, "&quot;");
		break;
	case '\'':
		MT_BUF_ADD(out, "&#39;");
		break;
	default:
		mt_buf_add(out, unit->bytes);
	}
}

static void
add_html_unit(MtBuf *out, const Unit *unit)
{
	if (!is_strange(unit)) {
		add_entity(out, unit);
		return;
	}
	MT_BUF_ADD(out, "<span class=\"ctl\">");
	add_name(out, unit);
	MT_BUF_ADD(out, "</span>");
}

/* A part that is shorter than PART does not end a line, and none that is
 * longer than LONG_PART keeps a column wide. */
enum { PART = 4, LONG_PART = 16 };

/* Text with <wbr> behind the characters of `ends`, and in long parts. */
static void
add_html(MtBuf *out, MtSlice text, MtSlice ends)
{
	size_t n = 0;
	Unit unit;

	while (next(&text, &unit)) {
		bool end = unit.code < 0x80 &&
			   mt_slice_find_char(ends, (char)unit.code) !=
				   MT_SLICE_NOWHERE;

		add_html_unit(out, &unit);
		n = unit.code == ' ' ? 0 : n + 1;
		if (text.n < PART || n < PART || !(end || n >= LONG_PART))
			continue;
		MT_BUF_ADD(out, "<wbr>");
		n = 0;
	}
}

void
mt_safe_add_html(MtBuf *out, MtSlice text)
{
	add_html(out, text, MT_SLICE(""));
}

void
mt_safe_add_html_name(MtBuf *out, MtSlice name)
{
	add_html(out, name, MT_SLICE("./@:_=,;-\\"));
}

void
mt_safe_add_xml(MtBuf *out, MtSlice text)
{
	Unit unit;

	while (next(&text, &unit)) {
		if (!is_strange(&unit)) {
			add_entity(out, &unit);
		} else if (unit.stray || unit.code < 0x80) {
			add_name(out, &unit);
		} else {
			MT_BUF_ADD(out, "&lt;");
			add_name(out, &unit);
			MT_BUF_ADD(out, "&gt;");
		}
	}
}

void
mt_safe_add_plain(MtBuf *out, MtSlice text)
{
	Unit unit;

	while (next(&text, &unit)) {
		if (!is_strange(&unit)) {
			mt_buf_add(out, unit.bytes);
		} else if (unit.stray || unit.code < 0x80) {
			add_name(out, &unit);
		} else {
			mt_buf_add_char(out, '<');
			add_name(out, &unit);
			mt_buf_add_char(out, '>');
		}
	}
}

static size_t
longest_run(MtSlice text, char c)
{
	size_t most = 0, run = 0;

	for (size_t i = 0; i < text.n; i++) {
		run = text.p[i] == c ? run + 1 : 0;
		most = MAX(most, run);
	}
	return most;
}

/* CommonMark 6.1: a code span ends at a run of as many backticks as began it.
 * GFM looks for the bars of a table before anything else. */
void
mt_safe_add_markdown_code(MtBuf *out, MtSlice text, bool cell)
{
	g_auto(MtBuf) plain = {0};
	size_t ticks = longest_run(text, '`') + 1;
	bool spaced = text.n == 0 || text.p[0] == '`' || text.p[0] == ' ' ||
		      text.p[text.n - 1] == '`' || text.p[text.n - 1] == ' ';

	mt_safe_add_plain(&plain, text);
	for (size_t i = 0; i < ticks; i++)
		mt_buf_add_char(out, '`');
	if (spaced)
		mt_buf_add_char(out, ' ');
	for (size_t i = 0; i < plain.n; i++) {
		if (cell && plain.p[i] == '|')
			mt_buf_add_char(out, '\\');
		mt_buf_add_char(out, plain.p[i]);
	}
	if (spaced)
		mt_buf_add_char(out, ' ');
	for (size_t i = 0; i < ticks; i++)
		mt_buf_add_char(out, '`');
}

/* What begins something inside a line (CommonMark 0.31, 2.4 and 2.5). */
static bool
is_markup(char c)
{
	static const char marks[] = "\\`*_[]<>|~#&";

	return memchr(marks, c, sizeof marks - 1) != NULL;
}

/* What begins a block at the start of a line: `- `, `+ `, `1. `, `===`. */
static bool
begins_block(MtSlice words)
{
	size_t digits = 0;

	while (digits < words.n && mt_is_digit(words.p[digits]))
		digits++;
	if (digits > 0)
		return digits < words.n &&
		       (words.p[digits] == '.' || words.p[digits] == ')') &&
		       (digits + 1 == words.n || words.p[digits + 1] == ' ');
	return words.n > 1 && strchr("-+=", words.p[0]) != NULL &&
	       (words.p[1] == ' ' || words.p[1] == words.p[0]);
}

/*
 * Does a tracker make a link of the word, or call somebody: an address, @all,
 * #1, !2, GH-3, a web page, :smile: (GFM 6.9 and what GitHub and GitLab add, which
 * look at the text when backslashes are gone)?
 */
static bool
refers(MtSlice word)
{
	if (mt_slice_starts_i(word, MT_SLICE("gh-")))
		return true;
	for (size_t i = 0; i < word.n; i++) {
		MtSlice rest = mt_slice_sub(word, i, word.n);
		bool more = rest.n > 1 &&
			    (mt_is_digit(rest.p[1]) || mt_is_alpha(rest.p[1]));

		if (rest.p[0] == '@' ||
		    mt_slice_starts(rest, MT_SLICE("://")) ||
		    mt_slice_starts_i(rest, MT_SLICE("www.")) ||
		    (more && strchr("#!$%~^:", rest.p[0]) != NULL &&
		     (i == 0 || rest.p[0] == '#')))
			return true;
	}
	return false;
}

static void
add_word(MtBuf *out, MtSlice word, bool cell)
{
	size_t n = word.n;

	if (!refers(word)) {
		for (size_t i = 0; i < word.n; i++) {
			if (is_markup(word.p[i]))
				mt_buf_add_char(out, '\\');
			mt_buf_add_char(out, word.p[i]);
		}
		return;
	}
	while (n > 1 && strchr(".,;:", word.p[n - 1]) != NULL)
		n--;
	mt_safe_add_markdown_code(out, mt_slice(word.p, n), cell);
	mt_buf_add(out, mt_slice_sub(word, n, word.n));
}

/* Findings tell what a header says within our own words: so all is made safe. */
void
mt_safe_add_markdown(MtBuf *out, MtSlice words, bool cell)
{
	g_auto(MtBuf) plain = {0};
	MtSlice rest, word;

	mt_safe_add_plain(&plain, words);
	rest = mt_buf_slice(&plain);
	if (begins_block(rest)) {
		size_t mark = 0;

		while (mt_is_digit(rest.p[mark]))
			mt_buf_add_char(out, rest.p[mark++]);
		mt_buf_add_char(out, '\\');
		mt_buf_add_char(out, rest.p[mark]);
		rest = mt_slice_sub(rest, mark + 1, rest.n);
	}
	while (mt_slice_cut(&rest, ' ', &word)) {
		add_word(out, word, cell);
		mt_buf_add_char(out, ' ');
	}
	add_word(out, rest, cell);
}
