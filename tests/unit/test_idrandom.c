/* Random ids that look like queue ids, and how many are taken for times. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "idtime/idtime.h"

#define R MT_ID_RECEIVED
#define M MT_ID_MESSAGE_ID
#define B MT_ID_BOUNDARY

/* Random ids in the alphabets and lengths of queue ids: how many are taken for
 * times. The bounds say what a decoded id is worth; see mailtrace-ids(7). */
static const struct {
	MtIdPlace place;
	const char *alphabet;
	int length;
	const char *frame; /* bytes that stand at these places: else random */
	double most;       /* share that may decode as at least likely */
} random_ids[] = {
	{R, "0123456789ABCDEF", 10, NULL, 0},
	{R, "0123456789ABCDEF", 11, NULL, 0},
	{R, "0123456789abcdef", 32, NULL, 0},
	{R, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
	 14, NULL, 0.0005},
	{R, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
	 16, "******-******-**", 0.002},
	{R, "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz", 15,
	 "**********z****", 0.01},
	{R, "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz", 15, NULL,
	 0.0002},
	{R, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/",
	 22, NULL, 0.0002},
	{M, "0123456789abcdef", 40, "********************************@ex.test",
	 0},
	{M, "0123456789abcdef", 36, "****************************@ex.test", 0},
	{B, "0123456789abcdef", 28, NULL, 0.03},
	{M, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
	 24, "****************@ex.test", 0},
};

START_TEST(random_ids_are_rarely_times)
{
	enum { TRIES = 100000 };
	g_autoptr(GRand) rand = g_rand_new_with_seed(20261123);
	int length = random_ids[_i].length, found = 0;
	const char *alphabet = random_ids[_i].alphabet;
	int letters = (int)strlen(alphabet);
	char id[64];

	for (int k = 0; k < TRIES; k++) {
		MtIdSource source = {
			.place = random_ids[_i].place,
			.text = mt_slice(id, (size_t)length),
			.has_zone = true,
		};
		MtIdTime t;

		for (int c = 0; c < length; c++) {
			const char *frame = random_ids[_i].frame;

			id[c] = frame == NULL || frame[c] == '*'
					? alphabet[g_rand_int_range(rand, 0,
								    letters)]
					: frame[c];
		}
		found +=
			mt_idtime_decode(&source, &t) && t.sure >= MT_ID_LIKELY;
	}
	ck_assert_msg(found <= random_ids[_i].most * TRIES,
		      "alphabet %d: %d of %d", _i, found, TRIES);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("idrandom");
	TCase *tests = tcase_create("idrandom");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tests, random_ids_are_rarely_times, 0,
			    G_N_ELEMENTS(random_ids));
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
