/* The heap of this process asks for large pages, where the system has them. */
#include <check.h>
#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/largepages.h"

#ifdef __SANITIZE_ADDRESS__
enum { OTHER_HEAP = 1 }; /* the sanitizer brings its own */
#else
enum { OTHER_HEAP = 0 };
#endif

/* What smaps(5) says of the mapping of an address. */
static char *
flags_of(const void *p)
{
	g_autofree char *all = NULL;
	g_auto(GStrv) lines = NULL;
	bool inside = false;

	ck_assert(g_file_get_contents("/proc/self/smaps", &all, NULL, NULL));
	lines = g_strsplit(all, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		char *dash;
		guint64 from = g_ascii_strtoull(*line, &dash, 16);

		if (*dash == '-')
			inside = from <= (guintptr)p &&
				 (guintptr)p <
					 g_ascii_strtoull(dash + 1, NULL, 16);
		else if (inside && g_str_has_prefix(*line, "VmFlags:"))
			return g_strdup(*line);
	}
	return NULL;
}

START_TEST(the_heap_asks_for_large_pages)
{
	enum { MOST = 8 * 1024 * 1024 };
	g_autofree char *flags = NULL;
	char *block;

	mt_large_pages();
	block = g_malloc0(MOST);
	ck_assert_int_eq(block[MOST - 1], 0);
	if (!OTHER_HEAP && g_file_test("/sys/kernel/mm/transparent_hugepage",
				       G_FILE_TEST_EXISTS)) {
		flags = flags_of(block + MOST / 2);
		ck_assert_ptr_nonnull(flags);
		ck_assert_msg(strstr(flags, " hg") != NULL, "%s", flags);
	}
	g_free(block);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("largepages");
	TCase *tcase = tcase_create("largepages");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, the_heap_asks_for_large_pages);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
