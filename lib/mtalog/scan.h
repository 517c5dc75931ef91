/*
 * Small scanners that all log readers are written with: each takes something
 * off the front of a slice, or says that it is not there.
 */
#ifndef MT_MTALOG_SCAN_H
#define MT_MTALOG_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* Two digits at `p`, or -1. */
static inline int
mt_scan_two(const char *p)
{
	return mt_is_digit(p[0]) && mt_is_digit(p[1])
		       ? (p[0] - '0') * 10 + (p[1] - '0')
		       : -1;
}

/* Behind the spaces that it begins with. */
static inline MtSlice
mt_scan_spaces(MtSlice s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s = mt_slice(s.p + 1, s.n - 1);
	return s;
}

/* Is it one of these words, which are NULL-terminated? */
static inline bool
mt_scan_is_one_of(MtSlice word, const char *const *words)
{
	/* Most differ at once. */
	for (; word.n > 0 && *words != NULL; words++)
		if ((*words)[0] == word.p[0] &&
		    mt_slice_eq(mt_slice_str(*words), word))
			return true;
	return false;
}

/* Take `head` off the front. */
static inline bool
mt_scan_skip(MtSlice *rest, MtSlice head)
{
	if (rest->n < head.n || !mt_same_bytes(rest->p, head.p, head.n))
		return false;
	rest->p += head.n;
	rest->n -= head.n;
	return true;
}

/* Take the bytes before `stop` (which is taken too), or all there is. */
MtSlice mt_scan_until(MtSlice *rest, char stop);

/*
 * A path in angle brackets: `<a@b>`, `<"x y>"@z>`, `<>`. The value is without
 * the brackets. Logged addresses are not always quoted: the '>' that counts is
 * the first one outside quotes before one of `, ;):` or the end.
 */
bool mt_scan_path(MtSlice *rest, MtSlice *path);

/* Microseconds of the last of so many decimals. */
extern const int32_t mt_scan_scales[7];

/* Take the digits behind a point off, as microseconds; those beyond the sixth
 * are cut. Returns how many there were. */
size_t mt_scan_decimals(MtSlice *s, int64_t *us);

/* `0.25`, `12`, `3.6e`: decimal seconds as microseconds; digits beyond the
 * sixth are cut off. Takes the number off; false if there is none. */
bool mt_scan_seconds(MtSlice *rest, int64_t *us);

/*
 * Eight bytes as a number whose lowest byte is the first of them, each less what
 * '0' is, so that those below ten are digits.
 */
static inline uint64_t
mt_scan_load8(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return GUINT64_FROM_LE(x) ^ UINT64_C(0x3030303030303030);
}

/* The bits of `x` up to the first byte that is no digit. */
static inline unsigned
mt_scan_digits(uint64_t x)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	/* Bit 7 of each byte above 9; those beyond the first may be wrong. */
	uint64_t none = (x | (x + ones * (0x7f - 9))) & ones << 7;

	return none == 0 ? 64 : (unsigned)__builtin_ctzll(none) & ~7U;
}

/* What the digits in the first `bits` of `x` say. Without a branch for their
 * number, since numbers of all lengths follow one another. */
static inline uint64_t
mt_scan_value(uint64_t x, unsigned bits)
{
	/* The last digit goes to the highest byte, zeros before the first. */
	x = bits == 0 ? 0 : x << (64 - bits);
	x = x * 10 + (x >> 8);
	x = (x & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
	    (x >> 16 & UINT64_C(0x000000ff000000ff)) *
		    UINT64_C(0x0000271000000001);
	return x >> 32;
}

/* How many of the eight bytes at `p` are digits, up to the first that is none;
 * `number` is what they say. */
static inline size_t
mt_scan_digits8(const char *p, uint64_t *number)
{
	uint64_t x = mt_scan_load8(p);
	unsigned bits = mt_scan_digits(x);

	*number = mt_scan_value(x, bits);
	return bits / 8;
}

/* A decimal number without a sign, of at most 18 digits. */
static inline bool
mt_scan_number(MtSlice *rest, int64_t *number)
{
	const char *p = rest->p, *end;
	int64_t sum = 0;
	uint64_t few;
	size_t n;

	if (rest->n >= 8 && (n = mt_scan_digits8(p, &few)) < 8) {
		if (n == 0)
			return false;
		*number = (int64_t)few;
		*rest = mt_slice(p + n, rest->n - n);
		return true;
	}
	if (rest->n == 0)
		return false;
	end = p + (rest->n < 18 ? rest->n : 18);
	while (p < end && mt_is_digit(*p))
		sum = sum * 10 + (*p++ - '0');
	n = (size_t)(p - rest->p);
	if (n == 0 || (n == 18 && n < rest->n && mt_is_digit(*p)))
		return false;
	*number = sum;
	*rest = mt_slice(p, rest->n - n);
	return true;
}

/* `name[address]:port`, as Postfix writes a peer; address and port may lack. */
typedef struct {
	MtSlice name, address;
	int port; /* 0 where not given */
} MtPeer;

bool mt_scan_peer(MtSlice *rest, MtPeer *peer);

#endif
