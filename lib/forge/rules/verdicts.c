/*
 * What a receiver wrote about SPF, DKIM and DMARC against itself: results and
 * the words beside them come from one check, and so does what DMARC rests on.
 */
#include "forge/rule.h"

#include "identity/domain.h"

enum { LISTS = 1400, OLD = 500, LEAST_B = 6, MOST_SIGNATURES = 32 };

static bool
is(MtSlice word, const char *what)
{
	return mt_slice_eq_i(word, mt_slice_str(what));
}

/* ---- SPF: the result and its words ---- */

/* What one check of SPF says twice; p is NULL for what it does not say. */
typedef struct {
	const MtField *field;
	MtSlice result, words;
	MtSlice sender; /* of the envelope */
	MtSlice client;
} Check;

/* RFC 7208 9.1 shows these words, and most receivers write them. */
static const char *
words_against(const Check *k)
{
	bool no =
		mt_authres_says(k->words, "does not designate", NULL) ||
		mt_authres_says(k->words, "neither permitted nor denied", NULL);
	bool yes = !no && mt_authres_says(k->words, "designates ", NULL) &&
		   mt_authres_says(k->words, "as permitted", NULL);

	if (no && is(k->result, "pass"))
		return "the words do not say pass";
	if (yes && (is(k->result, "fail") || is(k->result, "softfail") ||
		    is(k->result, "neutral") || is(k->result, "none")))
		return "the words say pass";
	return NULL;
}

/* The word behind others in the words. */
static MtSlice
word_behind(MtSlice words, const char *others)
{
	MtSlice rest, word = {0};

	if (mt_authres_says(words, others, &rest))
		mt_slice_word(&rest, &word);
	return word;
}

/* `domain of anna@example.org designates`: the address, or the domain. */
static MtSlice
domain_in(MtSlice address)
{
	MtSlice domain = mt_domain_of_address(address);

	return domain.p != NULL ? domain : address;
}

static void
look_result(MtCase *c, const MtRule *rule, const Check *k)
{
	const char *why = words_against(k);
	MtFinding *f;

	if (why == NULL)
		return;
	f = mt_find(c, rule, "SPF is said to be %.*s, and %s", MT_S(k->result),
		    why);
	mt_find_grade(f, MT_GRADE_A);
	mt_find_text(c, f, "result", k->field, k->result, NULL);
	mt_find_text(c, f, "words", k->field, k->words, "%s", why);
}

static void
look_sender(MtCase *c, const MtRule *rule, const Check *k)
{
	MtSlice judged = word_behind(k->words, "domain of ");
	MtSlice named = mt_domain_of_address(k->sender);
	MtFinding *f;

	if (!mt_authres_says(k->words, "designate", NULL) ||
	    mt_domain_org(domain_in(judged)).n == 0 ||
	    mt_domain_org(named).n == 0 ||
	    mt_slice_eq_i(domain_in(judged), named))
		return;
	f = mt_find(c, rule,
		    "SPF was judged for %.*s, and the same field names the "
		    "sender at %.*s",
		    MT_S(domain_in(judged)), MT_S(named));
	mt_find_text(c, f, "words", k->field, judged, "who was judged");
	mt_find_text(c, f, "sender", k->field, k->sender,
		     "who is said to have been");
}

static void
look_client(MtCase *c, const MtRule *rule, const Check *k)
{
	MtSlice judged = word_behind(k->words, "designates ");
	MtIp a, b;
	MtFinding *f;

	if (!mt_ip_parse(judged, &a) || !mt_ip_parse(k->client, &b) ||
	    mt_ip_eq(&a, &b))
		return;
	f = mt_find(c, rule,
		    "SPF was judged for a client at %.*s, and the same field "
		    "says %.*s",
		    MT_S(judged), MT_S(k->client));
	mt_find_grade(f, MT_GRADE_A);
	mt_find_text(c, f, "words", k->field, judged, "the client");
	mt_find_text(c, f, "client-ip", k->field, k->client, "another one");
}

static void
look_check(MtCase *c, const MtRule *rule, const Check *k)
{
	if (k->words.n == 0)
		return;
	look_result(c, rule, k);
	look_sender(c, rule, k);
	look_client(c, rule, k);
}

