/*
 * The program that is said to have written the message, against the forms of
 * the ids and boundaries that it makes.
 */
#include "forge/rule.h"

#include "identity/domain.h"

enum { LISTS = 65989, OLD = 4211, LISTS_HERE = 1400, OLD_HERE = 500 };

/* Patterns: `#` is a run of decimal digits, `~` of hexadecimal ones in either
 * case, `&` of letters and digits, `%` of base64 of either kind; the rest stands
 * as it is, and `*` at the end for anything. The first agent that fits counts. */
typedef struct {
	const char *name;        /* for people */
	const char *agent;       /* words that the program calls itself by */
	const char *ids[5];      /* left of @, up to NULL; none: not known */
	const char *boundary[4]; /* the same */
	bool authors_domain;     /* stands right of @ */
} Agent;

#define UUID "~-~-~-~-~"

static const Agent agents[] = {
	{.name = "Thunderbird",
	 .agent = "Thunderbird/",
	 .ids = {UUID, "~.#"},
	 .boundary = {"------------&"},
	 .authors_domain = true},
	{.name = "Thunderbird",
	 .agent = "Mozilla Thunderbird",
	 .ids = {UUID},
	 .boundary = {"------------&"},
	 .authors_domain = true},
	{.name = "Apple Mail",
	 .agent = "Apple Mail (",
	 .ids = {UUID},
	 .boundary = {"Apple-Mail-*", "Apple-Mail=_" UUID},
	 .authors_domain = true},
	{.name = "iPhone Mail",
	 .agent = "iPhone Mail (",
	 .ids = {UUID},
	 .boundary = {"Apple-Mail-*"},
	 .authors_domain = true},
	{.name = "iPad Mail",
	 .agent = "iPad Mail (",
	 .ids = {UUID},
	 .boundary = {"Apple-Mail-*"},
	 .authors_domain = true},
	{.name = "Outlook Express",
	 .agent = "Microsoft Outlook Express ",
	 .ids = {"~$~$&*", "&"},
	 .boundary = {"----=_NextPart_*", "------=_NextPart_*", "MS_Mac_OE_*"}},
	{.name = "The Bat!",
	 .agent = "The Bat! (",
	 .ids = {"#.#"},
	 .boundary = {"----------~"}},
	{.name = "Yahoo", .agent = "WebService/1.", .ids = {"#.#", "#.#.*"}},
	{.name = "Mozilla", .agent = "Gecko/", .ids = {"~.#", UUID}},
	{.name = "NeoMutt", .agent = "NeoMutt/"},
	{.name = "Mutt", .agent = "Mutt/", .ids = {"#.&", "%"}},
	{.name = "Evolution",
	 .agent = "Evolution",
	 .ids = {"#.#.#.camel", "&.camel"}},
	{.name = "Roundcube", .agent = "Roundcube Webmail/", .ids = {"~"}},
	{.name = "Claws Mail", .agent = "Claws Mail ", .ids = {"#.*"}},
	{.name = "Sylpheed", .agent = "Sylpheed", .ids = {"#.*"}},
	{.name = "git", /* keeps the ids of scripts: patch-v2-1.3-... */
	 .agent = "git-send-email ",
	 .ids = {"#*", "cover*", "patch-*", "~.*"}},
	{.name = "b4", .agent = "b4 0.", .ids = {"#-*", "#.*"}},
	{.name = "quilt", .agent = "quilt/", .ids = {"#.*"}},
	{.name = "aerc", .agent = "aerc ", .ids = {"&.&"}},
	{.name = "KMail", .agent = "KMail/", .ids = {"#.*"}},
	{.name = "Alpine", .agent = "Alpine ", .ids = {"alpine.*", UUID}},
	{.name = "K-9 Mail", .agent = "K-9 Mail for Android", .ids = {UUID}},
	{.name = "Fastmail", .agent = "Cyrus-JMAP/", .ids = {UUID}},
	{.name = "PHPMailer", .agent = "PHPMailer ", .ids = {"&"}},
	{.name = "Zimbra",
	 .agent = "(ZimbraWebClient",
	 .ids = {"#.#.#.JavaMail.*"}},
};

/* `E17huko-0000JF-00@host`: what Exim adds where none is. */
static bool
is_exim(MtSlice id)
{
	return id.n > 17 && id.p[0] == 'E' && id.p[7] == '-' &&
	       (id.p[14] == '-' || id.p[19 < id.n ? 19 : 14] == '-');
}

/* `200606071826.k57IQHQV028784@host`: Postfix and sendmail add a time and their
 * queue id, which the hop has as well. */
static bool
has_queue_id(const MtCase *c, MtSlice id)
{
	MtSlice head;

	if (!mt_slice_cut(&id, '.', &head) || !mt_slice_cut(&id, '@', &head) ||
	    head.n < 6)
		return false;
	for (size_t i = 0; i < c->chain->n; i++)
		if (mt_slice_eq(c->chain->hops[i].received.id, head))
			return true;
	return false;
}

