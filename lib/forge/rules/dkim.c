/* What signatures say about themselves; whether they are valid is not asked. */
#include "forge/rule.h"

#include "identity/domain.h"

#define HOUR (INT64_C(3600) * G_USEC_PER_SEC)
#define DAY (24 * HOUR)

enum { LISTS = 65989, OLD = 4211 };

/* Where t=, x= or h= stands; else the domain. */
static void
show_tag(MtCase *c, MtFinding *f, const MtCaseSignature *s, const char *name,
	 MtSlice value, const char *meaning)
{
	mt_find_text(c, f, name, s->field, value.n > 0 ? value : s->signature.d,
		     "%s", meaning);
}

static void
look_replay(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);

	for (size_t i = 0; i < n && c->oldest != 0; i++) {
		const MtSignature *s = &dkim[i].signature;
		MtFinding *f;

		if (!s->has_t || c->earliest - s->t_us <= 2 * DAY)
			continue;
		f = mt_find(c, rule,
			    "It was signed for %.*s %s before the first "
			    "server had it",
			    MT_S(s->d), mt_case_span(c, c->earliest - s->t_us));
		show_tag(c, f, &dkim[i], "t", s->t, mt_case_utc(c, s->t_us));
		mt_find_hop_date(c, f, &c->chain->hops[c->oldest - 1]);
	}
}

/* The author's own signature: lists and forwarders sign again, and late. */
static void
look_date(MtCase *c, const MtRule *rule)
{
	const MtTime *date = mt_case_date(c);
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);
	MtSlice domain;

	if (n == 0 || !date->known)
		return;
	domain = mt_case_party(c, MT_F_FROM)->domain;
	for (size_t i = 0; i < n; i++) {
		const MtSignature *s = &dkim[i].signature;
		MtFinding *f;

		if (!s->has_t || ABS(s->t_us - date->us) <= DAY ||
		    !mt_case_same_org(s->d, domain))
			continue;
		f = mt_find(c, rule,
			    "The author's domain %.*s signed it %s %s the Date",
			    MT_S(s->d), mt_case_span(c, s->t_us - date->us),
			    s->t_us < date->us ? "before" : "after");
		show_tag(c, f, &dkim[i], "t", s->t, mt_case_utc(c, s->t_us));
		mt_find_date(c, f);
	}
}

static void
find_future(MtCase *c, const MtRule *rule, const MtCaseSignature *dkim,
	    size_t n)
{
	for (size_t i = 0; i < n && c->newest != 0; i++) {
		const MtSignature *s = &dkim[i].signature;
		MtFinding *f;

		if (!s->has_t || s->t_us - c->latest <= HOUR)
			continue;
		f = mt_find(c, rule,
			    "It was signed for %.*s %s after the last server "
			    "had it",
			    MT_S(s->d), mt_case_span(c, s->t_us - c->latest));
		show_tag(c, f, &dkim[i], "t", s->t, mt_case_utc(c, s->t_us));
		mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
	}
}

static void
look_future(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *signatures = mt_case_dkim(c, &n);

	find_future(c, rule, signatures, n);
	signatures = mt_case_seals(c, &n);
	find_future(c, rule, signatures, n);
}

static void
look_expired(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);

	for (size_t i = 0; i < n && c->newest != 0; i++) {
		const MtSignature *s = &dkim[i].signature;
		MtFinding *f;

		if (!s->has_x || s->x_us >= c->latest)
			continue;
		f = mt_find(c, rule,
			    "The signature of %.*s had ended %s before the "
			    "last server had it",
			    MT_S(s->d), mt_case_span(c, c->latest - s->x_us));
		show_tag(c, f, &dkim[i], "x", s->x, mt_case_utc(c, s->x_us));
		mt_find_hop_date(c, f, &c->chain->hops[c->newest - 1]);
	}
}

static void
look_unsigned(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);

	for (size_t i = 0; i < n; i++) {
		const MtSignature *s = &dkim[i].signature;

		if (s->h.n == 0 || mt_signature_signs(s, MT_SLICE("From")) > 0)
			continue;
		show_tag(c,
			 mt_find(c, rule,
				 "The signature of %.*s does not sign From",
				 MT_S(s->d)),
			 &dkim[i], "h", s->h, "From is not in the list");
	}
}

/* Digits of base64, folds and padding left out. */
static size_t
count_base64(MtSlice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += !mt_is_space(text.p[i]) && text.p[i] != '=';
	return n;
}

/* Signatures are as long as their keys, which have a multiple of 64 bits: 171
 * digits are 128 bytes. */
static bool
is_length_of_key(size_t digits)
{
	return digits % 4 != 1 && digits * 6 / 8 % 8 == 0;
}

/* RFC 6376 3.5: i= is of d= or below it. */
static bool
is_of_signer(const MtSignature *s)
{
	size_t at = mt_slice_find_char(s->i, '@');

	return at == MT_SLICE_NOWHERE || s->d.n == 0 ||
	       mt_domain_is_below(mt_slice_sub(s->i, at + 1, s->i.n), s->d);
}

/*
 * RFC 6376 3.3, RFC 8463: the algorithms that there are. Their hashes have 20 or
 * 32 bytes; 64 bytes are the shortest signature, of Ed25519 and of RSA keys that
 * were weak long ago.
 */
