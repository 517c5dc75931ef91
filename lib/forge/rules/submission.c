/*
 * Who logs in to hand over a message and calls himself by an address or by one
 * word is a mail program, in which the message begins.
 */
#include "forge/rule.h"

#include "identity/domain.h"

enum { LISTS = 1400, OLD = 500 };

static bool
starts_field(const MtField *field, MtSlice head)
{
	return mt_slice_starts_i(field->name, head);
}

/* Mail that somebody sends on as it is has a journey behind it. */
static bool
is_resent(const MtCase *c)
{
	for (size_t i = 0; i < c->fields->n; i++)
		if (starts_field(&c->fields->fields[i], MT_SLICE("Resent-")))
			return true;
	return false;
}

/* A list may log in to a relay with mail of others. */
static bool
is_list_host(MtCase *c, MtSlice host)
{
	MtSlice org = mt_domain_org(host);

	for (size_t i = 0; i < c->fields->n; i++) {
		const MtField *field = &c->fields->fields[i];

		if ((starts_field(field, MT_SLICE("List-")) ||
		     starts_field(field, MT_SLICE("Sender"))) &&
		    mt_slice_find_i(mt_case_value(c, field), org) !=
			    MT_SLICE_NOWHERE)
			return true;
	}
	return false;
}

/* `[192.168.1.5]` or `DESKTOP-7`, from outside; a relay has a name with dots. */
static bool
is_mail_program(const MtReceived *r)
{
	MtIpKind kind = mt_ip_kind(&r->ip);
	MtSlice name = r->helo;
	MtIp ip;

	if (r->auth.n == 0 || !mt_slice_starts_i(r->with, MT_SLICE("ESMTP")) ||
	    r->ip.family == 0 ||
	    (kind != MT_IP_GLOBAL && kind != MT_IP_DOCUMENTATION) ||
	    name.n < 2 || mt_slice_eq_i(name, MT_SLICE("localhost")))
		return false;
	if (name.p[0] != '[')
		return mt_slice_find_char(name, '.') == MT_SLICE_NOWHERE &&
		       mt_slice_find_char(name, ':') == MT_SLICE_NOWHERE;
	name = mt_slice_sub(name, 1, name.n - 1);
	return mt_ip_parse(name, &ip) && mt_ip_kind(&ip) != MT_IP_LOOPBACK;
}

/* Webmail logs in with what it wrote; a server may call itself by its first
 * name, and logs in to others of its own. */
static bool
may_hand_over(MtCase *c, const MtReceived *older, const MtReceived *newer)
{
	return mt_slice_find_char(older->by, '.') == MT_SLICE_NOWHERE ||
	       older->by_ip.family != 0 || older->pull ||
	       mt_domain_org(older->by).n == 0 ||
	       mt_slice_starts_i(older->with, MT_SLICE("HTTP")) ||
	       mt_slice_starts_i(older->by, newer->helo) ||
	       mt_case_same_org(older->by, newer->by) ||
	       is_list_host(c, older->by);
}

static void
look(MtCase *c, const MtRule *rule)
{
	for (size_t i = 1; i < c->chain->n; i++) {
		const MtHop *newer = &c->chain->hops[i];
		const MtHop *older = &c->chain->hops[i - 1];
		MtFinding *f;

		if (!is_mail_program(&newer->received) ||
		    may_hand_over(c, &older->received, &newer->received) ||
		    is_resent(c))
			continue;
		f = mt_find(c, rule,
			    "Hop %zu took the message from a mail program that "
			    "logged in, and below it stands a hop by %.*s",
			    newer->number, MT_S(older->received.by));
		mt_find_hop_text(c, f, "helo", newer, newer->received.helo,
				 "no name of a server");
		mt_find_hop_text(c, f, "with", newer, newer->received.with,
				 "with a login");
		mt_find_hop_text(c, f, "by", older, older->received.by,
				 "which handed it to nobody here");
	}
}

static const MtRule rules[] = {
	{
		.id = "rcvd-below-login",
		.grade = MT_GRADE_B,
		.title = "a hop below the login of a mail program",
		.proves = "A client that logs in from outside and calls itself "
			  "by an address or a single word is the program in "
			  "which the message was written; servers have names, "
			  "and no server had the message before.",
		.innocent = "A server without a name of its own that logs in "
			    "to a relay; mail sent on as it was.",
		.reference = "RFC 6409 6.1",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look,
	},
};

const MtRuleSet mt_ruleset_submission = {rules, G_N_ELEMENTS(rules)};
