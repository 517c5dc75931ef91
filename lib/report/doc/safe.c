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

/* What begins something inside a line (CommonMark 0.31, 2.4), or makes a link of
 * it (GFM 6.9). */
static bool
is_markup(MtSlice before, MtSlice rest)
{
	static const char marks[] = "\\`*_[]<>|~#";

	return memchr(marks, rest.p[0], sizeof marks - 1) != NULL ||
	       mt_slice_starts(rest, MT_SLICE("://")) ||
	       (rest.p[0] == '.' && mt_slice_ends_i(before, MT_SLICE("www")));
}

/* Findings tell what a header says within our own words: so all is made safe. */
void
mt_safe_add_markdown(MtBuf *out, MtSlice words)
{
	g_auto(MtBuf) plain = {0};
	MtSlice all;

	mt_safe_add_plain(&plain, words);
	all = mt_buf_slice(&plain);
	for (size_t i = 0; i < all.n; i++) {
		if (is_markup(mt_slice_sub(all, 0, i),
			      mt_slice_sub(all, i, all.n)))
			mt_buf_add_char(out, '\\');
		mt_buf_add_char(out, all.p[i]);
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
