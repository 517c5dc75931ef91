/*
 * The Message-ID against the place where the trace begins. Programs make ids at
 * random, so the time is in few of them; but who made one can be seen, and that
 * is who first had the message.
 */
#include "forge/rule.h"

#include "identity/domain.h"

enum { LISTS = 65989, OLD = 4211, LISTS_HERE = 1400, OLD_HERE = 500 };

/* ---- ids of providers ---- */

/* A provider whose servers make ids that end with `name`, and the organisations
 * of its hosts. Without them the host of the id is the very server that made it
 * and must itself be in the trace. */
typedef struct {
	MtSlice name;
	MtSlice orgs[2];
} Provider;

#define N(text)                                                                \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}

static const Provider providers[] = {
	{N(".prod.outlook.com"), {{0}}},
	{N("gmail.com"), {N("google.com"), N("gmail.com")}},
	{N("yahoo.com"), {N("yahoo.com")}},
	{N("hotmail.com"), {N("hotmail.com"), N("outlook.com")}},
	{N("outlook.com"), {N("outlook.com")}},
	{N("aol.com"), {N("aol.com"), N("yahoo.com")}},
	{N("amazonses.com"), {N("amazonses.com")}},
	{N("icloud.com"), {N("icloud.com"), N("me.com")}},
};

static bool
had_it(MtCase *c, const Provider *p, MtSlice host)
{
	if (p->orgs[0].n == 0)
		return mt_case_hops_below(c, host);
	for (size_t i = 0; i < G_N_ELEMENTS(p->orgs); i++)
		if (mt_case_org_in_hops(c, p->orgs[i], 0) ||
		    mt_case_org_in_dkim(c, p->orgs[i]))
			return true;
	return false;
}

/* ---- where the trace begins ---- */

static bool
is_of(const MtReceived *r, MtSlice domain)
{
	return mt_case_same_org(r->by, domain) ||
	       mt_case_same_org(r->helo, domain) ||
	       mt_case_same_org(r->rdns, domain);
}

/* A host of the list itself; such names stand in one or both of its fields. */
static bool
is_of_list(MtCase *c, MtSlice domain)
{
	static const MtCaseField names[] = {MT_F_LIST_ID, MT_F_LIST_POST,
					    MT_F_SENDER, MT_F_RETURN_PATH};
	MtSlice org = mt_domain_org(domain);

	for (size_t i = 0; org.n > 0 && i < G_N_ELEMENTS(names); i++)
		if (mt_slice_find_i(mt_case_text(c, names[i]), org) !=
		    MT_SLICE_NOWHERE)
			return true;
	return false;
}

/*
 * Does the trace begin where the author's client handed the message over? Lists
 * may leave hops out, but then it begins with a host of theirs: so of a list's
 * message neither may be of the list.
 */
static bool
begins_with_author(MtCase *c)
{
	const MtReceived *first = &c->chain->hops[0].received;
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	bool list = mt_case_is_list(c);

	if (list && (is_of_list(c, first->by) || is_of_list(c, first->helo) ||
		     is_of_list(c, first->rdns)))
		return false;
	if (first->auth.n > 0 ||
	    mt_slice_starts_i(first->with, MT_SLICE("mapi")))
		return true;
	return from->domain.n > 0 && is_of(first, from->domain) &&
	       !(list && is_of_list(c, from->domain));
}

static void
look_provider(MtCase *c, const MtRule *rule)
{
	MtSlice host = mt_domain_of_address(mt_case_message_id(c)->text);
	const Provider *p = providers;
	MtFinding *f;

	while (p < providers + G_N_ELEMENTS(providers) &&
	       !mt_slice_ends_i(host, p->name))
		p++;
	if (c->chain->n == 0 || p == providers + G_N_ELEMENTS(providers) ||
	    had_it(c, p, host))
		return;
	f = mt_find(c, rule,
		    p->orgs[0].n == 0
			    ? "The Message-ID was made by %.*s, which never "
			      "had the message"
			    : "The Message-ID is of %.*s, and no server of "
			      "theirs had or signed it",
		    MT_S(host));
	if (begins_with_author(c))
		mt_find_grade(f, MT_GRADE_B);
	mt_find_text(c, f, "message-id", c->first[MT_F_MESSAGE_ID], host,
		     "in no hop and no signature");
	mt_find_field(c, f, "hop", c->chain->hops[0].field,
		      "where the trace begins");
}

/* ---- Gmail in the browser, and other services of Google ---- */

static bool
is_googles(MtSlice host)
{
	static const MtSlice names[] = {
		N("google.com"),      N("gmail.com"),
		N("googlemail.com"),  N("googlegroups.com"),
		N("youtube.com"),     N("googlesource.com"),
		N("appspotmail.com"), N("appspot.com"),
		N("blogger.com"),     N("googleusercontent.com"),
		N("android.com"),     N("chromium.org"),
		N("golang.org"),      N("gserviceaccount.com"),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (mt_case_is_below(host, names[i]))
			return true;
	return false;
}

/* `by mail-wr1-f41.google.com with SMTP id ...`, from nobody: a mailbox or a
 * service of Google's own. A client would stand in from, or in a hop below. */
static bool
is_inside_google(const MtReceived *r)
{
	return strcmp(r->dialect, "gmail") == 0 && r->helo.n == 0 &&
	       r->rdns.n == 0 && r->ip.family == 0 && r->ident.n == 0 &&
	       r->id.n > 0 && mt_slice_eq_i(r->with, MT_SLICE("SMTP"));
}

static void
look_google(MtCase *c, const MtRule *rule)
{
	const MtCaseId *id = mt_case_message_id(c);
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice host = mt_domain_of_address(id->text);
	MtFinding *f;

	/* An author's own domain in the id: a program on Google's hosts. */
	if (c->chain->n == 0 || mt_domain_org(host).n == 0 ||
	    !is_inside_google(&c->chain->hops[0].received) ||
	    is_googles(host) || mt_case_same_org(host, from->domain))
		return;
	f = mt_find(c, rule,
		    "The message began inside Google, and its Message-ID is of "
		    "%.*s",
		    MT_S(host));
	mt_find_text(c, f, "message-id", id->field, host,
		     "neither Google's nor the author's");
	mt_find_field(c, f, "hop", c->chain->hops[0].field,
		      "from no other server and no client");
}

static const MtRule rules[] = {
	{
		.id = "mid-provider-not-in-path",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "the trace begins with the author's login or "
			       "server",
		.title = "a provider's Message-ID without the provider",
		.proves = "The provider's server makes the id when it takes "
			  "the message.",
		.innocent = "Lists that hide hops.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(1.16, LISTS),
		.old = MT_PERCENT(0.02, OLD),
		.look = look_provider,
	},
	{
		.id = "mid-not-of-google",
		.grade = MT_GRADE_B,
		.title = "written in Gmail with a Message-ID of others",
		.proves = "Gmail in the browser and the services of Google "
			  "make the Message-ID themselves; mail that a client "
			  "hands over has a hop that names the client.",
		.innocent = "A hop that was left out; a service of Google "
			    "with a name not known here.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0, LISTS_HERE),
		.old = MT_PERCENT(0, OLD_HERE),
		.look = look_google,
	},
};

const MtRuleSet mt_ruleset_origin = {rules, G_N_ELEMENTS(rules)};
