/* Hostile text in columns. */
#include <check.h>
#include <stdlib.h>

#include "report/cell.h"

#define BYTES(literal)                                                         \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static void
assert_wrote(const MtBuf *out, const char *expect)
{
	g_autofree char *wrote = g_strndup(out->n > 0 ? out->p : "", out->n);

	ck_assert_str_eq(wrote, expect);
}

static const struct {
	MtSlice in;
	bool utf8;
	const char *out;
	size_t width;
} safe[] = {
	{BYTES(""), true, "", 0},
	{BYTES("mx.example"), true, "mx.example", 10},
	{BYTES("\x1b[2Jhi\x07"), true, "\\x1b[2Jhi\\x07", 13},
	{BYTES("a\0b\tc\nd\x7f"), true, "a\\x00b\\x09c\\x0ad\\x7f", 20},
	{BYTES("caf\xe9"), true, "caf\\xe9", 7},
	{BYTES("caf\xc3\xa9"), true, "caf\xc3\xa9", 4},
	{BYTES("cafe\xcc\x81"), true, "cafe\xcc\x81", 4},
	{BYTES("caf\xc3\xa9"), false, "caf<U+00E9>", 11},
	{BYTES("\xe4\xb8\xad\xe6\x96\x87"), true, "\xe4\xb8\xad\xe6\x96\x87",
	 4},
	{BYTES("exe.\xe2\x80\xaegpj"), true, "exe.<U+202E>gpj", 15},
	{BYTES("pay\xe2\x80\x8bpal"), true, "pay<U+200B>pal", 14},
	{BYTES("\xc2\x9b"
	       "31m"),
	 true, "<U+009B>31m", 11},
	{BYTES("\xf3\xa0\x81\x81"), true, "<U+E0041>", 9},
};

START_TEST(made_safe)
{
	g_auto(MtBuf) out = {0};

	mt_cell_add(&out, safe[_i].in, safe[_i].utf8);
	assert_wrote(&out, safe[_i].out);
	ck_assert_uint_eq(mt_cell_width(safe[_i].in, safe[_i].utf8),
			  safe[_i].width);
}
END_TEST

static const struct {
	const char *in;
	size_t width;
	bool utf8;
	const char *out;
} shortened[] = {
	{"relay1.alpha.example", 20, true, "relay1.alpha.example"},
	{"relay1.alpha.example", 19, true,
	 "relay1.al\xe2\x80\xa6"
	 "a.example"},
	{"relay1.alpha.example", 9, true, "rela\xe2\x80\xa6mple"},
	{"relay1.alpha.example", 8, true, "rela\xe2\x80\xa6ple"},
	{"relay1.alpha.example", 8, false, "rel..ple"},
	{"relay1.alpha.example", 2, false, ".."},
	{"relay1.alpha.example", 1, false, ""},
	{"relay1.alpha.example", 1, true, "\xe2\x80\xa6"},
	{"relay1.alpha.example", 0, true, ""},
	/* an escape is not cut: it would look like other text */
	{"ab\x1b"
	 "cdefgh",
	 8, true,
	 "ab\xe2\x80\xa6"
	 "defgh"},
	{"abcdef\x1bgh", 8, true,
	 "abcd\xe2\x80\xa6"
	 "gh"},
	/* a wide letter takes two columns or none */
	{"\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad", 6, true,
	 "\xe4\xb8\xad\xe2\x80\xa6\xe4\xb8\xad"},
	/* marks stay with their letter, before and behind the cut */
	{"ae\xcc\x81xyze\xcc\x81z", 5, true,
	 "ae\xcc\x81\xe2\x80\xa6"
	 "e\xcc\x81z"},
	{"ae\xcc\x81xyze\xcc\x81z", 4, true, "ae\xcc\x81\xe2\x80\xa6z"},
};

START_TEST(loses_its_middle)
{
	g_auto(MtBuf) out = {0};
	MtSlice in = mt_slice_str(shortened[_i].in);
	size_t taken = mt_cell_add_short(&out, in, shortened[_i].width,
					 shortened[_i].utf8);

	assert_wrote(&out, shortened[_i].out);
	ck_assert_uint_le(taken, shortened[_i].width);
	ck_assert_uint_eq(taken, mt_cell_width(mt_buf_slice(&out), true));
}
END_TEST

/* At every width, whatever the text: never wider, never cut inside a unit. */
START_TEST(fits_every_width)
{
	MtSlice in = MT_SLICE("a\x1b\xe4\xb8\xad\xcc\x81\xff\xe2\x80\xae"
			      "e\xcc\x81\0xyz");

	for (size_t width = 0; width < 50; width++) {
		g_auto(MtBuf) out = {0};
		g_auto(MtBuf) padded = {0};
		size_t taken = mt_cell_add_short(&out, in, width, true);

		ck_assert_uint_le(taken, width);
		ck_assert_uint_eq(taken,
				  mt_cell_width(mt_buf_slice(&out), true));
		mt_cell_add_padded(&padded, in, width, MT_CELL_RIGHT, true);
		ck_assert_uint_eq(mt_cell_width(mt_buf_slice(&padded), true),
				  width);
	}
}
END_TEST

START_TEST(padded_on_either_side)
{
	g_auto(MtBuf) out = {0};

	mt_cell_add_padded(&out, MT_SLICE("ab"), 4, MT_CELL_LEFT, true);
	mt_cell_add_padded(&out, MT_SLICE("cd"), 4, MT_CELL_RIGHT, true);
	mt_cell_add_padded(&out, MT_SLICE("\xe4\xb8\xad"), 3, MT_CELL_RIGHT,
			   true);
	mt_cell_add_padded(&out, mt_slice(NULL, 0), 2, MT_CELL_LEFT, true);
	assert_wrote(&out, "ab    cd \xe4\xb8\xad  ");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("cell");
	TCase *t = tcase_create("text");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, made_safe, 0, G_N_ELEMENTS(safe));
	tcase_add_loop_test(t, loses_its_middle, 0, G_N_ELEMENTS(shortened));
	tcase_add_test(t, fits_every_width);
	tcase_add_test(t, padded_on_either_side);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
