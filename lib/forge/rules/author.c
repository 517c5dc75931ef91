/* The author in From against the envelope, the other roles and the trace. */
#include "forge/rule.h"

#include "forge/engine.h"
#include "identity/domain.h"

enum { LISTS = 65989, OLD = 4211 };

static void
find_differ(MtCase *c, const MtRule *rule, MtCaseField name, const char *label)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	const MtCaseParty *other = mt_case_party(c, name);
	MtFinding *f;

	if (mt_domain_org(from->domain).n == 0 ||
	    mt_domain_org(other->domain).n == 0 ||
	    mt_case_same_org(from->domain, other->domain))
		return;
	f = mt_find(c, rule, "From is of %.*s, %s of %.*s",
		    MT_S(mt_domain_org(from->domain)), label,
		    MT_S(mt_domain_org(other->domain)));
	mt_find_text(c, f, "from", from->field, from->address, NULL);
	mt_find_text(c, f, label, other->field, other->address, NULL);
}

static void
look_return_path(MtCase *c, const MtRule *rule)
{
	find_differ(c, rule, MT_F_RETURN_PATH, "Return-Path");
}

static void
look_reply_to(MtCase *c, const MtRule *rule)
{
	find_differ(c, rule, MT_F_REPLY_TO, "Reply-To");
}

static void
look_sender(MtCase *c, const MtRule *rule)
{
	find_differ(c, rule, MT_F_SENDER, "Sender");
}

static bool
is_anywhere(MtCase *c, MtSlice domain)
{
	MtSlice mid = mt_domain_of_address(mt_case_message_id(c)->text);

	return mt_case_same_org(mt_case_party(c, MT_F_RETURN_PATH)->domain,
				domain) ||
	       mt_case_same_org(mt_domain_of_address(mt_case_envelope_from(c)),
				domain) ||
	       mt_case_same_org(mid, domain) ||
	       mt_case_org_in_hops(c, domain, 0) ||
	       mt_case_org_in_dkim(c, domain);
}

static void
look_nowhere(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtFinding *f;

	if (mt_domain_org(from->domain).n == 0 || c->chain->n == 0 ||
	    is_anywhere(c, from->domain))
		return;
	f = mt_find(c, rule,
		    "%.*s occurs in no hop, signature, envelope or Message-ID",
		    MT_S(mt_domain_org(from->domain)));
	mt_find_text(c, f, "from", from->field, from->domain,
		     "nowhere else in the trace");
}

/* Mail of their users is sent by servers of theirs, which sign it. */
static void
look_freemail(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	const MtProvider *provider = mt_provider_of_mailbox(from->domain);
	MtFinding *f;

	if (provider == NULL || c->chain->n == 0 ||
	    mt_case_provider_had_it(c, provider))
		return;
	f = mt_find(c, rule,
		    "The author is at %.*s, and no server of theirs had or "
		    "signed it",
		    MT_S(from->domain));
	if (!mt_case_is_list(c))
		mt_find_grade(f, MT_GRADE_B);
	mt_find_text(c, f, "from", from->field, from->address, NULL);
	mt_find_field(c, f, "hop", c->chain->hops[0].field,
		      "the first hop, of others");
}

/*
 * A service that sends for a customer: with the customer's domain in the
 * envelope, the customer's SPF record has to allow the service's hosts.
 */
static void
look_service(MtCase *c, const MtRule *rule)
{
	const MtHop *edge = mt_case_edge(c);
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	const MtCaseParty *path = mt_case_party(c, MT_F_RETURN_PATH);
	const MtProvider *provider;
	const MtReceived *r;
	MtSlice service;
	MtFinding *f;

	if (edge == NULL || mt_domain_org(path->domain).n == 0 ||
	    !mt_hop_verified(edge))
		return;
	r = &edge->received;
	service = mt_domain_org(r->rdns);
	if (service.n == 0 || mt_case_same_org(path->domain, r->rdns) ||
	    !mt_case_same_org(path->domain, from->domain) || mt_case_is_list(c))
		return;
	provider = mt_provider_of(r->rdns);
	if (provider != NULL && provider == mt_provider_of(path->domain))
		return;
	f = mt_find(c, rule,
		    "%.*s sent it with an envelope sender of %.*s, so SPF of "
		    "%.*s judges an address of the service; an envelope of "
		    "the service's own that names the customer, such as "
		    "customer+user=%.*s@%.*s, would leave SPF to the service",
		    MT_S(r->rdns), MT_S(path->domain),
		    MT_S(mt_domain_org(path->domain)), MT_S(path->domain),
		    MT_S(service));
	mt_find_text(c, f, "envelope", path->field, path->address,
		     "the customer's domain");
	mt_find_hop_text(c, f, "rdns", edge, r->rdns, "the service's host");
	for (const MtField *spf = c->first[MT_F_RECEIVED_SPF];
	     spf != NULL && f != NULL; spf = NULL)
		mt_find_field(c, f, "spf", spf, "as SPF was judged");
}

