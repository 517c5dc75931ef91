/* Two bytes are a unit, one or two units a code point. */
#include "input/utf16.h"

#include <stdint.h>

#include "base/utf8.h"

enum { REPLACEMENT = 0xfffd };

bool
mt_utf16_is(MtSlice head, bool *big_endian)
{
	*big_endian = mt_slice_starts(head, MT_SLICE("\xfe\xff"));
	return *big_endian || mt_slice_starts(head, MT_SLICE("\xff\xfe"));
}

static uint32_t
unit(const char *p, bool big_endian)
{
	const unsigned char *u = (const unsigned char *)p;

	return big_endian ? (uint32_t)u[0] << 8 | u[1]
			  : (uint32_t)u[1] << 8 | u[0];
}

size_t
mt_utf16_line(MtSlice s, bool big_endian)
{
	size_t at = 0, n = s.n & ~(size_t)1;

	while (at < n) {
		const char *lf = memchr(s.p + at, '\n', n - at);

		if (lf == NULL)
			return 0;
		/* The LF may be half of another character, such as U+0A05. */
		at = (size_t)(lf - s.p) & ~(size_t)1;
		if (unit(s.p + at, big_endian) == '\n')
			return at + 2;
		at += 2;
	}
	return 0;
}

size_t
mt_utf16_decode(MtSlice s, bool big_endian, char *to)
{
	size_t n = 0, at = 0;

	while (at + 2 <= s.n) {
		uint32_t code = unit(s.p + at, big_endian), low = 0;

		at += 2;
		if (code >= 0xd800 && code < 0xdc00 && at + 2 <= s.n)
			low = unit(s.p + at, big_endian);
		if (low >= 0xdc00 && low < 0xe000) {
			code = 0x10000 + ((code - 0xd800) << 10) +
			       (low - 0xdc00);
			at += 2;
		} else if (code >= 0xd800 && code < 0xe000) {
			code = REPLACEMENT;
		}
		n += mt_utf8_put(to + n, code);
	}
	if (at < s.n)
		n += mt_utf8_put(to + n, REPLACEMENT);
	return n;
}
