/*
 * UTF-8 (RFC 3629) code points: reading them, which of them would mislead a
 * reader, and how many columns each takes.
 */
#ifndef MT_BASE_UTF8_H
#define MT_BASE_UTF8_H

#include <stdint.h>

#include "base/slice.h"

/*
 * Read the code point at the front of `s` and return its length in bytes, 1 to
 * 4. Returns 0, leaving `*code` alone, where none stands there: the slice is
 * empty, or begins with a byte out of place, an overlong form, a surrogate or
 * a number above U+10FFFF.
 */
size_t mt_utf8_read(MtSlice s, uint32_t *code);

/* Write a code point, and return its length in bytes. Any number below 2^21 is
 * written, so a surrogate becomes bytes that are not valid. */
size_t mt_utf8_put(char *to, uint32_t code);

/* How many bytes at the front are whole, valid code points. */
size_t mt_utf8_span(MtSlice s);

static inline bool
mt_utf8_valid(MtSlice s)
{
	return mt_utf8_span(s) == s.n;
}

/* What a code point does to the text around it. */
typedef enum {
	MT_UTF8_PLAIN,
	MT_UTF8_CONTROL,   /* C0, DEL, C1, line and paragraph separator */
	MT_UTF8_BIDI,      /* turns the direction of writing (UAX 9) */
	MT_UTF8_INVISIBLE, /* takes no room and leaves no mark, or pretends to
			      be a letter that is blank: zero-width joiners,
			      fillers, tags, annotations, noncharacters */
} MtUtf8Kind;

/*
 * Combining marks and the two presentation selectors that follow emoji (U+FE0E,
 * U+FE0F) are plain: they change what is seen, and ordinary text has them.
 */
MtUtf8Kind mt_utf8_kind(uint32_t code);

/* Columns of a terminal: 0 for combining marks, 2 for East Asian wide, else 1. */
unsigned mt_utf8_width(uint32_t code);

#endif
