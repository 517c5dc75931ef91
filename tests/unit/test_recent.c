/* What was seen of late: two generations, and what stays of the older. */
#include <check.h>
#include <glib.h>

#include "queue/recent.h"

typedef struct {
	int number;
} Entry;

enum {
	MOST = 256, /* of a generation: the least that the table has */
	LAST = 1000,
};

/* Keys that want the same places as others do. */
static uint64_t
key_of(int number)
{
	return (uint64_t)number * 4 + 2;
}

static void
add(MtRecent *r, int number)
{
	((Entry *)mt_recent_add(r, key_of(number)))->number = number;
}

/* Is it there, once? */
static bool
has(const MtRecent *r, int number)
{
	const Entry *e;
	size_t at = 0;
	int n = 0;

	while ((e = mt_recent_next(r, key_of(number), &at)) != NULL) {
		ck_assert_int_eq(e->number, number);
		n++;
	}
	ck_assert_int_le(n, 1);
	return n == 1;
}

/* How many of [from, to) are there. */
static int
count(const MtRecent *r, int from, int to)
{
	int n = 0;

	for (; from < to; from++)
		n += has(r, from);
	return n;
}

START_TEST(the_older_generation_is_forgotten_when_the_younger_is_full)
{
	MtRecent r = {.entry = sizeof(Entry), .most = MOST};

	ck_assert(!has(&r, 0));
	for (int i = 0; i < 2 * MOST; i++)
		add(&r, i);
	ck_assert_int_eq(count(&r, 0, LAST), 2 * MOST);
	add(&r, 2 * MOST);
	ck_assert_int_eq(count(&r, 0, MOST), 0);
	ck_assert_int_eq(count(&r, MOST, LAST), MOST + 1);
	mt_recent_clear(&r);
	ck_assert(!has(&r, MOST));
}
END_TEST

START_TEST(without_a_limit_nothing_is_forgotten)
{
	MtRecent r = {.entry = sizeof(Entry)};

	for (int i = 0; i < 20 * MOST; i++)
		add(&r, i);
	ck_assert_int_eq(count(&r, 0, 20 * MOST), 20 * MOST);
	mt_recent_clear(&r);
}
END_TEST

static bool
is_first(const void *entry, void *data)
{
	const Entry *e = entry;

	return e->number < *(const int *)data;
}

START_TEST(what_says_so_stays)
{
	int few = 3;
	MtRecent r = {.entry = sizeof(Entry),
		      .most = MOST,
		      .stays = is_first,
		      .data = &few};

	for (int i = 0; i < 10 * MOST; i++)
		add(&r, i);
	ck_assert_int_eq(count(&r, 0, MOST), few);
	mt_recent_clear(&r);
}
END_TEST

/* Else a table whose entries all stay would find no room. */
START_TEST(half_of_a_generation_may_stay)
{
	int all = G_MAXINT;
	MtRecent r = {.entry = sizeof(Entry),
		      .most = MOST,
		      .stays = is_first,
		      .data = &all};

	for (int i = 0; i <= 2 * MOST; i++)
		add(&r, i);
	ck_assert_int_eq(count(&r, 0, MOST), MOST / 2);
	ck_assert_int_eq(count(&r, MOST, LAST), MOST + 1);
	mt_recent_clear(&r);
}
END_TEST

/* However many pass through it. */
START_TEST(a_table_stays_small_where_entries_are_taken_out)
{
	MtRecent r = {.entry = sizeof(Entry), .most = MOST};
	size_t at, size;

	add(&r, 0);
	size = r.young.size;
	for (int i = 1; i < 10 * MOST; i++) {
		add(&r, i);
		at = 0;
		mt_recent_drop(&r, mt_recent_next(&r, key_of(i), &at));
	}
	ck_assert_uint_eq(r.young.size, size);
	ck_assert_int_eq(count(&r, 0, 10 * MOST), 1);
	mt_recent_clear(&r);
}
END_TEST

START_TEST(equal_keys_stand_beside_each_other)
{
	MtRecent r = {.entry = sizeof(Entry), .most = MOST};
	int sum = 0;
	Entry *e;
	size_t at = 0;

	for (int i = 1; i <= 3; i++)
		((Entry *)mt_recent_add(&r, key_of(7)))->number = 1 << i;
	add(&r, 8);
	while ((e = mt_recent_next(&r, key_of(7), &at)) != NULL) {
		sum += e->number;
		if (e->number == 4)
			mt_recent_drop(&r, e);
	}
	ck_assert_int_eq(sum, 2 + 4 + 8);
	for (at = 0; (e = mt_recent_next(&r, key_of(7), &at)) != NULL;)
		sum -= e->number;
	ck_assert_int_eq(sum, 4);
	ck_assert(has(&r, 8));
	mt_recent_clear(&r);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("recent");
	TCase *tcase = tcase_create("recent");
	SRunner *runner;
	int failed;

	tcase_add_test(
		tcase,
		the_older_generation_is_forgotten_when_the_younger_is_full);
	tcase_add_test(tcase, without_a_limit_nothing_is_forgotten);
	tcase_add_test(tcase, what_says_so_stays);
	tcase_add_test(tcase, half_of_a_generation_may_stay);
	tcase_add_test(tcase, a_table_stays_small_where_entries_are_taken_out);
	tcase_add_test(tcase, equal_keys_stand_beside_each_other);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
