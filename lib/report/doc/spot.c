/* Addresses in sentences, header lines and lines of logs. */
#include "report/doc/spot.h"

#include "base/ipaddr.h"

bool
mt_spot_is_atom(char c)
{
	return mt_is_alpha(c) || mt_is_digit(c) || (c & 0x80) != 0 ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", c) != NULL);
}

static bool
is_domain(char c)
{
	return mt_is_alpha(c) || mt_is_digit(c) || (c & 0x80) != 0 ||
	       c == '.' || c == '-' || c == '[' || c == ']' || c == ':';
}

/* Where the local part begins that ends at `at`; `at` where there is none. */
static size_t
local_start(MtSlice text, size_t least, size_t at)
{
	size_t from = at;

	if (from > least && text.p[from - 1] == '"') {
		for (from--; from > least && text.p[from - 1] != '"';)
			from--;
		return from > least ? from - 1 : at;
	}
	while (from > least && mt_spot_is_atom(text.p[from - 1]))
		from--;
	return from;
}

bool
mt_spot_address(MtSlice text, size_t from, MtSpot *found)
{
	for (size_t i = from; i + 1 < text.n; i++) {
		size_t start, end = i + 1;

		if (text.p[i] != '@')
			continue;
		start = local_start(text, from, i);
		while (end < text.n && is_domain(text.p[end]))
			end++;
		if (start == i || end == i + 1)
			continue;
		*found = (MtSpot){start, i, end};
		return true;
	}
	return false;
}

static bool
is_ip_char(char c)
{
	return mt_is_digit(c) || c == '.' || c == ':' ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* `IPv6:2001:db8::1`: what stands before the first colon is no part of it. */
static size_t
behind_tag(MtSlice text, size_t start, size_t end)
{
	size_t at = start;

	while (at < end && mt_is_alpha(text.p[at]))
		at++;
	if (start > 0 && mt_is_alpha(text.p[start - 1]))
		while (at < end && text.p[at] != ':')
			at++;
	return at < end && text.p[at] == ':' ? at + 1 : start;
}

/* `192.0.2.1:25` */
static size_t
before_port(MtSlice text, size_t start, size_t end)
{
	size_t at = end;

	while (at > start && mt_is_digit(text.p[at - 1]))
		at--;
	return at > start && text.p[at - 1] == ':' ? at - 1 : end;
}

static bool
is_ip(MtSlice text, size_t start, size_t end)
{
	MtIp ip;

	return end - start >= 3 &&
	       (start == 0 || !mt_is_alpha(text.p[start - 1])) &&
	       mt_ip_parse(mt_slice_sub(text, start, end), &ip);
}

bool
mt_spot_ip(MtSlice text, size_t from, size_t *start, size_t *end)
{
	for (size_t i = from; i < text.n;) {
		size_t first = i, last, behind;

		while (i < text.n && is_ip_char(text.p[i]))
			i++;
		last = i;
		/* A stop that ends the sentence is not of the address. */
		while (last > first &&
		       (text.p[last - 1] == '.' ||
			(text.p[last - 1] == ':' &&
			 (last - first < 2 || text.p[last - 2] != ':'))))
			last--;
		behind = behind_tag(text, first, last);
		for (int way = 0; way < 4; way++) {
			*start = (way & 1) != 0 ? behind : first;
			*end = (way & 2) != 0 ? before_port(text, *start, last)
					      : last;
			if (is_ip(text, *start, *end))
				return true;
		}
		i += i == first;
	}
	return false;
}
