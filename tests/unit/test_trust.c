/* Where trust ends, and what a client cannot buy it with. */
#include <check.h>
#include <stdlib.h>

#include "base/error.h"
#include "chain/trust.h"

#define AT "; Mon, 23 Nov 2026 08:00:00 +0000\n"

/* The hops of most cases: our mx took it from outside, our store from our mx. */
#define STORE_FROM_MX                                                          \
	"Received: from mx.our.example (mx.our.example [192.0.2.20])\n"        \
	"\tby store.our.example (Postfix) with ESMTP id 3" AT
#define MX_FROM(peer)                                                          \
	"Received: from " peer "\n"                                            \
	"\tby mx.our.example (Postfix) with ESMTP id 2" AT
#define OUT_FROM(peer)                                                         \
	"Received: from " peer "\n"                                            \
	"\tby out.their.example (Postfix) with ESMTP id 1" AT
#define OUTSIDE "out.their.example (out.their.example [203.0.113.5])"

#define BY "*.our.example"

/*
 * `trust`: a letter for each hop, oldest first: Trusted, Boundary, Untrusted;
 * `top` where the newest hop was not written by a trusted host.
 */
static const struct {
	const char *by, *net, *header, *trust;
} cases[] = {
	/* the boundary is the newest hop whose peer is not ours */
	{BY, NULL, STORE_FROM_MX MX_FROM(OUTSIDE) OUT_FROM("x [203.0.113.9]"),
	 "UBT"},
	{BY, NULL, MX_FROM(OUTSIDE), "B"},
	{BY, NULL, STORE_FROM_MX, "T"},

	/* a pattern is one for names, in any case, with the root's dot or not */
	{"MX.OUR.example", NULL, MX_FROM(OUTSIDE), "B"},
	{BY, NULL,
	 "Received: from mx.our.example (mx.our.example. [192.0.2.20]) by "
	 "store.our.example. with ESMTP id 3" AT MX_FROM(OUTSIDE),
	 "BT"},
	{"our.example", NULL, MX_FROM(OUTSIDE), "U top"},
	{"*our.example", NULL,
	 "Received: from x [203.0.113.9] by mx.notour.example id 1" AT, "B"},

	/* what is below the boundary is not believed, whatever it says */
	{BY, NULL,
	 MX_FROM(OUTSIDE) "Received: from mx.our.example (mx.our.example "
			  "[192.0.2.20]) by store.our.example id 9" AT,
	 "UB"},

	/* what the client calls itself does not make it one of ours */
	{BY, NULL, STORE_FROM_MX MX_FROM("mx.our.example ([203.0.113.5])"),
	 "BT"},
	{BY, NULL,
	 STORE_FROM_MX MX_FROM("mx.our.example (unknown [203.0.113.5])"), "BT"},
	{BY, NULL,
	 STORE_FROM_MX MX_FROM(
		 "mx.our.example (x.their.example [203.0.113.5])"),
	 "BT"},
	/* and a name that the server could not verify is what it calls itself */
	{BY, NULL,
	 "Received: from x (mx.our.example [203.0.113.5] (may be forged))\n"
	 "\tby mx.our.example (8.17.1/8.17.1) with ESMTP id 6AN87rQk011873" AT,
	 "B"},
	{BY, NULL,
	 "Received: from x (mx.our.example [203.0.113.5])\n"
	 "\tby mx.our.example (8.17.1/8.17.1) with ESMTP id 6AN87rQk011873" AT,
	 "T"},

	/* unless its address cannot come from outside: private ... */
	{BY, NULL, STORE_FROM_MX MX_FROM("app.our.example ([10.0.0.7])"), "TT"},
	{BY, NULL, STORE_FROM_MX MX_FROM("app.our.example ([fd00::7])"), "TT"},
	{BY, NULL, STORE_FROM_MX MX_FROM("app.our.example ([fe80::7])"), "TT"},
	{BY, NULL, STORE_FROM_MX MX_FROM("laptop.lan ([10.0.0.7])"), "BT"},
	/* ... or of the network of the host that wrote it: /24, /32 */
	{BY, NULL,
	 "Received: from app.our.example ([198.51.100.7]) by "
	 "mx.our.example ([198.51.100.255]) with ESMTP id 2" AT,
	 "T"},
	{BY, NULL,
	 "Received: from app.our.example ([198.51.101.7]) by "
	 "mx.our.example ([198.51.100.255]) with ESMTP id 2" AT,
	 "B"},
	{BY, NULL,
	 "Received: from app.our.example ([2001:db8:1::7]) by "
	 "mx.our.example ([2001:db8:ffff::1]) with ESMTP id 2" AT,
	 "T"},
	{BY, NULL,
	 "Received: from app.our.example ([2001:db9::7]) by "
	 "mx.our.example ([2001:db8::1]) with ESMTP id 2" AT,
	 "B"},

	/* steps on one host: loopback, a local user, a filter */
	{BY, NULL,
	 STORE_FROM_MX
	 "Received: from x ([127.0.0.1]) by mx.our.example id 2" AT MX_FROM(
		 OUTSIDE),
	 "BTT"},
	{BY, NULL,
	 STORE_FROM_MX "Received: from x ([127.0.0.1]) by localhost "
		       "(mx.our.example [127.0.0.1]) (amavisd-new, port 10024) "
		       "with ESMTP id 2" AT MX_FROM(OUTSIDE),
	 "BTT"},
	{BY, NULL,
	 STORE_FROM_MX "Received: by mx.our.example (Postfix, from userid 0) "
		       "id 2" AT,
	 "TT"},

	/* no address at all, as LMTP servers write it: the name is all there is */
	{BY, NULL,
	 "Received: from mx.our.example by store.our.example with LMTP id 3" AT
		 MX_FROM(OUTSIDE),
	 "BT"},
	{BY, NULL,
	 "Received: from out.their.example by mx.our.example with ESMTP id "
	 "3" AT,
	 "B"},

	/* networks: the peer by its address, the writer by its own */
	{BY, "203.0.113.0/24", MX_FROM(OUTSIDE) OUT_FROM("x [198.51.100.9]"),
	 "TT"},
	{BY, "203.0.113.0/30", MX_FROM(OUTSIDE) OUT_FROM("x [198.51.100.9]"),
	 "UB"},
	{BY, "203.0.113.5", MX_FROM(OUTSIDE), "T"},
	{NULL, "198.51.100.0/24",
	 "Received: from x ([203.0.113.5]) by mx ([198.51.100.1]) id 2" AT,
	 "B"},
	{NULL, "2001:db8::/32",
	 "Received: from x ([2001:db8::9]) by mx ([2001:db8::1]) id 2" AT, "T"},

	/* the newest hop is not ours: passed over until one is, and said */
	{BY, NULL,
	 "Received: from store.our.example ([192.0.2.30]) by shell.example id "
	 "4" AT STORE_FROM_MX MX_FROM(OUTSIDE),
	 "BTU top"},
	{BY, NULL, OUT_FROM("x [203.0.113.9]"), "U top"},
	{BY, NULL, "From: a@a.example\n", ""},
};

