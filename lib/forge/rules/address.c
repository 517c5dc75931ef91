/* Addresses of peers: those that nobody can have, and odd ones. */
#include "forge/rule.h"

enum { LISTS = 65989, OLD = 4211 };

/* `300.1.2.999`: four numbers with dots, one of them above 255. */
static bool
has_high_octet(MtSlice text)
{
	unsigned parts = 1, value = 0, digits = 0;
	bool high = false;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '.') {
			if (digits == 0)
				return false;
			parts++;
			value = digits = 0;
		} else if (mt_is_digit(text.p[i]) && digits < 4) {
			value = value * 10 + (unsigned)(text.p[i] - '0');
			digits++;
			high = high || value > 255;
		} else {
			return false;
		}
	}
	return parts == 4 && digits > 0 && high;
}

/* The first such in brackets before by; comments may have versions of software
 * that look the same, brackets have not. */
static MtSlice
bracketed_nonsense(const MtHop *hop)
{
	MtSlice rest = hop->value, by = hop->received.by, inside;

	if (by.p > rest.p && by.p < rest.p + rest.n)
		rest.n = (size_t)(by.p - rest.p);
	while (mt_slice_cut(&rest, '[', &inside)) {
		if (!mt_slice_cut(&rest, ']', &inside))
			break;
		if (has_high_octet(inside))
			return inside;
	}
	return (MtSlice){0};
}

/* Test networks use the addresses of documentation for real. */
static bool
is_test_network(const MtCase *c)
{
	for (size_t i = c->chain->n; i > 0; i--) {
		MtIpKind kind = mt_ip_kind(&c->chain->hops[i - 1].received.ip);

		if (c->chain->hops[i - 1].received.ip.family == 0)
			continue;
		if (kind == MT_IP_DOCUMENTATION)
			return true;
		if (kind == MT_IP_GLOBAL)
			return false;
	}
	return false;
}

/* 4000:: to fbff::, between what the registries give out and what is local, but for
 * 5f00::/16 (RFC 9602). Below are the addresses of networks over networks, and of
 * translation. */
static bool
is_never_given(const MtIp *ip)
{
	if (ip->family == 4)
		return true;
	return ip->bytes[0] >= 0x40 && ip->bytes[0] < 0xfc &&
	       (ip->bytes[0] != 0x5f || ip->bytes[1] != 0);
}

/* Why no peer can have the address; NULL where one can. 255.255.255.255 is
 * what some servers write where they know of none. */
static const char *
impossible(const MtCase *c, const MtIp *ip)
{
	static const uint8_t broadcast[4] = {255, 255, 255, 255};

	if (ip->family == 0 ||
	    (ip->family == 4 && memcmp(ip->bytes, broadcast, 4) == 0))
		return NULL;
	switch (mt_ip_kind(ip)) {
	case MT_IP_UNSPECIFIED:
		return "the network 0 has no hosts";
	case MT_IP_MULTICAST:
		return "an address of groups, which cannot send";
	case MT_IP_RESERVED:
		return is_never_given(ip)
			       ? "a reserved address, never given out"
			       : NULL;
	case MT_IP_DOCUMENTATION:
		return is_test_network(c)
			       ? NULL
			       : "an address of examples, never given out";
	default:
		return NULL;
	}
}

static void
look_impossible(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtSlice text = bracketed_nonsense(hop);
		const char *why;
		MtFinding *f;

		if (text.n > 0) {
			f = mt_find(c, rule,
				    "The peer of hop %zu has an address with "
				    "a number above 255",
				    hop->number);
			mt_find_hop_text(c, f, "ip", hop, text,
					 "each part is 0 to 255");
			continue;
		}
		why = impossible(c, &hop->received.ip);
		if (why == NULL)
			continue;
		f = mt_find(c, rule,
			    "The peer of hop %zu has the address %s, which "
			    "nobody can use",
			    hop->number, mt_case_ip(c, &hop->received.ip));
		mt_find_hop_ip(c, f, hop, why);
	}
}

static bool
is_private(const MtIp *ip)
{
	MtIpKind kind = mt_ip_kind(ip);

	return ip->family != 0 &&
	       (kind == MT_IP_PRIVATE || kind == MT_IP_SHARED);
}

static void
look_private(MtCase *c, const MtRule *rule)
{
	const MtHop *global = NULL;

	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtIp *ip = &hop->received.ip;
		MtFinding *f;

		if (ip->family != 0 && mt_ip_kind(ip) == MT_IP_GLOBAL)
			global = hop;
		if (!is_private(ip) || global == NULL)
			continue;
		f = mt_find(c, rule,
			    "Hop %zu came from the private address %s, though "
			    "hop %zu had come over the Internet",
			    hop->number, mt_case_ip(c, ip), global->number);
		mt_find_hop_ip(c, f, hop, "of a private network");
		mt_find_hop_ip(c, f, global, "of the Internet");
	}
}

static void
look_originating(MtCase *c, const MtRule *rule)
{
	MtSlice text = mt_case_text(c, MT_F_ORIGINATING_IP);
	const MtField *field = c->first[MT_F_ORIGINATING_IP];
	MtIp ip;

	if (text.n > 2 && text.p[0] == '[' && text.p[text.n - 1] == ']')
		text = mt_slice_sub(text, 1, text.n - 1);
	if (text.n == 0)
		return;
	if (!mt_ip_parse(text, &ip)) {
		if (has_high_octet(text))
			mt_find_text(c,
				     mt_find(c, rule,
					     "X-Originating-IP is no address"),
				     "ip", field, text,
				     "each part is 0 to 255");
		return;
	}
	for (size_t i = 0; i < c->chain->n; i++)
		if (mt_ip_eq(&ip, &c->chain->hops[i].received.ip))
			return;
	mt_find_text(c,
		     mt_find(c, rule,
			     "X-Originating-IP names %s, which no hop does",
			     mt_case_ip(c, &ip)),
		     "ip", field, text, "%s",
		     mt_ip_kind(&ip) == MT_IP_GLOBAL
			     ? "in no Received field"
			     : "private, and in no Received field");
}

static const MtRule rules[] = {
	{
		.id = "rcvd-ip-impossible",
		.grade = MT_GRADE_A,
		.title = "a peer has an address that nobody can have",
		.proves = "A server writes the address that it talks with; "
			  "with numbers above 255, in network 0, of groups "
			  "or of examples it cannot talk.",
		.innocent = "A laboratory that uses addresses of examples.",
		.reference = "RFC 6890",
		.lists = MT_PERCENT(0.017, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_impossible,
	},
	{
		.id = "rcvd-private-between-public",
		.grade = MT_GRADE_C,
		.title = "a private address between public ones",
		.proves = "The path leaves the Internet and comes back.",
		.innocent = "Relays inside a company or a provider: common.",
		.reference = "RFC 1918",
		.lists = MT_PERCENT(23.3, LISTS),
		.old = MT_PERCENT(17.1, OLD),
		.look = look_private,
	},
	{
		.id = "x-originating-ip",
		.grade = MT_GRADE_C,
		.title = "X-Originating-IP does not fit the hops",
		.proves = "Webmail writes the address of the browser there; "
			  "it is not in the trace.",
		.innocent = "Webmail that writes it nowhere else, proxies "
			    "that hide it.",
		.lists = MT_PERCENT(0.002, LISTS),
		.look = look_originating,
	},
};

const MtRuleSet mt_ruleset_address = {rules, G_N_ELEMENTS(rules)};
