/* Formats whose entries hold line ends: journals, counted messages, tables. */
#include "input/frame.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "input/utf16.h"

/* `83 <`, the length of what is counted with its count; 0 where none is. */
static size_t
counted(MtSlice s)
{
	enum { DIGITS = 7 };
	size_t i = 0, n = 0;

	for (; i < s.n && i < DIGITS && mt_is_digit(s.p[i]); i++)
		n = n * 10 + (size_t)(s.p[i] - '0');
	return i > 0 && n > 0 && i + 1 < s.n && s.p[i] == ' ' &&
			       s.p[i + 1] == '<'
		       ? i + 1 + n
		       : 0;
}

/* Two messages, and no line ends between them but what is counted. */
static bool
is_octets(MtSlice head)
{
	size_t n = counted(head);

	return n > 0 && n < head.n &&
	       counted(mt_slice_sub(head, n, head.n)) > 0;
}

/* Where a count is missing, messages are found again behind the next LF. */
static size_t
next_counted(MtSlice s, bool whole)
{
	size_t n = counted(s);

	if (n == 0)
		return mt_frame_line(s, whole);
	return n <= s.n ? n : whole ? s.n : 0;
}

static bool
is_one_of(MtSlice set, char c)
{
	return mt_slice_find_char(set, c) != MT_SLICE_NOWHERE;
}

/* Names of columns: words, quoted or not, with commas between; five or more. */
static bool
is_names(MtSlice line)
{
	enum { FEW = 5 };
	size_t n = 1;

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		n += c == ',';
		if (!g_ascii_isalnum(c) && !is_one_of(MT_SLICE(",\"_- "), c))
			return false;
	}
	return n >= FEW;
}

/* Names come first, behind remarks if any: `#TYPE ..`, `#Fields: a,b,c`. */
static bool
is_rows(MtSlice head)
{
	MtSlice line, fields = MT_SLICE("#Fields: ");

	if (mt_slice_starts(head, MT_SLICE("\xef\xbb\xbf")))
		head = mt_slice_sub(head, 3, head.n);
	while (mt_slice_cut(&head, '\n', &line) && line.n > 0) {
		line = mt_slice_trim(line);
		if (mt_slice_starts(line, fields))
			line = mt_slice_sub(line, fields.n, line.n);
		else if (mt_slice_starts(line, MT_SLICE("#")))
			continue;
		return is_names(line);
	}
	return false;
}

/*
 * Behind the quote that ends the cell whose text `s` begins with; 0: none does, or
 * what follows it shows that it does not. `more`: it may lie in what has to come.
 */
static size_t
behind_quotes(MtSlice s, bool *more)
{
	enum { MOST = 64 * 1024 };
	MtSlice look = mt_slice_sub(s, 0, MOST);
	size_t at = 0, n;

	while ((n = mt_slice_find_char(mt_slice_sub(look, at, look.n), '"')) !=
	       MT_SLICE_NOWHERE) {
		at += n + 1;
		if (at == look.n)
			break;
		if (look.p[at] != '"')
			return is_one_of(MT_SLICE(",\r\n"), look.p[at]) ? at
									: 0;
		at++;
	}
	*more = look.n < MOST;
	return 0;
}

/* To the LF that no quotes are around; where quotes do not end, to the first one. */
static size_t
next_row(MtSlice s, bool whole)
{
	size_t line = mt_frame_line(s, whole), end = line, at = 0;
	bool start = true, more = false;

	if (memchr(s.p, '"', line) == NULL)
		return line;
	while (at < end) {
		size_t n;

		if (!start || s.p[at] != '"') {
			start = s.p[at++] == ',';
			continue;
		}
		n = behind_quotes(mt_slice_sub(s, at + 1, s.n), &more);
		if (n == 0)
			return more && !whole ? 0 : line;
		at += n + 1;
		start = false;
		if (at > end) {
			n = mt_frame_line(mt_slice_sub(s, at, s.n), whole);
			end = n == 0 ? 0 : at + n;
		}
	}
	return end;
}

MtFrame
mt_frame_of(MtSlice head)
{
	bool big_endian;

	if (is_octets(head))
		return MT_FRAME_OCTETS;
	if (is_rows(head))
		return MT_FRAME_ROWS;
	if (mt_utf16_is(head, &big_endian))
		return big_endian ? MT_FRAME_UTF16BE : MT_FRAME_UTF16LE;
	return mt_slice_starts(head, MT_SLICE("__")) ? MT_FRAME_EXPORT
						     : MT_FRAME_LINE;
}

size_t
mt_frame_other(MtFrame frame, MtSlice s, bool whole)
{
	size_t n;

	if (frame == MT_FRAME_EXPORT)
		return mt_frame_export(s, whole);
	if (frame == MT_FRAME_ROWS)
		return next_row(s, whole);
	if (frame == MT_FRAME_OCTETS)
		return next_counted(s, whole);
	n = mt_utf16_line(s, frame == MT_FRAME_UTF16BE);
	return n == 0 && whole ? s.n : n;
}

bool
mt_frame_export_field(MtSlice *rest, MtSlice *name, MtSlice *value)
{
	MtSlice s = *rest, line;
	uint64_t n = 0;

	if (!mt_slice_cut(&s, '\n', &line) || line.n == 0)
		return false;
	*name = line;
	if (mt_slice_cut(&line, '=', name)) {
		*value = line;
		*rest = s;
		return true;
	}
	if (s.n < 8)
		return false;
	for (size_t i = 8; i-- > 0;)
		n = n << 8 | (unsigned char)s.p[i];
	if (n >= s.n - 8)
		return false;
	*value = mt_slice(s.p + 8, (size_t)n);
	*rest = mt_slice_sub(s, 8 + (size_t)n + 1, s.n);
	return true;
}

size_t
mt_frame_export(MtSlice s, bool whole)
{
	MtSlice rest = s, name, value;

	/* Empty lines before an entry belong to it, or a file of them would
	 * have entries without end. */
	while (rest.n > 0 && rest.p[0] == '\n')
		rest = mt_slice_sub(rest, 1, rest.n);
	while (mt_frame_export_field(&rest, &name, &value))
		;
	if (rest.n > 0 && rest.p[0] == '\n')
		return s.n - rest.n + 1;
	return whole ? s.n : 0;
}
