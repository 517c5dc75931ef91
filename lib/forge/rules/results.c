/*
 * Authentication-Results and Received-SPF: who says so, where it stands, and
 * whether the message is still the one that was judged.
 */
#include "forge/rule.h"

#include "forge/engine.h"
#include "identity/domain.h"

enum { LISTS = 65989 };

static void
show(MtCase *c, MtFinding *f, const MtCaseResults *r, const char *meaning)
{
	if (r->results.authserv_id.n > 0)
		mt_find_text(c, f, "authserv-id", r->field,
			     r->results.authserv_id, "%s", meaning);
	else
		mt_find_field(c, f, "results", r->field, "%s", meaning);
}

/* Right below a hop stand results of its own server, or those that the sender
 * put on top of what he wrote: the server's have its name, or none of a domain. */
static bool
is_of_hop(const MtCase *c, const MtCaseResults *r, const MtHop *hop)
{
	MtSlice id = r->results.authserv_id;

	if (!mt_case_of_receiver(c, r->field, hop))
		return false;
	return r->field < hop->field || mt_domain_org(id).n == 0 ||
	       mt_case_same_org(id, hop->received.by) ||
	       (mt_domain_org(hop->received.by).n == 0 &&
		mt_case_hops_below(c, mt_domain_org(id)));
}

static void
look_below(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	if (c->chain->n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (!r[i].own && !is_of_hop(c, &r[i], &c->chain->hops[0]))
			show(c,
			     mt_find(c, rule,
				     "Results of %.*s stand below the oldest "
				     "hop: the sender's word",
				     MT_S(r[i].results.authserv_id)),
			     &r[i], "written before any server had it");
}

/* RFC 8601 5: a receiver removes what claims to be its own. */
static void
look_own(MtCase *c, const MtRule *rule)
{
	const MtHop *boundary = mt_case_boundary_hop(c);
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	if (c->chain->n == 0)
		return;
	if (boundary == NULL)
		boundary = &c->chain->hops[0];
	for (size_t i = 0; i < n; i++) {
		MtFinding *f;

		if (!r[i].own || mt_case_of_receiver(c, r[i].field, boundary))
			continue;
		f = mt_find(c, rule,
			    "Results in the name of your %.*s stand below hop "
			    "%zu, where the message came in",
			    MT_S(r[i].results.authserv_id), boundary->number);
		show(c, f, &r[i], "your identity, in the sender's part");
		mt_find_hop_text(c, f, "by", boundary, boundary->received.by,
				 "where the message came in");
	}
}

/* Lists that rewrite From (RFC 7960 4.1.3) put themselves there. */
static bool
is_rewritten(MtCase *c)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice value = mt_case_text(c, MT_F_FROM);
	MtSlice list = mt_case_text(c, MT_F_LIST_ID);

	if (mt_slice_find_i(value, MT_SLICE(" via ")) != MT_SLICE_NOWHERE)
		return true;
	return list.n > 0 && mt_domain_org(from->domain).n > 0 &&
	       mt_slice_find_i(list, mt_domain_org(from->domain)) !=
		       MT_SLICE_NOWHERE;
}

static void
look_from(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	for (size_t i = 0; i < n && from->domain.n > 0; i++) {
		const MtAuthResult *dmarc =
			mt_authres_find(&r[i].results, "dmarc", 0);
		MtSlice was = dmarc == NULL ? (MtSlice){0}
					    : mt_authres_prop(dmarc, "header",
							      "from");
		MtFinding *f;

		if (was.n == 0 || mt_domain_org(was).n == 0 ||
		    mt_case_same_org(was, from->domain) || is_rewritten(c))
			continue;
		f = mt_find(c, rule,
			    "DMARC was judged for an author at %.*s, and From "
			    "now says %.*s",
			    MT_S(was), MT_S(from->domain));
		if (mt_case_is_list(c) && !(r[i].own && r[i].above))
			mt_find_grade(f, MT_GRADE_C);
		mt_find_text(c, f, "header.from", r[i].field, was,
			     "From as the receiver saw it");
		mt_find_text(c, f, "from", from->field, from->address,
			     "From as it is now");
	}
}

