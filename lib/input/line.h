/*
 * Where lines end, and what the first bytes of a line say: shared by all that
 * reads messages, so that a header block, an mbox and the field splitter agree.
 *
 * Lines end with LF or CRLF, and a CR elsewhere is a byte of its line, unless
 * the first line end of a block is a lone CR: then CR, LF and CRLF all end one.
 * All questions look at a bounded number of bytes, so that the answer does not
 * depend on how many happen to have been read.
 */
#ifndef MT_INPUT_LINE_H
#define MT_INPUT_LINE_H

#include "base/limits.h"
#include "base/slice.h"

enum {
	/* Bytes of white space that may still be a blank line (RFC 5322 2.1.1
	 * allows no longer line), and bytes of a field name, where it is a
	 * matter of telling a field from text. */
	MT_LINE_WHITE_MAX = 998,
	MT_LINE_NAME_MAX = 256,

	/* What the functions below need of a line to be sure. */
	MT_LINE_LOOK = MT_LINE_NAME_MAX + 4,
};

/*
 * The byte that ends the lines of `block`: '\n', or '\r' for lone CRs. 0 where
 * this cannot be told before more bytes are there; never 0 if `whole`.
 */
char mt_line_mark(MtSlice block, bool whole);

/* The length of mt_line_length() for blocks of lone CRs. */
size_t mt_line_length_cr(MtSlice s, bool whole);

/*
 * The length of the first line of `s` with its end. 0 when it is not all there;
 * if `whole`, no more bytes follow, and what is there is the line.
 */
static inline size_t
mt_line_length(MtSlice s, char mark, bool whole)
{
	const char *end;

	if (mark == '\r')
		return mt_line_length_cr(s, whole);
	end = s.n == 0 ? NULL : memchr(s.p, '\n', s.n);
	if (end == NULL)
		return whole ? s.n : 0;
	return (size_t)(end - s.p) + 1;
}

/*
 * The length of the line end that `s` begins with: LF, CRLF, what broken
 * converters make of it (CR CR LF), or the CR of a file of lone CRs; else 0.
 */
size_t mt_line_blank(MtSlice s, char mark);

/*
 * The length of the blank lines that `s` begins with, at most
 * MT_MAX_LEADING_LINES of them. Needs MT_LINE_LEADING bytes to be sure.
 */
enum { MT_LINE_LEADING = 3 * MT_MAX_LEADING_LINES };
size_t mt_line_leading(MtSlice s);

/* `line` without the line end that it may have. */
static inline MtSlice
mt_line_content(MtSlice line)
{
	if (line.n > 0 && line.p[line.n - 1] == '\n')
		line.n--;
	for (int i = 0; i < 2 && line.n > 0 && line.p[line.n - 1] == '\r'; i++)
		line.n--;
	return line;
}

/* Does `line`, which has a byte or more, go on with what the line before says? */
static inline bool
mt_line_is_fold(MtSlice line)
{
	return line.p[0] == ' ' || line.p[0] == '\t';
}

/* Does `line` begin like a field: a letter, more of a name, a colon? */
bool mt_line_is_field(MtSlice line);

#endif
