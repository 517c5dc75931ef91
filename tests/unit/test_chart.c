/* Charts: axes with round numbers and times, bars that are looked at, and what
 * the levels of a heat map are called. */
#include <check.h>
#include <stdlib.h>

#include "record/backlog.h"
#include "record/hop.h"
#include "record/message.h"
#include "report/chart/chart.h"
#include "report/doc/safe.h"
#include "report/doc/write.h"
#include "report/model/model.h"

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)

static void
has(const MtBuf *text, const char *what, bool wanted)
{
	bool found = mt_slice_find(mt_buf_slice(text), mt_slice_str(what)) !=
		     MT_SLICE_NOWHERE;

	ck_assert_msg(found == wanted, "%s '%s' in:\n%.*s",
		      wanted ? "no" : "still", what, (int)text->n, text->p);
}

/* ---- names that are broken ---- */

static const struct {
	const char *in, *name, *words;
} names[] = {
	{"relay1.alpha.example", "relay1.<wbr>alpha.<wbr>example",
	 "relay1.alpha.exa<wbr>mple"},
	{"a.b.c.d", "a.b.c.d", "a.b.c.d"},
	{"<offer@a.example>", "&lt;offer@<wbr>a.example&gt;",
	 "&lt;offer@a.example&gt;"},
	{"two words, no more", "two words,<wbr> no more", "two words, no more"},
};

START_TEST(long_names_may_be_broken)
{
	g_auto(MtBuf) name = {0};
	g_auto(MtBuf) words = {0};

	mt_safe_add_html_name(&name, mt_slice_str(names[_i].in));
	mt_safe_add_html(&words, mt_slice_str(names[_i].in));
	ck_assert(
		mt_slice_eq(mt_buf_slice(&name), mt_slice_str(names[_i].name)));
	ck_assert(mt_slice_eq(mt_buf_slice(&words),
			      mt_slice_str(names[_i].words)));
}
END_TEST

/* ---- axes ---- */

static void
add_queue(MtModel *model, int64_t us, int64_t deferred)
{
	const MtBacklogRecord record = {.time = {.us = us, .known = true},
					.deferred = mt_number(deferred)};

	mt_model_add(model, &mt_record_backlog, &record);
}

static void
write_html(MtModel *model, MtBuf *out)
{
	static char *const command[] = {"mt-report", NULL};
	const MtModelOptions options = {
		.top = 3, .command = command, .version = "0"};
	g_autoptr(MtDoc) doc = mt_model_document(model, &options);

	mt_doc_write_html(doc, out);
}

static const struct {
	const char *zone;
	int64_t from, minutes, most;
	const char *labels[4];
	const char * not ;
} queues[] = {
	{NULL,
	 435 * MINUTE,
	 248,
	 114,
	 {">08:00<", ">11:00<", ">200<", ">0<"},
	 ">07:15<"},
	{"Asia/Kolkata",
	 435 * MINUTE,
	 248,
	 5000,
	 {">13:00<", ">16:00<", ">5,000<", ">2,500<"},
	 ">13:30<"},
	{NULL,
	 -90 * MINUTE,
	 3 * 1440,
	 1,
	 {">1 Jan<", ">2 Jan<", ">12:00<"},
	 ">00:00<"},
	{NULL, 0, 0, INT64_MAX, {">00:00<"}, ">00:01<"},
};

START_TEST(axes_have_round_numbers)
{
	g_autoptr(MtZone) zone = mt_zone_new(queues[_i].zone, NULL);
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_auto(MtBuf) html = {0};

	add_queue(model, queues[_i].from, 1);
	add_queue(model, queues[_i].from + queues[_i].minutes * MINUTE,
		  queues[_i].most);
	write_html(model, &html);
	for (size_t i = 0; i < 4 && queues[_i].labels[i] != NULL; i++)
		has(&html, queues[_i].labels[i], true);
	has(&html, queues[_i].not, false);
}
END_TEST

/* ---- the timeline ---- */

static void
add_hop(MtModel *model, int64_t number, int64_t us, int64_t adjusted_us)
{
	const MtHopRecord hop = {.source = MT_SLICE("a"),
				 .message = mt_number(1),
				 .hop = mt_number(number),
				 .by = MT_SLICE("host.example"),
				 .time = {.us = us, .known = true},
				 .delay_us = mt_number(us),
				 .adjusted_us = mt_number(adjusted_us)};

	mt_model_add(model, &mt_record_hop, &hop);
}

/* A bar is red where time was lost, and not where only a clock is wrong. */
START_TEST(a_wrong_clock_is_no_delay)
{
	const int64_t real_us = _i == 0 ? 7 * MINUTE : SECOND;
	const MtMessageRecord message = {.source = MT_SLICE("a"),
					 .message = mt_number(1),
					 .hops = mt_number(2),
					 .slowest_hop = mt_number(2),
					 .slowest_us = mt_number(7 * MINUTE)};
	g_autoptr(MtZone) zone = mt_zone_new(NULL, NULL);
	g_autoptr(MtModel) model = mt_model_new(zone, 5 * MINUTE);
	g_auto(MtBuf) html = {0};

	mt_model_add(model, &mt_record_message, &message);
	add_hop(model, 1, 0, 0);
	add_hop(model, 2, 7 * MINUTE, real_us);
	write_html(model, &html);
	has(&html, "class=\"hot\"", _i == 0);
	has(&html, ">corrected<", _i == 1);
}
END_TEST

/* ---- the heat map ---- */

static const struct {
	int64_t us;
	const char *words;
} levels[] = {
	{0, "below 10 s"},
	{10 * SECOND, "below 1 min"},
	{119 * MINUTE, "below 2 h"},
	{120 * MINUTE, "2 h or more"},
};

START_TEST(levels_have_names)
{
	g_auto(MtBuf) out = {0};

	mt_heat_add_words(&out, mt_heat_cell(levels[_i].us));
	ck_assert(mt_slice_eq(mt_buf_slice(&out),
			      mt_slice_str(levels[_i].words)));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("chart");
	TCase *tests = tcase_create("chart");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tests, long_names_may_be_broken, 0,
			    G_N_ELEMENTS(names));
	tcase_add_loop_test(tests, axes_have_round_numbers, 0,
			    G_N_ELEMENTS(queues));
	tcase_add_loop_test(tests, a_wrong_clock_is_no_delay, 0, 2);
	tcase_add_loop_test(tests, levels_have_names, 0, G_N_ELEMENTS(levels));
	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
