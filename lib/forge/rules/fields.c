/* Fields that may stand once and stand twice, and ids of false form. */
#include "forge/rule.h"

#include "identity/domain.h"

enum { LISTS = 65989, OLD = 4211 };

/* What some programs show and others do not. */
static void
find_double(MtCase *c, const MtRule *rule, MtCaseField name, MtGrade grade)
{
	const MtField *first = c->first[name], *last = first;
	MtSlice a, b;
	MtFinding *f;

	if (first == NULL || c->count[name] < 2)
		return;
	for (const MtField *f2 = first; f2 != NULL;
	     f2 = mt_case_next(c, name, f2))
		last = f2;
	a = mt_slice_trim(mt_case_value(c, first));
	b = mt_slice_trim(mt_case_value(c, last));
	f = mt_find(c, rule,
		    mt_slice_eq(a, b)
			    ? "%.*s stands %zu times, with the same value"
			    : "%.*s stands %zu times: programs that take the "
			      "first show one thing, those that take the last "
			      "another",
		    MT_S(first->name), c->count[name]);
	mt_find_grade(f, mt_slice_eq(a, b) ? MT_GRADE_C : grade);
	mt_find_field(c, f, "first", first,
		      "Outlook, most servers and mailtrace take this one");
	mt_find_field(c, f, "last", last, "others take this one");
}

static void
look_from(MtCase *c, const MtRule *rule)
{
	find_double(c, rule, MT_F_FROM, MT_GRADE_A);
}

static void
look_singletons(MtCase *c, const MtRule *rule)
{
	static const struct {
		MtCaseField name;
		MtGrade grade;
	} once[] = {
		{MT_F_DATE, MT_GRADE_B},       {MT_F_SUBJECT, MT_GRADE_B},
		{MT_F_SENDER, MT_GRADE_B},     {MT_F_REPLY_TO, MT_GRADE_C},
		{MT_F_MESSAGE_ID, MT_GRADE_B}, {MT_F_TO, MT_GRADE_C},
		{MT_F_CC, MT_GRADE_C},         {MT_F_IN_REPLY_TO, MT_GRADE_C},
		{MT_F_REFERENCES, MT_GRADE_C},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(once); i++)
		find_double(c, rule, once[i].name, once[i].grade);
}

/*
 * Outlook.com counts the fields of a message twice when it takes it in, and
 * leaves both numbers in it: `12`, and `...;SizeAsReceived:4711;Count:12`.
 */
static void
look_incoming(MtCase *c, const MtRule *rule)
{
	MtSlice number = mt_case_text(c, MT_F_INCOMING_COUNT);
	MtSlice marker = mt_case_text(c, MT_F_INCOMING_MARKER);
	const MtSlice word = MT_SLICE(";Count:");
	size_t at = mt_slice_find_i(marker, word);
	unsigned long long a, b;
	MtFinding *f;

	if (at == MT_SLICE_NOWHERE)
		return;
	marker = mt_slice_sub(marker, at + word.n, marker.n);
	if (!mt_slice_number(number, UINT32_MAX, &a) ||
	    !mt_slice_number(marker, UINT32_MAX, &b) || a == b)
		return;
	f = mt_find(c, rule,
		    "Outlook.com took the message in with %llu fields, and "
		    "with %llu",
		    a, b);
	mt_find_text(c, f, "count", c->first[MT_F_INCOMING_COUNT], number,
		     NULL);
	mt_find_text(c, f, "marker", c->first[MT_F_INCOMING_MARKER], marker,
		     "the same, counted once more");
}

/* ---- Message-ID ---- */

static bool
says(const MtShape *shape, const char *what)
{
	return shape->maker != NULL && strstr(shape->maker, what) != NULL;
}

static bool
is_for(const MtRule *rule, const MtShape *shape)
{
	bool ses = says(shape, "SES"),
	     gmail = says(shape, "Gmail") || says(shape, "Google");

	if (strcmp(rule->id, "mid-fake-ses-shape") == 0)
		return ses;
	if (strcmp(rule->id, "mid-fake-gmail-shape") == 0)
		return gmail;
	return !ses && !gmail;
}

static void
look_shape(MtCase *c, const MtRule *rule)
{
	const MtCaseId *id = mt_case_message_id(c);
	MtShape shape = id->shape;
	MtFinding *f;

	if (shape.answer != MT_SHAPE_IMPOSSIBLE || !is_for(rule, &shape))
		return;
	f = mt_find(c, rule, "The Message-ID is not one that %s makes: %s",
		    shape.maker, shape.why != NULL ? shape.why : shape.wants);
	mt_find_text(c, f, "message-id", id->field, id->text, "%s",
		     shape.wants != NULL ? shape.wants : shape.why);
}

/* RFC 5322 3.6.4: `<left@right>`; white space, brackets and another @ only in
 * quotes. */
