#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "input/header.h"
#include "notes.h"

static MtSource *source;
static MtArena *arena;
static MtBuf spare;

static void
setup(void)
{
	source = mt_source_new();
	arena = mt_arena_new();
}

static void
teardown(void)
{
	mt_source_free(source);
	mt_arena_free(arena);
	mt_buf_clear(&spare);
}

/* What was noted on the way is what one finds behind it. */
static void
check_fields(const MtMessage *m)
{
	MtMessage again = {.header = m->header};

	mt_message_find_fields(&again, arena);
	ck_assert_uint_eq(m->n_fields, again.n_fields);
	if (m->n_fields > 0)
		ck_assert_mem_eq(m->fields, again.fields,
				 m->n_fields * sizeof *m->fields);
}

/* What follows the block is compared as text: cases have no NUL there. */
static void
check_block(const MtMessage *m, MtSlice header, const char *notes,
	    const char *body)
{
	g_autofree char *text = notes_text(&m->notes);
	MtSlice rest = mt_source_look(source, 4096);

	ck_assert_uint_eq(m->header.n, header.n);
	ck_assert(mt_slice_eq(m->header, header));
	ck_assert_str_eq(text, notes);
	check_fields(m);
	ck_assert_uint_eq(rest.n, strlen(body));
	ck_assert_mem_eq(rest.p, body, rest.n);
}

#define IN(literal)                                                            \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static const struct {
	MtSlice in, header;
	const char *notes, *body;
} cases[] = {
	{IN("A: b\nC: d\n\nbody\n"), IN("A: b\nC: d\n"), "", "body\n"},
	{IN("A: b\r\nC: d\r\n\r\nbody\r\n"), IN("A: b\r\nC: d\r\n"), "",
	 "body\r\n"},
	{IN("A: b\rC: d\r\rbody\r"), IN("A: b\rC: d\r"), "", "body\r"},
	{IN("A: b\rC: d\n\nbody\n"), IN("A: b\rC: d\n"), "", "body\n"},
	{IN("A: b\r\r\nC: d\r\r\n\r\r\nbody"), IN("A: b\r\r\nC: d\r\r\n"), "",
	 "body"},
	{IN("A: b\n\r\nbody"), IN("A: b\n"), "", "body"},
	{IN("A: b\n\rc\n\nbody"), IN("A: b\n\rc\n"), "", "body"},
	{IN("A: b\n c\n\td\n\nbody"), IN("A: b\n c\n\td\n"), "", "body"},
	/* Nothing ends the block. */
	{IN("A: b\n"), IN("A: b\n"), "no-end", ""},
	{IN("A: b\r\n"), IN("A: b\r\n"), "no-end", ""},
	{IN("A: b\r"), IN("A: b\r"), "no-end", ""},
	{IN("A: b"), IN("A: b"), "no-end", ""},
	{IN("A: b\n c"), IN("A: b\n c"), "no-end", ""},
	{IN("A:"), IN("A:"), "no-end", ""},
	{IN("A: b\n\n"), IN("A: b\n"), "", ""},
	/* A line of white space ends it, or stands inside. */
	{IN("A: b\n \nbody"), IN("A: b\n"), "", "body"},
	{IN("A: b\n \t \r\nbody"), IN("A: b\n"), "", "body"},
	{IN("A: b\n \n\nbody"), IN("A: b\n"), "", "\nbody"},
	{IN("A: b\n \n"), IN("A: b\n"), "", ""},
	{IN("A: b\n "), IN("A: b\n "), "no-end", ""},
	{IN("A: b\n \nC: d\n\nbody"), IN("A: b\n \nC: d\n"),
	 "blank-line-inside", "body"},
	{IN("A: b\r\n\t\r\nC : d\r\n\r\nbody"), IN("A: b\r\n\t\r\nC : d\r\n"),
	 "blank-line-inside", "body"},
	{IN("A: b\r \rC: d\r\rbody"), IN("A: b\r \rC: d\r"),
	 "blank-line-inside", "body"},
	{IN("A: b\n \n c\n\nbody"), IN("A: b\n \n c\n"), "blank-line-inside",
	 "body"},
	{IN("A: b\n \n \nbody"), IN("A: b\n \n"), "blank-line-inside", "body"},
	{IN("A: b\n \n12: text\n"), IN("A: b\n"), "", "12: text\n"},
	{IN("A: b\n \nsome text: here\n"), IN("A: b\n"), "",
	 "some text: here\n"},
	/* Empty lines before it. */
	{IN("\nA: b\n\nbody"), IN("A: b\n"), "blank-line-inside", "body"},
	{IN("\r\n\r\nA: b\r\n\r\nbody"), IN("A: b\r\n"), "blank-line-inside",
	 "body"},
	{IN("\r\rA: b\r\rbody"), IN("A: b\r"), "blank-line-inside", "body"},
	{IN("\n\n\n\n\n\n\n\nA: b\n\nbody"), IN("A: b\n"), "blank-line-inside",
	 "body"},
	/* Lines that are no fields do not end it. */
	{IN(">From x\nA: b\n\nbody"), IN(">From x\nA: b\n"), "", "body"},
	{IN("A: b\nFrom c@d.example Fri Jul  8 12:08:34 2011\nE: f\n\nbody"),
	 IN("A: b\nFrom c@d.example Fri Jul  8 12:08:34 2011\nE: f\n"), "",
	 "body"},
	{IN("A: \0\xff\n\0\n\xc3\n\nbody"), IN("A: \0\xff\n\0\n\xc3\n"), "",
	 "body"},
	{IN(" leading\nA: b\n\nbody"), IN(" leading\nA: b\n"), "", "body"},
};

