#include <check.h>
#include <stdlib.h>

#include "base/limits.h"
#include "mime/fields.h"
#include "notes.h"

static MtArena *arena;

static void
setup(void)
{
	arena = mt_arena_new();
}

static void
teardown(void)
{
	mt_arena_free(arena);
}

static MtFields
split(MtSlice header)
{
	MtMessage m = {.header = header, .offset = 1000};
	MtFields f;

	mt_message_find_fields(&m, arena);
	mt_fields_split(&m, arena, &f);
	return f;
}

#define IN(literal)                                                            \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

/* out: `name=value` of each field, the value unfolded, `|` behind each. */
static const struct {
	MtSlice in;
	const char *out, *notes;
} cases[] = {
	{IN(""), "", ""},
	{IN("A: b\n"), "A= b|", ""},
	{IN("A: b"), "A= b|", ""},
	{IN("A: b\r\nCc:d\r\n"), "A= b|Cc=d|", ""},
	{IN("A: b\rC: d\r"), "A= b|C= d|", "bare-cr"},
	{IN("A: b\rC: d\nE: f\r\nG: h"), "A= b|C= d|E= f|G= h|", "bare-cr"},
	{IN("A:\nB: \n"), "A=|B= |", ""},
	{IN("A: b\n c\n\td\nE: f\n"), "A= b  c  d|E= f|", ""},
	/* Built with explicit tabs turned to what unfolding leaves. */
	{IN("A: b\r\n c\r\nE: f\r\n"), "A= b   c|E= f|", ""},
	{IN("A:\r\n b\r\n"), "A=   b|", ""},
	{IN("A: b\n \n c\nE: f\n"), "A= b    c|E= f|", ""},
	/* Names. */
	{IN("X-Y_z.1: b\n"), "X-Y_z.1= b|", ""},
	{IN("A : b\nC\t: d\n"), "A= b|C= d|", "space-before-colon"},
	{IN("A:b:c\n"), "A=b:c|", ""},
	{IN("\xc3\xa4: b\n"), "\xc3\xa4= b|", "8bit"},
	{IN("no field\nA: b\n"), "=no field|A= b|", "no-colon"},
	{IN("no field\n: fold\nA: b\n"), "=no field|=: fold|A= b|", "no-colon"},
	{IN("From a@b.example Fri Jul  8 12:08:34 2011\nA: b\n"),
	 "=From a@b.example Fri Jul  8 12:08:34 2011|A= b|", "no-colon"},
	{IN("no field\n folded: x\nA: b\n"), "=no field  folded: x|A= b|",
	 "no-colon"},
	{IN(" lead: x\nA: b\n"), "= lead: x|A= b|", "leading-fold"},
	{IN(" lead\n more\nA: b\n"), "= lead  more|A= b|", "leading-fold"},
	/* Bytes. */
	{IN("A: \0b\n"), "A= ?b|", "nul"},
	{IN("A\0: b\n"), "=A?: b|", "no-colon nul"},
	{IN("A: \xe9 and \xff\n"), "A= \xe9 and \xff|", "8bit"},
	{IN("A: b\rc\nD: e\n"), "A= b|=c|D= e|", "no-colon bare-cr"},
	{IN("A: b\nC: d\re\nF: g\n"), "A= b|C= d e|F= g|", "bare-cr"},
	{IN("A: b\r\r\nC: d\r\r\n"), "A= b|C= d|", "bare-cr"},
	{IN("A: b\r"), "A= b|", "bare-cr"},
};

static char *
fields_text(const MtFields *f)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i < f->n; i++) {
		MtSlice value = mt_field_unfold(&f->fields[i], arena);

		g_string_append_len(text, f->fields[i].name.p,
				    (gssize)f->fields[i].name.n);
		g_string_append_c(text, '=');
		g_string_append_len(text, value.p, (gssize)value.n);
		g_string_append_c(text, '|');
	}
	for (size_t i = 0; i < text->len; i++) {
		if (text->str[i] == '\0')
			text->str[i] = '?';
		if (text->str[i] == '\t')
			text->str[i] = ' ';
	}
	return g_string_free(text, FALSE);
}

