/* Header blocks as chains: order, delays, and what is no hop of this journey. */
#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "chain/chain.h"

/* A hop from a client outside, and one that says what its arguments are. */
#define HOP(by, at)                                                            \
	"Received: from client.example (client.example [192.0.2.9]) by " by    \
	" with ESMTP id 1; Mon, 23 Nov 2026 " at " +0000\n"
#define FROM(from, by)                                                         \
	"Received: from " from " by " by                                       \
	" with ESMTP id 1; Mon, 23 Nov 2026 08:00:00 +0000\n"
#define UNDATED(by) "Received: from client.example by " by " with ESMTP id 1\n"
#define PULL(at)                                                               \
	"Received: from pop.example [192.0.2.8] by localhost with POP3 "       \
	"(fetchmail-6.4.37) for <u@localhost> (single-drop); "                 \
	"Mon, 23 Nov 2026 " at " +0000\n"
#define ORIGIN "From: a@a.example\n"
#define RESENT "Resent-From: b@b.example\n"

/*
 * Expected: for each hop its number, the host, the delay in seconds with the
 * hop it counts from, and the notes that a chain gives; then the chain itself.
 */
static const struct {
	const char *header, *hops, *chain;
} cases[] = {
	{ORIGIN, "", "0 of 0"},
	{HOP("a.example", "08:00:05") ORIGIN, "1 a.example\n", "1 of 1"},
	{HOP("b.example", "08:00:07") HOP("a.example", "08:00:05") ORIGIN,
	 "1 a.example\n2 b.example +2@1\n", "2 of 2 total 2 slowest 2"},

	/* the slowest is the first of equals, and only a delay above zero */
	{HOP("c.example", "08:00:09") HOP("b.example", "08:00:07")
		 HOP("a.example", "08:00:05"),
	 "1 a.example\n2 b.example +2@1\n3 c.example +2@2\n",
	 "3 of 3 total 4 slowest 2"},
	{HOP("b.example", "08:00:05") HOP("a.example", "08:00:05"),
	 "1 a.example\n2 b.example +0@1\n", "2 of 2 total 0"},

	/* what has no time is bridged */
	{HOP("c.example", "08:00:09") UNDATED("b.example")
		 HOP("a.example", "08:00:05"),
	 "1 a.example\n2 b.example undated\n3 c.example +4@1\n",
	 "3 of 3 total 4 slowest 3 undated 1"},
	{UNDATED("c.example") HOP("b.example", "08:00:05") UNDATED("a.example"),
	 "1 a.example undated\n2 b.example\n3 c.example undated\n",
	 "3 of 3 undated 2"},
	{UNDATED("b.example") UNDATED("a.example"),
	 "1 a.example undated\n2 b.example undated\n", "2 of 2 undated 2"},

	/* clocks disagree: kept as it is */
	{HOP("c.example", "08:00:06") HOP("b.example", "07:58:30")
		 HOP("a.example", "08:00:00"),
	 "1 a.example\n2 b.example -90@1 time-backwards\n"
	 "3 c.example +96@2\n",
	 "3 of 3 total 6 slowest 3"},
	{HOP("b.example", "07:58:30") HOP("a.example", "08:00:00"),
	 "1 a.example\n2 b.example -90@1 time-backwards\n", "2 of 2 total -90"},

	/* waiting in a mailbox is never the slowest hop */
	{PULL("14:00:00") HOP("b.example", "08:00:07")
		 HOP("a.example", "08:00:05"),
	 "1 a.example\n2 b.example +2@1\n3 localhost +21593@2 waiting\n",
	 "3 of 3 total 21595 slowest 2"},
	{PULL("14:00:00") HOP("a.example", "08:00:05"),
	 "1 a.example\n2 localhost +21595@1 waiting\n", "2 of 2 total 21595"},

	/* a journey before Resent- fields, and the time a person had it */
	{HOP("d.example", "12:00:03") HOP("c.example", "12:00:01") RESENT HOP(
		 "b.example", "08:00:07") HOP("a.example", "08:00:05") ORIGIN,
	 "1 a.example resent\n2 b.example +2@1 resent\n"
	 "3 c.example +14394@2 waiting\n4 d.example +2@3\n",
	 "4 of 4 total 14398 slowest 2"},

	/* servers put their fields above those of the author */
	{HOP("b.example", "08:00:07") ORIGIN HOP("a.example", "08:00:05"),
	 "1 a.example below-origin\n2 b.example +2@1\n",
	 "2 of 2 total 2 slowest 2"},
	{HOP("b.example", "08:00:07") "X-Spam: no\n" HOP("a.example",
							 "08:00:05") ORIGIN,
	 "1 a.example\n2 b.example +2@1\n", "2 of 2 total 2 slowest 2"},

	/* a provider's own copy is no hop */
	{HOP("b.example",
	     "08:00:07") "X-Received: by 2001:db8::1 with SMTP id "
			 "1; Mon, 23 Nov 2026 08:00:06 +0000\n" HOP("a.example",
								    "08:00:05"),
	 "1 a.example\n2 b.example +2@1\n",
	 "2 of 2 x-received 1 total 2 slowest 2"},
	{"X-Received: by 2001:db8::1 with SMTP id 1; "
	 "Mon, 23 Nov 2026 08:00:06 +0000\n",
	 "", "0 of 0 x-received 1"},

	/* names of fields in any case; others that only look like it */
	{"RECEIVED: by a.example; Mon, 23 Nov 2026 08:00:00 +0000\n"
	 "received : by b.example; Mon, 23 Nov 2026 08:00:00 +0000\n"
	 "Received-SPF: pass by c.example; Mon, 23 Nov 2026 08:00:00 +0000\n"
	 "Old-Received: by d.example; Mon, 23 Nov 2026 08:00:00 +0000\n",
	 "1 b.example\n2 a.example +0@1\n", "2 of 2 total 0"},

	/* from the same host: loopback, its own address, its own looked-up
	 * name; but what a client with an address calls itself is no proof */
	{FROM("x ([127.0.0.1])", "a.example"), "1 a.example same-host\n",
	 "1 of 1"},
	{FROM("x ([::1])", "a.example"), "1 a.example same-host\n", "1 of 1"},
	{FROM("a.example (a.example [192.0.2.1])", "A.example"),
	 "1 A.example same-host\n", "1 of 1"},
	{FROM("a.example", "a.example"), "1 a.example same-host\n", "1 of 1"},
	{FROM("x.example ([192.0.2.1])", "a.example ([192.0.2.1])"),
	 "1 a.example same-host\n", "1 of 1"},
	{FROM("a.example ([192.0.2.1])", "a.example"), "1 a.example\n",
	 "1 of 1"},
	{FROM("a.example (unknown [192.0.2.1])", "a.example"), "1 a.example\n",
	 "1 of 1"},
	{FROM("a.example (a.example [192.0.2.1] (may be forged))", "a.example"),
	 "1 a.example\n", "1 of 1"},
	{FROM("b.example (b.example [192.0.2.1])", "a.example"),
	 "1 a.example\n", "1 of 1"},

	/* hops over TLS are counted */
	{"Received: from client.example (client.example [192.0.2.9]) by "
	 "b.example with "
	 "ESMTPS id 1; Mon, 23 Nov 2026 08:00:00 +0000\n" HOP("a.example",
							      "08:00:00"),
	 "1 a.example\n2 b.example +0@1\n", "2 of 2 total 0 tls 1"},
};

