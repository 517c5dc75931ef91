/* Authentication-Results, Received-SPF and tag lists, as RFCs and as people write
 * them. What is read is compared as one line of text. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "authres/authres.h"
#include "authres/taglist.h"
#include "base/buf.h"
#include "base/limits.h"

static const struct {
	const char *value, *text;
} results[] = {
	/* RFC 8601 appendix B */
	{"example.org 1; none", "<example.org> v1 none"},
	{"example.com;\n spf=pass smtp.mailfrom=example.net",
	 "<example.com> [spf=pass smtp.mailfrom=example.net]"},
	{"example.com;\n          auth=pass (cram-md5) "
	 "smtp.auth=sender@example.net;\n"
	 "          spf=pass smtp.mailfrom=example.net",
	 "<example.com> [auth=pass (cram-md5) smtp.auth=sender@example.net] "
	 "[spf=pass smtp.mailfrom=example.net]"},
	{"foo.example.net (foobar) 1 (baz);\n    dkim (Because I like it) / 1 "
	 "(One yay) "
	 "= (wait for it) fail\n      policy (A dot can go here) . (like that) "
	 "expired\n"
	 "      (this surprised me) = (as I wasn't expecting it) 1362471462",
	 /* the comments within words are not followed that far */
	 NULL},
	{"mx.example.org; dkim/1=fail (bad (nested) key) reason=\"a; b\" "
	 "header.i=@mail.example.com",
	 "<mx.example.org> [dkim=fail (bad (nested) key) {a; b} "
	 "header.i=@mail.example.com]"},
	/* ARC, RFC 8617 4.1.1 */
	{"i=2; mx.example.com; dkim = pass header.i = @example.org; arc=pass "
	 "(i=1)",
	 "i2 <mx.example.com> [dkim=pass header.i=@example.org] [arc=pass "
	 "(i=1)]"},
	{"i=51; mx.example.com; none", "<mx.example.com> none"},
	/* Outlook.com has no authserv-id, and properties without a type */
	{"spf=pass (sender IP is 192.0.2.1)\n smtp.mailfrom=example.org; "
	 "dkim=none "
	 "(message not signed) header.d=none;dmarc=bestguesspass action=none "
	 "header.from=example.org;compauth=pass reason=109",
	 "[spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.org] "
	 "[dkim=none "
	 "(message not signed) header.d=none] [dmarc=bestguesspass action=none "
	 "header.from=example.org] [compauth=pass {109}]"},
	/* no semicolons between results, a comment that never ends */
	{"mx.example.org dkim=pass header.d=a.example spf=fail (open",
	 "<mx.example.org> [dkim=pass header.d=a.example] [spf=fail (ope)]"},
	{"mx.example.org; x-own=pass; spf=none",
	 "<mx.example.org> [x-own=pass] [spf=none]"},
	/* RFC 8601 2.2: the authserv-id is a value, which may be quoted */
	{"\"mx.example.org\" 1; spf=pass", "<mx.example.org> v1 [spf=pass]"},
	{"(\"no\") \"mx (not; this)\"; dkim=none",
	 "<mx (not; this)> [dkim=none]"},
	{"\"mx.example.org", "<mx.example.org>"},
	{"\"", "<>"},
	{"", ""},
	{";;;", ""},
	{"=;=", NULL},
};

static void
add_props(MtBuf *out, const MtAuthProp *props, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mt_buf_add_char(out, ' ');
		mt_buf_add(out, props[i].type);
		if (props[i].type.p != NULL)
			mt_buf_add_char(out, '.');
		mt_buf_add(out, props[i].name);
		mt_buf_add_char(out, '=');
		mt_buf_add(out, props[i].value);
	}
}

static void
add_part(MtBuf *out, const char *before, MtSlice s, const char *after)
{
	if (s.p == NULL)
		return;
	mt_buf_add(out, mt_slice_str(before));
	mt_buf_add(out, s);
	mt_buf_add(out, mt_slice_str(after));
}

static void
add_result(MtBuf *out, const MtAuthResult *r)
{
	add_part(out, " [", r->method, "=");
	mt_buf_add(out, r->result);
	add_part(out, " (", r->comment, ")");
	add_part(out, " {", r->reason, "}");
	add_props(out, r->props, r->n_props);
	mt_buf_add_char(out, ']');
}

static void
add_results(MtBuf *out, const MtAuthResults *r)
{
	if (r->instance > 0)
		mt_buf_addf(out, " i%d", r->instance);
	add_part(out, " <", r->authserv_id, ">");
	add_part(out, " v", r->version, "");
	if (r->none)
		MT_BUF_ADD(out, " none");
	for (size_t i = 0; i < r->n; i++)
		add_result(out, &r->results[i]);
}

START_TEST(reads_results)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) out = {0};
	size_t n = strlen(results[_i].value);
	g_autofree char *copy = g_memdup2(results[_i].value, n);
	MtAuthResults r;

	mt_authres_read(mt_slice(copy, n), arena, &r);
	add_results(&out, &r);
	if (results[_i].text == NULL)
		return;
	mt_buf_add_char(&out, '\0');
	ck_assert_str_eq(out.n > 1 ? out.p + 1 : "", results[_i].text);
}
END_TEST

START_TEST(finds_results_and_properties)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	const MtAuthResult *dkim;
	MtAuthResults r;

	mt_authres_read(MT_SLICE("a.example; dkim=fail header.d=one.example; "
				 "DKIM=pass header.D=two.example"),
			arena, &r);
	dkim = mt_authres_find(&r, "dkim", 1);
	ck_assert(dkim == &r.results[1]);
	ck_assert(mt_slice_eq(mt_authres_prop(dkim, "header", "d"),
			      MT_SLICE("two.example")));
	ck_assert(mt_authres_prop(dkim, "smtp", "d").p == NULL);
	ck_assert(mt_authres_prop(dkim, NULL, "d").p != NULL);
	ck_assert(mt_authres_find(&r, "spf", 0) == NULL);
	ck_assert(mt_slice_eq(dkim->whole,
			      MT_SLICE("DKIM=pass header.D=two.example")));
}
END_TEST

