/* What names and subjects show to the eye, and what they are. */
#include "forge/rule.h"

#include "base/utf8.h"
#include "identity/display.h"
#include "identity/domain.h"
#include "mime/decode.h"

enum { LISTS = 65989, OLD = 4211 };

/* The name in From, decoded: what stands before the address. */
static MtSlice
author_name(MtCase *c)
{
	MtSlice raw = mt_case_text(c, MT_F_FROM), text;
	size_t end = raw.n;

	while (end > 0 && raw.p[end - 1] != '<')
		end--;
	if (end == 0)
		return (MtSlice){0};
	text = mt_decode_text(mt_slice_sub(raw, 0, end - 1), c->arena);
	text = mt_slice_trim(text);
	if (text.n > 1 && text.p[0] == '"' && text.p[text.n - 1] == '"')
		text = mt_slice_sub(text, 1, text.n - 1);
	return text;
}

static void
look_address(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice name = author_name(c), domain;
	MtDisplay display;
	MtFinding *f;

	if (from->domain.n == 0 ||
	    mt_slice_find_char(name, '@') == MT_SLICE_NOWHERE)
		return;
	mt_display_look(name, &display);
	domain = mt_domain_of_address(display.address);
	if (domain.n == 0 || mt_domain_org(domain).n == 0 ||
	    mt_case_same_org(domain, from->domain))
		return;
	f = mt_find(c, rule,
		    "The name shows the address %.*s; the message is from "
		    "%.*s",
		    MT_S(display.address), MT_S(from->address));
	if (mt_case_is_list(c))
		mt_find_grade(f, MT_GRADE_C);
	mt_find_text(c, f, "name", from->field, display.address,
		     "what people see");
	mt_find_text(c, f, "address", from->field, from->address,
		     "who it is from");
}

typedef struct {
	const MtField *field;
	MtSlice text;
	const char *what;
	MtGrade mixed; /* the grade of two scripts in a word */
} Shown;

/* A subject may have units and formulas: µs, ΔT. */
static size_t
shown_texts(MtCase *c, Shown shown[2])
{
	size_t n = 0;

	if (c->first[MT_F_FROM] != NULL)
		shown[n++] = (Shown){c->first[MT_F_FROM], author_name(c),
				     "the author's name", MT_GRADE_A};
	if (c->first[MT_F_SUBJECT] != NULL)
		shown[n++] = (Shown){
			c->first[MT_F_SUBJECT],
			mt_decode_text(mt_case_text(c, MT_F_SUBJECT), c->arena),
			"the subject", MT_GRADE_B};
	return n;
}

static bool
is_ascii(MtSlice text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] > 127)
			return false;
	return true;
}

/* As nearly all are; encoded words are not. */
static bool
is_plain(MtCase *c)
{
	MtSlice from = mt_case_text(c, MT_F_FROM);
	MtSlice subject = mt_case_text(c, MT_F_SUBJECT);

	return is_ascii(from) && is_ascii(subject) &&
	       mt_slice_find(from, MT_SLICE("=?")) == MT_SLICE_NOWHERE &&
	       mt_slice_find(subject, MT_SLICE("=?")) == MT_SLICE_NOWHERE;
}

static void
look_mixed(MtCase *c, const MtRule *rule)
{
	Shown shown[2];
	size_t n = is_plain(c) ? 0 : shown_texts(c, shown);

	for (size_t i = 0; i < n; i++) {
		MtDisplay d;
		MtFinding *f;

		if (is_ascii(shown[i].text))
			continue;
		mt_display_look(shown[i].text, &d);
		if (d.mixed.n == 0)
			continue;
		f = mt_find(c, rule,
			    "A word in %s, %.*s, has letters of %s "
			    "and of %s",
			    shown[i].what, MT_S(d.mixed),
			    mt_display_script_name(d.scripts[0]),
			    mt_display_script_name(d.scripts[1]));
		mt_find_grade(f, shown[i].mixed);
		mt_find_field(c, f, "text", shown[i].field, "%.*s",
			      MT_S(d.mixed));
	}
}

