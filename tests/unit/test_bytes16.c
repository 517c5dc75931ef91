/* Sixteen bytes at once, with the instructions of this machine and without. */
#include <check.h>
#include <stdlib.h>

#include "base/bytes16.h"

/* The same once more, as it is where there is no SSE2. */
#undef MT_BASE_BYTES16_H
#undef __SSE2__
#define mt_bytes16_load plain_load
#define mt_bytes8_load plain_load8
#define mt_bytes16_bits plain_bits
#define mt_bytes16_any plain_any
#define mt_bytes16_first plain_first
#define mt_bytes16_ascii plain_ascii
#define mt_bytes64_bits plain_bits64
#define mt_bytes16_bits4 plain_bits4
#define mt_bytes16_find plain_find
#define mt_bytes16_find4 plain_find4
#include "base/bytes16.h"
#undef mt_bytes16_load
#undef mt_bytes16_bits
#undef mt_bytes16_any
#undef mt_bytes16_first
#undef mt_bytes16_ascii
#undef mt_bytes64_bits
#undef mt_bytes16_bits4
#undef mt_bytes16_find
#undef mt_bytes16_find4

/* Each set of places in sixteen, given as bits. */
START_TEST(bits_any_and_first)
{
	for (unsigned bits = 0; bits < 0x10000; bits += bits < 64 ? 1 : 61) {
		char bytes[16];
		size_t first = 16;
		MtBytes16 found;

		for (size_t i = 16; i-- > 0;) {
			bool there = (bits >> i & 1) != 0;

			bytes[i] = there ? 'x' : '.';
			first = there ? i : first;
		}
		found = mt_bytes16_load(bytes) == 'x';
		ck_assert_uint_eq(mt_bytes16_bits(found), bits);
		ck_assert_uint_eq(plain_bits(found), bits);
		ck_assert_uint_eq(mt_bytes16_any(found), bits != 0);
		ck_assert_uint_eq(plain_any(found), bits != 0);
		ck_assert_uint_eq(mt_bytes16_first(found), first);
		ck_assert_uint_eq(plain_first(found), first);
	}
}
END_TEST

/* The first of two, and none beyond the end. */
START_TEST(find_one)
{
	char text[64];

	memset(text, '.', sizeof text);
	for (size_t n = 0; n < sizeof text - 1; n++)
		for (size_t at = 0; at <= n; at++) {
			text[at] = text[n] = 'a';
			ck_assert_uint_eq(mt_bytes16_find(text, n, 'a'), at);
			text[at] = text[n] = '.';
		}
	ck_assert_uint_eq(mt_bytes16_find(NULL, 0, 'a'), 0);
}
END_TEST

START_TEST(find_of_four)
{
	char text[64];

	memset(text, '.', sizeof text);
	for (size_t n = 0; n < sizeof text; n++)
		for (size_t at = 0; at <= n; at++) {
			text[at] = "abcd"[at % 4];
			ck_assert_uint_eq(
				mt_bytes16_find4(text, n, 'a', 'b', 'c', 'd'),
				at);
			ck_assert_uint_eq(
				plain_find4(text, n, 'a', 'b', 'c', 'd'), at);
			text[at] = '.';
		}
}
END_TEST

START_TEST(bits_of_64)
{
	char text[64];

	memset(text, '.', sizeof text);
	ck_assert_uint_eq(mt_bytes64_bits(text, '\n'), 0);
	for (size_t a = 0; a < sizeof text; a++)
		for (size_t b = 0; b < sizeof text; b++) {
			uint64_t bits = UINT64_C(1) << a | UINT64_C(1) << b;

			memset(text, '.', sizeof text);
			text[a] = text[b] = '\n';
			ck_assert_uint_eq(mt_bytes64_bits(text, '\n'), bits);
			ck_assert_uint_eq(plain_bits64(text, '\n'), bits);
		}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("bytes16");
	TCase *t = tcase_create("bytes16");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, bits_any_and_first);
	tcase_add_test(t, find_one);
	tcase_add_test(t, find_of_four);
	tcase_add_test(t, bits_of_64);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
