/* Internet addresses: from text and back. */
#include "base/ipaddr.h"

enum {
	V4_BYTES = 4,
	V6_BYTES = 16,
	/* `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
	MAX_TEXT = 45,
};

static bool
parse_v4(MtSlice text, uint8_t *bytes)
{
	const char *p = text.p, *end = text.p + text.n;

	for (int i = 0; i < V4_BYTES; i++) {
		const char *start;
		unsigned number = 0;

		if (i > 0 && (p == end || *p++ != '.'))
			return false;
		for (start = p; p < end && mt_is_digit(*p) && number < 256; p++)
			number = number * 10 + (unsigned)(*p - '0');
		/* A leading zero means octal to some programs, not to others. */
		if (p == start || number > 255 ||
		    (p > start + 1 && *start == '0'))
			return false;
		bytes[i] = (uint8_t)number;
	}
	return p == end;
}

static int
hex_value(char c)
{
	if (mt_is_digit(c))
		return c - '0';
	c = mt_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One to four hexadecimal digits off the front, as two bytes. */
static bool
take_group(MtSlice *text, uint8_t *bytes)
{
	unsigned group = 0;
	size_t n = 0;
	int digit;

	for (; n < text->n && (digit = hex_value(text->p[n])) >= 0; n++) {
		if (n == 4)
			return false;
		group = group << 4 | (unsigned)digit;
	}
	if (n == 0)
		return false;
	bytes[0] = (uint8_t)(group >> 8);
	bytes[1] = (uint8_t)group;
	*text = mt_slice_sub(*text, n, text->n);
	return true;
}

/*
 * Groups with a colon between them, the last two perhaps as a dotted quad, up
 * to `::` or the end. Returns the bytes read; -1 for anything else.
 */
static int
take_groups(MtSlice *text, uint8_t *bytes, int room)
{
	for (int n = 0; room - n >= 2;) {
		MtSlice start = *text;

		if (!take_group(text, bytes + n))
			return -1;
		if (text->n > 0 && text->p[0] == '.') {
			*text = mt_slice_sub(*text, text->n, text->n);
			return room - n >= V4_BYTES &&
					       parse_v4(start, bytes + n)
				       ? n + V4_BYTES
				       : -1;
		}
		n += 2;
		if (text->n == 0 || mt_slice_starts(*text, MT_SLICE("::")))
			return n;
		if (text->p[0] != ':')
			return -1;
		*text = mt_slice_sub(*text, 1, text->n);
	}
	return -1;
}

/* RFC 4291 2.2; a `::` stands for one group at least. */
static bool
parse_v6(MtSlice text, uint8_t *bytes)
{
	uint8_t tail[V6_BYTES];
	int head = 0, rest = 0;

	memset(bytes, 0, V6_BYTES);
	if (!mt_slice_starts(text, MT_SLICE("::"))) {
		head = take_groups(&text, bytes, V6_BYTES);
		if (head < 0 || text.n == 0)
			return head == V6_BYTES;
	}
	text = mt_slice_sub(text, 2, text.n);
	if (text.n > 0)
		rest = take_groups(&text, tail, V6_BYTES - 2 - head);
	if (rest < 0 || text.n > 0 || head > V6_BYTES - 2)
		return false;
	memcpy(bytes + V6_BYTES - rest, tail, (size_t)rest);
	return true;
}

/* The unreserved characters of RFC 3986: all that interface names have. */
static bool
scope_valid(MtSlice scope)
{
	static const char marks[] = "-._~";

	for (size_t i = 0; i < scope.n; i++)
		if (!mt_is_alpha(scope.p[i]) && !mt_is_digit(scope.p[i]) &&
		    memchr(marks, scope.p[i], sizeof marks - 1) == NULL)
			return false;
	return scope.n > 0;
}

static void
unmap(MtIp *ip)
{
	static const uint8_t prefix[] = {0, 0, 0, 0, 0,    0,
					 0, 0, 0, 0, 0xff, 0xff};

	if (memcmp(ip->bytes, prefix, sizeof prefix) != 0)
		return;
	memcpy(ip->bytes, ip->bytes + sizeof prefix, V4_BYTES);
	memset(ip->bytes + V4_BYTES, 0, V6_BYTES - V4_BYTES);
	ip->family = 4;
	ip->mapped = true;
}

static bool
parse(MtSlice text, MtIp *ip)
{
	MtSlice address = text;

	if (parse_v4(address, ip->bytes)) {
		ip->family = 4;
		return true;
	}
	if (mt_slice_find_char(text, ':') == MT_SLICE_NOWHERE)
		return false;
	if (mt_slice_cut(&text, '%', &address)) {
		ip->scope = text;
		if (!scope_valid(ip->scope))
			return false;
	}
	if (address.n > MAX_TEXT)
		return false;
	ip->family = 6;
	if (!parse_v6(address, ip->bytes))
		return false;
	unmap(ip);
	return true;
}

bool
mt_ip_parse(MtSlice text, MtIp *ip)
{
	const MtSlice tag = MT_SLICE("IPv6:");

	if (mt_slice_starts_i(text, tag))
		text = mt_slice_sub(text, tag.n, text.n);
	*ip = (MtIp){0};
	if (text.n > 0 && parse(text, ip))
		return true;
	*ip = (MtIp){0};
	return false;
}

/* The leftmost of the longest runs of zero groups (RFC 5952 4.2); two at least. */
static int
longest_zeros(const unsigned *groups, int *length)
{
	int start = 0;

	*length = 1;
	for (int i = 0, run = 0; i < 8; i++) {
		run = groups[i] == 0 ? run + 1 : 0;
		if (run > *length) {
			*length = run;
			start = i - run + 1;
		}
	}
	return *length > 1 ? start : -1;
}

/* All four digits from the first that is needed on, the rest to be overwritten. */
static char *
put_hex(char *p, unsigned group)
{
	static const char digits[] = "0123456789abcdef";
	unsigned more = (31 - (unsigned)__builtin_clz(group | 1)) / 4;
	unsigned left = group << (12 - more * 4);

	p[0] = digits[left >> 12 & 15];
	p[1] = digits[left >> 8 & 15];
	p[2] = digits[left >> 4 & 15];
	p[3] = digits[left & 15];
	return p + 1 + more;
}

static char *
put_v6(char *p, const uint8_t *bytes)
{
	unsigned groups[8];
	int gap, length;

	for (int i = 0; i < 8; i++, bytes += 2)
		groups[i] = (unsigned)bytes[0] << 8 | bytes[1];
	gap = longest_zeros(groups, &length);
	for (int i = 0; i < 8; i++) {
		if (i == gap) {
			*p++ = ':';
			*p++ = ':';
			i += length - 1;
			continue;
		}
		if (i > 0 && i != gap + length)
			*p++ = ':';
		p = put_hex(p, groups[i]);
	}
	return p;
}

static char *
put_v4(char *p, const uint8_t *bytes)
{
	for (int i = 0; i < V4_BYTES; i++) {
		p = mt_put_number(p, bytes[i]);
		*p++ = '.';
	}
	return p - 1;
}

char *
mt_ip_put(char *p, const MtIp *ip)
{
	if (ip->family == 6)
		return put_v6(p, ip->bytes);
	return ip->family == 4 ? put_v4(p, ip->bytes) : p;
}

void
mt_ip_add(MtBuf *out, const MtIp *ip)
{
	mt_buf_end(out, mt_ip_put(mt_buf_room(out, MT_IP_ROOM), ip));
}

bool
mt_ip_eq(const MtIp *a, const MtIp *b)
{
	return a->family == b->family &&
	       memcmp(a->bytes, b->bytes, V6_BYTES) == 0;
}
