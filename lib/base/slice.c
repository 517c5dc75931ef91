/* Operations on borrowed bytes that every parser here is written with. */
#define _GNU_SOURCE /* memmem() */
#include "base/slice.h"

#include "base/bytes16.h"

int
mt_slice_compare(MtSlice a, MtSlice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* What is longer than this is left to memmem(), whose time does not depend on
 * how often the beginning occurs; but it makes a table first, each time. */
enum { SHORT = 64 };

/* In short texts: where the first and the last byte of it stand as they must,
 * at sixteen places at once. */
static size_t
find_short(MtSlice s, MtSlice what)
{
	const MtBytes16 first = {0}, last = {0};
	MtBytes16 a = first + (signed char)what.p[0],
		  z = last + (signed char)what.p[what.n - 1];
	size_t i = 0, end = s.n - what.n + 1;

	for (; end - i >= 16; i++) {
		MtBytes16 found = (mt_bytes16_load(s.p + i) == a) &
				  (mt_bytes16_load(s.p + i + what.n - 1) == z);
		size_t k = mt_bytes16_first(found);

		i += k;
		if (k == 16)
			i--;
		else if (mt_same_bytes(s.p + i, what.p, what.n))
			return i;
	}
	for (; i < end; i++)
		if (s.p[i] == what.p[0] &&
		    mt_same_bytes(s.p + i, what.p, what.n))
			return i;
	return MT_SLICE_NOWHERE;
}

size_t
mt_slice_find(MtSlice s, MtSlice what)
{
	const char *at;

	if (what.n > s.n)
		return MT_SLICE_NOWHERE;
	if (what.n == 0)
		return 0;
	if (what.n <= SHORT)
		return find_short(s, what);
	at = memmem(s.p, s.n, what.p, what.n);
	return at == NULL ? MT_SLICE_NOWHERE : (size_t)(at - s.p);
}

/* Most equal texts are written alike. */
bool
mt_same_letters_between(const char *a, const char *b, size_t n)
{
	if (mt_same_bytes(a, b, n))
		return true;
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i] && mt_lower(a[i]) != mt_lower(b[i]))
			return false;
	return true;
}

size_t
mt_slice_find_i(MtSlice s, MtSlice what)
{
	if (what.n == 0)
		return 0;
	for (size_t i = 0; i + what.n <= s.n; i++)
		if (mt_same_letters(s.p + i, what.p, what.n))
			return i;
	return MT_SLICE_NOWHERE;
}

bool
mt_slice_cut(MtSlice *rest, char sep, MtSlice *head)
{
	size_t at = mt_slice_find_char(*rest, sep);

	if (at == MT_SLICE_NOWHERE)
		return false;
	*head = mt_slice_sub(*rest, 0, at);
	*rest = mt_slice_sub(*rest, at + 1, rest->n);
	return true;
}

/* No white space stands between `i` and this; all up to ' ' may be some. */
static inline size_t
near_space(MtSlice s, size_t i)
{
	if (s.n - i < 16)
		return i;
	return i + mt_bytes16_first(mt_bytes16_load(s.p + i) <= ' ');
}

bool
mt_slice_word(MtSlice *rest, MtSlice *word)
{
	size_t from = 0, to;

	while (from < rest->n && mt_is_space(rest->p[from]))
		from++;
	to = near_space(*rest, from);
	while (to < rest->n && !mt_is_space(rest->p[to]))
		to++;
	if (to == from)
		return false;
	*word = mt_slice_sub(*rest, from, to);
	*rest = mt_slice_sub(*rest, to, rest->n);
	return true;
}

bool
mt_slice_number(MtSlice s, unsigned long long max, unsigned long long *number)
{
	unsigned long long sum = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned digit = (unsigned char)s.p[i] - '0';

		if (digit > 9 || digit > max || sum > (max - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	*number = sum;
	return true;
}

bool
mt_slice_glob_i(MtSlice pattern, MtSlice name)
{
	size_t p = 0, n = 0, star = MT_SLICE_NOWHERE, resume = 0;

	while (n < name.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = p++;
			resume = n;
		} else if (p < pattern.n &&
			   (pattern.p[p] == '?' ||
			    mt_lower(pattern.p[p]) == mt_lower(name.p[n]))) {
			p++;
			n++;
		} else if (star != MT_SLICE_NOWHERE) {
			p = star + 1;
			n = ++resume;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}
