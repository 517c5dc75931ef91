/* What a hop says of TLS against what TLS has, and of the session against the
 * name of its protocol. */
#include "forge/rule.h"

enum { LISTS = 1400, OLD = 500 };

static bool
has(MtSlice text, const char *part)
{
	return mt_slice_find_i(text, mt_slice_str(part)) != MT_SLICE_NOWHERE;
}

static bool
is_authenticated(MtSlice cipher)
{
	return has(cipher, "GCM") || has(cipher, "CHACHA20") ||
	       has(cipher, "CCM");
}

/*
 * RFC 8446 B.4: five suites, all with authenticated encryption. Their new names
 * belong to no older version. GnuTLS and others write them in ways of their own,
 * but the names that OpenSSL joins with hyphens, ECDHE-RSA-AES256-GCM-SHA384, are
 * those of older versions; Google writes AEAD-AES256-GCM-SHA384.
 */
static bool
fits_new(MtSlice cipher)
{
	return is_authenticated(cipher) &&
	       (mt_slice_find_char(cipher, '-') == MT_SLICE_NOWHERE ||
		mt_slice_starts_i(cipher, MT_SLICE("AEAD-")));
}

/* RFC 5246 A.5, RFC 5288: such, and SHA-2, came with TLS 1.2. OpenSSL before 1.1
 * calls all versions TLSv1/SSLv3. */
static bool
fits_old(const MtHop *hop, MtSlice cipher)
{
	return mt_slice_find(hop->value, MT_SLICE("SSLv3")) !=
		       MT_SLICE_NOWHERE ||
	       !(is_authenticated(cipher) || has(cipher, "SHA256") ||
		 has(cipher, "SHA384"));
}

static bool
fits_version(const MtHop *hop, MtSlice version, MtSlice cipher)
{
	if (mt_slice_eq(version, MT_SLICE("TLSv1.3")))
		return fits_new(cipher);
	if (mt_slice_starts_i(cipher, MT_SLICE("TLS_AES_")) ||
	    mt_slice_starts_i(cipher, MT_SLICE("TLS_CHACHA20_")))
		return false;
	return mt_slice_eq(version, MT_SLICE("TLSv1.2")) ||
	       fits_old(hop, cipher);
}

static void
look_version(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtFinding *f;

		if (r->tls_version.n == 0 || r->tls_cipher.n == 0 ||
		    fits_version(hop, r->tls_version, r->tls_cipher))
			continue;
		f = mt_find(c, rule, "Hop %zu names a cipher that %.*s has not",
			    hop->number, (int)r->tls_version.n,
			    r->tls_version.p);
		mt_find_hop_text(c, f, "tls_cipher", hop, r->tls_cipher,
				 "the cipher suite");
	}
}

/* The length of an AES key is part of the name of the suite. */
static int
key_bits(MtSlice cipher)
{
	bool small = has(cipher, "AES128") || has(cipher, "AES_128");
	bool large = has(cipher, "AES256") || has(cipher, "AES_256");

	return small == large ? 0 : small ? 128 : 256;
}

static void
look_bits(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		int bits = key_bits(r->tls_cipher);
		MtFinding *f;

		/* Some write bytes. */
		if (bits == 0 || r->tls_bits == 0 || r->tls_bits == bits ||
		    r->tls_bits * 8 == bits)
			continue;
		f = mt_find(c, rule,
			    "Hop %zu gives %d bits to a cipher that has %d",
			    hop->number, r->tls_bits, bits);
		mt_find_hop_text(c, f, "tls_cipher", hop, r->tls_cipher,
				 "the cipher suite");
	}
}

/*
 * RFC 3848: what these three write since they know TLS 1.2: S with TLS. Postfix
 * has SMTP where the client said HELO, whatever lies below.
 */
static bool
forgets_tls(const MtReceived *r)
{
	bool postfix = strcmp(r->dialect, "postfix") == 0;

	if (!postfix && strcmp(r->dialect, "exim") != 0 &&
	    strcmp(r->dialect, "gmail") != 0)
		return false;
	return mt_slice_eq_i(r->with, MT_SLICE("ESMTP")) ||
	       mt_slice_eq_i(r->with, MT_SLICE("ESMTPA")) ||
	       (!postfix && mt_slice_eq_i(r->with, MT_SLICE("SMTP")));
}

