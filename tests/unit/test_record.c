/* Every member of every kind, written and read back by its table. */
#include <check.h>
#include <jansson.h>
#include <stdlib.h>

#include "record/hop.h"
#include "record/pair.h"
#include "record/record.h"

static const MtSlice texts[] = {
	{"plain", 5},
	{"", 0},
	{"a\tb\nc\\d\0e", 9},
	{"caf\xe9", 4},
	{"gr\xc3\xbc\xc3\x9f, \xe2\x80\xae"
	 "x",
	 12},
};
static const MtCount counts[] = {
	{{"postfix", 7}, 12}, {{"a,b", 3}, 0}, {{"x=y", 3}, INT64_MAX}};
static const int64_t numbers[] = {0, 1, -1, INT64_MAX, -1500000, 76000000};
static const char *const addresses[] = {"192.0.2.1", "2001:db8::1"};

/* Objects in records, for the time of one test. */
static MtArena *made;

#define PICK(table, i) ((table)[(i) % G_N_ELEMENTS(table)])

static void set_member(char *data, const MtMember *m, size_t i);

static MtObjects
make_objects(const MtPart *part, size_t i)
{
	size_t n = 1 + i % 3;
	char *items =
		memset(mt_arena_take(made, n * part->size), 0, n * part->size);

	/* The first of several has no member at all. */
	for (size_t item = n > 1; item < n; item++)
		for (size_t row = 0; row < part->n; row++)
			set_member(items + item * part->size,
				   &part->members[row], i + row);
	return (MtObjects){.items = items, .n = n};
}

/* Give member `m` a value that depends on `i`. */
static void
set_member(char *data, const MtMember *m, size_t i)
{
	void *at = data + m->offset;

	switch (m->type) {
	case MT_MEMBER_TEXT:
		*(MtSlice *)at = PICK(texts, i);
		break;
	case MT_MEMBER_TEXTS:
		*(MtTexts *)at = (MtTexts){texts, 1 + i % 5};
		break;
	case MT_MEMBER_NUMBER:
	case MT_MEMBER_DECIMAL:
		*(MtNumber *)at = mt_number(PICK(numbers, i));
		break;
	case MT_MEMBER_TIME:
		*(MtInstant *)at = (MtInstant){1769860800250000, 2, true};
		break;
	case MT_MEMBER_ADDRESS: {
		MtSlice scope = ((MtIp *)at)->scope;

		mt_ip_parse(mt_slice_str(PICK(addresses, i)), at);
		((MtIp *)at)->scope = scope;
		break;
	}
	case MT_MEMBER_TRUE:
		*(bool *)at = true;
		break;
	case MT_MEMBER_COUNTS:
		*(MtCounts *)at = (MtCounts){counts, 1 + i % 3};
		break;
	case MT_MEMBER_OBJECTS:
		*(MtObjects *)at = make_objects(m->part, i);
		break;
	}
}

static void
assert_text(const json_t *root, MtSlice name, const json_t *value,
	    MtSlice expect)
{
	g_autofree char *base64_name =
		g_strdup_printf("%.*s_b64", (int)name.n, name.p);
	const json_t *base64 = json_object_get(root, base64_name);
	g_autofree guchar *bytes = NULL;
	gsize n;

	ck_assert(json_is_string(value));
	if (base64 == NULL) {
		ck_assert_uint_eq(json_string_length(value), expect.n);
		ck_assert_mem_eq(json_string_value(value), expect.p, expect.n);
		return;
	}
	bytes = g_base64_decode(json_string_value(base64), &n);
	ck_assert_uint_eq(n, expect.n);
	ck_assert_mem_eq(bytes, expect.p, expect.n);
}

static void assert_member(const json_t *root, const MtMember *m, size_t i);

static void
assert_objects(const json_t *value, const MtPart *part, size_t i)
{
	size_t n = 1 + i % 3;

	ck_assert_uint_eq(json_array_size(value), n);
	for (size_t item = 0; item < n; item++) {
		const json_t *object = json_array_get(value, item);

		ck_assert(json_is_object(object));
		if (item == 0 && n > 1)
			ck_assert_uint_eq(json_object_size(object), 0);
		else
			for (size_t row = 0; row < part->n; row++)
				assert_member(object, &part->members[row],
					      i + row);
	}
}

/* What jansson sees is what set_member() gave. */
static void
assert_member(const json_t *root, const MtMember *m, size_t i)
{
	const char *name = m->name.p;
	const json_t *value = json_object_get(root, name);

	ck_assert_msg(value != NULL, "%s is missing", name);
	switch (m->type) {
	case MT_MEMBER_TEXT:
		assert_text(root, m->name, value, PICK(texts, i));
		break;
	case MT_MEMBER_TEXTS:
		ck_assert_uint_eq(json_array_size(value), 1 + i % 5);
		break;
	case MT_MEMBER_NUMBER:
		ck_assert_int_eq(json_integer_value(value), PICK(numbers, i));
		break;
	case MT_MEMBER_DECIMAL:
		ck_assert_double_eq_tol(json_number_value(value),
					(double)PICK(numbers, i) / 1e6, 0.01);
		break;
	case MT_MEMBER_TIME:
		ck_assert_str_eq(json_string_value(value),
				 "2026-01-31T12:00:00.25Z");
		break;
	case MT_MEMBER_ADDRESS:
		ck_assert_str_eq(json_string_value(value), PICK(addresses, i));
		break;
	case MT_MEMBER_TRUE:
		ck_assert(json_is_true(value));
		break;
	case MT_MEMBER_COUNTS:
		ck_assert_uint_eq(json_object_size(value), 1 + i % 3);
		ck_assert_int_eq(
			json_integer_value(json_object_get(value, "postfix")),
			12);
		break;
	case MT_MEMBER_OBJECTS:
		assert_objects(value, m->part, i);
		break;
	}
}

