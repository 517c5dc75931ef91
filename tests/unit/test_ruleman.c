/*
 * mailtrace-rules(7) says of each rule what its table says, which is what
 * mt-forge --explain says.
 */
#include <stdlib.h>

#include "forge/rule.h"
#include "manpart.h"
#include "report/forgetext.h"

#define MANUAL "man/mailtrace-rules.7"
#define BEGIN ".\\\" rules: made by tests/unit/test_ruleman.c\n"
#define END ".\\\" end of rules\n"

static const struct {
	MtGrade grade;
	const char *title;
} sections[] = {
	{MT_GRADE_A, "Grade A: contradictions"},
	{MT_GRADE_B, "Grade B: strong, if one more thing says so"},
	{MT_GRADE_C, "Grade C: context"},
};

/* Sentences that end in a line feed each. */
static void
add_conditions(MtBuf *out, const MtRule *rule)
{
	g_auto(MtBuf) conditions = {0};

	mt_forgetext_conditions(&conditions, rule);
	mt_buf_add_char(&conditions, '\0');
	manpart_add_text(out, conditions.p);
}

static void
add_rule(MtBuf *out, const MtRule *rule)
{
	g_auto(MtBuf) rates = {0};

	mt_forgetext_rates(&rates, rule);
	mt_buf_add_char(&rates, '\0');
	mt_buf_addf(out, ".It Cm %s\n", rule->id);
	mt_buf_addf(out, ".Em %s .\n.br\n", rule->title);
	manpart_add_text(out, rule->proves);
	MT_BUF_ADD(out, "\n.br\nInnocently: ");
	manpart_add_text(out, rule->innocent);
	MT_BUF_ADD(out, "\n.br\nIn authentic mail: ");
	manpart_add_text(out, rates.p);
	mt_buf_add_char(out, '\n');
	add_conditions(out, rule);
}

static void
add_section(MtBuf *out, MtGrade grade)
{
	for (size_t k = 0; mt_rulesets[k] != NULL; k++)
		for (size_t i = 0; i < mt_rulesets[k]->n; i++)
			if (mt_rulesets[k]->rules[i].grade == grade)
				add_rule(out, &mt_rulesets[k]->rules[i]);
}

START_TEST(the_page_has_every_rule)
{
	g_auto(MtBuf) wanted = {0};

	for (size_t k = 0; k < G_N_ELEMENTS(sections); k++) {
		mt_buf_addf(&wanted, ".Ss %s\n.Bl -tag -width 4n\n",
			    sections[k].title);
		add_section(&wanted, sections[k].grade);
		MT_BUF_ADD(&wanted, ".El\n");
	}
	manpart_check(MANUAL, BEGIN, END, &wanted);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("ruleman");
	TCase *tests = tcase_create("ruleman");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(tests, the_page_has_every_rule);
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
