/* What TSV escapes, wherever it stands. */
#include <check.h>
#include <stdlib.h>

#include "record/hop.h"
#include "record/pair.h"

START_TEST(tsv_escapes)
{
	static const MtSlice list[] = {{"a,b", 3}, {"c", 1}, {"\t", 1}};
	MtPairRecord pair = {
		.host = MT_SLICE("\t\n\\\r\x1b\xff\xc3\xbc\xe2\x80\xae,\0\x7f"),
		.next_host = MT_SLICE(""),
		.n = mt_number(0),
		.min_us = mt_number(-250000),
	};
	MtHopRecord hop = {.notes = {list, 3}, .pull = true};
	g_auto(MtBuf) out = {0};

	mt_record_add_tsv(&out, &mt_record_pair, &pair);
	mt_buf_add_char(&out, '\0');
	ck_assert_str_eq(out.p,
			 "\\t\\n\\\\\\x0d\\x1b\\xff\xc3\xbc\\xe2\\x80\\xae,"
			 "\\x00\\x7f\t\t0\t\\N\t\\N\t\\N\t-0.25\t\\N\t\\N\t"
			 "\\N\t\\N\t\\N\t\\N\t\\N\n");
	out.n = 0;
	mt_record_add_tsv(&out, &mt_record_hop, &hop);
	mt_buf_add_char(&out, '\0');
	ck_assert_ptr_nonnull(strstr(out.p, "\ta\\x2cb,c,\\t\t"));
	ck_assert_ptr_nonnull(strstr(out.p, "\ttrue\t"));
}
END_TEST

static const struct {
	MtSlice in;
	const char *text, *list; /* the same in a list of texts */
} tsv_specials[] = {
	{{"\t", 1}, "\\t", "\\t"},
	{{"\n", 1}, "\\n", "\\n"},
	{{"\\", 1}, "\\\\", "\\\\"},
	{{",", 1}, ",", "\\x2c"},
	{{"\"", 1}, "\"", "\""},
	{{"\0", 1}, "\\x00", "\\x00"},
	{{"\x1f", 1}, "\\x1f", "\\x1f"},
	{{"\x7f", 1}, "\\x7f", "\\x7f"},
	{{"\xff", 1}, "\\xff", "\\xff"},
	{{"\xe2\x82", 2}, "\\xe2\\x82", "\\xe2\\x82"},
	{{"\xc3\xbc", 2}, "\xc3\xbc", "\xc3\xbc"},
	{{"\xe2\x80\xae", 3}, "\\xe2\\x80\\xae", "\\xe2\\x80\\xae"},
};

/* The text as a text, and as the whole of a list, in one line. */
static void
assert_tsv_at(MtSlice special, const char *text, const char *list, size_t n,
	      size_t place)
{
	/* As large as the text, so that ASan sees what is read beyond. */
	g_autofree char *bytes = g_malloc(n);
	const MtSlice one = {bytes, n};
	MtHopRecord hop = {.raw = {bytes, n}, .notes = {&one, 1}};
	g_autofree char *head = g_strnfill(place, 'a');
	g_autofree char *tail = g_strnfill(n - special.n - place, 'a');
	g_autofree char *expect = g_strconcat("\t", head, list, tail, "\t",
					      head, text, tail, "\n", NULL);
	g_auto(MtBuf) out = {0};

	memset(bytes, 'a', n);
	memcpy(bytes + place, special.p, special.n);
	mt_record_add_tsv(&out, &mt_record_hop, &hop);
	mt_buf_add_char(&out, '\0');
	ck_assert_msg(g_str_has_suffix(out.p, expect), "%s", out.p);
}

START_TEST(tsv_escapes_at_every_place)
{
	MtSlice in = tsv_specials[_i].in;

	for (size_t n = in.n; n < 40; n++)
		for (size_t place = 0; place + in.n <= n; place++)
			assert_tsv_at(in, tsv_specials[_i].text,
				      tsv_specials[_i].list, n, place);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("tsv");
	TCase *t = tcase_create("tsv");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, tsv_escapes);
	tcase_add_loop_test(t, tsv_escapes_at_every_place, 0,
			    G_N_ELEMENTS(tsv_specials));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