static const char *
impossible(const MtSignature *s, MtSlice *which)
{
	enum { SHA1 = 27, SHA256 = 43, SHORTEST = 86 };
	bool sha1 = mt_slice_eq_i(s->a, MT_SLICE("rsa-sha1"));

	*which = s->a;
	if (s->a.n > 0 && !sha1 &&
	    !mt_slice_eq_i(s->a, MT_SLICE("rsa-sha256")) &&
	    !mt_slice_eq_i(s->a, MT_SLICE("ed25519-sha256")))
		return "there is no such algorithm";
	*which = s->bh;
	if (s->bh.n > 0 && count_base64(s->bh) != (sha1 ? SHA1 : SHA256))
		return "the hash has not the length of such hashes";
	*which = s->b;
	if (s->b.n > 0 && count_base64(s->b) < SHORTEST)
		return "no signature is so short";
	if (s->b.n > 0 && !is_length_of_key(count_base64(s->b)))
		return "no key gives a signature of this length";
	*which = s->x;
	if (s->has_t && s->has_x && s->x_us <= s->t_us)
		return "it ended before it was made";
	*which = s->i;
	return is_of_signer(s) ? NULL : "its user is not of its domain";
}

static void
look_impossible(MtCase *c, const MtRule *rule)
{
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);

	for (size_t i = 0; i < n; i++) {
		const MtSignature *s = &dkim[i].signature;
		MtSlice which;
		const char *why = impossible(s, &which);

		if (why == NULL)
			continue;
		mt_find_text(c,
			     mt_find(c, rule,
				     "The signature of %.*s is none: %s",
				     MT_S(s->d), why),
			     which.p == s->a.p    ? "a"
			     : which.p == s->bh.p ? "bh"
			     : which.p == s->x.p  ? "x"
			     : which.p == s->i.p  ? "i"
						  : "b",
			     dkim[i].field, which, "%s", why);
	}
}

static void
look_none(MtCase *c, const MtRule *rule)
{
	const MtCaseParty *from = mt_case_party(c, MT_F_FROM);
	bool none = strcmp(rule->id, "dkim-none") == 0;
	size_t n;
	const MtCaseSignature *dkim = mt_case_dkim(c, &n);
	MtFinding *f;

	if (from->field == NULL || (n == 0) != none)
		return;
	if (!none && (mt_domain_org(from->domain).n == 0 ||
		      mt_case_org_in_dkim(c, from->domain)))
		return;
	f = mt_find(c, rule,
		    none ? "No domain signed the message"
			 : "The author's domain did not sign it");
	mt_find_text(c, f, "from", from->field, from->domain, NULL);
	if (!none)
		show_tag(c, f, &dkim[0], "d", dkim[0].signature.d,
			 "who signed it");
}

static const MtRule rules[] = {
	{
		.id = "dkim-t-old-replay",
		.grade = MT_GRADE_A,
		.title = "an old signature on a new journey",
		.proves = "A message is signed as it is sent. Days between "
			  "the signature and the first hop mean that a signed "
			  "message was kept and sent again.",
		.innocent = "A list whose moderators keep mail and whose "
			    "software writes the trace anew.",
		.reference = "RFC 6376 8.6",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_replay,
	},
	{
		.id = "dkim-t-vs-date-1d",
		.grade = MT_GRADE_B,
		.title = "the author's signature and the Date are days apart",
		.proves = "The author's server signs what it sends, at the "
			  "time of sending.",
		.innocent = "A draft with its old Date; servers that sign "
			    "again.",
		.reference = "RFC 6376 3.5",
		.lists = MT_PERCENT(0.29, LISTS),
		.old = MT_PERCENT(0.21, OLD),
		.look = look_date,
	},
	{
		.id = "dkim-t-future",
		.grade = MT_GRADE_B,
		.title = "signed after it was delivered",
		.proves = "A signature, or a seal of ARC, is in the message "
			  "before the server that verifies it has it.",
		.innocent = "A signer whose clock is fast by an hour.",
		.reference = "RFC 6376 3.5",
		.look = look_future,
	},
	{
		.id = "dkim-expired-at-receipt",
		.grade = MT_GRADE_C,
		.title = "the signature had ended when it came",
		.proves = "Signatures that end soon are made against replay.",
		.innocent = "Lists that keep mail for moderation: 0.83 % on "
			    "one.",
		.reference = "RFC 6376 3.5",
		.lists = MT_PERCENT(0.045, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_expired,
	},
	{
		.id = "dkim-from-unsigned",
		.grade = MT_GRADE_A,
		.title = "a signature that does not sign From",
		.proves = "From must be signed; such a signature is void, and "
			  "no signer makes it.",
		.innocent = "Not known; none was seen.",
		.reference = "RFC 6376 5.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_unsigned,
	},
	{
		.id = "dkim-impossible",
		.grade = MT_GRADE_B,
		.title = "a signature that no signer made",
		.proves = "Algorithm, hash and signature have forms and "
			  "lengths, a signature ends after it was made, and "
			  "its user is of its domain; what is made up or "
			  "edited to look signed has that not.",
		.innocent =
			"A header that was cut or damaged on the way; a key "
			"of a length that nobody else uses.",
		.reference = "RFC 6376 3.3",
		.lists = MT_PERCENT(0, 1400),
		.old = MT_PERCENT(0, 500),
		.look = look_impossible,
	},
	{
		.id = "dkim-none",
		.grade = MT_GRADE_C,
		.title = "nobody signed it",
		.proves = "Most mail is signed today.",
		.innocent = "Small senders, lists that take signatures off.",
		.reference = "RFC 7489 3.1",
		.lists = MT_PERCENT(16.5, LISTS),
		.look = look_none,
	},
	{
		.id = "dkim-not-aligned",
		.grade = MT_GRADE_C,
		.title = "the author's domain did not sign it",
		.proves = "A signature of another domain vouches for that "
			  "domain only.",
		.innocent = "Mail services, lists.",
		.reference = "RFC 7489 3.1",
		.lists = MT_PERCENT(17.0, LISTS),
		.look = look_none,
	},
};

const MtRuleSet mt_ruleset_dkim = {rules, G_N_ELEMENTS(rules)};
