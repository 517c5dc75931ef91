/* Scanners over borrowed bytes; none looks at a byte twice. */
#include "mtalog/scan.h"

#include "base/bytes16.h"

MtSlice
mt_scan_until(MtSlice *rest, char stop)
{
	size_t n = mt_bytes16_find(rest->p, rest->n, stop);
	MtSlice head = mt_slice(rest->p, n);

	n += n < rest->n;
	*rest = mt_slice(rest->p + n, rest->n - n);
	return head;
}

static bool
ends_path(MtSlice s, size_t i)
{
	return i == s.n || s.p[i] == ',' || s.p[i] == ' ' || s.p[i] == ';' ||
	       s.p[i] == ')' || s.p[i] == ':';
}

/* The usual path has no quotes, and ends at the first '>'. */
static bool
take_plain_path(MtSlice *rest, MtSlice *path)
{
	size_t n = mt_bytes16_find4(rest->p, rest->n, '>', '"', '>', '"');

	if (n == rest->n || rest->p[n] != '>' || !ends_path(*rest, n + 1))
		return false;
	*path = mt_slice(rest->p + 1, n - 1);
	*rest = mt_slice(rest->p + n + 1, rest->n - n - 1);
	return true;
}

bool
mt_scan_path(MtSlice *rest, MtSlice *path)
{
	MtSlice s = *rest;
	bool quoted = false;

	if (s.n == 0 || s.p[0] != '<')
		return false;
	if (take_plain_path(rest, path))
		return true;
	for (size_t i = 1; i < s.n; i++) {
		if (s.p[i] == '\\' && quoted)
			i++;
		else if (s.p[i] == '"')
			quoted = !quoted;
		else if (s.p[i] == '>' && !quoted && ends_path(s, i + 1)) {
			*path = mt_slice(s.p + 1, i - 1);
			*rest = mt_slice(s.p + i + 1, s.n - i - 1);
			return true;
		}
	}
	return false;
}

const int32_t mt_scan_scales[7] = {1000000, 100000, 10000, 1000, 100, 10, 1};

size_t
mt_scan_decimals(MtSlice *s, int64_t *us)
{
	int64_t scale = 100000;
	uint64_t few;
	size_t i = 0;

	*us = 0;
	if (s->n >= 8 && (i = mt_scan_digits8(s->p, &few)) <= 6) {
		*us = (int64_t)few * mt_scan_scales[i];
	} else {
		for (i = 0; i < s->n && mt_is_digit(s->p[i]); i++, scale /= 10)
			*us += (s->p[i] - '0') * scale;
	}
	*s = mt_slice(s->p + i, s->n - i);
	return i;
}

/*
 * `0.25` in eight bytes with what follows it, as most are: read as a number
 * without the point. Returns how long it is; 0 for what is not of this form.
 */
static size_t
take_short_seconds(const char *p, int64_t *us)
{
	uint64_t x = mt_scan_load8(p), behind;
	unsigned whole = mt_scan_digits(x), bits;

	if (whole == 0 || whole > 48 || (x >> whole & 0xff) != ('.' ^ '0'))
		return 0;
	/* What follows the point moves to its place, and no digit behind. */
	behind = ~UINT64_C(0) << whole;
	x = (x & ~behind) | (x >> 8 & behind) | UINT64_C(0xff) << 56;
	bits = mt_scan_digits(x);
	if (bits == whole || bits == 56)
		return 0;
	*us = (int64_t)mt_scan_value(x, bits) *
	      mt_scan_scales[(bits - whole) / 8];
	return bits / 8 + 1;
}

/* Apart from the above, which needs no memory for it. */
G_GNUC_NO_INLINE static bool
take_any_seconds(MtSlice *rest, int64_t *us)
{
	int64_t whole, part;
	MtSlice s = *rest;

	if (!mt_scan_number(&s, &whole) || whole > INT64_MAX / 1000000 - 1)
		return false;
	whole *= 1000000;
	if (s.n > 1 && s.p[0] == '.' && mt_is_digit(s.p[1])) {
		s = mt_slice(s.p + 1, s.n - 1);
		mt_scan_decimals(&s, &part);
		whole += part;
	}
	*us = whole;
	*rest = s;
	return true;
}

bool
mt_scan_seconds(MtSlice *rest, int64_t *us)
{
	size_t n = rest->n < 8 ? 0 : take_short_seconds(rest->p, us);

	if (n == 0)
		return take_any_seconds(rest, us);
	*rest = mt_slice(rest->p + n, rest->n - n);
	return true;
}

bool
mt_scan_peer(MtSlice *rest, MtPeer *peer)
{
	MtSlice s = *rest;
	/* Most bytes of a log line are those of host names. */
	size_t i = mt_bytes16_find4(s.p, s.n, '[', ',', ' ', ';');
	int64_t port;

	*peer = (MtPeer){0};
	peer->name = mt_slice(s.p, i);
	s = mt_slice(s.p + i, s.n - i);
	if (s.n > 0 && s.p[0] == '[') {
		size_t end = mt_bytes16_find(s.p, s.n, ']');

		if (end == s.n)
			return false;
		peer->address = mt_slice(s.p + 1, end - 1);
		s = mt_slice(s.p + end + 1, s.n - end - 1);
		if (s.n > 1 && s.p[0] == ':' && mt_is_digit(s.p[1])) {
			s = mt_slice_sub(s, 1, s.n);
			if (mt_scan_number(&s, &port) && port <= 65535)
				peer->port = (int)port;
		}
	} else if (i == 0) {
		return false;
	}
	*rest = s;
	return true;
}
