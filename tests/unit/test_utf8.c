/* UTF-8: what is valid, what misleads, how wide it is. */
#include <check.h>
#include <stdlib.h>

#include "base/utf8.h"

static const struct {
	const char *bytes;
	size_t length; /* 0: refused */
	uint32_t code;
} reads[] = {
	{"a", 1, 'a'},
	{"\x7f", 1, 0x7f},
	{"\xc2\x80", 2, 0x80},
	{"\xc3\xa9z", 2, 0xe9},
	{"\xdf\xbf", 2, 0x7ff},
	{"\xe0\xa0\x80", 3, 0x800},
	{"\xed\x9f\xbf", 3, 0xd7ff},
	{"\xee\x80\x80", 3, 0xe000},
	{"\xef\xbf\xbf", 3, 0xffff},
	{"\xf0\x90\x80\x80", 4, 0x10000},
	{"\xf4\x8f\xbf\xbf", 4, 0x10ffff},
	{"", 0, 0},
	{"\x80", 0, 0},     /* continuation first */
	{"\xc0\x80", 0, 0}, /* overlong NUL */
	{"\xc1\xbf", 0, 0},
	{"\xe0\x9f\xbf", 0, 0}, /* overlong */
	{"\xf0\x8f\xbf\xbf", 0, 0},
	{"\xed\xa0\x80", 0, 0}, /* surrogate */
	{"\xed\xbf\xbf", 0, 0},
	{"\xf4\x90\x80\x80", 0, 0}, /* above U+10FFFF */
	{"\xf5\x80\x80\x80", 0, 0},
	{"\xff", 0, 0},
	{"\xc3", 0, 0}, /* cut */
	{"\xe2\x82", 0, 0},
	{"\xf0\x9f\x98", 0, 0},
	{"\xc3(", 0, 0},
	{"\xe2(\xa1", 0, 0},
	{"\xe2\x82(", 0, 0},
};

START_TEST(reads_or_refuses)
{
	uint32_t code = 0;
	size_t n = mt_utf8_read(mt_slice_str(reads[_i].bytes), &code);

	ck_assert_uint_eq(n, reads[_i].length);
	ck_assert_uint_eq(code, reads[_i].code);
}
END_TEST

START_TEST(span_ends_where_validity_does)
{
	ck_assert_uint_eq(mt_utf8_span(mt_slice("a\0\xc3\xa9\xff"
						"b",
						6)),
			  4);
	ck_assert(mt_utf8_valid(mt_slice("a\0\xc3\xa9", 4)));
	ck_assert(mt_utf8_valid(mt_slice(NULL, 0)));
	ck_assert(!mt_utf8_valid(MT_SLICE("gr\xfc\xdf")));
}
END_TEST

static const struct {
	uint32_t code;
	MtUtf8Kind kind;
	unsigned width;
} codes[] = {
	{' ', MT_UTF8_PLAIN, 1},
	{0xa0, MT_UTF8_PLAIN, 1},
	{0xe9, MT_UTF8_PLAIN, 1},
	{0x301, MT_UTF8_PLAIN, 0},    /* combining acute */
	{0x5d0, MT_UTF8_PLAIN, 1},    /* Hebrew letter */
	{0x600, MT_UTF8_PLAIN, 0},    /* Arabic number sign: seen */
	{0x4e2d, MT_UTF8_PLAIN, 2},   /* CJK */
	{0xff21, MT_UTF8_PLAIN, 2},   /* fullwidth A */
	{0xfe0f, MT_UTF8_PLAIN, 0},   /* emoji presentation */
	{0x1f600, MT_UTF8_PLAIN, 2},  /* emoji */
	{0x10fffd, MT_UTF8_PLAIN, 1}, /* private use */
	{0, MT_UTF8_CONTROL, 1},
	{0x1b, MT_UTF8_CONTROL, 1},
	{0x7f, MT_UTF8_CONTROL, 1},
	{0x9b, MT_UTF8_CONTROL, 1}, /* CSI in one character */
	{0x2028, MT_UTF8_CONTROL, 1},
	{0x202e, MT_UTF8_BIDI, 0},
	{0x2066, MT_UTF8_BIDI, 0},
	{0x200f, MT_UTF8_BIDI, 0},
	{0x61c, MT_UTF8_BIDI, 0},
	{0xad, MT_UTF8_INVISIBLE, 1},
	{0x200b, MT_UTF8_INVISIBLE, 0},
	{0x200d, MT_UTF8_INVISIBLE, 0},
	{0x3164, MT_UTF8_INVISIBLE, 2},
	{0xfeff, MT_UTF8_INVISIBLE, 0},
	{0xe0041, MT_UTF8_INVISIBLE, 0}, /* a tag: hidden ASCII */
	{0xe0100, MT_UTF8_INVISIBLE, 0},
	{0x1ffff, MT_UTF8_INVISIBLE, 1},
	{0x10fffe, MT_UTF8_INVISIBLE, 1},
};

START_TEST(kind_and_width)
{
	ck_assert_int_eq(mt_utf8_kind(codes[_i].code), codes[_i].kind);
	if (codes[_i].kind == MT_UTF8_PLAIN)
		ck_assert_uint_eq(mt_utf8_width(codes[_i].code),
				  codes[_i].width);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("utf8");
	TCase *t = tcase_create("code points");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, reads_or_refuses, 0,
			    sizeof reads / sizeof reads[0]);
	tcase_add_test(t, span_ends_where_validity_does);
	tcase_add_loop_test(t, kind_and_width, 0,
			    sizeof codes / sizeof codes[0]);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
