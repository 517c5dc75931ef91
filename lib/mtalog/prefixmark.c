/* What programs put before lines that they pass on: whose, or of which file. */
#include "mtalog/prefix.h"

enum {
	PATH = 1024,
	COLONS = 4, /* a path may have some, and a number one more */
	WORDS = 8,  /* columns, labels, names of containers with a bar */
	DASHES = 8, /* a path and a date in its name have some */
};

/* `lda(bob): ` before the time, as Dovecot 1 does; ` Subject: ` is no mark. */
static bool
is_named(MtSlice line, size_t colon)
{
	return colon > 0 && colon + 1 < line.n && line.p[colon + 1] == ' ' &&
	       (line.p[colon - 1] == ')' || line.p[colon - 1] == '>');
}

/* A digit, or the first letter of a month. */
static bool
begins_time(char c)
{
	return mt_is_digit(c) || (c >= 'A' && c <= 'S');
}

/*
 * `mail.log:` and `mail.log:12:`, as grep does where it has several files; words as
 * in `mail-1  | `, which is from docker compose, or `[pod/mail-0/mta] `. The lines
 * around those that were looked for have `mail.log-` and `mail.log-12-` of grep.
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
		} else if (line.p[i] == '-' && marks->dashes < DASHES &&
			   begins_time(line.p[i + 1])) {
			marks->dashes++;
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
