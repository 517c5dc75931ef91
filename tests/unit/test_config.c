/* The configuration: what is read, and that nothing in it is passed over. */
#define _XOPEN_SOURCE 700 /* nftw() */
#include <stdlib.h>

#include "base/error.h"
#include "base/limits.h"
#include "cli/config.h"
#include "scratch.h"

#define HEADER                                                                 \
	"Received: from x.example (x.example [198.51.100.5]) by "              \
	"mx.example.net"                                                       \
	" (Postfix) with ESMTP id 2; Mon, 23 Nov 2026 08:00:00 +0000\n"

/* `trust` of the hop above: b boundary, t trusted, u untrusted, - no rules. */
static const struct {
	const char *text;
	char trust;
} good[] = {
	{"", '-'},
	{"# nothing but a remark\n", '-'},
	{"[trust]\n", '-'},
	{"[trust]\nby=mx.example.net\n", 'b'},
	{"[trust]\nby=*.example.com;*.example.net\n", 'b'},
	{"[trust]\nby=*.example.com\n", 'u'},
	{"[trust]\nby=*.example.net\nnet=192.0.2.0/24;198.51.100.0/24\n", 't'},
	{"[trust]\nnet=198.51.100.0/24\nby=*.example.net;\n", 't'},
	{"#by=x\n\n#by=y\n\n[trust]\nby=mx.example.net", 'b'},
};

static char
trust_of(const MtTrustRules *rules)
{
	MtArena *arena = mt_arena_new();
	MtMessage message = {.header = MT_SLICE(HEADER)};
	MtFields fields;
	MtChain chain;
	char letter;

	mt_message_find_fields(&message, arena);
	mt_fields_split(&message, arena, &fields);
	mt_chain_build(&fields, arena, &chain);
	if (!mt_trust_rules_empty(rules))
		mt_trust_apply(rules, arena, &chain);
	letter = "-tbu"[chain.hops[0].trust];
	mt_arena_free(arena);
	return letter;
}

START_TEST(read_as_meant)
{
	g_autoptr(MtTrustRules) rules = mt_trust_rules_new();
	g_autoptr(GError) error = NULL;
	char *dir = scratch_new();

	scratch_text("config", good[_i].text);
	ck_assert(mt_config_read("config", rules, &error));
	ck_assert_ptr_null(error);
	ck_assert_int_eq(trust_of(rules), good[_i].trust);
	scratch_free(dir);
}
END_TEST

static const struct {
	const char *text, *said;
} bad[] = {
	{"[trust]\nby=a\nbuy=b\n", "by and net"},
	{"[trusted]\nby=a\n", "[trust]"},
	{"[trust]\nby=a\n[more]\nx=1\n", "[trust]"},
	{"[trust]\nnet=192.0.2.0/33\n", "192.0.2.0/33"},
	{"[trust]\nnet=mx.example\n", "mx.example"},
	{"[trust]\nby=\\x\n", "config"}, /* no escape of a GKeyFile */
	{"by=a\n", "config"},
	{"no key file at all\n", "config"},
	/* GKeyFile would take the last one. */
	{"[trust]\nby=a\nby=b\n", "twice"},
	{"[trust]\nby=a\n by =b", "twice"},
	{"[trust]\nby=a\n[trust]\nnet=192.0.2.0/24\n", "twice"},
};

START_TEST(refused)
{
	g_autoptr(MtTrustRules) rules = mt_trust_rules_new();
	g_autoptr(GError) error = NULL;
	char *dir = scratch_new();

	scratch_text("config", bad[_i].text);
	ck_assert(!mt_config_read("config", rules, &error));
	ck_assert_msg(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG), "%s",
		      error->message);
	ck_assert_msg(strstr(error->message, bad[_i].said) != NULL, "%s",
		      error->message);
	ck_assert_msg(strstr(error->message, "config") != NULL, "%s",
		      error->message);
	scratch_free(dir);
}
END_TEST

START_TEST(must_be_there_if_named)
{
	g_autoptr(MtTrustRules) rules = mt_trust_rules_new();
	g_autoptr(GError) error = NULL;

	ck_assert(!mt_config_read("/nowhere/config", rules, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_IO));
	ck_assert_ptr_nonnull(strstr(error->message, "/nowhere/config"));
}
END_TEST

/* As large as it may be, and a byte more. */
START_TEST(too_large)
{
	g_autoptr(MtTrustRules) rules = mt_trust_rules_new();
	g_autoptr(GError) error = NULL;
	char *dir = scratch_new();
	g_autofree char *text = g_strnfill(MT_MAX_CONFIG + 1, '#');

	text[MT_MAX_CONFIG] = '\0';
	scratch_text("config", text);
	ck_assert(mt_config_read("config", rules, &error));
	text[MT_MAX_CONFIG] = '#';
	scratch_text("config", text);
	ck_assert(!mt_config_read("config", rules, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG));
	scratch_free(dir);
}
END_TEST

/* The usual place: not there is no error, unreadable is one. */
START_TEST(usual_place)
{
	g_autoptr(MtTrustRules) rules = mt_trust_rules_new();
	g_autoptr(GError) error = NULL;
	char *dir = scratch_new();

	g_setenv("XDG_CONFIG_HOME", dir, TRUE);
	ck_assert(mt_config_read(NULL, rules, &error));
	ck_assert(mt_trust_rules_empty(rules));
	scratch_dir("mailtrace");
	scratch_text("mailtrace/config", "[trust]\nby=mx.example.net\n");
	ck_assert(mt_config_read(NULL, rules, &error));
	ck_assert(!mt_trust_rules_empty(rules));
	ck_assert_int_eq(remove("mailtrace/config"), 0);
	scratch_dir("mailtrace/config");
	ck_assert(!mt_config_read(NULL, rules, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_IO));
	ck_assert_ptr_nonnull(strstr(error->message, "mailtrace/config"));
	scratch_free(dir);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("config");
	TCase *t = tcase_create("config");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, read_as_meant, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(t, refused, 0, G_N_ELEMENTS(bad));
	tcase_add_test(t, must_be_there_if_named);
	tcase_add_test(t, too_large);
	tcase_add_test(t, usual_place);
	suite_add_tcase(s, t);
	/* GLib asks for the folders of a user once. */
	srunner_set_fork_status(r, CK_FORK);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
