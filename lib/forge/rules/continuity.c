/*
 * Does each hop come from where the one before it ended? Names of one
 * organisation are enough; learned pairs tell which others belong together.
 */
#include "forge/rule.h"

#include "chain/host.h"
#include "forge/engine.h"
#include "identity/domain.h"

enum { LISTS = 65989, OLD = 4211 };

/* A pair that was seen so often is known. */
enum { KNOWN_PAIR = 2, KNOWN_WELL = 5 };

typedef struct {
	const MtHop *older, *newer;
	MtSlice by;   /* the host that wrote the older one */
	MtSlice peer; /* whom the newer one names: looked up, else HELO */
	bool verified;
} Joint;

/* Is there anything to compare? */
static bool
joint_at(const MtCase *c, size_t i, Joint *j)
{
	const MtReceived *r;

	*j = (Joint){.older = &c->chain->hops[i - 1],
		     .newer = &c->chain->hops[i]};
	r = &j->newer->received;
	if (r->pull ||
	    (r->ip.family != 0 && mt_ip_kind(&r->ip) == MT_IP_LOOPBACK))
		return false;
	j->by = mt_chain_host(c->chain, i - 1);
	j->verified = mt_hop_verified(j->newer);
	j->peer = j->verified ? r->rdns : r->helo;
	return j->by.n > 0 && j->peer.n > 0;
}

/* Names of no organisation, such as addresses, cannot be compared. */
static bool
has_orgs(const Joint *j)
{
	return mt_domain_org(j->by).n > 0 && mt_domain_org(j->peer).n > 0;
}

static bool
is_continuous(const Joint *j)
{
	const MtReceived *r = &j->newer->received;

	return mt_case_same_org(r->rdns, j->by) ||
	       mt_case_same_org(r->helo, j->by) ||
	       (r->ip.family != 0 &&
		mt_ip_eq(&r->ip, &j->older->received.by_ip));
}

static bool
is_known(const MtCase *c, const Joint *j)
{
	const MtAliases *a = c->forge->aliases;

	return a != NULL &&
	       (mt_aliases_get(a, j->peer, j->by).count >= KNOWN_PAIR ||
		mt_aliases_get(a, j->newer->received.helo, j->by).count >=
			KNOWN_PAIR);
}

static MtFinding *
find_gap(MtCase *c, const MtRule *rule, const Joint *j)
{
	MtFinding *f;

	f = mt_find(c, rule,
		    "Hop %zu was written by %.*s; hop %zu says that the "
		    "message came from %.*s",
		    j->older->number, MT_S(j->by), j->newer->number,
		    MT_S(j->peer));
	mt_find_hop_text(c, f, "by", j->older, j->older->received.by,
			 "who had the message");
	mt_find_hop_text(c, f, j->verified ? "rdns" : "helo", j->newer, j->peer,
			 j->verified ? "who handed it over, by looked-up name"
				     : "who handed it over, by its own word");
	mt_find_hop_ip(c, f, j->newer, "its address");
	return f;
}

static void
look_gap(MtCase *c, const MtRule *rule)
{
	for (size_t i = 1; i < c->chain->n; i++) {
		Joint j;

		if (c->chain->hops[i].number == c->chain->boundary ||
		    !joint_at(c, i, &j) || is_continuous(&j) || !has_orgs(&j) ||
		    is_known(c, &j))
			continue;
		mt_find_grade(find_gap(c, rule, &j), c->forge->aliases != NULL
							     ? MT_GRADE_B
							     : MT_GRADE_C);
	}
}

static void
look_handoff(MtCase *c, const MtRule *rule)
{
	Joint j;

	if (c->chain->boundary < 2 ||
	    !joint_at(c, c->chain->boundary - 1, &j) || is_continuous(&j) ||
	    !has_orgs(&j) || is_known(c, &j))
		return;
	mt_find_grade(find_gap(c, rule, &j),
		      !j.verified || c->forge->aliases != NULL ? MT_GRADE_B
							       : MT_GRADE_C);
}

/*
 * In all mail that was learned from, who calls itself so had an address with
 * that name; this client has not.
 */
static void
look_unverified(MtCase *c, const MtRule *rule)
{
	for (size_t i = 1; i < c->chain->n; i++) {
		MtAlias alias;
		MtFinding *f;
		Joint j;

		if (!joint_at(c, i, &j) || j.verified ||
		    j.newer->received.ip.family == 0)
			continue;
		alias = mt_aliases_get(c->forge->aliases, j.peer, j.by);
		if (alias.count < KNOWN_WELL || alias.verified < alias.count)
			continue;
		f = mt_find(c, rule,
			    "%s called itself %.*s without having that name; "
			    "in %llu learned hand-overs all had",
			    mt_case_ip(c, &j.newer->received.ip), MT_S(j.peer),
			    (unsigned long long)alias.count);
		mt_find_hop_text(c, f, "by", j.older, j.older->received.by,
				 "who is said to have had the message");
		mt_find_hop_text(c, f, "helo", j.newer, j.peer,
				 "what the client called itself");
		mt_find_hop_ip(c, f, j.newer, "no such name was found for it");
	}
}

/* What left the reader's host was taken by the next one from it. */
static bool
goes_on(const MtCase *c, size_t i)
{
	Joint j;

	return !joint_at(c, i + 1, &j) || is_continuous(&j) || !has_orgs(&j);
}

/*
 * A field below the boundary that says it is the reader's own. Mail may go out
 * and come back, but then the one who brings it has a name as a rule.
 */