/* A failure counts where the reader's own side says so. */
static void
look_fail(MtCase *c, const MtRule *rule)
{
	const char *method =
		strcmp(rule->id, "ar-dmarc-fail") == 0 ? "dmarc" : "spf";
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	for (size_t i = 0; i < n; i++) {
		const MtAuthResult *result =
			mt_authres_find(&r[i].results, method, 0);
		bool own = r[i].own && r[i].above;
		MtFinding *f;

		if (result == NULL ||
		    !mt_slice_eq_i(result->result, MT_SLICE("fail")) ||
		    (!own && i > 0))
			continue;
		f = mt_find(c, rule, "%s says %s=fail",
			    own ? "Your own server" : "A server", method);
		mt_find_grade(f, own ? MT_GRADE_B : MT_GRADE_C);
		mt_find_text(c, f, method, r[i].field, result->whole, NULL);
	}
}

/* A receiver whose edge host writes no Received field of its own leaves out the
 * client, but the field below is that client's. */
static bool
is_left_out(const MtCase *c, const MtReceivedSpf *spf, const MtField *field)
{
	bool wrote = false;

	for (size_t i = 0; i < c->chain->n; i++) {
		const MtReceived *r = &c->chain->hops[i].received;

		if (mt_slice_eq_i(r->helo, spf->helo) ||
		    mt_slice_eq_i(r->rdns, spf->helo))
			return false;
		wrote = wrote || (c->chain->hops[i].field > field &&
				  mt_slice_eq_i(r->by, spf->helo));
	}
	return wrote;
}

static bool
is_peer(const MtCase *c, const MtIp *ip)
{
	for (size_t i = 0; i < c->chain->n; i++)
		if (mt_ip_eq(ip, &c->chain->hops[i].received.ip))
			return true;
	return false;
}

static void
find_absent(MtCase *c, const MtRule *rule, const MtField *field, MtSlice text,
	    const MtIp *ip)
{
	mt_find_text(c,
		     mt_find(c, rule,
			     "SPF was judged for a client at %s, which no hop "
			     "has",
			     mt_case_ip(c, ip)),
		     "client-ip", field, text, "in no Received field");
}

static void
look_received_spf(MtCase *c, const MtRule *rule)
{
	for (const MtField *f = c->first[MT_F_RECEIVED_SPF]; f != NULL;
	     f = mt_case_next(c, MT_F_RECEIVED_SPF, f)) {
		MtReceivedSpf spf;

		mt_received_spf_read(mt_case_value(c, f), c->arena, &spf);
		if (spf.ip.family == 0 && spf.client_ip.n > 0)
			mt_find_text(c,
				     mt_find(c, rule,
					     "SPF was judged for a client at "
					     "what is no address"),
				     "client-ip", f, spf.client_ip,
				     "no address");
		if (spf.ip.family == 0)
			continue;
		if (is_peer(c, &spf.ip) || c->chain->n == 0 ||
		    (spf.helo.n > 0 && is_left_out(c, &spf, f)))
			continue;
		find_absent(c, rule, f, spf.client_ip, &spf.ip);
	}
}

/* The client in the words beside a result, as Google and Exchange write them. */
static bool
client_in(MtSlice words, MtSlice *text, MtIp *ip)
{
	static const char *const before[] = {"designates ", "designate ",
					     "sender IP is "};
	MtSlice rest;

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
		if (mt_authres_says(words, before[i], &rest))
			return mt_slice_word(&rest, text) &&
			       mt_ip_parse(*text, ip);
	return false;
}

/* Did a server of those who wrote the results leave a hop? Exchange Online does
 * not name itself. */
static bool
has_hop_of(const MtCase *c, const MtCaseResults *r)
{
	MtSlice id = r->results.authserv_id;

	for (size_t i = 0; i < c->chain->n; i++) {
		MtSlice by = c->chain->hops[i].received.by;

		if (id.n == 0 ? mt_slice_ends_i(by, MT_SLICE(".outlook.com"))
			      : mt_domain_org(id).n > 0 &&
					mt_case_same_org(id, by))
			return true;
	}
	return false;
}