/* What the parser notes of a field alone is tested with the dialects. */
static const MtNoteKind chain_notes[] = {
	MT_NOTE_TIME_BACKWARDS,
	MT_NOTE_BELOW_ORIGIN,
	MT_NOTE_RESENT,
	MT_NOTE_SAME_HOST,
};

static void
add_hop(MtBuf *out, const MtChain *chain, const MtHop *hop)
{
	mt_buf_addf(out, "%zu ", hop->number);
	mt_buf_add(out, mt_hop_host(hop));
	if (!hop->received.time.known)
		MT_BUF_ADD(out, " undated");
	if (hop->has_delay)
		mt_buf_addf(out, " %+lld@%zu",
			    (long long)(hop->delay_us / G_USEC_PER_SEC),
			    hop->since);
	if (hop->has_delay &&
	    mt_hop_is_waiting(&chain->hops[hop->since - 1], hop))
		MT_BUF_ADD(out, " waiting");
	for (size_t i = 0; i < G_N_ELEMENTS(chain_notes); i++)
		if (mt_note_has(&hop->received.notes, chain_notes[i])) {
			mt_buf_add_char(out, ' ');
			mt_buf_add(out, mt_note_word(chain_notes[i]));
		}
	mt_buf_add_char(out, '\n');
}

static void
add_chain(MtBuf *out, const MtChain *chain)
{
	mt_buf_addf(out, "%zu of %zu", chain->n, chain->fields);
	if (chain->n_x_received > 0)
		mt_buf_addf(out, " x-received %zu", chain->n_x_received);
	if (chain->has_total)
		mt_buf_addf(out, " total %lld",
			    (long long)(chain->total_us / G_USEC_PER_SEC));
	if (chain->slowest > 0)
		mt_buf_addf(out, " slowest %zu", chain->slowest);
	if (chain->undated > 0)
		mt_buf_addf(out, " undated %zu", chain->undated);
	if (chain->encrypted > 0)
		mt_buf_addf(out, " tls %zu", chain->encrypted);
}