START_TEST(splits)
{
	MtFields f = split(cases[_i].in);
	g_autofree char *text = fields_text(&f);
	g_autofree char *notes = notes_text(&f.notes);
	uint64_t offset = 1000;

	ck_assert_str_eq(text, cases[_i].out);
	ck_assert_str_eq(notes, cases[_i].notes);
	for (size_t i = 0; i < f.n; i++) {
		ck_assert_uint_eq(f.fields[i].offset, offset);
		ck_assert_uint_eq(f.fields[i].length, f.fields[i].raw.n);
		offset += f.fields[i].length;
	}
	ck_assert_uint_eq(offset, 1000 + cases[_i].in.n);
}
END_TEST

static const struct {
	MtSlice in;
	MtNoteKind kind;
	size_t offset, length;
} places[] = {
	{IN("A: b\nno field\n"), MT_NOTE_HEADER_NO_COLON, 5, 9},
	{IN(" lead\nA: b\n"), MT_NOTE_HEADER_LEADING_FOLD, 0, 6},
	{IN("A: b\nC \t: d\n"), MT_NOTE_HEADER_NAME_SPACE, 6, 2},
	{IN("A: b\nC: \0\0\n"), MT_NOTE_HEADER_NUL, 8, 1},
	{IN("A: 0123456789012345678901234567890123456\xe9\n"),
	 MT_NOTE_HEADER_8BIT, 40, 1},
	{IN("A: b\r\nC: d\re\r\n"), MT_NOTE_HEADER_BARE_CR, 10, 1},
};

START_TEST(places_notes)
{
	MtFields f = split(places[_i].in);
	const MtNote *note = notes_find(&f.notes, places[_i].kind);

	ck_assert_ptr_nonnull(note);
	ck_assert_uint_eq(note->offset, 1000 + places[_i].offset);
	ck_assert_uint_eq(note->length, places[_i].length);
}
END_TEST

START_TEST(finds_fields)
{
	static const MtSlice in = IN("Received: 1\nA: b\nRECEIVED: 2\n"
				     "received : 3\nReceive: 4\n");
	MtSlice name = MT_SLICE("Received");
	MtFields f = split(in);
	size_t found[3], n = 0;

	for (size_t i = 0; i <= f.n; i++) {
		const MtField *field = mt_fields_find(&f, name, i);

		if (field == NULL)
			break;
		i = (size_t)(field - f.fields);
		found[n++] = i;
	}
	ck_assert_uint_eq(n, 3);
	ck_assert_uint_eq(found[0], 0);
	ck_assert_uint_eq(found[1], 2);
	ck_assert_uint_eq(found[2], 3);
}
END_TEST

