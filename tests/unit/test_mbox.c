#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "input/reader.h"
#include "notes.h"

#define FROM "From a@b.example Fri Jul  8 12:08:34 2011"

static MtSource *source;
static MtArena *arena;
static MtReader reader;

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
	mt_reader_clear(&reader);
}

/* All messages as text: `[From_]header{notes}` each, line ends visible. */
static char *
read_all(MtSlice in, size_t chunk)
{
	GString *text = g_string_new(NULL);
	uint64_t ordinal = 0, offset = 0;
	MtMessage m;

	mt_source_open_memory(source, in, chunk);
	mt_reader_start(&reader);
	while (mt_reader_next(&reader, source, arena, &m)) {
		g_autofree char *notes = notes_text(&m.notes);

		ck_assert_uint_eq(m.ordinal, ++ordinal);
		ck_assert_uint_ge(m.offset, offset);
		ck_assert(m.header.n == 0 ||
			  memcmp(m.header.p, in.p + m.offset, m.header.n) == 0);
		offset = m.offset + m.header.n;
		if (m.from_line.p != NULL)
			g_string_append_printf(text, "[%.*s]",
					       (int)m.from_line.n,
					       m.from_line.p);
		g_string_append_len(text, m.header.p, (gssize)m.header.n);
		g_string_append_printf(text, "{%s}", notes);
	}
	return g_string_free(text, FALSE);
}

static const struct {
	const char *in, *out;
} cases[] = {
	/* Separators. */
	{FROM "\nA: b\n\nbody\n\n" FROM "\nC: d\n\nbody\n",
	 "[" FROM "]A: b\n{}[" FROM "]C: d\n{}"},
	{FROM "\r\nA: b\r\n\r\nbody\r\n\r\n" FROM "\r\nC: d\r\n\r\nbody\r\n",
	 "[" FROM "]A: b\r\n{}[" FROM "]C: d\r\n{}"},
	{FROM "\rA: b\r\rbody\r\r" FROM "\rC: d\r\rbody\r",
	 "[" FROM "]A: b\r{}[" FROM "]C: d\r{}"},
	{FROM "\nA: b\n\n" FROM "\nC: d\n\n" FROM "\nE: f\n",
	 "[" FROM "]A: b\n{}[" FROM "]C: d\n{}[" FROM "]E: f\n{no-end}"},
	{FROM "\nA: b\n\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]A: b\n{}[" FROM "]C: d\n{}"},
	{FROM "\nA: b\r\n\r\n\r\n" FROM "\nC: d\n\n",
	 "[" FROM "]A: b\r\n{}[" FROM "]C: d\n{}"},
	{"From \r\nA: b\r\n\r\nbody\r\n\r\nFrom \r\nC: d\r\n\r\n",
	 "[From ]A: b\r\n{}[From ]C: d\r\n{}"},
	/* Headers that hold little. */
	{FROM "\n\nbody\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]{}[" FROM "]C: d\n{}"},
	{FROM "\n\n" FROM "\n\n", "[" FROM "]{}[" FROM "]{}"},
	{FROM, "[" FROM "]{no-end}"},
	{FROM "\nonly text\n\nbody", "[" FROM "]only text\n{}"},
	{FROM "\n\nA: b\n\nbody", "[" FROM "]A: b\n{blank-line-inside}"},
	/* Text like From_ in bodies. */
	{FROM "\nA: b\n\nbody\n" FROM "\nC: d\n\n", "[" FROM "]A: b\n{}"},
	{FROM "\nA: b\n\nbody\n\nFrom now on\nC: d\n\n", "[" FROM "]A: b\n{}"},
	{FROM "\nA: b\n\nbody\n\n>" FROM "\nC: d\n\n", "[" FROM "]A: b\n{}"},
	{FROM "\nA: b\n\nFrom\n\nFrom \n\nFrom", "[" FROM "]A: b\n{}"},
	{FROM "\nA: b\n" FROM "\nC: d\n\n",
	 "[" FROM "]A: b\n" FROM "\nC: d\n{}"},
	/* The first line decides. */
	{"A: b\n\nbody\n\n" FROM "\nC: d\n\n", "A: b\n{}"},
	{"From me\nA: b\n\nbody\n\n" FROM "\nC: d\n\n",
	 "[From me]A: b\n{}[" FROM "]C: d\n{}"},
	{"From now on, all is text.\n\nA: b\n\n", ""},
	{"\n\n" FROM "\nA: b\n\n", "[" FROM "]A: b\n{blank-line-inside}"},
	{"\xef\xbb\xbf" FROM "\nA: b\n\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]A: b\n{bom}[" FROM "]C: d\n{}"},
	{"\xef\xbb\xbf"
	 "A: b\n\nbody",
	 "A: b\n{bom}"},
	{"\xef\xbb", ""},
	/* Content-Length. */
	{FROM "\nContent-Length: 5\n\nbody\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]Content-Length: 5\n{}[" FROM "]C: d\n{}"},
	{FROM "\ncontent-LENGTH: 5 \nA: b\n\nbody\n" FROM "\nC: d\n\n",
	 "[" FROM "]content-LENGTH: 5 \nA: b\n{}[" FROM "]C: d\n{}"},
	{FROM "\nContent-Length: 56\n\nbody\n\n" FROM "\nX: y\n\n" FROM
	      "\nC: d\n\n",
	 "[" FROM "]Content-Length: 56\n{content-length-wrong}[" FROM
	 "]X: y\n{}[" FROM "]C: d\n{}"},
	{FROM "\nContent-Length: 54\n\nbody\n\n" FROM "\nX: y\n\n" FROM
	      "\nC: d\n\n",
	 "[" FROM "]Content-Length: 54\n{}[" FROM "]C: d\n{}"},
	{FROM "\nContent-Length: 42\n\n" FROM "\n" FROM "\nC: d\n\n",
	 "[" FROM "]Content-Length: 42\n{}[" FROM "]C: d\n{}"},
	{FROM "\nContent-Length: 4\n\nbody", "[" FROM "]Content-Length: 4\n{}"},
	{FROM "\nContent-Length: 0\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]Content-Length: 0\n{}[" FROM "]C: d\n{}"},
	{FROM "\nContent-Length: 2\n\nbody\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]Content-Length: 2\n{content-length-wrong}[" FROM
	 "]C: d\n{}"},
	{FROM "\nContent-Length: 9\n\nbody\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]Content-Length: 9\n{content-length-wrong}[" FROM
	 "]C: d\n{}"},
	{FROM "\nContent-Length: 999\n\nbody\n\n" FROM "\nC: d\n\n",
	 "[" FROM "]Content-Length: 999\n{content-length-wrong}[" FROM
	 "]C: d\n{}"},
	{FROM "\nContent-Length: 99999999999999999999\n\nbody\n\n" FROM "\nC: "
	      "d\n\n",
	 "[" FROM "]Content-Length: 99999999999999999999\n"
	 "{content-length-wrong}[" FROM "]C: d\n{}"},
	{FROM "\nContent-Length: much\n\nbody",
	 "[" FROM "]Content-Length: much\n"
	 "{content-length-wrong}"},
};

