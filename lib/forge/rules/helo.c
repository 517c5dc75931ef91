/* What a client called itself against what the receiver saw. */
#include "forge/rule.h"

#include "forge/engine.h"
#include "identity/domain.h"

enum { LISTS = 65989, OLD = 4211 };

/* `[192.0.2.1]`, as RFC 5321 4.1.3 has it, or without brackets. */
static bool
literal(MtSlice helo, MtIp *ip)
{
	if (helo.n > 2 && helo.p[0] == '[' && helo.p[helo.n - 1] == ']')
		helo = mt_slice_sub(helo, 1, helo.n - 1);
	return helo.n > 0 && mt_ip_parse(helo, ip);
}

/* Of the Internet; those of examples are used for such in laboratories. */
static bool
is_public(const MtIp *ip)
{
	MtIpKind kind = mt_ip_kind(ip);

	return kind == MT_IP_GLOBAL || kind == MT_IP_DOCUMENTATION;
}

static void
look_ip(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtIp said;
		MtFinding *f;

		if (r->ip.family != 4 || !literal(r->helo, &said) ||
		    said.family != 4 || !is_public(&said) ||
		    !is_public(&r->ip) ||
		    memcmp(said.bytes, r->ip.bytes, 3) == 0)
			continue;
		f = mt_find(c, rule,
			    "The client of hop %zu called itself %s and came "
			    "from %s",
			    hop->number, mt_case_ip(c, &said),
			    mt_case_ip(c, &r->ip));
		mt_find_hop_text(c, f, "helo", hop, r->helo,
				 "what it called itself");
		mt_find_hop_ip(c, f, hop, "where it came from");
	}
}

static void
look_provider(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		const MtProvider *said;
		MtFinding *f;

		if (r->helo.n < 6 || !mt_hop_verified(hop) ||
		    mt_slice_eq_i(r->helo, r->rdns))
			continue;
		said = mt_provider_of(r->helo);
		if (said == NULL || mt_domain_org(r->rdns).n == 0 ||
		    mt_provider_of(r->rdns) == said ||
		    mt_case_same_org(r->helo, r->rdns))
			continue;
		f = mt_find(c, rule,
			    "The client of hop %zu said that it is %s's; its "
			    "address belongs to %.*s",
			    hop->number, said->name, MT_S(r->rdns));
		mt_find_hop_text(c, f, "helo", hop, r->helo,
				 "what it called itself");
		mt_find_hop_text(c, f, "rdns", hop, r->rdns,
				 "the name of its address");
	}
}

/* An address that a host of the receiver's own may well have. */
static bool
is_near(const MtReceived *r)
{
	MtIpKind kind = mt_ip_kind(&r->ip);
	size_t same = r->ip.family == 4 ? 2 : 4;

	if (r->ip.family == 0 || kind == MT_IP_LOOPBACK ||
	    kind == MT_IP_PRIVATE || kind == MT_IP_LINK_LOCAL ||
	    kind == MT_IP_SHARED)
		return true;
	return r->by_ip.family == r->ip.family &&
	       memcmp(r->by_ip.bytes, r->ip.bytes, same) == 0;
}

static bool
is_loopback_name(MtSlice helo)
{
	MtIp ip;

	return mt_slice_eq_i(helo, MT_SLICE("localhost")) ||
	       (literal(helo, &ip) && mt_ip_kind(&ip) == MT_IP_LOOPBACK);
}

/* The receiver looked for a name, and found none or another's. */
static bool
is_foreign(const MtHop *hop)
{
	const MtReceived *r = &hop->received;

	if (mt_note_has(&r->notes, MT_NOTE_RDNS_NONE))
		return true;
	return mt_hop_verified(hop) && !mt_case_same_org(r->rdns, r->by);
}

/* Who has logged in may call itself anything: webmail takes its server's name. */
static bool
is_user(const MtReceived *r)
{
	return r->auth.n > 0 || mt_slice_ends_i(r->with, MT_SLICE("SMTPA")) ||
	       mt_slice_ends_i(r->with, MT_SLICE("SMTPSA"));
}

static void
look_receiver(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtFinding *f;

		if (r->helo.n == 0 || is_near(r) || is_user(r) ||
		    !mt_slice_eq_i(r->helo, r->by) ||
		    mt_domain_org(r->by).n == 0 || !is_foreign(hop))
			continue;
		f = mt_find(c, rule,
			    "The client of hop %zu, at %s, called itself by "
			    "the name of the server that it talked to",
			    hop->number, mt_case_ip(c, &r->ip));
		mt_find_hop_text(c, f, "helo", hop, r->helo,
				 "what it called itself");
		mt_find_hop_ip(c, f, hop, "where it came from");
	}
}

static void
look_loopback(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtFinding *f;

		if (is_near(r) || !is_loopback_name(r->helo))
			continue;
		f = mt_find(c, rule,
			    "The client of hop %zu, at %s, called itself the "
			    "receiver's own machine",
			    hop->number, mt_case_ip(c, &r->ip));
		mt_find_hop_text(c, f, "helo", hop, r->helo,
				 "what it called itself");
		mt_find_hop_ip(c, f, hop, "where it came from");
	}
}

