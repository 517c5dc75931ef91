/* Received fields in forms that the named software does not write. */
#include "forge/rule.h"

enum { LISTS = 65989, OLD = 4211 };

/* Do the words stand there in a row, folds or not? */
static bool
has(MtSlice text, const char *what)
{
	MtSlice first, rest = mt_slice_str(what), word;
	size_t at;

	mt_slice_word(&rest, &first);
	while ((at = mt_slice_find_i(text, first)) != MT_SLICE_NOWHERE) {
		MtSlice wanted = rest, want;

		text = mt_slice_sub(text, at + first.n, text.n);
		for (MtSlice t = text; mt_slice_word(&wanted, &want);)
			if (!mt_slice_word(&t, &word) ||
			    !mt_slice_starts_i(word, want))
				break;
			else
				want.p = NULL;
		if (wanted.n == 0 && (rest.n == 0 || want.p == NULL))
			return true;
	}
	return false;
}

/* exchange.c of lib/received lists the forms; these words are in all of them. */
static void
look_outlook(MtCase *c, const MtRule *rule)
{
	static const char *const words[] = {"Microsoft SMTP Server",
					    "HTTPS",
					    "mapi",
					    "Mailbox Replication Service",
					    "Mailbox Transport",
					    "Frontend Transport",
					    "Microsoft SMTPSVC"};

	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		bool known = false;

		if (!mt_slice_ends_i(hop->received.by,
				     MT_SLICE(".outlook.com")))
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(words) && !known; k++)
			known = has(hop->value, words[k]);
		if (known)
			continue;
		mt_find_hop_text(c,
				 mt_find(c, rule,
					 "Hop %zu names Outlook's host %.*s in "
					 "a form that Outlook does not write",
					 hop->number, MT_S(hop->received.by)),
				 "by", hop, hop->received.by,
				 "\"Microsoft SMTP Server\" and the like are "
				 "not in the field");
	}
}

/* `with smtp;` as the very end of the clauses. */
static void
look_lc_smtp(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		size_t at;

		if (!mt_slice_eq(hop->received.with, MT_SLICE("smtp")))
			continue;
		at = mt_slice_find(hop->value, MT_SLICE(" with smtp;"));
		if (at == MT_SLICE_NOWHERE)
			continue;
		mt_find_hop_text(c,
				 mt_find(c, rule,
					 "Hop %zu ends in 'with smtp;', as "
					 "programs for spam write",
					 hop->number),
				 "with", hop,
				 mt_slice_sub(hop->value, at + 1, at + 11),
				 "servers go on with an id or a version");
	}
}

/* RFC 5322 3.3 has 24 hours. */
static void
look_am_pm(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtSlice v = hop->value, tail;
		size_t at;

		if (hop->received.time.form != MT_TIME_OTHER)
			continue;
		tail = mt_slice_sub(v, v.n > 40 ? v.n - 40 : 0, v.n);
		at = mt_slice_find(tail, MT_SLICE(" PM"));
		if (at == MT_SLICE_NOWHERE)
			at = mt_slice_find(tail, MT_SLICE(" AM"));
		if (at == MT_SLICE_NOWHERE || at == 0 ||
		    !mt_is_digit(tail.p[at - 1]))
			continue;
		mt_find_hop_text(c,
				 mt_find(c, rule,
					 "Hop %zu counts twelve hours, which "
					 "no mail server does",
					 hop->number),
				 "date", hop,
				 mt_slice_sub(tail, at + 1, at + 3),
				 "mail counts 24 hours");
	}
}

static bool
is_public(MtSlice text)
{
	MtIpKind kind;
	MtIp ip;

	if (text.n == 0 || !mt_ip_parse(text, &ip) || ip.family != 4)
		return false;
	kind = mt_ip_kind(&ip);
	return kind == MT_IP_GLOBAL || kind == MT_IP_DOCUMENTATION;
}

/* `from [192.0.2.1] by 198.51.100.2 with` and nothing that a server saw. */
static void
look_double_ip(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtSlice rest = hop->value, from, ip, by, host;

		if (hop->received.by.n == 0 ||
		    !mt_is_digit(hop->received.by.p[0]) ||
		    !mt_slice_word(&rest, &from) ||
		    !mt_slice_word(&rest, &ip) || !mt_slice_word(&rest, &by) ||
		    !mt_slice_word(&rest, &host))
			continue;
		if (!mt_slice_eq_i(from, MT_SLICE("from")) ||
		    !mt_slice_eq_i(by, MT_SLICE("by")) || ip.n < 3 ||
		    ip.p[0] != '[' || ip.p[ip.n - 1] != ']' ||
		    !is_public(mt_slice_sub(ip, 1, ip.n - 1)) ||
		    !is_public(host))
			continue;
		mt_find_hop_text(
			c,
			mt_find(c, rule,
				"Hop %zu has two addresses and no "
				"name, as programs for spam write",
				hop->number),
			"from", hop,
			mt_slice(ip.p, (size_t)(host.p + host.n - ip.p)),
			"a server knows its own name");
	}
}

