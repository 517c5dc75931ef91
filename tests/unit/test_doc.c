/* Documents: what stands for characters that are not to be written, and what
 * stays in one line. */
#include <check.h>
#include <stdlib.h>

#include "report/doc/safe.h"
#include "report/doc/write.h"

static const struct {
	MtSlice in;
	const char *html, *xml, *code;
} characters[] = {
	{{"<a b='\"&\">", 10},
	 "&lt;a b=&#39;&quot;&amp;&quot;&gt;",
	 "&lt;a b=&#39;&quot;&amp;&quot;&gt;",
	 "`<a b='\"&\">`"},
	{{"x\0y", 3},
	 "x<span class=\"ctl\">\\x00</span>y",
	 "x\\x00y",
	 "`x\\x00y`"},
	{{"\xe2\x80\xae", 3},
	 "<span class=\"ctl\">U+202E</span>",
	 "&lt;U+202E&gt;",
	 "`<U+202E>`"},
	{{"\xff", 1}, "<span class=\"ctl\">\\xff</span>", "\\xff", "`\\xff`"},
	{{"a``b", 4}, "a``b", "a``b", "```a``b```"},
	{{"`", 1}, "`", "`", "`` ` ``"},
	{{"a|b", 3}, "a|b", "a|b", "`a\\|b`"},
	{{"", 0}, "", "", "`  `"},
	{{"\xc3\xa9\t", 3}, "\xc3\xa9\t", "\xc3\xa9\t", "`\xc3\xa9\t`"},
};

static void
is(const MtBuf *out, const char *wanted)
{
	ck_assert_msg(mt_slice_eq(mt_buf_slice(out), mt_slice_str(wanted)),
		      "'%.*s' is not '%s'", (int)out->n, out->p, wanted);
}

START_TEST(characters_are_safe)
{
	g_auto(MtBuf) html = {0};
	g_auto(MtBuf) xml = {0};
	g_auto(MtBuf) code = {0};

	mt_safe_add_html(&html, characters[_i].in);
	mt_safe_add_xml(&xml, characters[_i].in);
	mt_safe_add_markdown_code(&code, characters[_i].in, true);
	is(&html, characters[_i].html);
	is(&xml, characters[_i].xml);
	is(&code, characters[_i].code);
}
END_TEST

static const struct {
	const char *in, *out;
} words[] = {
	{"*b* [x](y) <i>\n", "\\*b\\* \\[x\\](y) \\<i\\>\\\\x0a"},
	{"&lt; a|b", "\\&lt; a\\|b"},
	{"Whether ceo@a.example, or (@all) wrote",
	 "Whether `ceo@a.example`, or `(@all)` wrote"},
	{"see #1, !2 or x/y#3", "see `#1`, `!2` or `x/y#3`"},
	{"GH-3 of #4", "`GH-3` of `#4`"},
	{"[x](http://w) www.x", "`[x](http://w)` `www.x`"},
	{"`@x", "`` `@x ``"},
	{"100 % # 5", "100 % \\# 5"},
	{"- a", "\\- a"},
	{"-", "-"},
	{"10. a", "10\\. a"},
	{"10.5 s", "10.5 s"},
	{"===", "\\==="},
	{"", ""},
};

START_TEST(words_make_no_markup)
{
	g_auto(MtBuf) out = {0};

	mt_safe_add_markdown(&out, mt_slice_str(words[_i].in), true);
	is(&out, words[_i].out);
}
END_TEST

/* However narrow the lines are. */
START_TEST(durations_stay_in_one_line)
{
	for (size_t width = 20; width < 60; width++) {
		const MtTerm term = {.width = width, .utf8 = true};
		g_autoptr(MtDoc) doc = mt_doc_new();
		g_auto(MtBuf) out = {0};
		g_autofree char *text = NULL;

		doc->title = mt_doc_words("Title");
		mt_doc_paragraph(doc);
		mt_doc_say(
			doc, "It waited % there, % of all, in a (%).",
			(MtSpan[]){
				mt_doc_duration(doc, 123 * G_USEC_PER_SEC),
				mt_doc_share(doc, 123000),
				mt_doc_duration(doc, 1200 * G_USEC_PER_SEC)});
		mt_doc_write_text(doc, &term, &out);
		text = g_strndup(out.p, out.n);
		ck_assert_msg(strstr(text, "2 m 3 s") != NULL, "%s", text);
		ck_assert_msg(strstr(text, "12.3 %") != NULL, "%s", text);
		ck_assert_msg(strstr(text, "(20 min).") != NULL, "%s", text);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("doc");
	TCase *tests = tcase_create("doc");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tests, characters_are_safe, 0,
			    G_N_ELEMENTS(characters));
	tcase_add_loop_test(tests, words_make_no_markup, 0,
			    G_N_ELEMENTS(words));
	tcase_add_test(tests, durations_stay_in_one_line);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
