/* UTF-16 in both orders of bytes: lines, code points, and what is none. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "input/utf16.h"

#define TEXT(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* Written with the high byte first; `out` as UTF-8. */
static const struct {
	MtSlice in;
	const char *out;
} texts[] = {
	{TEXT("\0a\0\n"), "a\n"},
	{TEXT("\xfe\xff\0a"), "\xef\xbb\xbf"
			      "a"},
	{TEXT("\0\xe4\x07\xff\x08\0\xff\xfd"),
	 "\xc3\xa4\xdf\xbf\xe0\xa0\x80\xef\xbf\xbd"},
	/* U+10000, U+1F4E7, U+10FFFF. */
	{TEXT("\xd8\0\xdc\0\xd8\x3d\xdc\xe7\xdb\xff\xdf\xff"),
	 "\xf0\x90\x80\x80\xf0\x9f\x93\xa7\xf4\x8f\xbf\xbf"},
	/* Half a pair: before another character, twice, the wrong half, last. */
	{TEXT("\xd8\0\0a"), "\xef\xbf\xbd"
			    "a"},
	{TEXT("\xd8\0\xd8\0\xdc\0"), "\xef\xbf\xbd\xf0\x90\x80\x80"},
	{TEXT("\xdc\0\0a"), "\xef\xbf\xbd"
			    "a"},
	{TEXT("\0a\xd8\0"), "a\xef\xbf\xbd"},
	{TEXT("\0a\0"), "a\xef\xbf\xbd"},
	{TEXT(""), ""},
};

static void
swap(MtSlice in, char *to)
{
	memcpy(to, in.p, in.n);
	for (size_t i = 0; i + 1 < in.n; i += 2) {
		to[i] = in.p[i + 1];
		to[i + 1] = in.p[i];
	}
}

START_TEST(text)
{
	MtSlice in = texts[_i].in, want = mt_slice_str(texts[_i].out);
	char out[64], little[64];
	size_t n = mt_utf16_decode(in, true, out);

	ck_assert(mt_slice_eq(mt_slice(out, n), want));
	ck_assert_uint_le(n, mt_utf16_room(in.n));
	ck_assert(mt_utf8_valid(mt_slice(out, n)));
	swap(in, little);
	n = mt_utf16_decode(mt_slice(little, in.n), false, out);
	ck_assert(mt_slice_eq(mt_slice(out, n), want));
}
END_TEST

/* U+0A0A and U+0A00 have an LF in them, and U+0A00 behind U+000A two. */
static const struct {
	MtSlice in;
	size_t n;
} lines[] = {
	{TEXT("\0a\0\n\0b\0\n"), 4},
	{TEXT("\n\n\n\0\0\n\0b"), 6},
	{TEXT("\0\n"), 2},
	{TEXT("\0\n\n"), 2},
	{TEXT("\0a\0"), 0},
	{TEXT("\0a\n"), 0},
	{TEXT("\n"), 0},
	{TEXT(""), 0},
};

START_TEST(line)
{
	MtSlice in = lines[_i].in;
	char little[64];

	ck_assert_uint_eq(mt_utf16_line(in, true), lines[_i].n);
	swap(in, little);
	ck_assert_uint_eq(mt_utf16_line(mt_slice(little, in.n), false),
			  lines[_i].n);
}
END_TEST

START_TEST(mark)
{
	bool big_endian;

	ck_assert(mt_utf16_is(MT_SLICE("\xfe\xff"), &big_endian) && big_endian);
	ck_assert(mt_utf16_is(MT_SLICE("\xff\xfe"
				       "a"),
			      &big_endian) &&
		  !big_endian);
	ck_assert(!mt_utf16_is(MT_SLICE("\xff"), &big_endian));
	ck_assert(!mt_utf16_is(MT_SLICE("\xef\xbb\xbf"), &big_endian));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("utf16");
	TCase *t = tcase_create("utf16");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, text, 0, G_N_ELEMENTS(texts));
	tcase_add_loop_test(t, line, 0, G_N_ELEMENTS(lines));
	tcase_add_test(t, mark);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
