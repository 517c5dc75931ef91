/* The low end of delays, with wrong ones among them. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "stats/envelope.h"

enum { SECOND = 1000000, MOST = 12 };

static const struct {
	int delays[MOST][2]; /* seconds, how often; 0 times ends */
	int edge, near, excess;
} cases[] = {
	/* few */
	{{{7, 1}}, 7, 1, 0},
	{{{7, 1}, {-3, 1}}, -3, 1, 0},
	{{{0, 3}, {1, 2}}, 0, 5, 0},
	/* one wrong among four, among five */
	{{{-3600, 1}, {0, 2}, {1, 1}}, 0, 3, 0},
	{{{-3600, 1}, {420, 4}}, 420, 4, 0},
	/* two of five are no accident */
	{{{-3600, 2}, {420, 3}}, -3600, 2, 4020},
	/* scattered wrong ones */
	{{{-900, 1}, {-70, 2}, {-40, 1}, {0, 9}, {1, 3}}, 0, 12, 0},
	/* fast transits are rare among queued ones */
	{{{0, 30}, {60, 20}, {61, 25}, {62, 25}, {300, 9}}, 0, 30, 61},
	/* slow from the beginning, and rising slowly */
	{{{2, 2}, {3, 8}, {4, 15}, {5, 20}, {6, 10}}, 2, 25, 3},
	/* a clock that was set right in between */
	{{{-420, 30}, {-419, 20}, {0, 50}, {1, 9}}, -420, 50, 420},
	{{{-420, 3}, {-419, 2}, {0, 50}, {1, 9}}, 0, 59, 0},
};

static MtEnvelopeEdge
edge_of(size_t i)
{
	MtEnvelope envelope = {0};
	MtEnvelopeEdge edge;

	for (size_t k = 0; k < MOST && cases[i].delays[k][1] > 0; k++)
		for (int n = 0; n < cases[i].delays[k][1]; n++)
			mt_envelope_add(&envelope,
					(int64_t)cases[i].delays[k][0] * SECOND,
					SECOND);
	edge = mt_envelope_edge(&envelope);
	mt_envelope_clear(&envelope);
	return edge;
}

START_TEST(finds_the_low_end)
{
	MtEnvelopeEdge edge = edge_of((size_t)_i);

	ck_assert_int_eq(edge.us, (int64_t)cases[_i].edge * SECOND);
	ck_assert_uint_eq(edge.near, (unsigned)cases[_i].near);
	ck_assert_int_eq(edge.excess_us, (int64_t)cases[_i].excess * SECOND);
}
END_TEST

static uint64_t
next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
assert_same(const MtEnvelope *a, const MtEnvelope *b)
{
	ck_assert_uint_eq(a->n, b->n);
	ck_assert_int_eq(a->resolution_us, b->resolution_us);
	ck_assert_uint_eq(a->n_steps, b->n_steps);
	for (size_t i = 0; i < a->n_steps; i++) {
		ck_assert_int_eq(a->steps[i].us, b->steps[i].us);
		ck_assert_uint_eq(a->steps[i].n, b->steps[i].n);
	}
}

/* Also where the lowest steps push out others, which come again later. */
START_TEST(order_and_merging_change_nothing)
{
	enum { N = 2000 };
	MtEnvelope all = {0}, back = {0}, parts[3] = {0};
	int64_t delays[N];
	uint64_t state = 88172645463325252u + (unsigned)_i;

	for (size_t i = 0; i < N; i++)
		delays[i] = (int64_t)(next(&state) % (50u << _i)) * 90000 -
			    5 * SECOND;
	for (size_t i = 0; i < N; i++) {
		mt_envelope_add(&all, delays[i], SECOND);
		mt_envelope_add(&back, delays[N - 1 - i], SECOND);
		mt_envelope_add(&parts[next(&state) % 3], delays[i], SECOND);
	}
	mt_envelope_merge(&parts[2], &parts[0]);
	mt_envelope_merge(&parts[2], &parts[1]);
	ck_assert_uint_le(all.n_steps, MT_ENVELOPE_STEPS);
	assert_same(&all, &back);
	assert_same(&all, &parts[2]);
	for (size_t i = 0; i < 3; i++)
		mt_envelope_clear(&parts[i]);
	mt_envelope_clear(&back);
	mt_envelope_clear(&all);
}
END_TEST

START_TEST(keeps_the_lowest_steps)
{
	MtEnvelope envelope = {0};

	for (int i = 100; i > 0; i--)
		mt_envelope_add(&envelope, (int64_t)i * SECOND, SECOND);
	ck_assert_uint_eq(envelope.n, 100);
	ck_assert_uint_eq(envelope.n_steps, MT_ENVELOPE_STEPS);
	ck_assert_int_eq(envelope.steps[0].us, SECOND);
	ck_assert_int_eq(envelope.steps[MT_ENVELOPE_STEPS - 1].us,
			 (int64_t)MT_ENVELOPE_STEPS * SECOND);
	mt_envelope_clear(&envelope);
}
END_TEST

START_TEST(extreme_delays_do_not_overflow)
{
	MtEnvelope envelope = {0};
	MtEnvelopeEdge edge;

	mt_envelope_add(&envelope, INT64_MAX, SECOND);
	mt_envelope_add(&envelope, INT64_MIN, SECOND);
	edge = mt_envelope_edge(&envelope);
	ck_assert_int_lt(edge.us, 0);
	ck_assert_uint_eq(edge.near, 1);
	mt_envelope_clear(&envelope);
}
END_TEST

START_TEST(tenths_of_a_second_are_kept)
{
	MtEnvelope envelope = {0};

	mt_envelope_add(&envelope, -149999, 1000);
	mt_envelope_add(&envelope, -100000, 1000);
	mt_envelope_add(&envelope, -1, 1000000);
	ck_assert_uint_eq(envelope.n_steps, 2);
	ck_assert_int_eq(envelope.steps[0].us, -200000);
	ck_assert_int_eq(envelope.steps[1].us, -100000);
	ck_assert_uint_eq(envelope.steps[1].n, 2);
	ck_assert_int_eq(envelope.resolution_us, 1000000);
	mt_envelope_clear(&envelope);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("envelope");
	TCase *t = tcase_create("delays");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, finds_the_low_end, 0, G_N_ELEMENTS(cases));
	tcase_add_loop_test(t, order_and_merging_change_nothing, 0, 6);
	tcase_add_test(t, keeps_the_lowest_steps);
	tcase_add_test(t, extreme_delays_do_not_overflow);
	tcase_add_test(t, tenths_of_a_second_are_kept);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
