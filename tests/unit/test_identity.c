/* Domains as organisations, addresses in addresses, names that deceive. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "identity/display.h"
#include "identity/domain.h"
#include "identity/envelope.h"
#include "identity/provider.h"

static const struct {
	const char *host, *org;
} hosts[] = {
	{"mail.example.com", "example.com"},
	{"MAIL.Example.COM.", "Example.COM"},
	{"a.b.example.co.uk", "example.co.uk"},
	{"example.com", "example.com"},
	{"co.uk", NULL},
	{"com", NULL},
	{"localhost", NULL},
	{"mail.corp.local", "corp.local"}, /* no such suffix: the last label */
	{"192.0.2.1", NULL},
	{"2001:db8::1", NULL},
	{"a..example.com", NULL},
	{".example.com", NULL},
	{"", NULL},
	{".", NULL},
	{"a b.example.com", NULL},
	{"mail.b\xc3\xbc"
	 "cher.example",
	 "b\xc3\xbc"
	 "cher.example"},
};

START_TEST(organisations)
{
	size_t n = strlen(hosts[_i].host);
	g_autofree char *copy = g_memdup2(hosts[_i].host, n);
	MtSlice org = mt_domain_org(mt_slice(copy, n));

	if (hosts[_i].org == NULL)
		ck_assert_msg(org.p == NULL, "%s", hosts[_i].host);
	else
		ck_assert_msg(mt_slice_eq(org, mt_slice_str(hosts[_i].org)),
			      "%s: %.*s", hosts[_i].host, (int)org.n, org.p);
}
END_TEST

START_TEST(names_both_ways)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSlice ascii = MT_SLICE("xn--bcher-kva.example");
	MtSlice unicode = MT_SLICE("b\xc3\xbc"
				   "cher.example");
	g_autofree char *a_label = NULL;

	ck_assert(mt_slice_eq(mt_domain_to_unicode(ascii, arena), unicode));
	ck_assert(mt_slice_eq(mt_domain_to_ascii(unicode, arena), ascii));
	ck_assert(mt_domain_same_org(MT_SLICE("mx.xn--bcher-kva.example"),
				     unicode));
	ck_assert(mt_domain_same_org(MT_SLICE("a.Example.org"),
				     MT_SLICE("b.example.ORG")));
	ck_assert(!mt_domain_same_org(MT_SLICE("example.org"),
				      MT_SLICE("example.net")));
	ck_assert(!mt_domain_same_org(MT_SLICE("localhost"),
				      MT_SLICE("localhost")));
	ck_assert(mt_domain_to_unicode(MT_SLICE("xn--a b"), arena).p == NULL);
	ck_assert(mt_slice_eq(mt_domain_of_address(MT_SLICE("a@b@c.example")),
			      MT_SLICE("c.example")));
	ck_assert(mt_domain_of_address(MT_SLICE("nobody")).p == NULL);
}
END_TEST

static const struct {
	const char *address;
	MtEnvelopeKind kind;
	const char *original, *prefix, *stamp;
} envelopes[] = {
	{"anna@example.org", MT_ENVELOPE_PLAIN, NULL, NULL, NULL},
	{"", MT_ENVELOPE_PLAIN, NULL, NULL, NULL},
	{"SRS0=HHHH=JM=example.org=anna@fwd.example", MT_ENVELOPE_SRS0,
	 "anna@example.org", "SRS0", "JM"},
	{"SRS0+HHHH=JM=example.org=a=b@fwd.example", MT_ENVELOPE_SRS0,
	 "a=b@example.org", "SRS0", "JM"},
	{"SRS1=XXXX=fwd.example==HHHH=JM=example.org=anna@second.example",
	 MT_ENVELOPE_SRS1, "anna@example.org", "SRS1", "JM"},
	{"SRS0=HHHH=JM=example.org@fwd.example", MT_ENVELOPE_PLAIN, NULL, NULL,
	 NULL},
	{"prvs=1787a1b2c3=anna@example.org", MT_ENVELOPE_BATV,
	 "anna@example.org", "prvs", "787"},
	{"prvs=17=anna@example.org", MT_ENVELOPE_PLAIN, NULL, NULL, NULL},
	{"list-bounces+carl=example.net@lists.example.org", MT_ENVELOPE_VERP,
	 "carl@example.net", "list-bounces", NULL},
	{"list-return-123-carl-x=example.net@lists.example.org",
	 MT_ENVELOPE_VERP, "carl-x@example.net", "list-return-123", NULL},
	{"bounce-carl=example.net@lists.example.org", MT_ENVELOPE_VERP,
	 "carl@example.net", "bounce", NULL},
	{"bounces+4711-ab12-carl=example.net@em.example.org", MT_ENVELOPE_VERP,
	 "4711-ab12-carl@example.net", "bounces", NULL},
	{"anna+caf_=carl=example.net@example.org", MT_ENVELOPE_VERP,
	 "carl@example.net", "anna+caf_", NULL},
	{"customer+user=example.com@service.example", MT_ENVELOPE_SENDER,
	 "user@example.com", "customer", NULL},
	{"a+b=c@example.org", MT_ENVELOPE_PLAIN, NULL, NULL, NULL},
	{"a=b@c=d.example@example.org", MT_ENVELOPE_SENDER, "a=b@c@d.example",
	 "", NULL},
	{"=example.org@example.org", MT_ENVELOPE_PLAIN, NULL, NULL, NULL},
};

