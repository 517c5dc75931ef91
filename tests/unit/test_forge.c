/* The engine: order, limits and evidence of findings; learned pairs. */
#include <check.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "forge/engine.h"
#include "forgerun.h"

static ForgeRun run;

static void
set_up(void)
{
	run = (ForgeRun){.arena = mt_arena_new()};
	run.forge.grade = MT_GRADE_C;
}

static void
tear_down(void)
{
	mt_arena_free(run.arena);
}

#define HOP                                                                    \
	"Received: from a.example (a.example [192.0.2.1])\n"                   \
	"\tby b.example (Postfix) with ESMTP id 4C2A51F3B0;\n"                 \
	"\tWed, 23 Nov 2026 09:00:12 +0000\n"
#define REST                                                                   \
	"From: a <a@a.example>\nSubject: s\n"                                  \
	"Date: Mon, 23 Nov 2026 09:00:11 +0000\nMessage-ID: <1@a.example>\n"

static const MtFinding *
find(const char *rule)
{
	const MtFindings *f = &run.verdict.findings;

	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->findings[i].rule->id, rule) == 0)
			return &f->findings[i];
	return NULL;
}

START_TEST(evidence_is_where_it_says)
{
	const MtFinding *f;
	const MtEvidence *e;

	forge_run(&run, MT_SLICE(HOP REST), 1000);
	f = find("rcvd-wrong-weekday");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(f->grade, MT_GRADE_A);
	ck_assert_uint_eq(f->hop, 1);
	ck_assert_uint_eq(f->n, 1);
	e = &f->evidence[0];
	ck_assert_str_eq(e->name, "date");
	ck_assert(mt_slice_eq(e->text,
			      MT_SLICE("Wed, 23 Nov 2026 09:00:12 +0000")));
	ck_assert_uint_eq(e->offset - 1000,
			  (size_t)(strstr(HOP, "Wed,") - HOP));
	ck_assert_uint_eq(e->length, e->text.n);
	ck_assert(mt_slice_eq(e->meaning, MT_SLICE("2026-11-23 09:00:12 UTC")));
}
END_TEST

/* Of two dates, the one that was read. */
START_TEST(evidence_is_the_date_of_the_hop)
{
	const MtFinding *f;

	forge_run(&run,
		  MT_SLICE("Received: from a.example (a.example [192.0.2.1])\n"
			   "\tby b.example (Postfix) with ESMTP id 4C2A51F3B0;"
			   " Wed, 23 Nov 2026 09:00:12 +0000\n"
			   "\ttime: 2026-11-23T09:00:00Z\n" REST),
		  0);
	f = find("rcvd-wrong-weekday");
	ck_assert_ptr_nonnull(f);
	ck_assert(mt_slice_eq(f->evidence[0].text,
			      MT_SLICE("Wed, 23 Nov 2026 09:00:12 +0000")));
}
END_TEST

START_TEST(best_grades_come_first_and_each_time_the_same)
{
	const MtFindings *f;
	size_t n;

	forge_run(&run, MT_SLICE(HOP HOP REST), 0);
	f = &run.verdict.findings;
	n = f->n;
	ck_assert_uint_gt(n, 3);
	for (size_t i = 1; i < n; i++)
		ck_assert_int_le(f->findings[i - 1].grade,
				 f->findings[i].grade);
	ck_assert(forge_is_stable(&run, MT_SLICE(HOP HOP REST)));
}
END_TEST

START_TEST(lower_grades_are_left_away)
{
	run.forge.grade = MT_GRADE_A;
	forge_run(&run, MT_SLICE(HOP REST), 0);
	ck_assert_uint_eq(run.verdict.findings.count[MT_GRADE_B], 0);
	ck_assert_uint_eq(run.verdict.findings.count[MT_GRADE_C], 0);
	ck_assert_uint_eq(run.verdict.findings.count[MT_GRADE_A], 1);
	ck_assert(
		mt_slice_eq(run.verdict.summary, MT_SLICE("1 contradiction")));
}
END_TEST

START_TEST(a_bomb_of_hops_is_counted)
{
	g_auto(MtBuf) text = {0};
	size_t n = 0;

	for (size_t i = 0; i < MT_MAX_FINDINGS + 5; i++)
		MT_BUF_ADD(&text, HOP);
	MT_BUF_ADD(&text, REST);
	run.forge.grade = MT_GRADE_A;
	forge_run(&run, mt_buf_slice(&text), 0);
	for (size_t i = 0; i < run.verdict.findings.n; i++)
		n += strcmp(run.verdict.findings.findings[i].rule->id,
			    "rcvd-wrong-weekday") == 0;
	ck_assert_uint_eq(n, MT_MAX_FINDINGS);
	ck_assert_uint_eq(run.verdict.findings.left_out, 5);
	ck_assert(mt_slice_find(run.verdict.summary,
				MT_SLICE("5 more of the same kinds")) !=
		  MT_SLICE_NOWHERE);
}
END_TEST

