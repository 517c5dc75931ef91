/* Names of hosts that are made of their addresses, against the address that
 * stands beside them. */
#include "forge/rule.h"

enum { LISTS = 1400, OLD = 500 };

/* Digits of a name, no more than three, as a number; -1 where there are none. */
static int
number_at(MtSlice text, size_t *at)
{
	size_t from = *at;
	int n = 0;

	while (*at < text.n && mt_is_digit(text.p[*at]) && *at - from < 3)
		n = n * 10 + text.p[(*at)++] - '0';
	return *at == from || (*at < text.n && mt_is_digit(text.p[*at])) ? -1
									 : n;
}

/* `1-2-3-4` and `1.2.3.4` at this place. */
static bool
four_at(MtSlice name, size_t at, int four[4])
{
	for (int i = 0; i < 4; i++) {
		if (i > 0 &&
		    (at >= name.n || (name.p[at] != '-' && name.p[at] != '.')))
			return false;
		at += i > 0;
		four[i] = number_at(name, &at);
		if (four[i] < 0 || four[i] > 255)
			return false;
	}
	return true;
}

/* How many of them are those of the address, forwards or backwards. */
static int
agreement(const int four[4], const MtIp *ip)
{
	int forward = 0, backward = 0;

	for (int i = 0; i < 4; i++) {
		forward += four[i] == ip->bytes[i];
		backward += four[3 - i] == ip->bytes[i];
	}
	return MAX(forward, backward);
}

/* Of names with four numbers: three that fit, with one that does not. Fewer are
 * numbers of something else. */
static bool
carries_other(MtSlice name, const MtIp *ip)
{
	int best = 0, four[4];

	if (ip->family != 4)
		return false;
	for (size_t at = 0; at < name.n; at++)
		if (mt_is_digit(name.p[at]) &&
		    (at == 0 || !mt_is_digit(name.p[at - 1])) &&
		    four_at(name, at, four))
			best = MAX(best, agreement(four, ip));
	return best == 3;
}

static int
hex_at(MtSlice text, size_t *at)
{
	int n = 0;
	size_t from = *at;

	while (*at < text.n && g_ascii_isxdigit(text.p[*at]) && *at - from < 4)
		n = n * 16 + g_ascii_xdigit_value(text.p[(*at)++]);
	return *at == from ? -1 : n;
}

/* `mail-wr1-f41.google.com` is 209.85.221.41, `mail-lf1-x12b.google.com`
 * 2a00:1450:4864:20::12b: the last part. */
static bool
is_other_google(MtSlice name, const MtIp *ip)
{
	const MtSlice tail = MT_SLICE(".google.com");
	size_t at = 5;
	int n;

	if (!mt_slice_starts_i(name, MT_SLICE("mail-")) ||
	    !mt_slice_ends_i(name, tail))
		return false;
	name = mt_slice_sub(name, 0, name.n - tail.n);
	while (at < name.n && name.p[at] != '-')
		at++;
	if (at + 2 >= name.n)
		return false;
	at += 2;
	switch (mt_lower(name.p[at - 1])) {
	case 'f':
		n = number_at(name, &at);
		return at == name.n && n >= 0 && ip->family == 4 &&
		       n != ip->bytes[3];
	case 'x':
		n = hex_at(name, &at);
		return at == name.n && n >= 0 && ip->family == 6 &&
		       n != ip->bytes[14] * 256 + ip->bytes[15];
	default:
		return false;
	}
}

/* `a48-73.smtp-out.amazonses.com` is 54.240.48.73: the last two. */
static bool
is_other_ses(MtSlice name, const MtIp *ip)
{
	size_t at = 1;
	int a, b;

	if (ip->family != 4 || name.n < 8 || mt_lower(name.p[0]) != 'a' ||
	    mt_slice_find_i(name, MT_SLICE(".smtp-out.")) == MT_SLICE_NOWHERE ||
	    !mt_slice_ends_i(name, MT_SLICE(".amazonses.com")))
		return false;
	a = number_at(name, &at);
	if (a < 0 || at >= name.n || name.p[at++] != '-')
		return false;
	b = number_at(name, &at);
	return b >= 0 && name.p[at] == '.' &&
	       (a != ip->bytes[2] || b != ip->bytes[3]);
}

static void
look_names(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtSlice name = r->rdns;
		MtFinding *f;

		if (name.n > 0 && name.p[name.n - 1] == '.')
			name.n--;
		if (name.n == 0 || r->ip.family == 0 ||
		    !(carries_other(name, &r->ip) ||
		      is_other_google(name, &r->ip) ||
		      is_other_ses(name, &r->ip)))
			continue;
		f = mt_find(c, rule,
			    "The name of the client of hop %zu has the numbers "
			    "of another address than %s",
			    hop->number, mt_case_ip(c, &r->ip));
		mt_find_hop_text(c, f, "rdns", hop, name,
				 "made of the address of the host");
		mt_find_hop_ip(c, f, hop, "not this one");
	}
}

static const MtRule rules[] = {
	{
		.id = "rdns-other-address",
		.grade = MT_GRADE_B,
		.title = "a host's name is made of another address",
		.proves = "Providers name hosts by their addresses: a number "
			  "of the one is in the other. The server that looked "
			  "the name up had both from one place.",
		.innocent = "A name that was kept when the host moved to the "
			    "next address; none was seen among 1,000 such "
			    "names.",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_names,
	},
};

const MtRuleSet mt_ruleset_hostaddress = {rules, G_N_ELEMENTS(rules)};
