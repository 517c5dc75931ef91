/* Numbers as digits, against printf(). */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/digits.h"

static const int64_t borders[] = {
	0, 76000000, 250000, 1500000, 100000, 61010010, INT64_MAX,
};

/* Written into exactly the room that the header promises to be enough. */
static void
assert_int(int64_t number)
{
	char *text = malloc(MT_INT_ROOM), expect[32];
	int n = snprintf(expect, sizeof expect, "%" PRId64, number);

	ck_assert_ptr_eq(mt_put_int(text, number), text + n);
	ck_assert_mem_eq(text, expect, (size_t)n);
	free(text);
}

static void
assert_seconds(int64_t us)
{
	char *text = malloc(MT_SECONDS_ROOM), expect[40];
	uint64_t size = us < 0 ? -(uint64_t)us : (uint64_t)us;
	int n = snprintf(expect, sizeof expect, "%s%" PRIu64 ".%06" PRIu64,
			 us < 0 ? "-" : "", size / 1000000, size % 1000000);

	while (expect[n - 1] == '0')
		n--;
	if (expect[n - 1] == '.')
		n--;
	ck_assert_ptr_eq(mt_put_seconds(text, us), text + n);
	ck_assert_mem_eq(text, expect, (size_t)n);
	free(text);
}

static void
assert_both(int64_t number)
{
	assert_int(number);
	assert_seconds(number);
}

START_TEST(around_each_power_of_ten)
{
	uint64_t power = 1;

	for (int digits = 0; digits < 19; digits++, power *= 10)
		for (int64_t i = -101; i <= 101; i++) {
			assert_both((int64_t)power + i);
			assert_both(-(int64_t)power + i);
		}
	for (size_t i = 0; i < sizeof borders / sizeof borders[0]; i++) {
		assert_both(borders[i]);
		assert_both(-borders[i]);
	}
	assert_both(INT64_MIN);
}
END_TEST

START_TEST(every_pair)
{
	for (unsigned i = 0; i < 100; i++) {
		char text[2], expect[12];

		snprintf(expect, sizeof expect, "%02u", i);
		ck_assert_ptr_eq(mt_put_two(text, i), text + 2);
		ck_assert_mem_eq(text, expect, 2);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("digits");
	TCase *t = tcase_create("digits");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, around_each_power_of_ten);
	tcase_add_test(t, every_pair);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