static void
apply(const char *by, const char *net, const char *header, MtArena *arena,
      MtChain *chain)
{
	MtTrustRules *rules = mt_trust_rules_new();
	MtMessage message = {.source = MT_SLICE("test"),
			     .header = mt_slice_str(header)};
	MtFields *fields = MT_ARENA_NEW0(arena, MtFields, 1);

	if (by != NULL)
		mt_trust_add_by(rules, by);
	if (net != NULL)
		ck_assert(mt_trust_add_net(rules, net, NULL));
	mt_message_find_fields(&message, arena);
	mt_fields_split(&message, arena, fields);
	mt_chain_build(fields, arena, chain);
	mt_trust_apply(rules, arena, chain);
	mt_trust_rules_free(rules);
}

START_TEST(trusted)
{
	static const char letters[] = "?TBU";
	MtArena *arena = mt_arena_new();
	GString *trust = g_string_new(NULL);
	size_t boundary = 0;
	MtChain chain;

	apply(cases[_i].by, cases[_i].net, cases[_i].header, arena, &chain);
	for (size_t i = 0; i < chain.n; i++) {
		g_string_append_c(trust, letters[chain.hops[i].trust]);
		if (chain.hops[i].trust == MT_TRUST_BOUNDARY)
			boundary = i + 1;
	}
	if (mt_note_has(&chain.notes, MT_NOTE_TRUST_TOP))
		g_string_append(trust, " top");
	ck_assert_str_eq(trust->str, cases[_i].trust);
	ck_assert_uint_eq(chain.boundary, boundary);
	g_string_free(trust, TRUE);
	mt_arena_free(arena);
}
END_TEST

START_TEST(bad_networks)
{
	static const char *const bad[] = {
		"",
		"example.com",
		"192.0.2.0/33",
		"192.0.2/24",
		"2001:db8::/129",
		"192.0.2.0/-1",
		"192.0.2.0/",
		"/24",
	};
	MtTrustRules *rules = mt_trust_rules_new();

	ck_assert(mt_trust_rules_empty(rules));
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		ck_assert(!mt_trust_add_net(rules, bad[i], &error));
		ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG));
		ck_assert_ptr_nonnull(strstr(error->message, bad[i]));
	}
	ck_assert(mt_trust_rules_empty(rules));
	mt_trust_add_by(rules, "mx.example");
	ck_assert(!mt_trust_rules_empty(rules));
	mt_trust_rules_free(rules);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("trust");
	TCase *t = tcase_create("trust");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, trusted, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, bad_networks);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
