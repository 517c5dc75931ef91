/*
 * Numbers as decimal digits, written where the caller has made room: two digits
 * at a time, from a table. All return the end of what they wrote.
 */
#ifndef MT_BASE_DIGITS_H
#define MT_BASE_DIGITS_H

#include <stdint.h>
#include <string.h>

/* Bytes that the longest number takes. */
enum { MT_INT_ROOM = 20, MT_SECONDS_ROOM = 21 };

extern const char mt_digit_pairs[]; /* 00 to 99, and a NUL */

/* Two digits of a number below 100. */
static inline char *
mt_put_two(char *p, unsigned number)
{
	memcpy(p, mt_digit_pairs + 2 * (size_t)number, 2);
	return p + 2;
}

/* Six digits of a number below a million. */
static inline char *
mt_put_six(char *p, unsigned number)
{
	p = mt_put_two(p, number / 10000);
	p = mt_put_two(p, number / 100 % 100);
	return mt_put_two(p, number % 100);
}

char *mt_put_large(char *p, uint64_t number); /* used by mt_put_number() only */

/* Most numbers in records have one digit: of hops, of seconds. */
static inline char *
mt_put_number(char *p, uint64_t number)
{
	if (number >= 10)
		return mt_put_large(p, number);
	*p = (char)('0' + number);
	return p + 1;
}

static inline char *
mt_put_int(char *p, int64_t number)
{
	if (number >= 0)
		return mt_put_number(p, (uint64_t)number);
	*p = '-';
	return mt_put_number(p + 1, -(uint64_t)number);
}

/*
 * Microseconds as seconds, without an exponent and without trailing zeros
 * (`76`, `-0.25`, `0.000001`): exact, never through a double. Shares are
 * written the same way, as millionths.
 */
char *mt_put_seconds(char *p, int64_t us);

#endif
