/* The envelope sender that the last server wrote down, against the others that it
 * named: those of its Received field and of its results. */
#include "forge/rule.h"

#include "identity/domain.h"

/* The hop of the server that wrote Return-Path: it stands on top of that, as it
 * does with Gmail, or higher. */
static const MtHop *
hop_of(const MtCase *c, const MtField *field)
{
	for (size_t i = c->chain->n; i > 0; i--)
		if (c->chain->hops[i - 1].field > field)
			return &c->chain->hops[i - 1];
	return NULL;
}

/* Addresses that a server makes of others when it sends them on. */
static bool
is_made(MtSlice address)
{
	return mt_slice_starts_i(address, MT_SLICE("SRS")) ||
	       mt_slice_starts_i(address, MT_SLICE("prvs=")) ||
	       mt_slice_find(address, MT_SLICE("+caf_=")) != MT_SLICE_NOWHERE;
}

static void
compare(MtCase *c, const MtRule *rule, const MtField *field, MtSlice sender,
	const char *name)
{
	const MtCaseParty *path = mt_case_party(c, MT_F_RETURN_PATH);
	MtSlice domain = mt_domain_of_address(sender);
	MtFinding *f;

	if (is_made(sender) || mt_domain_org(domain).n == 0 ||
	    mt_case_same_org(domain, path->domain))
		return;
	f = mt_find(c, rule,
		    "The last server took the message from %.*s, and "
		    "Return-Path says %.*s",
		    MT_S(sender), MT_S(path->address));
	mt_find_text(c, f, "return-path", path->field, path->address,
		     "the envelope sender");
	mt_find_text(c, f, name, field, sender, "another one");
}

static void
compare_results(MtCase *c, const MtRule *rule, const MtHop *hop)
{
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	for (size_t i = 0; i < n; i++) {
		const MtAuthResult *spf =
			mt_authres_find(&r[i].results, "spf", 0);

		if (spf == NULL || !mt_case_of_receiver(c, r[i].field, hop) ||
		    !mt_case_same_org(r[i].results.authserv_id,
				      hop->received.by))
			continue;
		compare(c, rule, r[i].field,
			mt_authres_prop(spf, "smtp", "mailfrom"),
			"smtp.mailfrom");
		return;
	}
}

static void
look(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *path = mt_case_party(c, MT_F_RETURN_PATH);
	const MtHop *hop;

	if (path->field == NULL || mt_domain_org(path->domain).n == 0 ||
	    is_made(path->address) || c->count[MT_F_RETURN_PATH] > 1)
		return;
	hop = hop_of(c, path->field);
	if (hop == NULL)
		return;
	if (hop->received.envelope_from.n > 0)
		compare(c, rule, hop->field, hop->received.envelope_from,
			"envelope-from");
	compare_results(c, rule, hop);
}

static const MtRule rules[] = {
	{
		.id = "return-path-differs",
		.grade = MT_GRADE_B,
		.title = "Return-Path is not the sender that the server saw",
		.proves =
			"The last server writes Return-Path from the envelope "
			"that it also names in its Received field or its "
			"results.",
		.innocent = "A list or forwarder on the last server itself "
			    "that gave the message another envelope.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, 1400),
		.old = MT_PERCENT(0, 500),
		.look = look,
	},
};

const MtRuleSet mt_ruleset_returnpath = {rules, G_N_ELEMENTS(rules)};
