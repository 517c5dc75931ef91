/* A library that is there, calls that are not, and a library that is not. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/library.h"

static const char zlib[] = "libz.so.1";

START_TEST(finds)
{
	struct {
		MT_LIBRARY_POINTER(zlibVersion)
	} calls = {NULL};
	MtLibrary library = mt_library_load(zlib);

	mt_library_find(&library, "zlibVersion", &calls.zlibVersion);
	ck_assert_ptr_null(library.missing);
	ck_assert_ptr_null(mt_library_missing());
	ck_assert_str_eq(calls.zlibVersion(), zlibVersion());
}
END_TEST

/* What is told is what was missed first. */
START_TEST(misses_a_call)
{
	void *call = &call;
	MtLibrary library = mt_library_load(zlib);

	mt_library_find(&library, "no_such_call", &call);
	mt_library_find(&library, "nor_such_a_call", &call);
	ck_assert_ptr_null(call);
	ck_assert_ptr_nonnull(strstr(library.missing, "no_such_call"));
}
END_TEST

START_TEST(goes_on_without_a_library)
{
	void *call = &call;
	const char *missing = mt_library_missing();
	MtLibrary library = mt_library_try("libnosuch.so.1");

	mt_library_find(&library, "zlibVersion", &call);
	ck_assert_ptr_null(call);
	ck_assert_ptr_nonnull(library.missing);
	ck_assert_ptr_eq(mt_library_missing(), missing);
}
END_TEST

START_TEST(misses_a_library)
{
	void *call = &call;
	MtLibrary library = mt_library_load("libnosuch.so.1");

	mt_library_find(&library, "zlibVersion", &call);
	ck_assert_ptr_null(call);
	ck_assert_ptr_nonnull(strstr(library.missing, "libnosuch.so.1"));
	ck_assert_ptr_nonnull(mt_library_missing());
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("library");
	TCase *tcase = tcase_create("library");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, finds);
	tcase_add_test(tcase, misses_a_call);
	tcase_add_test(tcase, goes_on_without_a_library);
	tcase_add_test(tcase, misses_a_library);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