/* Names that are asked for, in any case, and what is nearly one. */
START_TEST(known_names)
{
	static const struct {
		MtSlice name;
		MtFieldName known;
	} names[] = {
		{IN("Received"), MT_FIELD_RECEIVED},
		{IN("rEcEiVeD"), MT_FIELD_RECEIVED},
		{IN("X-Received"), MT_FIELD_X_RECEIVED},
		{IN("Return-Path"), MT_FIELD_RETURN_PATH},
		{IN("Resent-From"), MT_FIELD_RESENT},
		{IN("RESENT-anything-at-all"), MT_FIELD_RESENT},
		{IN("from"), MT_FIELD_FROM},
		{IN("To"), MT_FIELD_TO},
		{IN("DATE"), MT_FIELD_DATE},
		{IN("Subject"), MT_FIELD_SUBJECT},
		{IN("Message-Id"), MT_FIELD_MESSAGE_ID},
		{IN("Resent-"), MT_FIELD_OTHER},
		{IN("Reseived"), MT_FIELD_OTHER},
		{IN("Received-"), MT_FIELD_OTHER},
		{IN("Frpm"), MT_FIELD_OTHER},
		{IN(""), MT_FIELD_OTHER},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		ck_assert_int_eq(mt_field_name(names[i].name), names[i].known);
}
END_TEST

START_TEST(first_of_a_name)
{
	static const MtSlice in = IN("A: b\nto: 1\nTo: 2\n");
	MtFields f = split(in);

	ck_assert_ptr_eq(f.first[MT_FIELD_TO], &f.fields[1]);
	ck_assert_uint_eq(f.count[MT_FIELD_TO], 2);
	ck_assert_ptr_null(f.first[MT_FIELD_FROM]);
	ck_assert_uint_eq(f.count[MT_FIELD_FROM], 0);
}
END_TEST

START_TEST(unfolds_in_place)
{
	static const MtSlice in = IN("A: b\r\n c\nD: e\n");
	MtFields f = split(in);
	MtSlice value = mt_field_unfold(&f.fields[0], arena);

	ck_assert_uint_eq(value.n, f.fields[0].value.n);
	ck_assert_ptr_ne(value.p, f.fields[0].value.p);
	ck_assert(mt_slice_eq(value, MT_SLICE(" b   c")));
	ck_assert_ptr_eq(mt_field_unfold(&f.fields[1], arena).p,
			 f.fields[1].value.p);
}
END_TEST

/* Notes of the message come first; its own list is left alone. */
START_TEST(keeps_earlier_notes)
{
	MtMessage m = {.header = MT_SLICE("A : \0\n")};
	g_autofree char *notes = NULL, *before = NULL;
	MtFields f;

	mt_note_add(&m.notes, arena, MT_NOTE_HEADER_NO_END, 6, 0);
	mt_note_add(&m.notes, arena, MT_NOTE_HEADER_NO_END, 6, 0);
	mt_message_find_fields(&m, arena);
	mt_fields_split(&m, arena, &f);
	notes = notes_text(&f.notes);
	before = notes_text(&m.notes);
	ck_assert_str_eq(notes, "no-end space-before-colon nul");
	ck_assert_uint_eq(f.notes.count, 4);
	ck_assert_str_eq(before, "no-end");
}
END_TEST

/* Bytes that a limit left out count for the field that they belong to. */
START_TEST(counts_gaps)
{
	const MtGap gaps[] = {{4, 100}, {14, 50}};
	MtMessage m = {.header = MT_SLICE("A: b\nC: d\nE: f"),
		       .offset = 10,
		       .gaps = gaps,
		       .n_gaps = 2};
	MtFields f;

	mt_message_find_fields(&m, arena);
	mt_fields_split(&m, arena, &f);
	ck_assert_uint_eq(f.n, 3);
	ck_assert_uint_eq(f.fields[0].offset, 10);
	ck_assert_uint_eq(f.fields[0].length, 105);
	ck_assert_uint_eq(f.fields[1].offset, 115);
	ck_assert_uint_eq(f.fields[1].length, 5);
	ck_assert_uint_eq(f.fields[2].offset, 120);
	ck_assert_uint_eq(f.fields[2].length, 54);
	ck_assert_uint_eq(mt_message_offset(&m, f.fields[2].value.p), 122);
}
END_TEST

START_TEST(has_a_limit)
{
	static const char field[3] = {'A', ':', '\n'};

	for (size_t more = 0; more < 2; more++) {
		size_t n = MT_MAX_FIELDS + more;
		g_autofree char *in = g_malloc(n * 3);
		const MtNote *note;
		MtFields f;

		for (size_t i = 0; i < n; i++)
			memcpy(in + i * 3, field, sizeof field);
		f = split(mt_slice(in, n * 3));
		note = notes_find(&f.notes, MT_NOTE_TOO_MANY_FIELDS);
		ck_assert_uint_eq(f.n, MT_MAX_FIELDS);
		ck_assert_int_eq(note != NULL, more == 1);
		if (note != NULL) {
			ck_assert_uint_eq(note->offset,
					  1000 + MT_MAX_FIELDS * 3);
			ck_assert_uint_eq(note->length, 3);
		}
		mt_arena_reset(arena);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("fields");
	TCase *t = tcase_create("split");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, splits, 0, G_N_ELEMENTS(cases));
	tcase_add_loop_test(t, places_notes, 0, G_N_ELEMENTS(places));
	tcase_add_test(t, finds_fields);
	tcase_add_test(t, known_names);
	tcase_add_test(t, first_of_a_name);
	tcase_add_test(t, unfolds_in_place);
	tcase_add_test(t, keeps_earlier_notes);
	tcase_add_test(t, counts_gaps);
	tcase_add_test(t, has_a_limit);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
