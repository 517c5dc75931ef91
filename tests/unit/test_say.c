/* Sentences about journeys: which one in which case, with which names. */
#include <check.h>
#include <stdlib.h>

#include "report/say.h"

#define HOP(from, by, id, at)                                                  \
	"Received: from " from " by " by " with ESMTP" id "; Mon, 23 Nov "     \
	"2026 " at " +0000\n"
#define PEER(name) name " (" name " [192.0.2.1])"
#define FIRST HOP(PEER("pc.example"), "a.example", " id A1", "08:00:00")
#define A PEER("a.example")
#define B PEER("b.example")

/* `|` is the end of a line. */
static const struct {
	const char *header, *verdict;
} verdicts[] = {
	{HOP(A, "b.example", " id B2", "08:00:50") FIRST,
	 "! 50 s lost between a.example and b.example"
	 "|  look for A1 in the log of a.example|"},
	/* too short to speak of */
	{HOP(A, "b.example", " id B2", "08:00:04") FIRST, ""},
	{HOP(A, "b.example", " id B2", "08:00:05") FIRST,
	 "! 5 s lost between a.example and b.example"
	 "|  look for A1 in the log of a.example|"},
	/* no id, or one that no log has */
	{HOP(A, "b.example", "", "08:01:40")
		 HOP(PEER("pc.example"), "a.example", "", "08:00:00"),
	 "! 1 m 40 s lost between a.example and b.example|"},
	{HOP(A, "b.example", "", "08:01:40")
		 HOP(PEER("pc.example"), "a.example", " id 15.20.7150.2",
		     "08:00:00"),
	 "! 1 m 40 s lost between a.example and b.example|"},
	/* inside one host */
	{HOP("x ([127.0.0.1])", "a.example", " id A2", "08:00:50") FIRST,
	 "! 50 s lost inside a.example|  look for A1 in the log of a.example|"},
	{HOP("x ([127.0.0.1])", "localhost", " id A2", "08:00:50") FIRST,
	 "! 50 s lost inside a.example|  look for A1 in the log of a.example|"},
	/* a later hop says that the clock of b is what is wrong */
	{HOP(B, "c.example", " id C3", "08:00:10")
		 HOP(A, "b.example", " id B2", "08:07:05") FIRST,
	 "! 7 m 5 s between a.example and b.example, unless their clocks are "
	 "wrong|  look for A1 in the log of a.example|"},
	/* an older hop says so of a */
	{HOP(B, "c.example", " id C3", "08:00:00")
		 HOP(A, "b.example", " id B2", "07:50:05") FIRST,
	 "! 9 m 55 s between b.example and c.example, unless their clocks are "
	 "wrong|  look for B2 in the log of b.example|"},
	/* but most of this was lost for certain */
	{HOP(B, "c.example", " id C3", "08:07:00")
		 HOP(A, "b.example", " id B2", "08:07:05") FIRST,
	 "! 7 m 5 s lost between a.example and b.example"
	 "|  look for A1 in the log of a.example|"},
	/* no name: the number */
	{HOP(A, "b.example", " id B2",
	     "08:00:50") "Received: (qmail 1 invoked by uid 89); 23 Nov 2026 "
			 "08:00:00 "
			 "-0000\n",
	 "! 50 s lost between hop 1 and b.example|"},
	{FIRST, ""},
	{"From: a@a.example\n", ""},
};

