/* `ESC [ .. m`, and what terminals end colours with. */
#include "mtalog/colour.h"

/* Where the sequence that begins at `at` ends; `at` where there is none. */
static size_t
sequence_end(MtSlice s, size_t at)
{
	size_t i = at + 2;

	if (i >= s.n)
		return at;
	if (s.p[at + 1] == '(') /* a character set */
		return i + 1;
	if (s.p[at + 1] != '[')
		return at;
	while (i < s.n && s.p[i] >= ' ' && s.p[i] <= '?')
		i++;
	return i < s.n && s.p[i] >= '@' && s.p[i] <= '~' ? i + 1 : at;
}

/* Has it only zeros between `ESC [` and its letter, which ends a colour or erases? */
static bool
is_reset(MtSlice s, size_t at, size_t end)
{
	if (end == at || s.p[at + 1] == '(')
		return end > at;
	for (size_t i = at + 2; i + 1 < end; i++)
		if (s.p[i] != '0')
			return false;
	return s.p[end - 1] == 'm' || s.p[end - 1] == 'K';
}

/* What colours a line ends with the plain colour, or it is a part of the text. */
static bool
is_coloured(MtSlice line)
{
	size_t at = line.n;

	while (at > 0 && line.p[at - 1] != '\x1b')
		at--;
	return at > 0 && is_reset(line, at - 1, sequence_end(line, at - 1));
}

MtSlice
mt_colour_strip(MtSlice line, MtArena *arena)
{
	char *copy;
	size_t n = 0;

	if (!is_coloured(line))
		return line;
	copy = mt_arena_take(arena, line.n);
	for (size_t i = 0; i < line.n;) {
		size_t end = line.p[i] == '\x1b' ? sequence_end(line, i) : i;

		if (end == i)
			copy[n++] = line.p[i++];
		else
			i = end;
	}
	return mt_slice(copy, n);
}
