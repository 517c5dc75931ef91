/* Counts in buckets against counts in a plain array. */
#include <check.h>
#include <stdlib.h>

#include "stats/buckets.h"

enum { ALL = 2 * MT_BUCKETS };

static const struct {
	unsigned places; /* that are used, from the lowest on */
	unsigned adds;
	uint64_t most; /* at a time */
} sets[] = {
	{1, 1, 1},         {1, 100, 1}, /* many pairs of one place */
	{40, 300, 1},                   /* some of each */
	{300, 320, 1},     /* just as many as there may be of pairs */
	{40, 300, 20},     /* several pairs at a time */
	{3, 9, 100000},    /* too many at a time */
	{ALL, 3000, 1},    /* all places */
	{ALL, 100, 1},     /* far from one another */
	{70, 3000, 65535}, /* counts that do not fit in 16 bits */
};

static void
check_all(const MtBuckets *buckets, const uint64_t *counts)
{
	MtBucketsWalk walk = {0};
	uint64_t sum = 0, n;
	int bucket;

	for (int i = 0; i < ALL; i++) {
		if (counts[i] > 0) {
			ck_assert(mt_buckets_next(buckets, &walk, &bucket, &n));
			ck_assert_int_eq(bucket, i - MT_BUCKETS);
			ck_assert_uint_eq(n, counts[i]);
			ck_assert_int_eq(mt_buckets_at(buckets, sum + 1),
					 bucket);
			sum += n;
			ck_assert_int_eq(mt_buckets_at(buckets, sum), bucket);
		}
		if (counts[i] > 0 || i % 64 == 0)
			ck_assert_uint_eq(
				mt_buckets_count(buckets, i - MT_BUCKETS), sum);
	}
	ck_assert(!mt_buckets_next(buckets, &walk, &bucket, &n));
}

START_TEST(counts_are_right)
{
	uint64_t counts[ALL] = {0};
	MtBuckets *buckets = NULL;
	unsigned state = 1;

	for (unsigned i = 0; i < sets[_i].adds; i++) {
		unsigned place;
		uint64_t n;

		state = state * 1103515245 + 12345;
		place = (state >> 8) % sets[_i].places;
		state = state * 1103515245 + 12345;
		n = 1 + (state >> 8) % sets[_i].most;
		counts[place] += n;
		mt_buckets_add(&buckets, (int)place - MT_BUCKETS, n);
	}
	check_all(buckets, counts);
	mt_buckets_free(buckets);
}
END_TEST

static const struct {
	unsigned first, places; /* that are used */
	size_t sizes[4];        /* of batches, added one after another */
} batches[] = {
	{MT_BUCKETS, 1, {1}},
	{MT_BUCKETS, 1, {7, 1, 1, 256}},       /* a pair that is filled */
	{MT_BUCKETS, 40, {300, 300, 300}},     /* some of each */
	{MT_BUCKETS, 320, {320}},              /* the most pairs there may be */
	{MT_BUCKETS, 320, {256, 256, 256}},    /* more than that */
	{64, ALL - 128, {256, 256, 256, 256}}, /* all of 63 bits */
	{MT_BUCKETS + 900, 2, {1, 70000, 70000, 3}}, /* large counts */
};

START_TEST(batches_are_right)
{
	uint64_t counts[ALL] = {0};
	MtBuckets *buckets = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(batches[_i].sizes); i++) {
		size_t n = batches[_i].sizes[i];
		int64_t *numbers = g_new(int64_t, n);

		for (size_t k = 0; k < n; k++) {
			/* A step that meets all places, in no order. */
			unsigned place = batches[_i].first +
					 (unsigned)((k * 2477 + i * 31) %
						    batches[_i].places);

			numbers[k] = mt_bucket_middle((int)place - MT_BUCKETS);
			counts[place]++;
		}
		mt_buckets_add_all(&buckets, numbers, n);
		g_free(numbers);
	}
	check_all(buckets, counts);
	mt_buckets_free(buckets);
}
END_TEST

/* In order, none too wide, and the middle is in it. */
START_TEST(buckets_of_numbers)
{
	static const int64_t some[] = {INT64_MIN + 1,
				       -1000000,
				       -65,
				       -64,
				       -63,
				       -1,
				       0,
				       1,
				       63,
				       64,
				       65,
				       1000000,
				       INT64_MAX - 1,
				       INT64_MAX};

	for (size_t i = 0; i < G_N_ELEMENTS(some); i++) {
		int bucket = mt_bucket_of(some[i]);
		int64_t middle = mt_bucket_middle(bucket);
		double off = (double)middle - (double)some[i];

		ck_assert_int_eq(mt_bucket_of(middle), bucket);
		ck_assert(bucket >= -MT_BUCKETS && bucket < MT_BUCKETS);
		ck_assert(i == 0 || bucket >= mt_bucket_of(some[i - 1]));
		ck_assert(off * 128 <= llabs(some[i] / 2) * 2.0 + 1);
		ck_assert(-off * 128 <= llabs(some[i] / 2) * 2.0 + 1);
		if (llabs(some[i] / 2) < 32)
			ck_assert_int_eq(middle, some[i]);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("buckets");
	TCase *tcase = tcase_create("all");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tcase, counts_are_right, 0, G_N_ELEMENTS(sets));
	tcase_add_loop_test(tcase, batches_are_right, 0, G_N_ELEMENTS(batches));
	tcase_add_test(tcase, buckets_of_numbers);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