/* What was read is written from its structs, not from its text. */
static void
forget_json(MtRecord *record)
{
	for (size_t row = 0; row < record->kind->n; row++) {
		const MtMember *m = &record->kind->members[row];

		if (m->type == MT_MEMBER_OBJECTS)
			((MtObjects *)((char *)record->data + m->offset))
				->json.p = NULL;
	}
}

/* Read the line back and write it again: the same bytes. */
static void
assert_reads_back(const MtRecordKind *kind, const MtBuf *line)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(GError) error = NULL;
	g_auto(MtBuf) again = {0};
	MtRecord record;

	ck_assert_msg(
		mt_record_read(mt_buf_slice(line), 1, arena, &record, &error),
		"%s", error == NULL ? "" : error->message);
	ck_assert_ptr_eq(record.kind, kind);
	ck_assert_uint_eq(record.n_foreign, 0);
	forget_json(&record);
	mt_record_pass_json(&again, &record);
	ck_assert(mt_slice_eq(mt_buf_slice(&again), mt_buf_slice(line)));
}

enum { KINDS = 16 };

/* Each member alone, with each of its values. */
START_TEST(each_member_alone)
{
	const MtRecordKind *kind = mt_record_kinds[_i];

	for (size_t row = 0; row < kind->n; row++) {
		for (size_t i = 0; i < 6; i++) {
			g_auto(MtBuf) out = {0};
			g_autofree char *data = g_malloc0(kind->size);
			json_auto_t *root = NULL;

			set_member(data, &kind->members[row], i);
			mt_record_add_json(&out, kind, data);
			root = json_loadb(out.p, out.n, JSON_ALLOW_NUL, NULL);
			ck_assert_ptr_nonnull(root);
			assert_member(root, &kind->members[row], i);
			assert_reads_back(kind, &out);
		}
	}
}
END_TEST

/* All together: no two members share bytes of the struct or a name. */
START_TEST(all_members_at_once)
{
	const MtRecordKind *kind = mt_record_kinds[_i];
	g_auto(MtBuf) out = {0};
	g_autofree char *data = g_malloc0(kind->size);
	json_auto_t *root = NULL;

	for (size_t row = 0; row < kind->n; row++)
		set_member(data, &kind->members[row], row);
	mt_record_add_json(&out, kind, data);
	root = json_loadb(out.p, out.n, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES,
			  NULL);
	ck_assert_ptr_nonnull(root);
	ck_assert_int_eq(json_integer_value(json_object_get(root, "mt")),
			 MT_RECORD_SCHEMA);
	ck_assert_str_eq(json_string_value(json_object_get(root, "kind")),
			 kind->name);
	for (size_t row = 0; row < kind->n; row++)
		assert_member(root, &kind->members[row], row);
	assert_reads_back(kind, &out);
}
END_TEST

START_TEST(nothing_known)
{
	const MtRecordKind *kind = mt_record_kinds[_i];
	g_auto(MtBuf) out = {0};
	g_autofree char *data = g_malloc0(kind->size);
	g_autofree char *expect =
		g_strdup_printf("{\"mt\":1,\"kind\":\"%s\"}\n", kind->name);

	mt_record_add_json(&out, kind, data);
	ck_assert(mt_slice_eq(mt_buf_slice(&out), mt_slice_str(expect)));
	assert_reads_back(kind, &out);
}
END_TEST

START_TEST(kinds_are_found_by_name)
{
	for (size_t i = 0; i < KINDS; i++)
		ck_assert_ptr_eq(mt_record_kind_find(mt_slice_str(
					 mt_record_kinds[i]->name)),
				 mt_record_kinds[i]);
	ck_assert_ptr_null(mt_record_kinds[KINDS]);
	ck_assert_ptr_null(mt_record_kind_find(MT_SLICE("ho")));
}
END_TEST

static size_t
count(MtSlice s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

START_TEST(tsv_is_rectangular)
{
	const MtRecordKind *kind = mt_record_kinds[_i];
	g_autofree char *data = g_malloc0(kind->size);

	for (size_t turn = 0; turn < 7; turn++) {
		g_auto(MtBuf) out = {0};

		mt_record_add_tsv_head(&out, kind);
		mt_record_add_tsv(&out, kind, data);
		ck_assert_uint_eq(count(mt_buf_slice(&out), '\n'), 2);
		ck_assert_uint_eq(count(mt_buf_slice(&out), '\t'),
				  2 * (kind->n - 1));
		for (size_t row = 0; row < kind->n; row++)
			set_member(data, &kind->members[row], row + turn);
	}
}
END_TEST

static void
make_arena(void)
{
	made = mt_arena_new();
}

static void
free_arena(void)
{
	mt_arena_free(made);
}

int
main(void)
{
	Suite *s = suite_create("record");
	TCase *t = tcase_create("tables");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, make_arena, free_arena);
	tcase_add_loop_test(t, each_member_alone, 0, KINDS);
	tcase_add_loop_test(t, all_members_at_once, 0, KINDS);
	tcase_add_loop_test(t, nothing_known, 0, KINDS);
	tcase_add_test(t, kinds_are_found_by_name);
	tcase_add_loop_test(t, tsv_is_rectangular, 0, KINDS);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