static void
look_results_of(MtCase *c, const MtRule *rule, MtCaseField name)
{
	for (const MtField *f = mt_case_first(c, name); f != NULL;
	     f = mt_case_next(c, name, f)) {
		MtAuthResults results;
		const MtAuthResult *spf;

		mt_authres_read(mt_case_value(c, f), c->arena, &results);
		spf = mt_authres_find(&results, "spf", 0);
		if (spf == NULL)
			continue;
		look_check(c, rule,
			   &(Check){.field = f,
				    .result = spf->result,
				    .words = spf->comment,
				    .sender = mt_authres_prop(spf, "smtp",
							      "mailfrom")});
	}
}

static void
look_words(MtCase *c, const MtRule *rule)
{
	look_results_of(c, rule, MT_F_AUTHRES);
	look_results_of(c, rule, MT_F_ARC_AUTHRES);
	for (const MtField *f = mt_case_first(c, MT_F_RECEIVED_SPF); f != NULL;
	     f = mt_case_next(c, MT_F_RECEIVED_SPF, f)) {
		MtReceivedSpf spf;

		mt_received_spf_read(mt_case_value(c, f), c->arena, &spf);
		look_check(c, rule,
			   &(Check){.field = f,
				    .result = spf.result,
				    .words = spf.comment,
				    .sender = spf.envelope_from,
				    .client = spf.client_ip});
	}
}

/* ---- DMARC: what it rests on ---- */

/* The domain for which a method passed; p is NULL where it is not told. */
static MtSlice
domain_of(const MtAuthResult *r)
{
	static const char *const names[] = {"d", "i", "from", "mailfrom",
					    "helo"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		MtSlice value =
			mt_authres_prop(r, i < 3 ? "header" : "smtp", names[i]);

		if (value.n > 0)
			return domain_in(value);
	}
	return (MtSlice){0};
}

/* RFC 7489 4.2: SPF or DKIM passes for a domain of the author's organisation. Some
 * receivers take a forwarder's word (RFC 8617) instead. */
static bool
has_ground(const MtAuthResults *results, MtSlice author, bool *spf, bool *dkim)
{
	*spf = *dkim = false;
	for (size_t i = 0; i < results->n; i++) {
		const MtAuthResult *r = &results->results[i];
		bool of_spf = is(r->method, "spf");
		MtSlice domain;

		if (is(r->method, "arc") && is(r->result, "pass"))
			return true;
		if (!of_spf && !is(r->method, "dkim"))
			continue;
		*(of_spf ? spf : dkim) = true;
		if (!is(r->result, "pass"))
			continue;
		domain = domain_of(r);
		if (author.n == 0 || mt_domain_org(domain).n == 0 ||
		    mt_case_same_org(domain, author))
			return true;
	}
	return false;
}

static void
look_dmarc(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	for (size_t i = 0; i < n; i++) {
		const MtAuthResult *dmarc =
			mt_authres_find(&r[i].results, "dmarc", 0);
		MtSlice author;
		bool spf, dkim;
		MtFinding *f;

		if (dmarc == NULL || !is(dmarc->result, "pass"))
			continue;
		author = mt_authres_prop(dmarc, "header", "from");
		if (has_ground(&r[i].results, author, &spf, &dkim) || !spf ||
		    !dkim)
			continue;
		f = mt_find(c, rule,
			    "DMARC is said to pass, and the same field has "
			    "neither SPF nor DKIM that passes for the author's "
			    "domain");
		mt_find_text(c, f, "dmarc", r[i].field, dmarc->whole, "pass");
		for (size_t k = 0; k < r[i].results.n; k++)
			if (is(r[i].results.results[k].method, "spf") ||
			    is(r[i].results.results[k].method, "dkim"))
				mt_find_text(c, f, "ground", r[i].field,
					     r[i].results.results[k].whole,
					     "no ground for it");
	}
}

/* ---- DKIM: which signature was judged ---- */

/* `text` without its white space begins with `head`. */
static bool
begins_with(MtSlice text, MtSlice head)
{
	size_t at = 0;

	for (size_t i = 0; i < text.n && at < head.n; i++) {
		if (mt_is_space(text.p[i]))
			continue;
		if (text.p[i] != head.p[at++])
			return false;
	}
	return at == head.n;
}

