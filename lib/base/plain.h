/*
 * Copying text that a writer may leave as it is, sixteen bytes at a time:
 * printable ASCII but for two marks of its own, `a` and `b`. Nearly all text of
 * mail is such, so it is copied before that is known. Nothing is read or written
 * outside of the text and its copy.
 */
#ifndef MT_BASE_PLAIN_H
#define MT_BASE_PLAIN_H

#include "base/bytes16.h"
#include "base/slice.h"

static inline bool
mt_plain_is(char c, char a, char b)
{
	return c >= ' ' && c < 0x7f && c != a && c != b;
}

/* Which bytes are not plain. By one more, DEL is negative as all above it are. */
static inline MtBytes16
mt_plain_not(MtBytes16 x, char a, char b)
{
	typedef uint8_t Unsigned __attribute__((vector_size(16)));
	const MtBytes16 zero = {0};
	MtBytes16 more = (MtBytes16)((Unsigned)x + 1);

	return (more < '!') | (x == zero + (signed char)a) |
	       (x == zero + (signed char)b);
}

/* How many bytes at the front are plain. */
static inline size_t
mt_plain_run(MtSlice s, char a, char b)
{
	size_t i = 0;

	for (; s.n - i >= 16; i += 16) {
		size_t k = mt_bytes16_first(
			mt_plain_not(mt_bytes16_load(s.p + i), a, b));

		if (k < 16)
			return i + k;
	}
	while (i < s.n && mt_plain_is(s.p[i], a, b))
		i++;
	return i;
}

static inline MtBytes16
mt_plain_copy_16(char *to, const char *from)
{
	MtBytes16 bytes = mt_bytes16_load(from);

	memcpy(to, &bytes, 16);
	return bytes;
}

/* From 8 to 16 bytes, as two words that overlap. */
static inline MtBytes16
mt_plain_copy_some(char *to, MtSlice s)
{
	uint64_t first = mt_bytes8_load(s.p);
	uint64_t last = mt_bytes8_load(s.p + s.n - 8);

	memcpy(to, &first, 8);
	memcpy(to + s.n - 8, &last, 8);
	return (MtBytes16)(MtBytes16Halves){first, last};
}

/* From 1 to 7 bytes; the rest of the result is plain. */
static inline MtBytes16
mt_plain_copy_few(char *to, MtSlice s)
{
	const uint64_t plain = UINT64_C(0x2d2d2d2d2d2d2d2d);
	char middle, end;
	uint32_t first, last;

	if (s.n >= 4) {
		memcpy(&first, s.p, 4);
		memcpy(&last, s.p + s.n - 4, 4);
		memcpy(to, &first, 4);
		memcpy(to + s.n - 4, &last, 4);
		return (MtBytes16)(MtBytes16Halves){
			first | (uint64_t)last << 32, plain};
	}
	middle = s.p[s.n / 2];
	end = s.p[s.n - 1];
	to[0] = s.p[0];
	to[s.n / 2] = middle;
	to[s.n - 1] = end;
	return (MtBytes16)(MtBytes16Halves){
		(plain << 24) | (unsigned char)to[0] |
			(uint64_t)(unsigned char)middle << 8 |
			(uint64_t)(unsigned char)end << 16,
		plain};
}

/* Copy all bytes of `s` to `to`; false where one of them is not plain. */
static inline bool
mt_plain_copy(char *to, MtSlice s, char a, char b)
{
	MtBytes16 found = {0};

	if (s.n >= 16) {
		for (size_t i = 0; i + 16 < s.n; i += 16)
			found |= mt_plain_not(mt_plain_copy_16(to + i, s.p + i),
					      a, b);
		found |= mt_plain_not(
			mt_plain_copy_16(to + s.n - 16, s.p + s.n - 16), a, b);
	} else if (s.n >= 8) {
		found = mt_plain_not(mt_plain_copy_some(to, s), a, b);
	} else if (s.n > 0) {
		found = mt_plain_not(mt_plain_copy_few(to, s), a, b);
	}
	return !mt_bytes16_any(found);
}

#endif
