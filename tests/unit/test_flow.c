/* Words in lines: where lines break, and that no line is too wide. */
#include <check.h>
#include <stdlib.h>

#include "report/flow.h"

static const MtSlice values[] = {{"relay1.example", 14}, {"26 s", 4}};

/* `column` spaces stand there already; `|` is where lines end. */
static const struct {
	size_t width, column, indent;
	const char *sentence, *out;
} sentences[] = {
	{20, 0, 2, "", ""},
	{20, 0, 2, "lost between hosts", "lost between hosts"},
	{18, 0, 2, "lost between hosts", "lost between hosts"},
	{17, 0, 2, "lost between hosts", "lost between|  hosts"},
	{20, 4, 8, "lost between hosts", "lost between|        hosts"},
	{20, 4, 0, "lost between hosts", "lost between|hosts"},
	/* values, alone and with what stands beside them */
	{40, 0, 2, "% lost %", "relay1.example lost 26 s"},
	{40, 0, 2, "(%, %)", "(relay1.example, 26 s)"},
	{21, 0, 2, "% lost %", "relay1.example lost|  26 s"},
	/* joined words go on together */
	{20, 0, 2, "this waits until it~comes", "this waits until|  it comes"},
	{10, 0, 2, "%", "relay\xe2\x80\xa6mple"},
	/* too long for a line of its own: shortened there ... */
	{12, 0, 2, "between %", "between|  relay\xe2\x80\xa6mple"},
	/* ... or behind a short word, since a new line would not help */
	{15, 0, 2, "at %",
	 "at relay1\xe2\x80\xa6"
	 "ample"},
	/* where no line has room, breaking would not help either */
	{3, 5, 9, "a b", "a b"},
};

static char *
lines_of(const MtBuf *out)
{
	char *text = g_strndup(out->n > 0 ? out->p : "", out->n);

	return g_strdelimit(text, "\n", '|');
}

START_TEST(said)
{
	const MtTerm term = {.width = sentences[_i].width, .utf8 = true};
	g_auto(MtBuf) out = {0};
	g_autofree char *lines = NULL;
	MtFlow flow = mt_flow(&out, &term, sentences[_i].column,
			      sentences[_i].indent);

	mt_flow_say(&flow, sentences[_i].sentence, values);
	lines = lines_of(&out);
	ck_assert_str_eq(lines, sentences[_i].out);
}
END_TEST

/* Bytes of mail are made safe, and a `%` or `~` of theirs means nothing. */
START_TEST(hostile_values)
{
	static const MtSlice hostile = {"\x1b[2J %s\n~%", 10};
	const MtTerm term = {.width = 80, .utf8 = true};
	g_auto(MtBuf) out = {0};
	g_autofree char *lines = NULL;
	MtFlow flow = mt_flow(&out, &term, 0, 0);

	mt_flow_say(&flow, "by % here", &hostile);
	lines = lines_of(&out);
	ck_assert_str_eq(lines, "by \\x1b[2J %s\\x0a~% here");
}
END_TEST

START_TEST(breaks_and_skips)
{
	const MtTerm term = {.width = 20};
	g_auto(MtBuf) out = {0};
	g_autofree char *lines = NULL;
	MtFlow flow = mt_flow(&out, &term, 2, 2);

	mt_flow_break(&flow); /* nothing stands there yet */
	mt_flow_add(&flow, MT_SLICE("mx"));
	mt_flow_skip(&flow, 8);
	mt_flow_add(&flow, MT_SLICE("ESMTP"));
	ck_assert_uint_eq(flow.column, 13);
	ck_assert(mt_flow_fits(&flow, 6));
	ck_assert(!mt_flow_fits(&flow, 7));
	mt_flow_break(&flow);
	mt_flow_add(&flow, MT_SLICE("from"));
	mt_flow_end(&flow);
	lines = lines_of(&out);
	ck_assert_str_eq(lines, "mx    ESMTP|  from|");
}
END_TEST

/* A path is not cut for a line's sake, but a hostile one does not flood. */
START_TEST(whole)
{
	const MtTerm term = {.width = 20, .utf8 = true};
	g_autofree char *path = g_strnfill(290, 'p');
	g_autofree char *flood = g_strnfill(100000, 'f');
	g_auto(MtBuf) out = {0};
	MtFlow flow = mt_flow(&out, &term, 0, 0);

	mt_flow_add_whole(&flow, mt_slice_str(path));
	ck_assert_uint_eq(out.n, 290);
	mt_flow_end(&flow);
	out.n = 0;
	mt_flow_add_whole(&flow, mt_slice_str(flood));
	ck_assert_uint_gt(out.n, 290);
	ck_assert_uint_lt(out.n, 310);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("flow");
	TCase *t = tcase_create("flow");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, said, 0, G_N_ELEMENTS(sentences));
	tcase_add_test(t, hostile_values);
	tcase_add_test(t, breaks_and_skips);
	tcase_add_test(t, whole);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