/* Written by the server where the client's id was missing or not kept. */
static bool
is_rewritten(const MtCase *c, MtSlice id)
{
	static const MtSlice servers[] = {
#define N(text) {text, sizeof(text) - 1}
		N(".outlook.com"),   N("@email.amazonses.com"),
		N(".amazonses.com"), N("@mail.gmail.com"),
		N("@mx.google.com"), N("@smtp.gmail.com"),
		N("gserver.com"),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(servers); i++)
		if (mt_slice_ends_i(id, servers[i]))
			return true;
	return mt_slice_find(id, MT_SLICE(".qmail@")) != MT_SLICE_NOWHERE ||
	       is_exim(id) || has_queue_id(c, id);
}

static bool
is_of(char class, char ch)
{
	bool digit = mt_is_digit(ch);

	if (class == '#')
		return digit;
	if (class == '~')
		return digit || (mt_lower(ch) >= 'a' && mt_lower(ch) <= 'f');
	return digit || mt_is_alpha(ch) ||
	       (class == '%' && ch != '\0' && strchr("+/-_", ch) != NULL);
}

static bool
matches(const char *pattern, MtSlice text)
{
	size_t i = 0;

	for (; *pattern != '\0'; pattern++) {
		size_t from = i;

		if (*pattern == '*')
			return true;
		if (strchr("#~&%", *pattern) == NULL) {
			if (i == text.n || text.p[i++] != *pattern)
				return false;
			continue;
		}
		while (i < text.n && is_of(*pattern, text.p[i]))
			i++;
		if (i == from)
			return false;
	}
	return i == text.n;
}

static bool
matches_any(const char *const *patterns, MtSlice text)
{
	for (; *patterns != NULL; patterns++)
		if (matches(*patterns, text))
			return true;
	return false;
}

/* The agents whose words begin with a letter, as bits. Made once, read by all
 * threads. */
static const uint32_t *
agents_by_letter(void)
{
	static uint32_t by_letter[256];
	static gsize made;

	G_STATIC_ASSERT(G_N_ELEMENTS(agents) <= 32);
	if (g_once_init_enter(&made)) {
		for (size_t i = 0; i < G_N_ELEMENTS(agents); i++)
			by_letter[(unsigned char)agents[i].agent[0]] |=
				UINT32_C(1) << i;
		g_once_init_leave(&made, 1);
	}
	return by_letter;
}

static const Agent *
find_agent(MtSlice text)
{
	const uint32_t *by_letter = agents_by_letter();
	size_t found = G_N_ELEMENTS(agents);

	for (size_t i = 0; i < text.n; i++) {
		uint32_t may = by_letter[(unsigned char)text.p[i]];
		MtSlice rest = mt_slice_sub(text, i, text.n);

		for (size_t k = 0; k < found && may >> k != 0; k++)
			if ((may >> k & 1) != 0 &&
			    mt_slice_starts(rest,
					    mt_slice_str(agents[k].agent)))
				found = k;
	}
	return found < G_N_ELEMENTS(agents) ? &agents[found] : NULL;
}

/* NULL where nothing is known of the program. */
static const Agent *
agent_of(MtCase *c)
{
	static const Agent none;

	if (c->agent == NULL) {
		c->agent = find_agent(mt_case_agent(c));
		if (c->agent == NULL)
			c->agent = &none;
	}
	return c->agent == &none ? NULL : c->agent;
}

static void
show_agent(MtCase *c, MtFinding *f)
{
	const MtField *field = c->first[MT_F_USER_AGENT];

	if (field == NULL || mt_case_text(c, MT_F_USER_AGENT).n == 0)
		field = c->first[MT_F_X_MAILER];
	mt_find_field(c, f, "agent", field, "who is said to have written it");
}

static void
look_id(MtCase *c, const MtRule *rule)
{
	const Agent *agent;
	MtSlice id, left;
	size_t at;
	MtFinding *f;

	agent = agent_of(c);
	if (agent == NULL || agent->ids[0] == NULL ||
	    c->first[MT_F_MESSAGE_ID] == NULL)
		return;
	id = mt_case_message_id(c)->text;
	at = mt_slice_find_char(id, '@');
	left = mt_slice_sub(id, 0, at == MT_SLICE_NOWHERE ? id.n : at);
	if (id.n == 0 || is_rewritten(c, id) || matches_any(agent->ids, left))
		return;
	f = mt_find(c, rule, "%s does not make such a Message-ID", agent->name);
	mt_find_text(c, f, "message-id", c->first[MT_F_MESSAGE_ID], left,
		     "of another program, or of nobody");
	show_agent(c, f);
}