static const size_t chunks[] = {0, 1, 2, 3, 7};

START_TEST(reads_one_block)
{
	for (size_t i = 0; i < G_N_ELEMENTS(chunks); i++) {
		MtMessage m = {0};

		mt_source_open_memory(source, cases[_i].in, chunks[i]);
		ck_assert(mt_header_read(source, arena, &spare, true, &m));
		check_block(&m, cases[_i].header, cases[_i].notes,
			    cases[_i].body);
	}
}
END_TEST

static const MtSlice no_messages[] = {
	IN(""),
	IN("\n"),
	IN("\n\n\n\n\n\n\n\n\nA: b\n"), /* a line more than the limit */
	IN("Hello\n\nA: b\n"),
	IN("\n\nHello\n"),
	IN("\x7f"
	   "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0"),
	IN("2026-01-31T12:00:00 host: text\n"),
	IN("{\"mt\":1}\n"),
	IN(": a\n"),
	IN("A b: c\n"),
};

START_TEST(refuses_what_is_no_message)
{
	for (size_t i = 0; i < G_N_ELEMENTS(chunks); i++) {
		MtMessage m = {0};

		mt_source_open_memory(source, no_messages[_i], chunks[i]);
		ck_assert(!mt_header_read(source, arena, &spare, true, &m));
		mt_source_open_memory(source, no_messages[_i], chunks[i]);
		ck_assert(mt_header_read(source, arena, &spare, false, &m));
	}
}
END_TEST

START_TEST(places_notes)
{
	MtMessage m = {0};
	const MtNote *note;

	mt_source_open_memory(source, mt_slice_str("\r\nA: b\r\n  \r\nC: d"),
			      1);
	ck_assert(mt_header_read(source, arena, &spare, true, &m));
	ck_assert_uint_eq(m.offset, 2);
	note = notes_find(&m.notes, MT_NOTE_HEADER_BLANK_INSIDE);
	ck_assert_uint_eq(note->offset, 0);
	ck_assert_uint_eq(note->length, 2);
	ck_assert_uint_eq(m.notes.count, 3);
	note = notes_find(&m.notes, MT_NOTE_HEADER_NO_END);
	ck_assert_uint_eq(note->offset, 16);
	ck_assert_uint_eq(note->length, 0);
}
END_TEST

/* A block of many windows is the same as one of one window. */
START_TEST(reads_a_long_block)
{
	g_autoptr(GString) in = g_string_new(NULL);
	size_t header;

	for (int i = 0; i < 30000; i++)
		g_string_append_printf(in, "X-%d: %*s\r\n \r\n", i, i % 100,
				       "v");
	g_string_append(in, "Last: 1\r\n");
	header = in->len;
	g_string_append(in, "\r\nbody");
	for (size_t i = 0; i < G_N_ELEMENTS(chunks); i++) {
		MtMessage m = {0};

		mt_source_open_memory(source, mt_slice(in->str, in->len),
				      chunks[i] * 1000);
		ck_assert(mt_header_read(source, arena, &spare, true, &m));
		check_block(&m, mt_slice(in->str, header), "blank-line-inside",
			    "body");
		ck_assert_uint_eq(m.notes.count, 30000);
		mt_arena_reset(arena);
	}
}
END_TEST

/* A line end, a blank line or what decides on one falls anywhere in a window. */
START_TEST(reads_across_windows)
{
	static const char tail[] = "\r\n \r\n\t\r\nName: b\r\n\r\nbody";

	for (size_t n = 65536 - 40; n < 65536 + 10; n++) {
		g_autofree char *in = g_malloc(n + sizeof tail);
		MtMessage m = {0};

		memset(in, 'x', n);
		memcpy(in, "A: ", 3);
		memcpy(in + n, tail, sizeof tail);
		mt_source_open_memory(source, mt_slice(in, n + sizeof tail - 1),
				      0);
		ck_assert(mt_header_read(source, arena, &spare, true, &m));
		check_block(&m, mt_slice(in, n + 17), "blank-line-inside",
			    "body");
		mt_arena_reset(arena);
	}
}
END_TEST

START_TEST(searches_no_further_for_a_field)
{
	/* The first field at the last byte that is looked at, and behind. */
	for (size_t more = 0; more < 2; more++) {
		size_t n = MT_MAX_PREAMBLE - 2 + more;
		g_autofree char *in = g_malloc(n + 6);
		MtMessage m = {0};

		memset(in, '-', n);
		in[n - 1] = '\n';
		memcpy(in + n, "A: b\n", 6);
		mt_source_open_memory(source, mt_slice(in, n + 5), 0);
		ck_assert_int_eq(
			mt_header_read(source, arena, &spare, true, &m),
			more == 0);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("header");
	TCase *t = tcase_create("blocks");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, reads_one_block, 0, G_N_ELEMENTS(cases));
	tcase_add_loop_test(t, refuses_what_is_no_message, 0,
			    G_N_ELEMENTS(no_messages));
	tcase_add_test(t, places_notes);
	tcase_add_test(t, reads_a_long_block);
	tcase_add_test(t, reads_across_windows);
	tcase_add_test(t, searches_no_further_for_a_field);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
