/* What is put into rows comes out again. */
#include <check.h>
#include <stdlib.h>

#include "queue/rows.h"

static const int64_t some[] = {
	0,
	10000,
	1270000,   /* the last of one byte */
	1280000,   /* the first of two */
	163830000, /* the last of two */
	163840000, /* and beyond */
	1,         /* no hundredths */
	9999,
	10001,
	UINT32_MAX, /* the last of five */
	(int64_t)UINT32_MAX + 1,
	INT64_MAX,
	-1,
	-10000,
	INT64_MIN + 1,
	INT64_MIN, /* not known */
};

enum { SOME = G_N_ELEMENTS(some) };

/* In tables of all columns and of the first; what is not known is left out. */
START_TEST(as_they_were)
{
	int64_t us[MT_ROWS_COLUMNS];
	MtRowsColumn read[MT_ROWS_COLUMNS], first;
	size_t columns = (size_t)_i, at = 0, seen[MT_ROWS_COLUMNS] = {0};
	MtRows rows = {.columns = (uint8_t)_i}, first_rows = {.columns = 1};

	for (size_t i = 0; i < MT_ROWS_MOST; i++) {
		MtRowsRow row;

		for (size_t k = 0; k < columns; k++)
			us[k] = some[at++ % SOME];
		mt_rows_encode(&row, us, columns);
		mt_rows_add(&rows, &row);
		mt_rows_add(&first_rows, &row);
		ck_assert_uint_eq(rows.rows, i + 1);
	}
	ck_assert_uint_le(rows.n, rows.room);
	mt_rows_read(&rows, read);
	for (size_t i = 0; i < at; i++)
		if (some[i % SOME] != INT64_MIN)
			ck_assert_int_eq(
				read[i % columns].us[seen[i % columns]++],
				some[i % SOME]);
	for (size_t i = 0; i < columns; i++)
		ck_assert_uint_eq(read[i].n, seen[i]);
	mt_rows_read(&first_rows, &first);
	ck_assert_uint_eq(first.n, read[0].n);
	ck_assert_mem_eq(first.us, read[0].us, first.n * sizeof first.us[0]);
	mt_rows_clear(&first_rows);
	mt_rows_clear(&rows);
	ck_assert_uint_eq(rows.rows, 0);
}
END_TEST

START_TEST(hundredths_are_short)
{
	static const int64_t us[] = {0, 10000, 1270000, 163830000};
	MtRowsRow row;

	mt_rows_encode(&row, us, G_N_ELEMENTS(us));
	ck_assert_uint_eq(row.first, 1);
	ck_assert_uint_eq(row.n, 1 + 1 + 1 + 2);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rows");
	TCase *tcase = tcase_create("all");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tcase, as_they_were, 1, MT_ROWS_COLUMNS + 1);
	tcase_add_test(tcase, hundredths_are_short);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