/* Of the domain and key that the results name; the author may be of one below. */
static bool
is_as_named(const MtAuthResult *dkim, const MtSignature *s)
{
	MtSlice domain = domain_of(dkim);
	MtSlice key = mt_authres_prop(dkim, "header", "s");

	return (domain.n == 0 || mt_slice_ends_i(domain, s->d)) &&
	       (key.n == 0 || mt_slice_eq_i(key, s->s));
}

/* One below the results that is so and was not judged, or the other way round. */
static const MtCaseSignature *
other_signature(MtCase *c, const MtCaseResults *results,
		const MtAuthResult *dkim, MtSlice judged)
{
	MtSlice key = mt_authres_prop(dkim, "header", "s");
	const MtCaseSignature *other = NULL;
	size_t n;
	const MtCaseSignature *s = mt_case_dkim(c, &n);

	for (size_t i = 0; i < n && i < MOST_SIGNATURES; i++) {
		bool named = is_as_named(dkim, &s[i].signature);

		if (s[i].field < results->field)
			continue;
		if (begins_with(s[i].signature.b, judged))
			return named ? NULL : &s[i];
		if (named && mt_slice_eq_i(s[i].signature.s, key) &&
		    mt_slice_eq_i(s[i].signature.d, domain_of(dkim)))
			other = &s[i];
	}
	return other;
}

static void
look_judged(MtCase *c, const MtRule *rule, const MtCaseResults *results,
	    const MtAuthResult *dkim)
{
	MtSlice judged = mt_authres_prop(dkim, "header", "b");
	const MtCaseSignature *other;
	MtFinding *f;

	if (!is(dkim->method, "dkim") || judged.n < LEAST_B ||
	    (other = other_signature(c, results, dkim, judged)) == NULL)
		return;
	if (begins_with(other->signature.b, judged)) {
		f = mt_find(c, rule,
			    "The signature that was judged is of %.*s with "
			    "the key %.*s, and the results name another",
			    MT_S(other->signature.d), MT_S(other->signature.s));
		mt_find_text(c, f, "dkim", results->field, dkim->whole, NULL);
		mt_find_text(c, f, "d", other->field, other->signature.d,
			     "of the signature that begins so");
		return;
	}
	f = mt_find(c, rule,
		    "The signature of %.*s that was judged begins with %.*s, "
		    "and the one in the message does not",
		    MT_S(other->signature.d), MT_S(judged));
	mt_find_text(c, f, "header.b", results->field, judged,
		     "how the signature began");
	mt_find_text(c, f, "b", other->field, other->signature.b,
		     "the signature");
}

static void
look_signature(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseResults *r = mt_case_results(c, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < r[i].results.n; k++)
			look_judged(c, rule, &r[i], &r[i].results.results[k]);
}

static const MtRule rules[] = {
	{
		.id = "spf-words-differ",
		.grade = MT_GRADE_B,
		.raised = MT_GRADE_A,
		.raised_when = "the result or the address of the client is "
			       "not that of the words",
		.title = "a result of SPF and its own words differ",
		.proves = "The receiver writes the result, and beside it in "
			  "words whom it judged and why, from one check; who "
			  "edits the one forgets the other.",
		.innocent = "A gateway that replaces addresses in fields; none "
			    "was seen among 2,000 such fields.",
		.reference = "RFC 7208 9.1",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_words,
	},
	{
		.id = "ar-dmarc-unfounded",
		.grade = MT_GRADE_B,
		.title = "DMARC passed without SPF and DKIM",
		.proves = "DMARC passes where SPF or DKIM passes for a domain "
			  "of the author's organisation, and for no other "
			  "reason.",
		.innocent = "A receiver with a rule of its own, such as trust "
			    "in a forwarder.",
		.reference = "RFC 7489 4.2",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_dmarc,
	},
	{
		.id = "ar-other-signature",
		.grade = MT_GRADE_B,
		.title = "another signature than the one that was judged",
		.proves = "The receiver writes how the signature began; the "
			  "message has one of that domain and key, and it "
			  "begins otherwise, or the one that begins so is of "
			  "another domain or key: one of the two was edited.",
		.innocent = "A forwarder that signed anew with the same key "
			    "and put its field below.",
		.reference = "RFC 6008 4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_signature,
	},
};

const MtRuleSet mt_ruleset_verdicts = {rules, G_N_ELEMENTS(rules)};
