/*
 * The Message-ID against the place where the trace begins. Programs make ids at
 * random, so the time is in few of them; but who made one can be seen, and that
 * is who first had the message.
 */
#include "forge/rule.h"

#include "identity/domain.h"

enum { LISTS = 65989, OLD = 4211, LISTS_HERE = 1400, OLD_HERE = 500 };

#define N(text)                                                                \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}

/* ---- ids of providers ---- */

/* The host is that of a server: Exchange's own name, or one that no client puts
 * into an id. Clients take the domain of the author's address. */
static bool
is_server(MtSlice host)
{
	static const MtSlice servers[] = {
		N(".prod.outlook.com"),
		N("mail.gmail.com"),
		N("mail.yahoo.com"),
		N(".amazonses.com"),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(servers); i++)
		if (mt_slice_ends_i(host, servers[i]))
			return true;
	return false;
}

/* An id of Exchange Online names the very server that made it. */
static bool
had_it(MtCase *c, MtSlice host)
{
	if (mt_slice_ends_i(host, MT_SLICE(".prod.outlook.com")))
		return mt_case_hops_below(c, host);
	if (mt_slice_ends_i(host, MT_SLICE("amazonses.com")))
		return mt_case_org_in_hops(c, host, 0) ||
		       mt_case_org_in_dkim(c, host);
	return mt_case_provider_had_it(c, mt_provider_of(host));
}

/* ---- where the trace begins ---- */

/* A host of the list itself; such names stand in some of these fields. */
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
	return from->domain.n > 0 && mt_case_org_in_hops(c, from->domain, 1) &&
	       !(list && is_of_list(c, from->domain));
}