static void
look_few(MtCase *c, const MtRule *rule)
{
	const MtField *from = c->first[MT_F_FROM];

	if (c->chain->n == 1)
		mt_find_field(c,
			      mt_find(c, rule,
				      "One server only had the message before "
				      "you"),
			      "hop", c->chain->hops[0].field,
			      "the only Received field");
	else if (c->chain->n == 0 && from != NULL)
		mt_find_field(c,
			      mt_find(c, rule,
				      "No server says that it had the message"),
			      "field", from, "no Received field stands above");
}

/*
 * Exchange writes the header of a message that it takes from a client anew, and
 * puts its first hop anywhere; so do local programs.
 */
static bool
is_submission(const MtReceived *r)
{
	if (r->ip.family == 0 && r->helo.n == 0 && r->with.n == 0)
		return true;
	return strcmp(r->dialect, "exchange") == 0 &&
	       !mt_slice_ends_i(r->helo, MT_SLICE(".outlook.com"));
}

/* Still with its sender: Daum's webmail puts such a hop at the end. */
static bool
is_inside(const MtHop *hop)
{
	return hop->number == 1 &&
	       mt_ip_kind(&hop->received.ip) == MT_IP_PRIVATE &&
	       mt_ip_kind(&hop->received.by_ip) == MT_IP_PRIVATE;
}

/*
 * Who keeps or resends mail may write its header anew: an archive puts the whole
 * trace below the author's fields, the receiver's own hop too; a tracker puts
 * Resent fields and a new Subject on top, and From stays where it was.
 */
static bool
is_anew(const MtCase *c, const MtHop *hop)
{
	const MtField *from = c->first[MT_F_FROM];
	const MtField *subject = c->first[MT_F_SUBJECT];
	const MtField *resent = c->first[MT_F_RESENT_FROM];

	if (c->chain->n > 1 &&
	    c->chain->hops[c->chain->n - 1].field > MIN(from, subject))
		return true;
	return resent != NULL && resent < hop->field && from > hop->field;
}

/*
 * Servers put their fields on top. From, To and Subject are the author's; Date
 * and Message-ID may be added on the way.
 */
static void
look_below(MtCase *c, const MtRule *rule)
{
	const MtField *from = c->first[MT_F_FROM];
	const MtField *subject = c->first[MT_F_SUBJECT], *top;

	if (from == NULL || subject == NULL)
		return;
	top = MIN(from, subject);
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		MtFinding *f;

		if (hop->field < top)
			continue;
		f = mt_find(c, rule,
			    "Hop %zu stands below %.*s: the sender put it "
			    "there",
			    hop->number, MT_S(top->name));
		if (!is_submission(&hop->received) && !is_inside(hop) &&
		    !is_anew(c, hop))
			mt_find_grade(f, MT_GRADE_B);
		mt_find_field(c, f, "hop", hop->field,
			      "a Received field among the author's");
		mt_find_field(c, f, "field", top, "stands above it");
	}
}

static const MtRule rules[] = {
	{
		.id = "rcvd-fake-outlook-format",
		.grade = MT_GRADE_B,
		.title = "a hop of Outlook's in a form not Outlook's",
		.proves = "Microsoft's servers write one of a few known "
			  "forms.",
		.innocent = "A new form; mailbox moves write an old one.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0.002, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_outlook,
	},
	{
		.id = "rcvd-lc-smtp",
		.grade = MT_GRADE_B,
		.title = "a hop in the form of a program for spam",
		.proves = "A known program for spam ends its invented fields "
			  "in 'with smtp;'.",
		.innocent = "A server that writes no more than that.",
		.reference = "RFC 5321 4.4",
		.look = look_lc_smtp,
	},
	{
		.id = "rcvd-am-pm",
		.grade = MT_GRADE_B,
		.title = "a hop whose clock counts twelve hours",
		.proves = "Mail dates count 24 hours; programs for spam take "
			  "the computer's own form.",
		.innocent = "A gateway with a form of its own.",
		.reference = "RFC 5322 3.3",
		.look = look_am_pm,
	},
	{
		.id = "rcvd-double-ip",
		.grade = MT_GRADE_B,
		.title = "a hop between two bare addresses",
		.proves = "A known program for spam writes fields with two "
			  "addresses and no name.",
		.innocent = "A device without a name that relays.",
		.reference = "RFC 5321 4.4",
		.look = look_double_ip,
	},
	{
		.id = "rcvd-single-hop",
		.grade = MT_GRADE_C,
		.title = "there is hardly a trace",
		.proves = "Mail passes its sender's server before yours.",
		.innocent = "Local mail, machines that deliver themselves.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0.9, OLD),
		.look = look_few,
	},
	{
		.id = "rcvd-below-origin-hdr",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when =
			"other hops stand above; and it is not "
			"Exchange's, no submission on the host itself or "
			"inside a network, nor from before the message "
			"was resent",
		.title = "a hop stands among the author's fields",
		.proves = "Servers put their field on top. One that stands "
			  "below From or Subject was sent along with them.",
		.innocent = "List software and archives that write the header "
			    "anew.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0.71, LISTS),
		.old = MT_PERCENT(2.11, OLD),
		.look = look_below,
	},
};

const MtRuleSet mt_ruleset_format = {rules, G_N_ELEMENTS(rules)};