static void
look_invisible(MtCase *c, const MtRule *rule)
{
	Shown shown[2];
	size_t n = is_plain(c) ? 0 : shown_texts(c, shown);

	for (size_t i = 0; i < n; i++) {
		MtDisplay d;
		uint32_t code;

		if (is_ascii(shown[i].text))
			continue;
		mt_display_look(shown[i].text, &d);
		if (d.bidi.n == 0 && d.invisible.n == 0)
			continue;
		code = d.bidi.n > 0 ? d.bidi_code : d.invisible_code;
		mt_find_field(c,
			      mt_find(c, rule, "In %s stands U+%04X, which %s",
				      shown[i].what, (unsigned)code,
				      d.bidi.n > 0
					      ? "turns the direction of writing"
					      : "cannot be seen"),
			      "text", shown[i].field, "U+%04X", (unsigned)code);
	}
}

static void
look_idn(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtSlice ascii, shown;
	MtDisplay d;
	MtFinding *f;

	if (mt_slice_find_i(from->domain, MT_SLICE("xn--")) ==
		    MT_SLICE_NOWHERE &&
	    is_ascii(from->domain))
		return;
	ascii = mt_domain_to_ascii(from->domain, c->arena);
	shown = mt_domain_to_unicode(from->domain, c->arena);
	if (ascii.n == 0 || shown.n == 0)
		return;
	mt_display_look(shown, &d);
	f = mt_find(c, rule, "The author's domain %.*s is shown as %.*s%s",
		    MT_S(ascii), MT_S(shown),
		    d.mixed.n > 0 ? ", with letters of two scripts" : "");
	if (d.mixed.n > 0)
		mt_find_grade(f, MT_GRADE_B);
	mt_find_text(c, f, "domain", from->field, from->domain, "%.*s",
		     MT_S(shown));
}

/* ---- forms ---- */

/* `=?UTF-8?B?QW5uYQ==?=` for Anna. */
static void
look_base64(MtCase *c, const MtRule *rule)
{
	const MtField *field = c->first[MT_F_FROM];
	MtSlice raw = mt_case_text(c, MT_F_FROM), name;

	if (field == NULL ||
	    mt_slice_find_i(raw, MT_SLICE("?B?")) == MT_SLICE_NOWHERE)
		return;
	name = author_name(c);
	if (name.n == 0 || !is_ascii(name) ||
	    mt_slice_find_i(name, MT_SLICE("=?")) != MT_SLICE_NOWHERE)
		return;
	mt_find_field(c,
		      mt_find(c, rule,
			      "The name %.*s needs no encoding, and is hidden "
			      "in base64",
			      MT_S(name)),
		      "from", field, "%.*s", MT_S(name));
}

/* What servers write when they report (RFC 5321 4.5.1, 4.5.5). */
static bool
is_report(MtCase *c, MtSlice from)
{
	static const MtSlice names[] = {
#define N(text) {text, sizeof(text) - 1}
		N("<>"),         N("MAILER-DAEMON"), N("<MAILER-DAEMON>"),
		N("Postmaster"), N("<Postmaster>"),
#undef N
	};
	const MtField *path = c->first[MT_F_RETURN_PATH];

	if (path != NULL &&
	    mt_slice_eq(mt_slice_trim(mt_case_value(c, path)), names[0]))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (mt_slice_eq_i(from, names[i]))
			return true;
	return false;
}

static void
look_no_address(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	MtFinding *f;

	if (from->field == NULL || from->domain.n > 0)
		return;
	f = mt_find(c, rule, "From has no address with a domain");
	if (is_report(c, mt_case_text(c, MT_F_FROM)))
		mt_find_grade(f, MT_GRADE_C);
	mt_find_field(c, f, "from", from->field, "no address to answer to");
}