START_TEST(nothing_at_all_is_no_contradiction)
{
	forge_run(&run, MT_SLICE("\n"), 0);
	ck_assert_uint_eq(run.verdict.findings.n, 0);
	ck_assert_uint_gt(run.verdict.unknown.n, 0);
	ck_assert(mt_slice_eq(run.verdict.summary,
			      MT_SLICE("no contradiction found")));
}
END_TEST

START_TEST(rules_are_found_by_either_spelling)
{
	ck_assert_ptr_eq(mt_rule_find(MT_SLICE("RCVD_ID_TIME")),
			 mt_rule_find(MT_SLICE("rcvd-id-time")));
	ck_assert_ptr_nonnull(mt_rule_find(MT_SLICE("rcvd-id-time")));
	ck_assert_ptr_null(mt_rule_find(MT_SLICE("rcvd-id")));
}
END_TEST

START_TEST(own_domains_end_at_a_dot)
{
	static const char *const own[] = {"alpha.example", NULL};

	run.forge.own_domain = own;
	ck_assert(mt_forge_own_domain(&run.forge, MT_SLICE("alpha.example")));
	ck_assert(
		mt_forge_own_domain(&run.forge, MT_SLICE("mx.ALPHA.example")));
	ck_assert(!mt_forge_own_domain(&run.forge, MT_SLICE("xalpha.example")));
	ck_assert(!mt_forge_own_domain(&run.forge, MT_SLICE("example")));
}
END_TEST

START_TEST(every_rule_says_what_it_must)
{
	for (const MtRuleSet *const *set = mt_rulesets; *set != NULL; set++)
		for (size_t i = 0; i < (*set)->n; i++) {
			const MtRule *rule = &(*set)->rules[i];

			ck_assert_msg(mt_rule_find(mt_slice_str(rule->id)) ==
					      rule,
				      "%s stands twice", rule->id);
			ck_assert(rule->look != NULL);
			ck_assert(rule->grade >= MT_GRADE_A &&
				  rule->grade <= MT_GRADE_C);
			ck_assert_msg(!rule->raised == !rule->raised_when &&
					      (!rule->raised ||
					       rule->raised < rule->grade),
				      "%s: raised to what, and when?",
				      rule->id);
			ck_assert_msg(strlen(rule->title) <= 60,
				      "%s: a long title", rule->id);
			ck_assert_msg(
				g_str_has_suffix(rule->proves, ".") &&
					g_str_has_suffix(rule->innocent, "."),
				"%s: no full stop", rule->id);
		}
}
END_TEST

/* ---- learned pairs ---- */

#define TWO                                                                    \
	"Received: from out.a.example (out.a.example [192.0.2.1])\n"           \
	"\tby b.example (Postfix) with ESMTP id 4C2A51F3B0;\n"                 \
	"\tMon, 23 Nov 2026 09:00:12 +0000\n"                                  \
	"Received: from pc (unknown [192.0.2.9])\n"                            \
	"\tby in.A2.example (Postfix) with ESMTP id 4C2A51F3B1;\n"             \
	"\tMon, 23 Nov 2026 09:00:11 +0000\n" REST

START_TEST(pairs_are_learned_written_and_read)
{
	g_autoptr(MtAliases) a = mt_aliases_new();
	g_autoptr(MtAliases) b = mt_aliases_new();
	g_autoptr(GError) error = NULL;
	g_auto(MtBuf) text = {0};
	g_autofree char *path = NULL;
	MtAlias alias;
	int fd;

	forge_run(&run, MT_SLICE(TWO), 0);
	mt_aliases_learn(a, &run.chain);
	mt_aliases_learn(a, &run.chain);
	mt_aliases_write(a, &text);
	mt_buf_add_char(&text, '\0');
	ck_assert_str_eq(text.p,
			 "# mailtrace aliases 1\n"
			 "a.example\ta2.example\t2\t2\t"
			 "2026-11-23T09:00:12Z\t2026-11-23T09:00:12Z\n");
	fd = g_file_open_tmp("aliasesXXXXXX", &path, &error);
	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert(g_file_set_contents(path, text.p, -1, NULL));
	ck_assert(mt_aliases_read(b, path, &error));
	ck_assert(mt_aliases_read(b, path, &error));
	g_unlink(path);
	alias = mt_aliases_get(b, MT_SLICE("mx.A.example"),
			       MT_SLICE("a2.example."));
	ck_assert_uint_eq(alias.count, 4);
	ck_assert_uint_eq(alias.verified, 4);
	ck_assert(alias.dated);
	ck_assert(mt_aliases_knows_by(b, MT_SLICE("a2.example")));
	ck_assert_uint_eq(
		mt_aliases_get(b, MT_SLICE("a2.example"), MT_SLICE("a.example"))
			.count,
		0);
}
END_TEST