/* What is said below the newest hop. */
static const struct {
	const char *header, *said;
} hops[] = {
	{HOP(A, "b.example", "", "08:00:50") FIRST, ""},
	{HOP(A, "b.example", "", "07:59:59") FIRST, ""},
	{HOP(A, "b.example", "", "07:59:58") FIRST,
	 "  ! clocks disagree by 2 s or more: a.example is fast, or b.example "
	 "slow|"},
	{HOP("x ([127.0.0.1])", "a.example", "", "07:59:00") FIRST,
	 "  ! earlier by 1 min than the hop before, on the same host|"},
	{HOP(A, "c.example", "",
	     "08:00:10") "Received: from x by b.example id 1\n" FIRST,
	 "  the delay counts from hop 1|"},
	{"Received: from pop.example [192.0.2.8] by localhost with IMAP "
	 "(fetchmail-6.4.37) for <u@localhost> (single-drop); "
	 "Mon, 23 Nov 2026 11:30:00 +0000\n" FIRST,
	 "  3 h 30 m in a mailbox until fetched: no delay|"},
	{HOP(A, "c.example", "", "09:00:00") "Resent-To: u@c.example\n" FIRST,
	 "  1 h until somebody sent it on: no delay|"},
	{HOP("x.example (x.example [192.0.2.1] (may be forged))", "b.example",
	     "", "08:00:00") FIRST,
	 "  ! the name of the client may be forged|"},
	{"Received: from a.example by b.example with ESMTP; Sun, 23 Nov 2026 "
	 "08:00:00 +0000\n" FIRST,
	 "  ! the weekday does not fit the date|"},
	{"From: a@a.example\n" FIRST,
	 "  ! below From or Date: no server puts it there|"},

	/* the Date field against the first hop */
	{FIRST "Date: Mon, 23 Nov 2026 09:59:01 +0200\n", ""},
	{FIRST "Date: Mon, 23 Nov 2026 08:59:00 +0100\n",
	 "  1 min after the Date of the message|"},
	{FIRST "Date: Mon, 23 Nov 2026 10:00:00 +0100\n",
	 "  ! 1 h before the Date of the message|"},
	/* that names no zone, so only days are certain */
	{FIRST "Date: Mon, 23 Nov 2026 00:00:00\n", ""},
	{FIRST "Date: Sat, 21 Nov 2026 00:00:00\n",
	 "  2 d 8 h after the Date of the message|"},
};

static const MtTerm wide = {.width = 200};

static void
assert_said(const MtBuf *out, const char *expect)
{
	g_autofree char *text = g_strndup(out->n > 0 ? out->p : "", out->n);

	ck_assert_str_eq(g_strdelimit(text, "\n", '|'), expect);
}

static MtFields *
build(const char *header, MtArena *arena, MtChain *chain)
{
	MtMessage message = {.source = MT_SLICE("test"),
			     .header = mt_slice_str(header)};
	MtFields *fields = MT_ARENA_NEW0(arena, MtFields, 1);

	mt_message_find_fields(&message, arena);
	mt_fields_split(&message, arena, fields);
	mt_chain_build(fields, arena, chain);
	return fields;
}

START_TEST(verdict)
{
	MtArena *arena = mt_arena_new();
	g_auto(MtBuf) out = {0};
	MtChain chain;

	build(verdicts[_i].header, arena, &chain);
	mt_say_verdict(&out, &wide, &chain);
	assert_said(&out, verdicts[_i].verdict);
	mt_arena_free(arena);
}
END_TEST

START_TEST(newest_hop)
{
	MtArena *arena = mt_arena_new();
	MtTime date = {0};
	g_auto(MtBuf) out = {0};
	const MtField *field;
	MtChain chain;
	MtSlice rest;

	field = mt_fields_find(build(hops[_i].header, arena, &chain),
			       MT_SLICE("Date"), 0);
	if (field != NULL)
		mt_time_read(field->value, &date, &rest);
	mt_say_hop(&out, &wide, 2, &chain, &chain.hops[chain.n - 1], &date);
	assert_said(&out, hops[_i].said);
	mt_arena_free(arena);
}
END_TEST

/* What --skew adds: only where it makes a difference. */
START_TEST(corrected)
{
	MtArena *arena = mt_arena_new();
	const MtTime date = {0};
	g_auto(MtBuf) out = {0};
	MtChain chain;

	build(HOP(A, "b.example", "", "08:07:05") FIRST, arena, &chain);
	chain.hops[1].has_adjusted = true;
	chain.hops[1].adjusted_us = chain.hops[1].delay_us - 999999;
	mt_say_hop(&out, &wide, 0, &chain, &chain.hops[1], &date);
	assert_said(&out, "");
	chain.hops[1].adjusted_us = 5 * G_USEC_PER_SEC;
	mt_say_hop(&out, &wide, 0, &chain, &chain.hops[1], &date);
	assert_said(&out, "with clocks corrected, 5 s|");
	mt_arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("say");
	TCase *t = tcase_create("say");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, verdict, 0, G_N_ELEMENTS(verdicts));
	tcase_add_loop_test(t, newest_hop, 0, G_N_ELEMENTS(hops));
	tcase_add_test(t, corrected);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