/* Received-SPF of the same check says the same. */
static bool
is_in_received_spf(MtCase *c, const MtIp *ip)
{
	for (const MtField *f = c->first[MT_F_RECEIVED_SPF]; f != NULL;
	     f = mt_case_next(c, MT_F_RECEIVED_SPF, f)) {
		MtReceivedSpf spf;

		mt_received_spf_read(mt_case_value(c, f), c->arena, &spf);
		if (mt_ip_eq(&spf.ip, ip))
			return true;
	}
	return false;
}

static void
look_spf_ip(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	look_received_spf(c, rule);
	for (size_t i = 0; i < n; i++) {
		const MtAuthResult *spf =
			mt_authres_find(&r[i].results, "spf", 0);
		MtSlice text;
		MtIp ip;

		if (spf != NULL && client_in(spf->comment, &text, &ip) &&
		    !is_peer(c, &ip) && has_hop_of(c, &r[i]) &&
		    !is_in_received_spf(c, &ip))
			find_absent(c, rule, r[i].field, text, &ip);
	}
}

static const MtRule rules[] = {
	{
		.id = "ar-own-id-below-boundary",
		.grade = MT_GRADE_A,
		.title = "results in your name came with the message",
		.proves = "Your servers write results on top and remove others "
			  "in their name; what stands below the boundary is "
			  "the sender's.",
		.innocent = "Mail of yours that went out and came back with "
			    "its header.",
		.reference = "RFC 8601 5",
		.needs = MT_NEEDS_AUTHSERV,
		.look = look_own,
	},
	{
		.id = "ar-below-oldest-received",
		.grade = MT_GRADE_C,
		.title = "results stand where only the sender writes",
		.proves = "A receiver writes results above its own Received "
			  "field.",
		.innocent = "Lists and gateways that keep them and write the "
			    "trace anew: 8.8 %, on one list 55 %.",
		.reference = "RFC 8601 7.1",
		.lists = MT_PERCENT(8.8, LISTS),
		.look = look_below,
	},
	{
		.id = "ar-header-from-differs",
		.grade = MT_GRADE_B,
		.title = "From is not the one that was judged",
		.proves = "The receiver wrote down which From it judged; it "
			  "was changed since, or the results are from another "
			  "message.",
		.innocent = "Lists that put themselves into From; on lists it "
			    "is context.",
		.reference = "RFC 8601 2.7.2",
		.lists = MT_PERCENT(0.61, LISTS),
		.look = look_from,
	},
	{
		.id = "ar-dmarc-fail",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "your own server says so (--authserv-id)",
		.raised_needs = MT_NEEDS_AUTHSERV,
		.title = "DMARC failed",
		.proves = "Neither SPF nor DKIM vouches for the author's "
			  "domain.",
		.innocent = "Lists and forwarders.",
		.reference = "RFC 7489 6.6",
		.lists = MT_PERCENT(0.08, LISTS),
		.look = look_fail,
	},
	{
		.id = "ar-spf-fail",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "your own server says so (--authserv-id)",
		.raised_needs = MT_NEEDS_AUTHSERV,
		.title = "SPF failed",
		.proves = "The domain of the envelope does not send from this "
			  "address.",
		.innocent = "Forwarders that keep the envelope sender.",
		.reference = "RFC 7208 8.4",
		.lists = MT_PERCENT(0.25, LISTS),
		.look = look_fail,
	},
	{
		.id = "spf-clientip-absent",
		.grade = MT_GRADE_B,
		.title = "SPF was judged for a hop that is not there",
		.proves = "The receiver judged the client that it took the "
			  "message from; that hop was taken out, or the field "
			  "is from another message.",
		.innocent = "Gateways that take hops out.",
		.reference = "RFC 7208 9.1",
		.lists = MT_PERCENT(0.015, LISTS),
		.look = look_spf_ip,
	},
};

const MtRuleSet mt_ruleset_results = {rules, G_N_ELEMENTS(rules)};
