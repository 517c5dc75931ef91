/* Command lines as people type them. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/options.h"
#include "scratch.h"

static gboolean raw;
static char *slow;
static const GOptionEntry own[] = {
	{"raw", 'r', 0, G_OPTION_ARG_NONE, &raw, "raw", NULL},
	{"slow", 's', 0, G_OPTION_ARG_STRING, &slow, "slow", "DURATION"},
	G_OPTION_ENTRY_NULL,
};

static bool
parse(const char *line, MtOptions *options, int *status)
{
	g_auto(GStrv) argv = g_strsplit(line, " ", -1);

	mt_cli_start("mt-test");
	return mt_options_parse(options, own, "Test.", argv, status);
}

static const struct {
	const char *line;
	MtFormat format;
	unsigned jobs; /* 0: as many as there are processors */
	bool raw;
	const char *slow, *first; /* first: the first path */
} good[] = {
	{"mt-test", MT_FORMAT_TEXT, 0, false, NULL, "-"},
	{"mt-test -", MT_FORMAT_TEXT, 0, false, NULL, "-"},
	{"mt-test a b", MT_FORMAT_TEXT, 0, false, NULL, "a"},
	{"mt-test -f json", MT_FORMAT_JSON, 0, false, NULL, "-"},
	{"mt-test --format=tsv a", MT_FORMAT_TSV, 0, false, NULL, "a"},
	{"mt-test --format text", MT_FORMAT_TEXT, 0, false, NULL, "-"},
	{"mt-test -j 3", MT_FORMAT_TEXT, 3, false, NULL, "-"},
	{"mt-test --jobs=64", MT_FORMAT_TEXT, 64, false, NULL, "-"},
	/* a value written to its letter, and letters written together */
	{"mt-test -j3", MT_FORMAT_TEXT, 3, false, NULL, "-"},
	{"mt-test -fjson", MT_FORMAT_JSON, 0, false, NULL, "-"},
	{"mt-test -s5m -fjson -j1 a", MT_FORMAT_JSON, 1, false, "5m", "a"},
	{"mt-test -rs 5m", MT_FORMAT_TEXT, 0, true, "5m", "-"},
	{"mt-test -rs5m", MT_FORMAT_TEXT, 0, true, "5m", "-"},
	{"mt-test -rfjson", MT_FORMAT_JSON, 0, true, NULL, "-"},
	/* a value that looks like an option */
	{"mt-test -s -r", MT_FORMAT_TEXT, 0, false, "-r", "-"},
	{"mt-test -s-r", MT_FORMAT_TEXT, 0, false, "-r", "-"},
	/* after operands, and none behind -- */
	{"mt-test a -r", MT_FORMAT_TEXT, 0, true, NULL, "a"},
	{"mt-test -- -fjson", MT_FORMAT_TEXT, 0, false, NULL, "-fjson"},
	{"mt-test -r -- -j9", MT_FORMAT_TEXT, 0, true, NULL, "-j9"},
};

START_TEST(accepted)
{
	g_autoptr(GError) error = NULL;
	MtOptions options;
	const char *path;
	int status = -1;

	ck_assert(parse(good[_i].line, &options, &status));
	ck_assert_int_eq(options.format, good[_i].format);
	ck_assert_uint_eq(options.jobs,
			  good[_i].jobs > 0 ? good[_i].jobs
					    : MIN(g_get_num_processors(), 64));
	ck_assert_int_eq(raw, good[_i].raw);
	ck_assert_pstr_eq(slow, good[_i].slow);
	ck_assert(mt_paths_next(options.paths, &path, &error));
	ck_assert_str_eq(path, good[_i].first);
	mt_options_clear(&options);
	g_free(slow);
}
END_TEST

static const struct {
	const char *line;
	int status;
	const char *err; /* stands in the message */
} bad[] = {
	{"mt-test --no-such", MT_EXIT_USAGE, "--no-such"},
	{"mt-test -x", MT_EXIT_USAGE, "-x"},
	{"mt-test -f", MT_EXIT_USAGE, "-f"},
	{"mt-test -f yaml", MT_EXIT_USAGE, "yaml"},
	{"mt-test -fyaml", MT_EXIT_USAGE, "yaml"},
	{"mt-test -f JSON", MT_EXIT_USAGE, "JSON"},
	{"mt-test -j x", MT_EXIT_USAGE, "x"},
	{"mt-test -j -1", MT_EXIT_USAGE, "-1"},
	{"mt-test -j65", MT_EXIT_USAGE, "65"},
	{"mt-test -j 99999999999", MT_EXIT_USAGE, "99999999999"},
	{"mt-test --tz Europe/Atlantis", MT_EXIT_USAGE, "Europe/Atlantis"},
	{"mt-test --tz UTC --local", MT_EXIT_USAGE, "exclude"},
	{"mt-test --files-from no-such-list", MT_EXIT_FATAL, "no-such-list"},
	{"mt-test -0 -", MT_EXIT_USAGE, "standard input"},
};

/* What this process writes to standard error goes to the file `err`. */
static char *
rejected(const char *line, int *status)
{
	int fd = open("err", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	MtOptions options;
	char *text;

	ck_assert_int_ne(fd, -1);
	ck_assert_int_eq(dup2(fd, STDERR_FILENO), STDERR_FILENO);
	close(fd);
	ck_assert(!parse(line, &options, status));
	ck_assert(g_file_get_contents("err", &text, NULL, NULL));
	return text;
}

START_TEST(refused)
{
	g_autofree char *text = NULL;
	char *dir = scratch_new();
	int status = -1;

	text = rejected(bad[_i].line, &status);
	ck_assert_int_eq(status, bad[_i].status);
	ck_assert(g_str_has_prefix(text, "mt-test: "));
	ck_assert_msg(strstr(text, bad[_i].err) != NULL, "%s", text);
	scratch_free(dir);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("options");
	TCase *t = tcase_create("options");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, accepted, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(t, refused, 0, G_N_ELEMENTS(bad));
	suite_add_tcase(s, t);
	/* Options keep what they were given. */
	srunner_set_fork_status(r, CK_FORK);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