/* Anywhere but in the ids: lists move the author's address to other fields. */
static bool
stands_elsewhere(MtCase *c, MtSlice org)
{
	for (size_t i = 0; i < c->fields->n; i++) {
		const MtField *field = &c->fields->fields[i];

		if (!mt_slice_eq_i(field->name, MT_SLICE("Message-ID")) &&
		    !mt_slice_eq_i(field->name, MT_SLICE("In-Reply-To")) &&
		    !mt_slice_eq_i(field->name, MT_SLICE("References")) &&
		    mt_slice_find_i(mt_case_value(c, field), org) !=
			    MT_SLICE_NOWHERE)
			return true;
	}
	return false;
}

static void
look_domain(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice id = mt_case_message_id(c)->text;
	MtSlice host = mt_domain_of_address(id);
	const Agent *agent;
	MtFinding *f;

	if (from->domain.n == 0 || mt_slice_eq_i(host, from->domain))
		return;
	agent = agent_of(c);
	if (agent == NULL || !agent->authors_domain || is_rewritten(c, id) ||
	    mt_case_same_org(host, from->domain) ||
	    mt_domain_org(host).n == 0 ||
	    stands_elsewhere(c, mt_domain_org(host)))
		return;
	f = mt_find(c, rule,
		    "%s takes the author's domain into the Message-ID, and "
		    "%.*s stands nowhere else in the message",
		    agent->name, MT_S(host));
	mt_find_text(c, f, "message-id", c->first[MT_F_MESSAGE_ID], host,
		     "not the author's");
	mt_find_text(c, f, "from", from->field, from->domain, NULL);
	show_agent(c, f);
}

static void
look_boundary(MtCase *c, const MtRule *rule)
{
	MtSlice text = mt_case_boundary(c)->text;
	const Agent *agent = text.n > 0 ? agent_of(c) : NULL;
	MtFinding *f;

	if (agent == NULL || agent->boundary[0] == NULL)
		return;
	/* Mailman joins parts anew; Enigmail has boundaries of letters only. */
	if (mt_slice_starts(text, MT_SLICE("=====")) ||
	    (text.n >= 24 && text.n <= 33 && matches("&", text)) ||
	    matches_any(agent->boundary, text))
		return;
	f = mt_find(c, rule, "%s does not make such a boundary", agent->name);
	mt_find_text(c, f, "boundary", c->first[MT_F_CONTENT_TYPE], text,
		     "of another program");
	show_agent(c, f);
}

/* Programs that nobody has used for long, in mail of today. */
static void
look_ancient(MtCase *c, const MtRule *rule)
{
	static const char *const old[] = {
		"Outlook Express 5", "Outlook Express 6",
		"The Bat! (v1.",     "The Bat! (v2.",
		"The Bat! (2.",      "Foxmail 3",
		"Foxmail 4",         "Foxmail 5",
		"Foxmail 6",         "Internet Mail Service (5",
		"CompuServe"};
	const int64_t after =
		mt_time_days(2015, 1, 1) * 86400 * (int64_t)G_USEC_PER_SEC;
	MtSlice agent = mt_case_agent(c);
	MtFinding *f;

	if (c->newest == 0 || c->latest < after)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(old); i++) {
		size_t at = mt_slice_find(agent, mt_slice_str(old[i]));

		if (at == MT_SLICE_NOWHERE)
			continue;
		f = mt_find(c, rule,
			    "Written by a program that went out of use "
			    "before 2015");
		show_agent(c, f);
		mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
		return;
	}
}

static const MtRule rules[] = {
	{
		.id = "mua-mid-mismatch",
		.grade = MT_GRADE_B,
		.title = "the Message-ID is not of the program named",
		.proves = "Each mail program makes Message-IDs of one form.",
		.innocent = "Servers and proxies that write their own.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0.21, LISTS),
		.old = MT_PERCENT(3.6, OLD),
		.look = look_id,
	},
	{
		.id = "mua-mid-domain",
		.grade = MT_GRADE_B,
		.title = "the Message-ID's domain stands nowhere else",
		.proves = "Some programs put the domain of the author's "
			  "address into the Message-ID.",
		.innocent = "An author with several addresses, whose list "
			    "wrote From anew.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0.07, LISTS_HERE),
		.old = MT_PERCENT(0, OLD_HERE),
		.look = look_domain,
	},
	{
		.id = "mua-boundary-mismatch",
		.grade = MT_GRADE_B,
		.title = "the MIME boundary is not of the program named",
		.proves = "Each mail program makes boundaries of one form.",
		.innocent = "Lists and plug-ins that put parts together anew.",
		.reference = "RFC 2046 5.1.1",
		.lists = MT_PERCENT(0.062, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_boundary,
	},
	{
		.id = "mua-ancient",
		.grade = MT_GRADE_B,
		.title = "written by a program of another age",
		.proves = "Kits that imitate mail programs keep the name of "
			  "one that was common when they were made.",
		.innocent = "Somebody who uses it still.",
		.lists = MT_PERCENT(0.023, LISTS),
		.look = look_ancient,
	},
};

const MtRuleSet mt_ruleset_agent = {rules, G_N_ELEMENTS(rules)};