START_TEST(reads_spf)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtReceivedSpf spf;

	mt_received_spf_read(
		MT_SLICE("Pass (mx.example.org: domain of a@example.org "
			 "designates 192.0.2.1) receiver=mx.example.org; "
			 "client-ip=192.0.2.1; "
			 "envelope-from=\"<a@example.org>\";"
			 " helo=mail.example.org; identity=mailfrom"),
		arena, &spf);
	ck_assert(mt_slice_eq(spf.result, MT_SLICE("Pass")));
	ck_assert(mt_slice_eq(spf.client_ip, MT_SLICE("192.0.2.1")));
	ck_assert_int_eq(spf.ip.family, 4);
	ck_assert(mt_slice_eq(spf.envelope_from, MT_SLICE("a@example.org")));
	ck_assert(mt_slice_eq(spf.helo, MT_SLICE("mail.example.org")));
	ck_assert(mt_slice_eq(spf.receiver, MT_SLICE("mx.example.org")));
	ck_assert(mt_slice_eq(spf.identity, MT_SLICE("mailfrom")));
	ck_assert(spf.comment.n > 0 && spf.problem.p == NULL);
	ck_assert_uint_eq(spf.n_props, 5);
}
END_TEST

START_TEST(reads_signatures)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSignature s;

	mt_signature_read(
		MT_SLICE("v=1; a=rsa-sha256; c=relaxed/simple; d=example.org; "
			 "s=s1; t=1795424402; x=1796029202; "
			 "h=From:To : Subject:from;  bh=abc  def=; b=QUJD REVG;"
			 " z; i=@example.org"),
		arena, &s);
	ck_assert(mt_slice_eq(s.d, MT_SLICE("example.org")));
	ck_assert(mt_slice_eq(s.bh, MT_SLICE("abc  def=")));
	ck_assert(mt_tag_same(s.bh, MT_SLICE("abcdef =")));
	ck_assert(!mt_tag_same(s.bh, MT_SLICE("abcdef")));
	ck_assert(s.has_t && s.has_x);
	ck_assert_int_eq(s.t_us, 1795424402000000);
	ck_assert_uint_eq(mt_signature_signs(&s, MT_SLICE("FROM")), 2);
	ck_assert_uint_eq(mt_signature_signs(&s, MT_SLICE("subject")), 1);
	ck_assert_uint_eq(mt_signature_signs(&s, MT_SLICE("Sub")), 0);
	ck_assert_int_eq(s.instance, 0);
	mt_signature_read(MT_SLICE("i=3; cv=pass; t=17 95; b="), arena, &s);
	ck_assert_int_eq(s.instance, 3);
	ck_assert(mt_slice_eq(s.cv, MT_SLICE("pass")));
	ck_assert(!s.has_t && s.t.n == 5 && s.b.p != NULL && s.b.n == 0);
	/* Case counts in names. */
	mt_signature_read(MT_SLICE("D=example.org"), arena, &s);
	ck_assert(s.d.p == NULL);
}
END_TEST

START_TEST(finds_words_over_folds)
{
	MtSlice words = MT_SLICE("mx: Domain of  \t ann@b.example does \tnot "
				 "designate 192.0.2.1"),
		behind = {0};

	ck_assert(mt_authres_says(words, "domain of ", &behind));
	ck_assert(mt_slice_starts(behind, MT_SLICE("ann@")));
	ck_assert(mt_authres_says(words, "does not designate", NULL));
	ck_assert(!mt_authres_says(words, "designates", &behind));
	ck_assert(!mt_authres_says(words, "not designate 192.0.2.1 ", NULL));
	ck_assert(!mt_authres_says((MtSlice){0}, "domain", NULL));
}
END_TEST

START_TEST(stays_within_limits)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) text = {0};
	MtAuthResults r;
	MtTags tags;

	for (int i = 0; i < MT_MAX_TAGS + 1; i++)
		MT_BUF_ADD(&text, "dkim=pass;");
	mt_authres_read(mt_buf_slice(&text), arena, &r);
	ck_assert_uint_eq(r.n, MT_MAX_TAGS);
	mt_tags_read(mt_buf_slice(&text), arena, &tags);
	ck_assert_uint_eq(tags.n, MT_MAX_TAGS);
	text.n = 0;
	MT_BUF_ADD(&text, "a.example; dkim=pass ");
	for (int i = 0; i < MT_MAX_TAGS + 1; i++)
		MT_BUF_ADD(&text, "header.d=a ");
	mt_authres_read(mt_buf_slice(&text), arena, &r);
	ck_assert_uint_eq(r.n, 1);
	ck_assert_uint_eq(r.results[0].n_props, MT_MAX_TAGS);
	text.n = 0;
	for (int i = 0; i < 100000; i++)
		mt_buf_add_char(&text, '(');
	mt_authres_read(mt_buf_slice(&text), arena, &r);
	ck_assert_uint_eq(r.n, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("authres");
	TCase *tests = tcase_create("authres");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tests, reads_results, 0, G_N_ELEMENTS(results));
	tcase_add_test(tests, finds_results_and_properties);
	tcase_add_test(tests, reads_spf);
	tcase_add_test(tests, reads_signatures);
	tcase_add_test(tests, finds_words_over_folds);
	tcase_add_test(tests, stays_within_limits);
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