static void
look_provider(MtCase *c, const MtRule *rule)
{
	MtSlice host = mt_domain_of_address(mt_case_message_id(c)->text);
	MtFinding *f;

	if (c->chain->n == 0 ||
	    (mt_provider_of(host) == NULL && !is_server(host)) ||
	    had_it(c, host))
		return;
	f = mt_find(c, rule,
		    "The Message-ID is of %.*s, and no server of theirs had or "
		    "signed it",
		    MT_S(host));
	if (is_server(host) && begins_with_author(c))
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
		if (mt_domain_is_below(host, names[i]))
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
	if (c->chain->n == 0 ||
	    !is_inside_google(&c->chain->hops[0].received) ||
	    is_googles(host) || mt_case_same_org(host, from->domain) ||
	    mt_domain_org(host).n == 0)
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

/* ---- what cannot have a hop below it ---- */

/* The hop's message came from a mailbox or a client of this software, which has
 * written every hop below too: all hops of Google's way in are its own, and so
 * are those of an Exchange that gives a message to itself. */
static bool
begins_inside(const MtReceived *r)
{
	return is_inside_google(r) ||
	       (strcmp(r->dialect, "exchange") == 0 &&
		mt_slice_starts_i(r->with, MT_SLICE("mapi")));
}

static void
look_below(MtCase *c, const MtRule *rule)
{
	for (size_t i = 1; i < c->chain->n; i++) {
		const MtHop *older = &c->chain->hops[i - 1];
		const MtHop *newer = &c->chain->hops[i];
		MtFinding *f;

		if (!begins_inside(&newer->received) ||
		    older->received.by.n == 0 ||
		    strcmp(older->received.dialect, newer->received.dialect) ==
			    0)
			continue;
		f = mt_find(c, rule,
			    "Hop %zu was written inside %s, where no other "
			    "server hands mail over, and hop %zu, by %.*s, is "
			    "said to be older",
			    newer->number,
			    is_inside_google(&newer->received) ? "Google"
							       : "Exchange",
			    older->number, MT_S(older->received.by));
		mt_find_hop_text(c, f, "by", older, older->received.by,
				 "not of the same system");
		mt_find_field(c, f, "hop", newer->field,
			      "from no other server");
	}
}

/* ---- a Message-ID that names the queue ---- */

/* `E1rGktc-0001YR-0N@host` of Exim; `20260807110502.4jY0JL1b3X@host` of Postfix;
 * `202608071105.677B52g7014839@host` of sendmail: what they add where the client
 * wrote none. */
static MtSlice
queue_id_in(MtSlice id, const char *dialect)
{
	enum { EXIM_SHORTEST = 16, POSTFIX = 14, SENDMAIL = 12, SHORTEST = 8 };
	MtSlice head;

	if (!mt_slice_cut(&id, '@', &head))
		return (MtSlice){0};
	if (strcmp(dialect, "exim") == 0)
		return head.n > EXIM_SHORTEST && head.p[0] == 'E' &&
				       head.p[7] == '-'
			       ? mt_slice_sub(head, 1, head.n)
			       : (MtSlice){0};
	id = head;
	if (!mt_slice_cut(&id, '.', &head) || id.n < SHORTEST ||
	    head.n != (strcmp(dialect, "postfix") == 0    ? POSTFIX
		       : strcmp(dialect, "sendmail") == 0 ? SENDMAIL
							  : 0))
		return (MtSlice){0};
	for (size_t i = 0; i < head.n; i++)
		if (!mt_is_digit(head.p[i]))
			return (MtSlice){0};
	return id;
}

/* The oldest hop took the message from a program on its own host, and the id is
 * of that host. Postfix and Exim get it from a client of theirs with the id of an
 * earlier pass; sendmail does not. */
static void
look_queue(MtCase *c, const MtRule *rule)
{
	MtSlice id = mt_case_message_id(c)->text, queue;
	const MtReceived *r;
	MtFinding *f;

	if (c->chain->n == 0)
		return;
	r = &c->chain->hops[0].received;
	if ((strcmp(r->dialect, "sendmail") != 0 &&
	     (r->helo.n > 0 || r->rdns.n > 0 || r->ip.family != 0)) ||
	    r->id.n == 0 || r->by.n == 0 ||
	    !mt_slice_eq_i(mt_domain_of_address(id), r->by))
		return;
	queue = queue_id_in(id, r->dialect);
	if (queue.n == 0 || mt_slice_eq(queue, r->id))
		return;
	f = mt_find(c, rule,
		    "%.*s made the Message-ID in its queue as %.*s, and had "
		    "the message as %.*s",
		    MT_S(r->by), MT_S(queue), MT_S(r->id));
	mt_find_text(c, f, "message-id", c->first[MT_F_MESSAGE_ID], queue,
		     "the id in the queue");
	mt_find_hop_text(c, f, "id", &c->chain->hops[0], r->id, "another one");
}

static const MtRule rules[] = {
	{
		.id = "mid-provider-not-in-path",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "the id is of a server and the trace begins "
			       "with the author's login or host",
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
	{
		.id = "rcvd-below-inside",
		.grade = MT_GRADE_B,
		.title = "a hop below one that only its own system hands to",
		.proves = "Inside Google and Exchange a hop that names no "
			  "client of another system got the message from a "
			  "host of that system, which wrote the hop below.",
		.innocent = "A gateway that puts messages into the mailboxes "
			    "of Exchange as if they were written there.",
		.reference = "RFC 5321 4.4",
		.lists = MT_PERCENT(0, LISTS_HERE),
		.old = MT_PERCENT(0, OLD_HERE),
		.look = look_below,
	},
	{
		.id = "mid-other-queue",
		.grade = MT_GRADE_B,
		.title = "the Message-ID is of another message in the queue",
		.proves = "Exim, Postfix and sendmail put their queue id into "
			  "the Message-ID that they add; the hop of the same "
			  "host has the same one.",
		.innocent =
			"A message that a program of that host put into the "
			"queue again with the id of the first time.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0, LISTS_HERE),
		.old = MT_PERCENT(0, OLD_HERE),
		.look = look_queue,
	},
};

const MtRuleSet mt_ruleset_origin = {rules, G_N_ELEMENTS(rules)};