static void
assert_wrote(MtBuf *out, const char *expect)
{
	mt_buf_add_char(out, '\0');
	ck_assert_str_eq(out->p, expect);
	out->n = 0;
}

static void
build(MtSlice header, MtArena *arena, MtFields *fields, MtChain *chain)
{
	MtMessage message = {.source = MT_SLICE("test"), .header = header};

	mt_message_find_fields(&message, arena);
	mt_fields_split(&message, arena, fields);
	mt_chain_build(fields, arena, chain);
}

START_TEST(built)
{
	MtArena *arena = mt_arena_new();
	g_auto(MtBuf) out = {0};
	MtFields fields;
	MtChain chain;

	build(mt_slice_str(cases[_i].header), arena, &fields, &chain);
	for (size_t i = 0; i < chain.n; i++)
		add_hop(&out, &chain, &chain.hops[i]);
	assert_wrote(&out, cases[_i].hops);
	add_chain(&out, &chain);
	assert_wrote(&out, cases[_i].chain);
	mt_arena_free(arena);
}
END_TEST

/* Each hop keeps the field that is its evidence, with its place. */
START_TEST(evidence)
{
	MtArena *arena = mt_arena_new();
	MtSlice header = MT_SLICE(ORIGIN HOP("b.example", "08:00:07")
					  HOP("a.example", "08:00:08"));
	MtFields fields;
	MtChain chain;

	build(header, arena, &fields, &chain);
	ck_assert_ptr_eq(chain.hops[0].field, &fields.fields[2]);
	ck_assert_ptr_eq(chain.hops[1].field, &fields.fields[1]);
	for (size_t i = 0; i < chain.n; i++) {
		const MtHop *hop = &chain.hops[i];
		const MtNotes *notes = &hop->received.notes;

		for (size_t k = 0; k < notes->n; k++) {
			const MtNote *note = &notes->notes[k];

			ck_assert_uint_ge(note->offset, hop->field->offset);
			ck_assert_uint_le(note->offset + note->length,
					  hop->field->offset +
						  hop->field->length);
		}
	}
	mt_arena_free(arena);
}
END_TEST

/* One more than the limit: the oldest is left out, counted, and noted. */
START_TEST(too_many_hops)
{
	MtArena *arena = mt_arena_new();
	g_auto(MtBuf) header = {0};
	MtFields fields;
	MtChain chain;

	for (size_t i = 0; i < MT_MAX_HOPS; i++)
		MT_BUF_ADD(&header, "Received: by b.example\n");
	MT_BUF_ADD(&header, "Received: by oldest.example\n");
	build(mt_buf_slice(&header), arena, &fields, &chain);
	ck_assert_uint_eq(chain.fields, MT_MAX_HOPS + 1);
	ck_assert_uint_eq(chain.n, MT_MAX_HOPS);
	ck_assert(mt_slice_eq(mt_hop_host(&chain.hops[0]),
			      MT_SLICE("b.example")));
	ck_assert_uint_eq(chain.hops[chain.n - 1].number, MT_MAX_HOPS);
	ck_assert(mt_note_has(&chain.notes, MT_NOTE_TOO_MANY_HOPS));

	header.n -= sizeof("Received: by oldest.example\n") - 1;
	build(mt_buf_slice(&header), arena, &fields, &chain);
	ck_assert_uint_eq(chain.n, MT_MAX_HOPS);
	ck_assert(!mt_note_has(&chain.notes, MT_NOTE_TOO_MANY_HOPS));
	mt_arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("chain");
	TCase *t = tcase_create("chain");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, built, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, evidence);
	tcase_add_test(t, too_many_hops);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
