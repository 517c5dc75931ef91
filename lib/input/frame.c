/* The export format of the systemd journal has binary lines between those of text. */
#include "input/frame.h"

#include <stdint.h>

#include "input/utf16.h"

MtFrame
mt_frame_of(MtSlice head)
{
	bool big_endian;

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