START_TEST(decodes_envelopes)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	size_t n = strlen(envelopes[_i].address);
	g_autofree char *copy = g_memdup2(envelopes[_i].address, n);
	MtEnvelope e;

	mt_envelope_read(mt_slice(copy, n), arena, &e);
	ck_assert_msg(e.kind == envelopes[_i].kind, "%s: %d",
		      envelopes[_i].address, e.kind);
	ck_assert_msg(
		mt_slice_eq(e.original, mt_slice_str(envelopes[_i].original)),
		"%s: %.*s", envelopes[_i].address, (int)e.original.n,
		e.original.p);
	ck_assert(mt_slice_eq(e.prefix, mt_slice_str(envelopes[_i].prefix)));
	ck_assert(mt_slice_eq(e.stamp, mt_slice_str(envelopes[_i].stamp)));
}
END_TEST

#define A_CYRILLIC "\xd0\xb0"
#define OMEGA "\xce\xa9"
#define ZWSP "\xe2\x80\x8b"
#define ZWJ "\xe2\x80\x8d"
#define RLO "\xe2\x80\xae"
#define RLM "\xe2\x80\x8f"
#define ALEF "\xd7\x90"
#define MAN "\xf0\x9f\x91\xa8"

static const struct {
	const char *text, *mixed, *invisible, *bidi, *address;
} names[] = {
	{"Anna Example", NULL, NULL, NULL, NULL},
	{"P" A_CYRILLIC "yments due", "P" A_CYRILLIC "yments", NULL, NULL,
	 NULL},
	{"the P" A_CYRILLIC "y", "P" A_CYRILLIC "y", NULL, NULL, NULL},
	{"Anna " A_CYRILLIC A_CYRILLIC, NULL, NULL, NULL, NULL},
	{"Anna-" A_CYRILLIC, NULL, NULL, NULL, NULL},
	{"10 k" OMEGA " resistor", NULL, NULL, NULL, NULL},
	{"B" ZWSP "ank", NULL, ZWSP, NULL, NULL},
	{MAN ZWJ MAN " family", NULL, NULL, NULL, NULL},
	{"a" ZWJ "b", NULL, ZWJ, NULL, NULL},
	{MAN ZWJ, NULL, ZWJ, NULL, NULL},
	{"exe." RLO "cod", NULL, NULL, RLO, NULL},
	{ALEF RLM " 12", NULL, NULL, NULL, NULL},
	{"a" RLM "b", NULL, NULL, RLM, NULL},
	{"service@bank.example.", NULL, NULL, NULL, "service@bank.example"},
	{"Bank (service@bank.example)", NULL, NULL, NULL,
	 "service@bank.example"},
	{"anna @ home", NULL, NULL, NULL, NULL},
	{"@example.org and a@b", NULL, NULL, NULL, NULL},
	{"a@@example.org", NULL, NULL, NULL, NULL},
	{"\xff\xfe", NULL, NULL, NULL, NULL},
	{"", NULL, NULL, NULL, NULL},
};

START_TEST(looks_at_names)
{
	size_t n = strlen(names[_i].text);
	g_autofree char *copy = g_memdup2(names[_i].text, n);
	MtDisplay d;

	mt_display_look(mt_slice(copy, n), &d);
	ck_assert_msg(mt_slice_eq(d.mixed, mt_slice_str(names[_i].mixed)),
		      "%s: mixed %.*s", names[_i].text, (int)d.mixed.n,
		      d.mixed.p);
	ck_assert_msg(
		mt_slice_eq(d.invisible, mt_slice_str(names[_i].invisible)),
		"%s: invisible %x", names[_i].text, d.invisible_code);
	ck_assert(mt_slice_eq(d.bidi, mt_slice_str(names[_i].bidi)));
	ck_assert_msg(mt_slice_eq(d.address, mt_slice_str(names[_i].address)),
		      "%s: address %.*s", names[_i].text, (int)d.address.n,
		      d.address.p);
}
END_TEST

START_TEST(knows_providers)
{
	const MtProvider *google = mt_provider_of(MT_SLICE("mx.Google.com."));

	ck_assert(google != NULL);
	ck_assert(mt_provider_of(MT_SLICE("gmail.com")) == google);
	ck_assert(mt_provider_of_mailbox(MT_SLICE("Gmail.com")) == google);
	ck_assert(mt_provider_of_mailbox(MT_SLICE("mail.gmail.com")) == NULL);
	ck_assert(mt_provider_of_mailbox(MT_SLICE("google.com")) == NULL);
	ck_assert(mt_provider_of(MT_SLICE("notgmail.com")) == NULL);
	ck_assert(mt_provider_of(MT_SLICE("gmail.com.example")) == NULL);
	ck_assert(mt_provider_of(MT_SLICE("")) == NULL);
	ck_assert(mt_provider_of(MT_SLICE(".")) == NULL);
	ck_assert(mt_provider_of(MT_SLICE("web.de")) ==
		  mt_provider_of(MT_SLICE("mout.kundenserver.de")));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("identity");
	TCase *tests = tcase_create("identity");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tests, organisations, 0, G_N_ELEMENTS(hosts));
	tcase_add_test(tests, names_both_ways);
	tcase_add_test(tests, knows_providers);
	tcase_add_loop_test(tests, decodes_envelopes, 0,
			    G_N_ELEMENTS(envelopes));
	tcase_add_loop_test(tests, looks_at_names, 0, G_N_ELEMENTS(names));
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
