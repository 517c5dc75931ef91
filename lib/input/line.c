/* Line ends as mail really has them. */
#include "input/line.h"

char
mt_line_mark(MtSlice block, bool whole)
{
	const char *lf = block.n == 0 ? NULL : memchr(block.p, '\n', block.n);
	size_t before = lf == NULL ? block.n : (size_t)(lf - block.p);
	const char *cr = before == 0 ? NULL : memchr(block.p, '\r', before);
	size_t at;

	if (cr == NULL)
		return lf != NULL || whole ? '\n' : 0;
	at = (size_t)(cr - block.p);
	if (lf != NULL)
		return before - at <= 2 && block.p[before - 1] == '\r' ? '\n'
								       : '\r';
	/* CR, or CR CR, may be the beginning of one line end. */
	return !whole && block.n - at <= 2 ? 0 : '\r';
}

size_t
mt_line_length_cr(MtSlice s, bool whole)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			return i + 1;
		if (s.p[i] != '\r')
			continue;
		if (i + 1 < s.n)
			return s.p[i + 1] == '\n' ? i + 2 : i + 1;
		break;
	}
	return whole ? s.n : 0;
}

size_t
mt_line_blank(MtSlice s, char mark)
{
	size_t cr = 0;

	while (cr < s.n && cr < 2 && s.p[cr] == '\r')
		cr++;
	if (mark == '\r' && cr > 0)
		return s.n > 1 && s.p[1] == '\n' ? 2 : 1;
	return cr < s.n && s.p[cr] == '\n' ? cr + 1 : 0;
}

size_t
mt_line_leading(MtSlice s)
{
	char mark = mt_line_mark(s, true);
	size_t n = 0;

	for (int i = 0; i < MT_MAX_LEADING_LINES; i++)
		n += mt_line_blank(mt_slice_sub(s, n, s.n), mark);
	return n;
}

bool
mt_line_is_field(MtSlice line)
{
	size_t max = line.n < MT_LINE_NAME_MAX ? line.n : MT_LINE_NAME_MAX;
	size_t i = 0;

	if (max == 0 || !mt_is_alpha(line.p[0]))
		return false;
	while (i < max && line.p[i] > ' ' && line.p[i] < 127 &&
	       line.p[i] != ':')
		i++;
	while (i < max && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i < max && line.p[i] == ':';
}
