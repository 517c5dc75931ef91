/* What programs put before lines that they pass on: whose, or of which file. */
#include "mtalog/prefix.h"

enum {
	NAME = 64, /* of a container, with the spaces behind it */
	PATH = 1024,
	COLONS = 4, /* a path may have some, and a number one more */
};

/* `mail-1  | `, as docker compose marks each line. */
static size_t
compose_end(MtSlice line)
{
	size_t bar =
		mt_slice_find(mt_slice_sub(line, 0, NAME), MT_SLICE(" | "));

	if (bar == MT_SLICE_NOWHERE ||
	    mt_slice_find_char(mt_slice_trim(mt_slice(line.p, bar)), ' ') !=
		    MT_SLICE_NOWHERE)
		return 0;
	return bar + 3;
}

/* `lda(bob): ` before the time, as Dovecot 1 does; ` Subject: ` is no mark. */
static bool
is_named(MtSlice line, size_t colon)
{
	return colon > 0 && colon + 1 < line.n && line.p[colon + 1] == ' ' &&
	       (line.p[colon - 1] == ')' || line.p[colon - 1] == '>');
}

/* `mail.log:` and `mail.log:12:`, as grep does where it has several files. */
static size_t
colon_end(MtSlice line, size_t from)
{
	size_t colons = 0;

	line = mt_slice_sub(line, 0, PATH);
	for (size_t i = 0; i < line.n && colons < COLONS; i++) {
		if (line.p[i] != ':')
			continue;
		colons++;
		if (i + 1 > from)
			return i + 1 + is_named(line, i);
	}
	return 0;
}

bool
mt_prefix_mark(MtSlice line, MtSlice *rest)
{
	size_t from = rest->p == NULL ? 0 : (size_t)(rest->p - line.p), end = 0;

	if (from == 0)
		end = compose_end(line);
	if (end == 0)
		end = colon_end(line, from);
	if (end == 0 || end == line.n)
		return false;
	*rest = mt_slice_sub(line, end, line.n);
	return true;
}