/* At the boundary only: within the reader's side the names are known. */
static void
look_trusted(MtCase *c, const MtRule *rule)
{
	const MtHop *edge = mt_case_boundary_hop(c);
	const MtReceived *r = &edge->received;
	MtFinding *f;

	if (r->ip.family == 0 || r->helo.n == 0 || is_user(r) ||
	    !(mt_trust_has_name(c->forge->trust, r->helo) ||
	      mt_forge_own_domain(c->forge, r->helo)))
		return;
	f = mt_find(c, rule,
		    "A client at %s called itself %.*s, which is yours; "
		    "neither its address nor a verified name is",
		    mt_case_ip(c, &r->ip), MT_S(r->helo));
	mt_find_hop_text(c, f, "helo", edge, r->helo, "what it called itself");
	mt_find_hop_ip(c, f, edge,
		       r->rdns.n > 0 ? "not an address of that host"
				     : "no name was found for this address");
}

static void
look_rdns(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtFinding *f;

		if (!mt_hop_verified(hop) || mt_domain_org(r->rdns).n == 0 ||
		    mt_domain_org(r->helo).n == 0 ||
		    mt_case_same_org(r->helo, r->rdns))
			continue;
		f = mt_find(c, rule,
			    "The client of hop %zu called itself %.*s; its "
			    "address is named %.*s",
			    hop->number, MT_S(r->helo), MT_S(r->rdns));
		mt_find_hop_text(c, f, "helo", hop, r->helo,
				 "what it called itself");
		mt_find_hop_text(c, f, "rdns", hop, r->rdns,
				 "the name of its address");
	}
}

static void
look_none(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtFinding *f;

		if (!mt_note_has(&hop->received.notes, MT_NOTE_RDNS_NONE))
			continue;
		f = mt_find(c, rule,
			    "The receiver of hop %zu found no name for its "
			    "client's address",
			    hop->number);
		if (hop->received.ip.family != 0)
			mt_find_hop_ip(c, f, hop, "has no name");
		mt_find_hop_text(c, f, "helo", hop, hop->received.helo,
				 "what it called itself");
	}
}

static const MtRule rules[] = {
	{
		.id = "helo-ip-mismatch",
		.grade = MT_GRADE_B,
		.title = "a client called itself another address",
		.proves = "Only a client that does not know its own address, "
			  "or hides it, says another one.",
		.innocent = "A host behind address translation, or with "
			    "several addresses.",
		.reference = "RFC 5321 4.1.3",
		.lists = MT_PERCENT(0.038, LISTS),
		.old = MT_PERCENT(0.10, OLD),
		.look = look_ip,
	},
	{
		.id = "helo-fake-provider",
		.grade = MT_GRADE_B,
		.title = "a client called itself a large provider, and is not",
		.proves = "Hosts of the large providers have names of theirs.",
		.innocent = "A customer's machine in a cloud that uses a "
			    "mail domain as its name.",
		.reference = "RFC 5321 4.1.1.1",
		.lists = MT_PERCENT(0.039, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_provider,
	},
	{
		.id = "helo-trusted-name",
		.grade = MT_GRADE_B,
		.title = "a stranger called itself one of your hosts",
		.proves = "Your hosts come from your addresses or have names "
			  "that can be looked up; what a client calls itself "
			  "is free.",
		.innocent = "A host of yours whose address has no name and is "
			    "in no --trust-net.",
		.reference = "RFC 5321 4.1.4",
		.needs = MT_NEEDS_TRUST,
		.look = look_trusted,
	},
	{
		.id = "helo-is-receiver",
		.grade = MT_GRADE_B,
		.title = "a client used the name of the server it talked to",
		.proves = "The name belongs to the server; spam programs use "
			  "it because they know no other.",
		.innocent = "Two hosts of one name behind address "
			    "translation.",
		.reference = "RFC 5321 4.1.1.1",
		.look = look_receiver,
	},
	{
		.id = "helo-loopback",
		.grade = MT_GRADE_C,
		.title = "a client from outside called itself localhost",
		.proves = "A client that is set up as a server has a name.",
		.innocent = "Scripts and badly configured clients: common.",
		.reference = "RFC 5321 4.1.1.1",
		.look = look_loopback,
	},
	{
		.id = "helo-rdns-org-mismatch",
		.grade = MT_GRADE_C,
		.title = "a client's own name and looked-up name differ",
		.proves = "The client says that it belongs to another "
			  "organisation than its address does.",
		.innocent = "Hosting, clusters, list servers: one message in "
			    "four.",
		.reference = "RFC 5321 4.1.4",
		.lists = MT_PERCENT(24.1, LISTS),
		.old = MT_PERCENT(19.7, OLD),
		.look = look_rdns,
	},
	{
		.id = "rdns-none",
		.grade = MT_GRADE_C,
		.title = "a client's address has no name",
		.proves = "Mail servers of companies have names as a rule.",
		.innocent = "Many honest hosts.",
		.reference = "RFC 1912 2.1",
		.lists = MT_PERCENT(8.40, LISTS),
		.old = MT_PERCENT(11.1, OLD),
		.look = look_none,
	},
};

const MtRuleSet mt_ruleset_helo = {rules, G_N_ELEMENTS(rules)};
