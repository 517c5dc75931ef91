/*
 * Copying plain text: each byte at each place of each length, at each alignment.
 * Memory is asked for as large as the text is, so that ASan sees a byte too many.
 */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/plain.h"

enum { LENGTHS = 36, ALIGNMENTS = 16 };

static bool
is_plain(unsigned char c)
{
	return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

static bool
copies(char *copy, MtSlice text, bool plain)
{
	copy[text.n] = '#';
	return mt_plain_copy(copy, text, '"', '\\') == plain &&
	       memcmp(copy, text.p, text.n) == 0 && copy[text.n] == '#';
}

static void
assert_byte(unsigned char c, size_t n, size_t alignment)
{
	g_autofree char *memory = g_malloc(alignment + n);
	g_autofree char *copy = g_malloc(n + 1);
	MtSlice text = {memory + alignment, n};
	bool plain = is_plain(c), right = true;

	memset(memory, 'a', alignment + n);
	for (size_t place = 0; place < n; place++) {
		memory[alignment + place] = (char)c;
		right = right && copies(copy, text, plain) &&
			mt_plain_run(text, '"', '\\') == (plain ? n : place);
		memory[alignment + place] = 'a';
	}
	/* Once for a length: Check writes down each assertion. */
	ck_assert_msg(right, "byte %d of %zu", c, n);
}

START_TEST(each_byte_at_each_place)
{
	for (unsigned c = 0; c < 256; c++)
		for (size_t n = 1; n < LENGTHS; n++)
			assert_byte((unsigned char)c, n, c % ALIGNMENTS);
}
END_TEST

/* The vectors begin anywhere: a few bytes at every alignment. */
START_TEST(each_alignment)
{
	static const char bytes[] = "\"\\\x1f\x20\x7e\x7f\x80\xff";

	for (size_t alignment = 0; alignment < ALIGNMENTS; alignment++)
		for (size_t n = 1; n < LENGTHS; n++)
			for (size_t i = 0; i < sizeof bytes; i++)
				assert_byte((unsigned char)bytes[i], n,
					    alignment);
}
END_TEST

/* The marks are those that are given; a NUL is never plain. */
START_TEST(marks)
{
	char copy[20];

	ck_assert(mt_plain_copy(copy, MT_SLICE("a \"quoted\" comma,"), '\\',
				'\0'));
	ck_assert(!mt_plain_copy(copy, MT_SLICE("a \"quoted\" comma,"), '\\',
				 ','));
	ck_assert(!mt_plain_copy(copy, MT_SLICE("a\0b"), '\\', ','));
	ck_assert(mt_plain_copy(copy, (MtSlice){0}, '\\', ','));
	ck_assert_uint_eq(mt_plain_run(MT_SLICE("no, yes"), '\\', ','), 2);
	ck_assert_uint_eq(mt_plain_run((MtSlice){0}, '\\', ','), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("plain");
	TCase *t = tcase_create("plain");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, each_byte_at_each_place);
	tcase_add_test(t, each_alignment);
	tcase_add_test(t, marks);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
