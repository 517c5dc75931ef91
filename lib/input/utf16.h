/*
 * UTF-16 (RFC 2781), which programs of Windows write into files: where its lines
 * end, and the same text in UTF-8.
 */
#ifndef MT_INPUT_UTF16_H
#define MT_INPUT_UTF16_H

#include <stdbool.h>

#include "base/slice.h"

/* Does it begin with a byte order mark, U+FEFF, and in which order? */
bool mt_utf16_is(MtSlice head, bool *big_endian);

/* The length of the first line with its LF; 0 where none ends. */
size_t mt_utf16_line(MtSlice s, bool big_endian);

/* Bytes that `n` bytes can become. */
static inline size_t
mt_utf16_room(size_t n)
{
	return n / 2 * 3 + 3;
}

/*
 * Write `s` in UTF-8 and return the length. A surrogate that has no other, and a
 * byte left over at the end, are U+FFFD.
 */
size_t mt_utf16_decode(MtSlice s, bool big_endian, char *to);

#endif