START_TEST(files_that_are_none_are_refused)
{
	static const char *const bad[] = {
		"",
		"a.example\tb.example\t1\t0\n",
		"# mailtrace aliases 1\na.example\tb.example\t1\n",
		"# mailtrace aliases 1\na.example\tb.example\t1\t2\n",
		"# mailtrace aliases 1\na.example\tb.example\t-1\t0\n",
		"# mailtrace aliases 1\na.example\tb.example\t1\t0\tx\ty\n",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(MtAliases) a = mt_aliases_new();
		g_autoptr(GError) error = NULL;
		g_autofree char *path = NULL;
		int fd = g_file_open_tmp("aliasesXXXXXX", &path, NULL);

		close(fd);
		ck_assert(g_file_set_contents(path, bad[i], -1, NULL));
		ck_assert(!mt_aliases_read(a, path, &error));
		ck_assert_msg(g_error_matches(error, MT_ERROR, MT_ERROR_CONFIG),
			      "%zu", i);
		g_unlink(path);
	}
}
END_TEST

START_TEST(pairs_beyond_the_limit_are_counted)
{
	g_autoptr(MtAliases) a = mt_aliases_new();
	g_auto(MtBuf) text = {0};
	g_autofree char *path = NULL;
	int fd = g_file_open_tmp("aliasesXXXXXX", &path, NULL);

	close(fd);
	MT_BUF_ADD(&text, "# mailtrace aliases 1\n");
	for (int i = 0; i < MT_MAX_ALIASES + 1; i++)
		mt_buf_addf(&text, "a%d.example\tb.example\t1\t0\n", i);
	ck_assert(g_file_set_contents(path, text.p, (gssize)text.n, NULL));
	ck_assert(mt_aliases_read(a, path, NULL));
	g_unlink(path);
	ck_assert_uint_eq(mt_aliases_n(a), MT_MAX_ALIASES);
	ck_assert_uint_eq(mt_aliases_left_out(a), 1);
}
END_TEST

START_TEST(unknown_pairs_are_better_than_context)
{
	g_autoptr(MtAliases) a = mt_aliases_new();
	const MtFinding *f;

	forge_run(&run, MT_SLICE(TWO), 0);
	f = find("rcvd-by-from-gap");
	ck_assert(f != NULL && f->grade == MT_GRADE_C);
	run.forge.aliases = a;
	forge_run(&run, MT_SLICE(TWO), 0);
	f = find("rcvd-by-from-gap");
	ck_assert(f != NULL && f->grade == MT_GRADE_B);
	mt_aliases_learn(a, &run.chain);
	mt_aliases_learn(a, &run.chain);
	forge_run(&run, MT_SLICE(TWO), 0);
	ck_assert_ptr_null(find("rcvd-by-from-gap"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("forge");
	TCase *tests = tcase_create("forge");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, evidence_is_where_it_says);
	tcase_add_test(tests, evidence_is_the_date_of_the_hop);
	tcase_add_test(tests, best_grades_come_first_and_each_time_the_same);
	tcase_add_test(tests, lower_grades_are_left_away);
	tcase_add_test(tests, a_bomb_of_hops_is_counted);
	tcase_add_test(tests, nothing_at_all_is_no_contradiction);
	tcase_add_test(tests, rules_are_found_by_either_spelling);
	tcase_add_test(tests, every_rule_says_what_it_must);
	tcase_add_test(tests, own_domains_end_at_a_dot);
	tcase_add_test(tests, pairs_are_learned_written_and_read);
	tcase_add_test(tests, files_that_are_none_are_refused);
	tcase_add_test(tests, pairs_beyond_the_limit_are_counted);
	tcase_add_test(tests, unknown_pairs_are_better_than_context);
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