static void
look_own(MtCase *c, const MtRule *rule)
{
	const MtHop *edge = mt_case_boundary_hop(c);
	bool verified = mt_hop_verified(edge);

	for (size_t i = 0; i + 1 < edge->number; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtFinding *f;

		if (!mt_trust_has_name(c->forge->trust, hop->received.by) &&
		    !mt_forge_own_domain(c->forge, hop->received.by))
			continue;
		f = mt_find(c, rule,
			    "Hop %zu claims your host %.*s, and was brought "
			    "from outside by %s",
			    hop->number, MT_S(hop->received.by),
			    edge->received.ip.family != 0
				    ? mt_case_ip(c, &edge->received.ip)
				    : "a client without an address");
		mt_find_grade(f, verified && goes_on(c, i) ? MT_GRADE_C
							   : MT_GRADE_B);
		mt_find_hop_text(c, f, "by", hop, hop->received.by,
				 "below the boundary: the sender's word");
		if (edge->received.ip.family != 0)
			mt_find_hop_ip(c, f, edge,
				       verified ? "who brought it"
						: "who brought it: a client "
						  "without a name");
	}
}

/* ---- hops in the wrong order ---- */

/* Does `newer` come from where `older` ended? Nothing else than names. */
static bool
follows(const MtHop *older, const MtHop *newer)
{
	const MtReceived *r = &newer->received;
	MtSlice by = older->received.by;

	return by.n > 0 &&
	       (mt_slice_eq_i(r->rdns, by) || mt_slice_eq_i(r->helo, by));
}

/* Says whom it came from and who wrote it, which are two. */
static bool
is_plain(const MtHop *hop)
{
	return hop->received.by.n > 0 && !follows(hop, hop) &&
	       (hop->received.rdns.n > 0 || hop->received.helo.n > 0);
}

/*
 * Two neighbours of which the older names the newer as its source: put the other
 * way round they fit each other, and one of them the hop beside it.
 */
static void
look_swapped(MtCase *c, const MtRule *rule)
{
	for (size_t i = 1; i < c->chain->n; i++) {
		const MtHop *older = &c->chain->hops[i - 1];
		const MtHop *newer = &c->chain->hops[i];
		MtFinding *f;

		if (!is_plain(older) || !is_plain(newer) ||
		    follows(older, newer) || !follows(newer, older))
			continue;
		if (newer->has_delay && newer->delay_us > 0 &&
		    (i < 2 || follows(older - 1, older)))
			continue; /* a loop, in the order of time */
		f = mt_find(c, rule,
			    "Hop %zu says that the message came from %.*s, "
			    "which had it only at hop %zu",
			    older->number, MT_S(newer->received.by),
			    newer->number);
		mt_find_hop_text(
			c, f, "from", older,
			mt_slice_eq_i(older->received.rdns, newer->received.by)
				? older->received.rdns
				: older->received.helo,
			"where it came from");
		mt_find_hop_text(c, f, "by", newer, newer->received.by,
				 "who had it later");
	}
}

static const MtRule rules[] = {
	{
		.id = "rcvd-by-from-gap",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "pairs are learned (--aliases) and this one is "
			       "not among them",
		.raised_needs = MT_NEEDS_ALIASES,
		.title = "a hop does not begin where the one before it ended",
		.proves = "Who hands a message over is who had it.",
		.innocent = "Organisations with several domains. Without "
			    "learned pairs one message in eight shows it, "
			    "with them 0.21 %.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(12.2, LISTS),
		.old = MT_PERCENT(6.27, OLD),
		.look = look_gap,
	},
	{
		.id = "handoff-at-boundary",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "the client has no verified name, or the pair "
			       "is not a learned one",
		.title = "the sender's last hop is not who came to your door",
		.proves = "The newest field that the sender supplied names "
			  "the host that should have connected; another one "
			  "did.",
		.innocent = "Mail services whose inner hosts have names of "
			    "another domain.",
		.reference = "RFC 5321 4.4",
		.needs = MT_NEEDS_TRUST,
		.look = look_handoff,
	},
	{
		.id = "handover-unverified",
		.grade = MT_GRADE_B,
		.title = "a known host without its known name",
		.proves = "In all learned hand-overs the address of this "
			  "organisation's hosts had a name of theirs.",
		.innocent = "A new host, or a name server that did not "
			    "answer.",
		.reference = "RFC 5321 4.1.4",
		.needs = MT_NEEDS_ALIASES,
		.look = look_unverified,
	},
	{
		.id = "rcvd-order",
		.grade = MT_GRADE_B,
		.title = "two hops stand in the wrong order",
		.proves = "Servers put their field on top, so a hop cannot "
			  "come from a host that had the message later.",
		.innocent = "A message that went to a host and back, with "
			    "clocks that disagree.",
		.reference = "RFC 5321 4.4",
		.look = look_swapped,
	},
	{
		.id = "own-host-below-boundary",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "the next hop did not get it from there, or "
			       "the client that brought it has no verified "
			       "name",
		.title = "a hop that claims to be yours came from outside",
		.proves = "What stands below the boundary was written by the "
			  "sender, your host's name too.",
		.innocent = "Mail of yours that came back: a list, a "
			    "forwarder, a bounce.",
		.reference = "RFC 5321 7.2",
		.needs = MT_NEEDS_TRUST,
		.look = look_own,
	},
};

const MtRuleSet mt_ruleset_continuity = {rules, G_N_ELEMENTS(rules)};
