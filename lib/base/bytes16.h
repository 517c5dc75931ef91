/*
 * Sixteen bytes at a time, in the vector types that GCC and Clang have for every
 * machine: for loops over text whose next byte of interest is mostly far off.
 */
#ifndef MT_BASE_BYTES16_H
#define MT_BASE_BYTES16_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Signed, so that one comparison finds what is below ' ' or above 127. */
typedef int8_t MtBytes16 __attribute__((vector_size(16)));

/* The same as two numbers. No array: those cost a check of the stack. */
typedef uint64_t MtBytes16Halves __attribute__((vector_size(16)));

static inline MtBytes16
mt_bytes16_load(const char *p)
{
	MtBytes16 bytes;

	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

static inline uint64_t
mt_bytes8_load(const char *p)
{
	uint64_t bytes;

	memcpy(&bytes, p, sizeof bytes);
	return bytes;
}

/*
 * What a comparison gave: a bit for each byte, the first the lowest; is it true
 * of any byte; and the first byte of which it is true, 16 if of none. SSE2, which
 * every x86-64 has, gathers the bits in one instruction.
 */
#ifdef __SSE2__
static inline unsigned
mt_bytes16_bits(MtBytes16 found)
{
	typedef char Bytes __attribute__((vector_size(16)));

	return (unsigned)__builtin_ia32_pmovmskb128((Bytes)found);
}

static inline bool
mt_bytes16_any(MtBytes16 found)
{
	return mt_bytes16_bits(found) != 0;
}

static inline size_t
mt_bytes16_first(MtBytes16 found)
{
	return (size_t)__builtin_ctz(mt_bytes16_bits(found) | 1U << 16);
}
#else
static inline unsigned
mt_bytes16_bits(MtBytes16 found)
{
	unsigned bits = 0;

	for (int i = 0; i < 16; i++)
		bits |= (unsigned)(found[i] & 1) << i;
	return bits;
}

static inline bool
mt_bytes16_any(MtBytes16 found)
{
	MtBytes16Halves halves = (MtBytes16Halves)found;

	return (halves[0] | halves[1]) != 0;
}

static inline size_t
mt_bytes16_first(MtBytes16 found)
{
	MtBytes16Halves halves = (MtBytes16Halves)found;

	if (halves[0] != 0)
		return (size_t)__builtin_ctzll(GUINT64_FROM_LE(halves[0])) / 8;
	if (halves[1] != 0)
		return (size_t)__builtin_ctzll(GUINT64_FROM_LE(halves[1])) / 8 +
		       8;
	return 16;
}
#endif

/* Are all bytes ASCII, and none NUL? Those above 127 are negative here. */
static inline bool
mt_bytes16_ascii(const char *p, size_t n)
{
	MtBytes16 good = {0};
	size_t i = 0;

	good = ~good;
	for (; i + 16 <= n; i += 16)
		good &= mt_bytes16_load(p + i) > 0;
	for (; i < n; i++)
		if ((signed char)p[i] <= 0)
			return false;
	return !mt_bytes16_any(~good);
}

/* Where the first `c` of `n` bytes at `p` is, `n` if nowhere. For what is near as
 * a rule: a call of memchr() takes longer than to look at sixteen bytes. */
static inline size_t
mt_bytes16_find(const char *p, size_t n, char c)
{
	const char *at;
	size_t k = n < 16 ? 16 : mt_bytes16_first(mt_bytes16_load(p) == c);

	if (k < 16)
		return k;
	at = n == 0 ? NULL : memchr(p, c, n);
	return at == NULL ? n : (size_t)(at - p);
}

/* The bits of those of 64 bytes at `p` that are `c`. */
static inline uint64_t
mt_bytes64_bits(const char *p, char c)
{
	const signed char b = (signed char)c;
	uint64_t low = mt_bytes16_bits(mt_bytes16_load(p) == b) |
		       mt_bytes16_bits(mt_bytes16_load(p + 16) == b) << 16,
		 high = mt_bytes16_bits(mt_bytes16_load(p + 32) == b) |
			mt_bytes16_bits(mt_bytes16_load(p + 48) == b) << 16;

	return low | high << 32;
}

/* The bits of those of sixteen bytes at `p` that are one of four. */
static inline size_t
mt_bytes16_bits4(const char *p, char a, char b, char c, char d)
{
	MtBytes16 x = mt_bytes16_load(p);

	return mt_bytes16_bits((x == (signed char)a) | (x == (signed char)b) |
			       (x == (signed char)c) | (x == (signed char)d));
}

/* Where the first byte of `n` at `p` is that is one of four; `n` if none is. */
static inline size_t
mt_bytes16_find4(const char *p, size_t n, char a, char b, char c, char d)
{
	size_t i = 0;

	for (; n - i >= 16; i += 16) {
		size_t bits = mt_bytes16_bits4(p + i, a, b, c, d);

		if (bits != 0)
			return i + (size_t)__builtin_ctzl(bits);
	}
	while (i < n && p[i] != a && p[i] != b && p[i] != c && p[i] != d)
		i++;
	return i;
}

#endif