static void
look_reply(MtCase *c, const MtRule *rule)
{
	static const MtSlice marks[] = {
		{"Re:", 3}, {"Fwd:", 4}, {"Fw:", 3}, {"Aw:", 3}};
	MtSlice subject = mt_case_text(c, MT_F_SUBJECT);

	if (c->first[MT_F_IN_REPLY_TO] != NULL ||
	    c->first[MT_F_REFERENCES] != NULL)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (mt_slice_starts_i(subject, marks[i]))
			mt_find_text(c,
				     mt_find(c, rule,
					     "The subject says that it is an "
					     "answer; to what, nothing says"),
				     "subject", c->first[MT_F_SUBJECT],
				     mt_slice_sub(subject, 0, marks[i].n),
				     "no In-Reply-To or References");
}

static const MtRule rules[] = {
	{
		.id = "display-addr-other-domain",
		.grade = MT_GRADE_B,
		.title = "the author's name is another address",
		.proves = "Programs that show the name only show an address "
			  "that has nothing to do with the message.",
		.innocent = "Lists and services that send for others; on "
			    "lists it is context.",
		.reference = "RFC 5322 3.4",
		.lists = MT_PERCENT(0.006, LISTS),
		.old = MT_PERCENT(0.05, OLD),
		.look = look_address,
	},
	{
		.id = "mixed-script-word",
		.grade = MT_GRADE_B,
		.raised = MT_GRADE_A,
		.raised_when = "it stands in the author's name",
		.title = "a word of letters that only look alike",
		.proves = "No language writes one word in Latin and Cyrillic "
			  "or Greek letters; who does so hides a word from "
			  "filters, or imitates a name.",
		.innocent = "Units and formulas in subjects.",
		.reference = "UTS 39",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0.026, OLD),
		.look = look_mixed,
	},
	{
		.id = "invisible-chars",
		.grade = MT_GRADE_B,
		.title = "characters that nobody sees",
		.proves = "Characters without a shape, or that turn the "
			  "writing, have no use in a name or subject but to "
			  "deceive.",
		.innocent = "Text pasted from web pages and word processors.",
		.reference = "UTS 39",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0.026, OLD),
		.look = look_invisible,
	},
	{
		.id = "from-idn",
		.grade = MT_GRADE_C,
		.raised = MT_GRADE_B,
		.raised_when = "a part of it has letters of two scripts",
		.title = "the author's domain has letters beyond ASCII",
		.proves = "Such a domain may look like one of ASCII letters.",
		.innocent = "Real domains in other languages.",
		.reference = "RFC 5891",
		.lists = MT_PERCENT(0.002, LISTS),
		.look = look_idn,
	},
	{
		.id = "from-needless-base64",
		.grade = MT_GRADE_B,
		.title = "a plain name, hidden in base64",
		.proves = "A name of ASCII letters needs no encoding; base64 "
			  "hides it from filters.",
		.innocent = "Webmail that encodes every name.",
		.reference = "RFC 2047 5",
		.lists = MT_PERCENT(0.009, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_base64,
	},
	{
		.id = "from-no-address",
		.grade = MT_GRADE_B,
		.title = "From has no address",
		.proves = "Mail programs write an address with a domain.",
		.innocent = "Scripts; mail of the machine itself. From a "
			    "server that reports, it is context.",
		.reference = "RFC 5322 3.6.2",
		.lists = MT_PERCENT(0.003, LISTS),
		.old = MT_PERCENT(0.05, OLD),
		.look = look_no_address,
	},
	{
		.id = "fake-reply",
		.grade = MT_GRADE_C,
		.title = "an answer to nothing",
		.proves = "Programs that answer name what they answer.",
		.innocent = "Old programs, subjects typed by hand.",
		.reference = "RFC 5322 3.6.4",
		.lists = MT_PERCENT(0.12, LISTS),
		.old = MT_PERCENT(5.5, OLD),
		.look = look_reply,
	},
};

const MtRuleSet mt_ruleset_display = {rules, G_N_ELEMENTS(rules)};
