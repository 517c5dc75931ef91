/* What programs put before lines that they pass on: whose, or of which file. */
#include "mtalog/prefix.h"

enum {
	PATH = 1024,
	COLONS = 4, /* a path may have some, and a number one more */
	WORDS = 8,  /* columns, labels, names of containers with a bar */
};

/* `lda(bob): ` before the time, as Dovecot 1 does; ` Subject: ` is no mark. */
static bool
is_named(MtSlice line, size_t colon)
{
	return colon > 0 && colon + 1 < line.n && line.p[colon + 1] == ' ' &&
	       (line.p[colon - 1] == ')' || line.p[colon - 1] == '>');
}

/*
 * `mail.log:` and `mail.log:12:`, as grep does where it has several files; words as
 * in `mail-1  | `, which is from docker compose, or `[pod/mail-0/mta] `.
 */
bool
mt_prefix_mark(MtSlice line, MtPrefixMarks *marks, MtSlice *rest)
{
	size_t n = line.n < PATH ? line.n : PATH, i = marks->at;

	for (; i + 1 < n && marks->colons < COLONS && marks->words < WORDS;
	     i++) {
		size_t end = i + 1;

		if (line.p[i] == ':') {
			marks->colons++;
			end += is_named(line, i);
		} else if (!mt_is_space(line.p[i]) ||
			   mt_is_space(line.p[i + 1])) {
			continue;
		} else {
			marks->words++;
		}
		if (end < line.n) {
			marks->at = end;
			*rest = mt_slice_sub(line, end, line.n);
			return true;
		}
	}
	return false;
}
