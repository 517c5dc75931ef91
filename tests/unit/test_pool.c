/* Batches come out in order, each worked on once, on any number of threads. */
#include <check.h>
#include <glib.h>

#include "base/pool.h"

enum { BATCHES = 5000 };

typedef struct {
	int number, worked;
} Batch;

typedef struct {
	int filled, drained, stop_at;
	unsigned threads;
	int by_worker[16];
} Run;

static void *
make(void *data)
{
	(void)data;
	return g_new0(Batch, 1);
}

static bool
fill(void *batch, void *data)
{
	Run *run = data;

	if (run->filled == BATCHES)
		return false;
	*(Batch *)batch = (Batch){run->filled++, 0};
	return true;
}

static void
work(void *batch, unsigned worker, void *data)
{
	Run *run = data;

	ck_assert_uint_lt(worker, run->threads);
	((Batch *)batch)->worked++;
	run->by_worker[worker]++;
}

static bool
drain(void *batch, void *data)
{
	Run *run = data;

	ck_assert_int_eq(((Batch *)batch)->number, run->drained);
	ck_assert_int_eq(((Batch *)batch)->worked, 1);
	return ++run->drained != run->stop_at;
}

static const MtPoolJob job = {make, g_free, fill, work, drain};
static const unsigned thread_counts[] = {1, 2, 3, 16};

START_TEST(keeps_order)
{
	Run run = {.threads = thread_counts[_i]};
	int worked = 0;

	ck_assert(mt_pool_run(&job, &run, run.threads));
	ck_assert_int_eq(run.drained, BATCHES);
	for (int i = 0; i < 16; i++)
		worked += run.by_worker[i];
	ck_assert_int_eq(worked, BATCHES);
}
END_TEST

START_TEST(stops_when_output_does)
{
	Run run = {.threads = thread_counts[_i], .stop_at = 100};

	ck_assert(!mt_pool_run(&job, &run, run.threads));
	ck_assert_int_eq(run.drained, 100);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("pool");
	TCase *t = tcase_create("order");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, keeps_order, 0, G_N_ELEMENTS(thread_counts));
	tcase_add_loop_test(t, stops_when_output_does, 0,
			    G_N_ELEMENTS(thread_counts));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
