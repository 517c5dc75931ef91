/* Digits, a pair at a time. */
#include "base/digits.h"

const char mt_digit_pairs[] = "0001020304050607080910111213141516171819"
			      "2021222324252627282930313233343536373839"
			      "4041424344454647484950515253545556575859"
			      "6061626364656667686970717273747576777879"
			      "8081828384858687888990919293949596979899";

char *
mt_put_large(char *p, uint64_t number)
{
	size_t n = 2;
	char *at;

	for (uint64_t limit = 100; n < MT_INT_ROOM && number >= limit;
	     limit *= 10)
		n++;
	for (at = p + n; number >= 100; number /= 100) {
		at -= 2;
		mt_put_two(at, (unsigned)(number % 100));
	}
	if (number >= 10)
		mt_put_two(p, (unsigned)number);
	else
		*p = (char)('0' + number);
	return p + n;
}

char *
mt_put_seconds(char *p, int64_t us)
{
	uint64_t size = us < 0 ? -(uint64_t)us : (uint64_t)us;
	unsigned part = (unsigned)(size % 1000000);

	if (us < 0)
		*p++ = '-';
	p = mt_put_number(p, size / 1000000);
	if (part == 0)
		return p;
	*p++ = '.';
	p = mt_put_six(p, part);
	while (p[-1] == '0')
		p--;
	return p;
}
