/* The heap of this process asks for large pages, where the system has them. */
#include <check.h>
#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
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

/* Where the system has any. */
static void
check_asks_for_large(const void *p)
{
	g_autofree char *flags = NULL;

	if (!g_file_test("/sys/kernel/mm/transparent_hugepage",
			 G_FILE_TEST_EXISTS))
		return;
	flags = flags_of(p);
	ck_assert_ptr_nonnull(flags);
	ck_assert_msg(strstr(flags, " hg") != NULL, "%s", flags);
}

START_TEST(the_heap_asks_for_large_pages)
{
	enum { MOST = 8 * 1024 * 1024 };
	char *block;

	mt_large_pages();
	block = g_malloc0(MOST);
	ck_assert_int_eq(block[MOST - 1], 0);
	if (!OTHER_HEAP)
		check_asks_for_large(block + MOST / 2);
	g_free(block);
}
END_TEST

START_TEST(a_block_asks_for_large_pages)
{
	char *block = mt_large_block();

	check_asks_for_large(block);
	check_asks_for_large(block + MT_LARGE_BLOCK - 1);
	ck_assert_int_eq(block[MT_LARGE_BLOCK - 1], 0);
	memset(block, 'x', MT_LARGE_BLOCK);
	mt_large_block_free(block);
}
END_TEST

/* What was taken stays, in blocks of all kinds; and once more after a reset. */
START_TEST(a_long_arena_asks_for_large_pages)
{
	enum { PIECES = 40000, LONG = 1000, LONGER = 2 * MT_LARGE_BLOCK };
	MtArena *arena = mt_arena_new();

	for (int turn = 0; turn < 2; turn++) {
		g_autofree int **pieces = g_new(int *, PIECES);
		char *longer = NULL;

		for (int i = 0; i < PIECES; i++) {
			pieces[i] = mt_arena_take(arena, LONG);
			pieces[i][0] = pieces[i][LONG / 4 - 1] = i;
			if (i == PIECES / 2)
				longer = memset(mt_arena_take(arena, LONGER),
						'x', LONGER);
		}
		for (int i = 0; i < PIECES; i++) {
			ck_assert_int_eq(pieces[i][0], i);
			ck_assert_int_eq(pieces[i][LONG / 4 - 1], i);
		}
		ck_assert(longer[0] == 'x' && longer[LONGER - 1] == 'x');
		ck_assert_uint_ge(mt_arena_used(arena),
				  (size_t)PIECES * LONG + LONGER);
		check_asks_for_large(pieces[PIECES - 1]);
		mt_arena_reset(arena);
	}
	mt_arena_free(arena);
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
	tcase_add_test(tcase, a_block_asks_for_large_pages);
	tcase_add_test(tcase, a_long_arena_asks_for_large_pages);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
