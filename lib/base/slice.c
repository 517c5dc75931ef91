/* Operations on borrowed bytes that every parser here is written with. */
#define _GNU_SOURCE /* memmem() */
#include "base/slice.h"

#include <strings.h>

MtSlice
mt_slice_sub(MtSlice s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return mt_slice(s.p + from, to - from);
}

MtSlice
mt_slice_trim(MtSlice s)
{
	while (s.n > 0 && mt_is_space(s.p[0]))
		s.p++, s.n--;
	while (s.n > 0 && mt_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
mt_slice_eq(MtSlice a, MtSlice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static bool
same_letters(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i] && mt_lower(a[i]) != mt_lower(b[i]))
			return false;
	return true;
}

bool
mt_slice_eq_i(MtSlice a, MtSlice b)
{
	return a.n == b.n && same_letters(a.p, b.p, a.n);
}

bool
mt_slice_starts(MtSlice s, MtSlice head)
{
	return s.n >= head.n && memcmp(s.p, head.p, head.n) == 0;
}

bool
mt_slice_starts_i(MtSlice s, MtSlice head)
{
	return s.n >= head.n && same_letters(s.p, head.p, head.n);
}

bool
mt_slice_ends_i(MtSlice s, MtSlice tail)
{
	return s.n >= tail.n &&
	       same_letters(s.p + s.n - tail.n, tail.p, tail.n);
}

size_t
mt_slice_find(MtSlice s, MtSlice what)
{
	const char *at = s.n == 0 ? NULL : memmem(s.p, s.n, what.p, what.n);

	return at == NULL ? MT_SLICE_NOWHERE : (size_t)(at - s.p);
}

size_t
mt_slice_find_i(MtSlice s, MtSlice what)
{
	if (what.n == 0)
		return 0;
	for (size_t i = 0; i + what.n <= s.n; i++)
		if (mt_lower(s.p[i]) == mt_lower(what.p[0]) &&
		    same_letters(s.p + i, what.p, what.n))
			return i;
	return MT_SLICE_NOWHERE;
}

size_t
mt_slice_find_char(MtSlice s, char c)
{
	const char *at = s.n == 0 ? NULL : memchr(s.p, c, s.n);

	return at == NULL ? MT_SLICE_NOWHERE : (size_t)(at - s.p);
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

bool
mt_slice_word(MtSlice *rest, MtSlice *word)
{
	size_t from = 0, to;

	while (from < rest->n && mt_is_space(rest->p[from]))
		from++;
	for (to = from; to < rest->n && !mt_is_space(rest->p[to]);)
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
