/* What a hop says of TLS against what TLS has. */
#include "forge/rule.h"

enum { LISTS = 1400, OLD = 500 };

static bool
has(MtSlice text, const char *part)
{
	return mt_slice_find_i(text, mt_slice_str(part)) != MT_SLICE_NOWHERE;
}

/* RFC 8446 B.4: five suites, all with authenticated encryption. Their new names
 * belong to no older version. GnuTLS and others write them in ways of their own. */
static bool
fits_version(MtSlice version, MtSlice cipher)
{
	if (mt_slice_eq(version, MT_SLICE("TLSv1.3")))
		return has(cipher, "GCM") || has(cipher, "CHACHA20") ||
		       has(cipher, "CCM");
	return !mt_slice_starts_i(cipher, MT_SLICE("TLS_AES_")) &&
	       !mt_slice_starts_i(cipher, MT_SLICE("TLS_CHACHA20_"));
}

static void
look_version(MtCase *c, const MtRule *rule)
{
	for (size_t i = 0; i < c->chain->n; i++) {
		const MtHop *hop = &c->chain->hops[i];
		const MtReceived *r = &hop->received;
		MtFinding *f;

		if (r->tls_version.n == 0 || r->tls_cipher.n == 0 ||
		    fits_version(r->tls_version, r->tls_cipher))
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

static const MtRule rules[] = {
	{
		.id = "rcvd-tls-impossible",
		.grade = MT_GRADE_A,
		.title = "the TLS version of a hop has no such cipher",
		.proves =
			"TLS 1.3 has five cipher suites, all of them with "
			"authenticated encryption and names of their own, and "
			"shares none with older versions: no connection can "
			"have had both.",
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
};

const MtRuleSet mt_ruleset_tls = {rules, G_N_ELEMENTS(rules)};