static void
look_encoded(MtCase *c, const MtRule *rule)
{
	static const char *const kinds[] = {
		[MT_ENVELOPE_SRS0] = "SRS, by a forwarder",
		[MT_ENVELOPE_SRS1] = "SRS, by a second forwarder",
		[MT_ENVELOPE_BATV] = "BATV, by the sender's own server",
		[MT_ENVELOPE_VERP] = "VERP, by a list, for the recipient",
		[MT_ENVELOPE_SENDER] = "a service, for its customer",
	};
	const MtField *field = c->first[MT_F_RETURN_PATH];
	MtSlice address = mt_case_party(c, MT_F_RETURN_PATH)->address;
	MtEnvelope e;

	if (address.n == 0)
		return;
	mt_envelope_read(address, c->arena, &e);
	if (e.kind == MT_ENVELOPE_PLAIN || e.original.n == 0)
		return;
	mt_find_text(c,
		     mt_find(c, rule,
			     "The envelope sender stands for %.*s, encoded by "
			     "%.*s",
			     MT_S(e.original), MT_S(e.by)),
		     "envelope", field, address, "%s: %.*s", kinds[e.kind],
		     MT_S(e.original));
}

static void
look_bcc(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_BCC];

	if (c->chain->n == 0 || mt_case_text(c, MT_F_BCC).n == 0)
		return;
	mt_find_field(c,
		      mt_find(c, rule,
			      "Bcc arrived with the message, which shows who "
			      "should not be seen"),
		      "bcc", field, "a sender's program takes it out");
}

/* `dev.lists.example.org` or `lists.example.org`, out of `Name <id>`. */
static void
look_list(MtCase *c, const MtRule *rule)
{
	MtSlice value = mt_case_text(c, MT_F_LIST_ID), id = value;
	size_t at = mt_slice_find_char(value, '<');

	if (at != MT_SLICE_NOWHERE) {
		id = mt_slice_sub(value, at + 1, value.n);
		at = mt_slice_find_char(id, '>');
		id = mt_slice_sub(id, 0, at == MT_SLICE_NOWHERE ? id.n : at);
	}
	if (c->chain->n == 0 || mt_domain_org(id).n == 0 ||
	    mt_case_org_in_hops(c, id, 0) || mt_case_org_in_dkim(c, id))
		return;
	mt_find_text(c,
		     mt_find(c, rule, "No host of the list's %.*s had it",
			     MT_S(mt_domain_org(id))),
		     "list-id", c->first[MT_F_LIST_ID], id,
		     "in no hop and no signature");
}

static const MtRule rules[] = {
	{
		.id = "from-nowhere-in-trace",
		.grade = MT_GRADE_C,
		.title = "the author's domain is nowhere in the trace",
		.proves = "Mail of a domain is sent or signed by hosts that "
			  "have to do with it.",
		.innocent = "Hosting, lists, mail services: 5.9 %, on one list "
			    "15 %.",
		.reference = "RFC 5322 3.6.2",
		.lists = MT_PERCENT(5.9, LISTS),
		.old = MT_PERCENT(17.9, OLD),
		.look = look_nowhere,
	},
	{
		.id = "freemail-no-provider-path",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "the message came by no list",
		.title = "free mail without its provider",
		.proves = "Providers of free mail send it by their own "
			  "servers and sign it.",
		.innocent = "Lists that take hops and signatures out; users "
			    "who send by another provider.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0.68, LISTS),
		.old = MT_PERCENT(0.21, OLD),
		.look = look_freemail,
	},
	{
		.id = "from-vs-returnpath",
		.grade = MT_GRADE_C,
		.title = "From and envelope are of two organisations",
		.proves = "Errors go to another than the author.",
		.innocent = "Lists, mail services: most of such mail.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(81.3, LISTS),
		.look = look_return_path,
	},
	{
		.id = "from-vs-replyto",
		.grade = MT_GRADE_C,
		.title = "answers go to another organisation",
		.proves = "An answer does not go to the author.",
		.innocent = "Lists, people with several addresses.",
		.reference = "RFC 5322 3.6.2",
		.lists = MT_PERCENT(11.7, LISTS),
		.look = look_reply_to,
	},
	{
		.id = "from-vs-sender",
		.grade = MT_GRADE_C,
		.title = "From and Sender are of two organisations",
		.proves = "Another one sent it for the author.",
		.innocent = "Lists: half of such mail.",
		.reference = "RFC 5322 3.6.2",
		.lists = MT_PERCENT(50.5, LISTS),
		.look = look_sender,
	},
	{
		.id = "envelope-own-domain",
		.grade = MT_GRADE_C,
		.title = "a service used its customer's domain in the envelope",
		.proves = "SPF of the customer's domain judges the service's "
			  "address, and errors go past the service.",
		.innocent = "Usual with services that are set up so; a "
			    "forwarder that keeps the envelope looks the "
			    "same.",
		.reference = "RFC 7208 2.4",
		.look = look_service,
	},
	{
		.id = "envelope-encoded",
		.grade = MT_GRADE_C,
		.title = "the envelope sender stands for another address",
		.proves = "The address of the original is inside.",
		.innocent = "As forwarders, lists and services should do.",
		.reference = "RFC 5321 3.9",
		.look = look_encoded,
	},
	{
		.id = "bcc-survived",
		.grade = MT_GRADE_C,
		.title = "Bcc was delivered",
		.proves = "Programs take Bcc out, or leave it to the one who "
			  "is in it.",
		.innocent = "Scripts; the copy of the sender or of the one in "
			    "Bcc.",
		.reference = "RFC 5322 3.6.3",
		.look = look_bcc,
	},
	{
		.id = "list-forged",
		.grade = MT_GRADE_C,
		.title = "a list's mail that the list's hosts never had",
		.proves = "A list sends its mail by hosts of its own.",
		.innocent = "Lists that others host.",
		.reference = "RFC 2919",
		.look = look_list,
	},
};

const MtRuleSet mt_ruleset_author = {rules, G_N_ELEMENTS(rules)};
