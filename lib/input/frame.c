/* The export format of the systemd journal has binary lines between those of text. */
#include "input/frame.h"

#include <stdint.h>

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

MtFrame
mt_frame_of(MtSlice head)
{
	bool big_endian;

	if (is_octets(head))
		return MT_FRAME_OCTETS;

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