static bool
is_well_formed(MtSlice value)
{
	size_t at;

	if (value.n < 5 || value.p[0] != '<' || value.p[value.n - 1] != '>')
		return false;
	value = mt_slice_sub(value, 1, value.n - 1);
	at = mt_slice_find_char(value, '@');
	if (at == MT_SLICE_NOWHERE || at == 0 || at + 1 == value.n)
		return false;
	for (size_t i = 0; i < value.n && value.p[0] != '"'; i++)
		if (mt_is_space(value.p[i]) || value.p[i] == '<' ||
		    value.p[i] == '>' || (value.p[i] == '@' && i != at))
			return false;
	return true;
}

static void
look_malformed(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_MESSAGE_ID];

	if (field == NULL || is_well_formed(mt_case_text(c, MT_F_MESSAGE_ID)))
		return;
	mt_find_field(
		c, mt_find(c, rule, "The Message-ID is not of the form <a@b>"),
		"message-id", field, "not <a@b>");
}

static MtSlice
id_host(MtCase *c)
{
	return mt_domain_of_address(mt_case_message_id(c)->text);
}

static void
look_from_host(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice host = id_host(c);
	MtFinding *f;

	if (mt_domain_org(from->domain).n == 0 || mt_domain_org(host).n == 0 ||
	    mt_case_same_org(host, from->domain))
		return;
	f = mt_find(c, rule, "The Message-ID is of %.*s, the author of %.*s",
		    MT_S(host), MT_S(from->domain));
	mt_find_text(c, f, "message-id", c->first[MT_F_MESSAGE_ID], host, NULL);
	mt_find_text(c, f, "from", from->field, from->domain, NULL);
}

static void
look_unqualified(MtCase *c, const MtRule *rule)
{
	MtSlice host = id_host(c);

	if (host.n == 0 || mt_domain_org(host).n > 0)
		return;
	mt_find_text(c,
		     mt_find(c, rule,
			     "The host of the Message-ID, %.*s, is none of "
			     "the Internet",
			     MT_S(host)),
		     "message-id", c->first[MT_F_MESSAGE_ID], host,
		     "no domain that somebody could have");
}

static const MtRule rules[] = {
	{
		.id = "hdr-multiple-from",
		.grade = MT_GRADE_A,
		.title = "two authors' fields that differ",
		.proves = "From stands once. With two, one program judges the "
			  "one and another shows the other.",
		.innocent = "Not known; none was seen.",
		.reference = "RFC 5322 3.6",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_from,
	},
	{
		.id = "hdr-duplicate",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "Date, Subject, Sender or Message-ID stands "
			       "twice with two values",
		.title = "a field that may stand once stands twice",
		.proves = "Programs differ in which one they show.",
		.innocent = "Lists and gateways that double To, Cc or "
			    "References.",
		.reference = "RFC 5322 3.6",
		.lists = MT_PERCENT(0.108, LISTS),
		.old = MT_PERCENT(0.02, OLD),
		.look = look_singletons,
	},
	{
		.id = "incoming-header-count",
		.grade = MT_GRADE_C,
		.title = "Outlook.com's two counts of the fields differ",
		.proves = "Outlook.com writes the number of fields that came "
			  "with the message in two places.",
		.innocent = "Common: 9 % of the mail that it takes in.",
		.look = look_incoming,
	},
	{
		.id = "mid-fake-ses-shape",
		.grade = MT_GRADE_A,
		.title = "a Message-ID of Amazon SES that SES does not make",
		.proves = "SES makes ids of one form, with the time in it.",
		.innocent = "A new form.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_shape,
	},
	{
		.id = "mid-fake-gmail-shape",
		.grade = MT_GRADE_B,
		.title = "a Message-ID of Gmail that Gmail does not make",
		.proves = "Gmail makes ids of a few known forms.",
		.innocent = "A new form, or a program that uses Gmail's name.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_shape,
	},
	{
		.id = "mid-fake-shape",
		.grade = MT_GRADE_B,
		.title = "a Message-ID that its maker does not make",
		.proves = "The host it names makes ids of a few known forms.",
		.innocent = "A new form.",
		.reference = "RFC 5322 3.6.4",
		.look = look_shape,
	},
	{
		.id = "mid-malformed",
		.grade = MT_GRADE_B,
		.title = "the Message-ID is malformed",
		.proves = "Mail programs write <a@b>.",
		.innocent = "Scripts and old gateways.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0.017, LISTS),
		.old = MT_PERCENT(0.02, OLD),
		.look = look_malformed,
	},
	{
		.id = "mid-vs-from",
		.grade = MT_GRADE_C,
		.title = "Message-ID and author are of two organisations",
		.proves = "The id is made by the author's program or server.",
		.innocent = "Very common.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(40.1, LISTS),
		.look = look_from_host,
	},
	{
		.id = "mid-unqualified-host",
		.grade = MT_GRADE_C,
		.title = "the Message-ID is of no host of the Internet",
		.proves = "Two hosts of that name may make the same id.",
		.innocent = "Very common.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(40, LISTS),
		.old = MT_PERCENT(10.6, OLD),
		.look = look_unqualified,
	},
};

const MtRuleSet mt_ruleset_fields = {rules, G_N_ELEMENTS(rules)};