static void
look_protocol(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtFinding *f;

		if ((!mt_slice_eq(r->tls_version, MT_SLICE("TLSv1.3")) &&
		     !mt_slice_eq(r->tls_version, MT_SLICE("TLSv1.2"))) ||
		    r->tls_cipher.n == 0 || !forgets_tls(r))
			continue;
		f = mt_find(c, rule,
			    "Hop %zu names a cipher, and a protocol without "
			    "TLS",
			    hop->number);
		mt_find_hop_text(c, f, "with", hop, r->with,
				 "the protocol: with TLS it ends in S");
		mt_find_hop_text(c, f, "tls_cipher", hop, r->tls_cipher,
				 "the cipher suite");
	}
}

/*
 * Postfix writes the login (smtpd_sasl_authenticated_header) and the A of RFC
 * 3848 from one variable; before that RFC it wrote ESMTP. Some ran such a version
 * for years.
 */
#define SINCE (INT64_C(1325376000) * G_USEC_PER_SEC) /* 2012 */

static void
look_login(MtCase *c, const MtRule *rule)
{
	const MtSlice words = MT_SLICE("(Authenticated sender:");

	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		size_t at = mt_slice_find(hop->value, words);
		MtFinding *f;

		if (at == MT_SLICE_NOWHERE || !r->time.known ||
		    r->time.us < SINCE || strcmp(r->dialect, "postfix") != 0 ||
		    !(mt_slice_eq_i(r->with, MT_SLICE("ESMTP")) ||
		      mt_slice_eq_i(r->with, MT_SLICE("ESMTPS"))))
			continue;
		f = mt_find(c, rule,
			    "Hop %zu names a login, and a protocol without "
			    "one",
			    hop->number);
		mt_find_hop_text(c, f, "auth", hop,
				 mt_slice_sub(hop->value, at, at + words.n),
				 "somebody logged in");
		mt_find_hop_text(c, f, "with", hop, r->with,
				 "the protocol: with a login it ends in A");
	}
}

static const MtRule rules[] = {
	{
		.id = "rcvd-tls-impossible",
		.grade = MT_GRADE_A,
		.title = "the TLS version of a hop has no such cipher",
		.proves =
			"TLS 1.3 has five cipher suites, all of them with "
			"authenticated encryption and names of their own, and "
			"shares none with older versions; TLS 1.0 and 1.1 have "
			"neither authenticated encryption nor SHA-2: no "
			"connection can have had both.",
		.innocent = "Not known; none was seen among 11,000 hops that "
			    "name both.",
		.reference = "RFC 8446 B.4",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_version,
	},
	{
		.id = "rcvd-tls-bits",
		.grade = MT_GRADE_B,
		.title = "the key of a hop's cipher has another length",
		.proves = "The name of an AES suite says how long its key is.",
		.innocent = "A server that writes the strength of something "
			    "else; none was seen.",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_bits,
	},
	{
		.id = "rcvd-tls-protocol",
		.grade = MT_GRADE_B,
		.title = "a hop with TLS says that it had none",
		.proves = "Postfix, Exim and Gmail write the protocol and the "
			  "cipher from one connection: ESMTPS with TLS, ESMTP "
			  "without.",
		.innocent = "A form of the field that an administrator made.",
		.reference = "RFC 3848",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_protocol,
	},
	{
		.id = "rcvd-login-protocol",
		.grade = MT_GRADE_B,
		.title = "a hop with a login says that there was none",
		.proves = "Postfix writes the name of the login and the "
			  "protocol from one session: ESMTPA or ESMTPSA with a "
			  "login, ESMTP or ESMTPS without.",
		.innocent = "A form of the field that an administrator made.",
		.reference = "RFC 3848",
		.lists = MT_PERCENT(0, LISTS),
		.old = MT_PERCENT(0, OLD),
		.look = look_login,
	},
};

const MtRuleSet mt_ruleset_tls = {rules, G_N_ELEMENTS(rules)};