static const size_t chunks[] = {0, 1, 2, 3, 7, 50};

START_TEST(separates_messages)
{
	for (size_t i = 0; i < G_N_ELEMENTS(chunks); i++) {
		g_autofree char *out =
			read_all(mt_slice_str(cases[_i].in), chunks[i]);

		ck_assert_str_eq(out, cases[_i].out);
	}
}
END_TEST

START_TEST(places_a_wrong_length)
{
	static const char in[] = FROM "\nContent-Length:  7\n\nbody";
	MtMessage m;
	const MtNote *note;

	mt_source_open_memory(source, mt_slice_str(in), 0);
	mt_reader_start(&reader);
	ck_assert(mt_reader_next(&reader, source, arena, &m));
	note = notes_find(&m.notes, MT_NOTE_CONTENT_LENGTH_WRONG);
	ck_assert_ptr_nonnull(note);
	ck_assert_uint_eq(note->offset, strlen(FROM "\nContent-Length:  "));
	ck_assert_uint_eq(note->length, 1);
}
END_TEST

/* A separator falls anywhere in the windows of a long body. */
START_TEST(reads_across_windows)
{
	static const char end[] = "\r\n\r\n" FROM "\r\nC: d\r\n\r\n";
	static const char begin[] = FROM "\r\nA: b\r\n\r\n";
	g_autofree char *in = g_malloc(600000);

	for (size_t n = 262144 - 60; n < 262144 + 20; n++) {
		g_autofree char *out = NULL;

		memset(in, 'x', n);
		memcpy(in, begin, sizeof begin - 1);
		memcpy(in + n, end, sizeof end);
		out = read_all(mt_slice(in, n + sizeof end - 1), 0);
		ck_assert_str_eq(out,
				 "[" FROM "]A: b\r\n{}[" FROM "]C: d\r\n{}");
	}
}
END_TEST

/* A From_ line in a body is believed when Content-Length leads too far on. */
START_TEST(has_a_limit)
{
	for (size_t more = 0; more < 2; more++) {
		g_autoptr(GString) in = g_string_new(FROM "\n");
		size_t n = MT_MAX_AHEAD + more, body;
		g_autofree char *out = NULL;

		g_string_append_printf(in, "Content-Length: %zu\n\n", n);
		body = in->len;
		g_string_append(in, FROM "\n\n");
		g_string_set_size(in, body + n - 1);
		memset(in->str + body + strlen(FROM "\n\n"), 'x',
		       n - 1 - strlen(FROM "\n\n"));
		g_string_append(in, "\n" FROM "\nC: d\n\n");
		out = read_all(mt_slice(in->str, in->len), 0);
		ck_assert_int_eq(strstr(out, "content-length-wrong") != NULL,
				 more == 1);
		ck_assert_int_eq(reader.ordinal, 2);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("mbox");
	TCase *t = tcase_create("messages");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, separates_messages, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, places_a_wrong_length);
	tcase_add_test(t, reads_across_windows);
	tcase_add_test(t, has_a_limit);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
