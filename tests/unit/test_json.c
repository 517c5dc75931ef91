/* JSON text out, and one line of it in. */
#include <check.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/json.h"
#include "base/jsonread.h"
#include "base/limits.h"

#define BYTES(literal)                                                         \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static void
assert_wrote(const MtBuf *out, const char *expect)
{
	ck_assert_uint_eq(out->n, strlen(expect));
	ck_assert_mem_eq(out->p, expect, out->n);
}

static const struct {
	MtSlice bytes;
	const char *text;
} base64[] = {
	{BYTES(""), "\"\""},
	{BYTES("f"), "\"Zg==\""},
	{BYTES("fo"), "\"Zm8=\""},
	{BYTES("foo"), "\"Zm9v\""},
	{BYTES("foob"), "\"Zm9vYg==\""},
	{BYTES("\xff\0\xfe"), "\"/wD+\""},
};

START_TEST(base64_there_and_back)
{
	g_auto(MtBuf) out = {0};
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSlice back;

	mt_json_add_base64(&out, base64[_i].bytes);
	assert_wrote(&out, base64[_i].text);
	ck_assert(mt_json_read_base64(mt_slice(out.p + 1, out.n - 2), arena,
				      &back));
	ck_assert(mt_slice_eq(back, base64[_i].bytes));
}
END_TEST

static const char *const not_base64[] = {
	"Z",     "Zg",       "Zg=",       "Z===", "====",
	"Zm9v=", "Zm 9v===", "Zm\n9vYg=", "Zg=a",
};

START_TEST(other_text_is_not_base64)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtSlice back;

	ck_assert(!mt_json_read_base64(mt_slice_str(not_base64[_i]), arena,
				       &back));
}
END_TEST

static const struct {
	int64_t us;
	const char *text;
} seconds[] = {
	{0, "0"},
	{76000000, "76"},
	{-250000, "-0.25"},
	{1, "0.000001"},
	{-1, "-0.000001"},
	{1500000, "1.5"},
	{100000, "0.1"},
	{-61010010, "-61.01001"},
	{INT64_MAX, "9223372036854.775807"},
	{-INT64_MAX, "-9223372036854.775807"},
};

START_TEST(seconds_there_and_back)
{
	g_auto(MtBuf) out = {0};
	int64_t back;

	mt_buf_end(&out, mt_put_seconds(mt_buf_room(&out, MT_SECONDS_ROOM),
					seconds[_i].us));
	assert_wrote(&out, seconds[_i].text);
	ck_assert(mt_json_read_seconds(mt_buf_slice(&out), &back));
	ck_assert_int_eq(back, seconds[_i].us);
}
END_TEST

static const struct {
	const char *text;
	bool good;
	int64_t us;
} others[] = {
	{"1.5e1", true, 15000000},
	{"25E-2", true, 250000},
	{"0.1234569", true, 123456},
	{"-0", true, 0},
	{"1e300", false, 0},
	{"9223372036855", false, 0},
	{"99999999999999999999", false, 0},
	{"", false, 0},
	{"-", false, 0},
	{".5", false, 0},
	{"5.", false, 0},
	{"1.x", false, 0},
	{"x", false, 0},
	{"true", false, 0},
	{"1.0000000x", false, 0},
};

START_TEST(seconds_of_other_writers)
{
	int64_t us = 0;

	ck_assert(mt_json_read_seconds(mt_slice_str(others[_i].text), &us) ==
		  others[_i].good);
	ck_assert_int_eq(us, others[_i].us);
}
END_TEST

static const struct {
	MtSlice line;
	const char *error; /* NULL: read */
} lines[] = {
	{BYTES("{}"), NULL},
	{BYTES(" {\"a\" : [1, {\"b\":\"}\"}]}\r\n"), NULL},
	{BYTES("{\"a\":\"x\\u0000y\"}"), NULL},
	{BYTES(""), "line 7: not a record: '[' or '{' expected"},
	{BYTES("{\"a\":1,\"a\":2}"),
	 "line 7: not a record: duplicate object key"},
	{BYTES("[1]"), "line 7: not a record: an array, not an object"},
	{BYTES("{\"a\":1} {"), "line 7: not a record: end of file expected"},
	{BYTES("{\"a\":\n1}\n"), "line 7: not a record: a line end inside"},
	{BYTES("{\"a\":1"), "line 7: not a record: '}' expected"},
	{BYTES("{\"a\0\":1}"), "line 7: not a record: control character 0x0"},
	{BYTES("{\"\x1b[2J\":1}"),
	 "line 7: not a record: control character 0x1b"},
	{BYTES("{\"a\":\"\xff\"}"),
	 "line 7: not a record: unable to decode byte 0xff"},
	{BYTES("{\"a\":1e999}"), "line 7: not a record: real number overflow"},
};

START_TEST(lines_are_read_or_refused)
{
	g_autoptr(GError) error = NULL;
	json_auto_t *root = mt_json_read(lines[_i].line, 7, &error);

	if (lines[_i].error == NULL) {
		ck_assert_ptr_nonnull(root);
		return;
	}
	ck_assert_ptr_null(root);
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_FORMAT));
	ck_assert_str_eq(error->message, lines[_i].error);
}
END_TEST

/* A line of the limit is read, one byte more is not looked at. */
START_TEST(line_length_is_limited)
{
	g_autofree char *line = g_malloc(MT_MAX_RECORD + 1);
	g_autoptr(GError) error = NULL;
	json_auto_t *root = NULL, *longer = NULL;

	memset(line, ' ', MT_MAX_RECORD + 1);
	line[0] = '{';
	line[1] = '}';
	root = mt_json_read(mt_slice(line, MT_MAX_RECORD), 1, &error);
	ck_assert_ptr_nonnull(root);
	longer = mt_json_read(mt_slice(line, MT_MAX_RECORD + 1), 1, &error);
	ck_assert_ptr_null(longer);
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_LIMIT));
}
END_TEST

/* `{"a":[1,1,...]}` with `n` values: the object, the array, and ones. */
static char *
line_of_values(size_t n)
{
	GString *line = g_string_new("{\"a\":[1");

	for (size_t i = 3; i < n; i++)
		g_string_append(line, ",1");
	g_string_append(line, "]}");
	return g_string_free(line, FALSE);
}

START_TEST(values_are_limited)
{
	g_autofree char *line = line_of_values(MT_MAX_VALUES);
	g_autofree char *longer = line_of_values(MT_MAX_VALUES + 1);
	g_autoptr(GError) error = NULL;
	json_auto_t *root = mt_json_read(mt_slice_str(line), 1, &error);
	json_auto_t *none = mt_json_read(mt_slice_str(longer), 1, &error);

	ck_assert_ptr_nonnull(root);
	ck_assert_ptr_null(none);
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_LIMIT));
}
END_TEST

/* Commas in a text are no values. */
START_TEST(long_text_is_one_value)
{
	GString *line = g_string_new("{\"a\":\"\\\"");
	json_auto_t *root = NULL;

	for (size_t i = 0; i <= MT_MAX_VALUES; i++)
		g_string_append_c(line, ',');
	g_string_append(line, "\"}");
	root = mt_json_read(mt_slice(line->str, line->len), 1, NULL);
	ck_assert_ptr_nonnull(root);
	g_string_free(line, TRUE);
}
END_TEST

/* Jansson has a limit of its own, and no stack overflows before it. */
START_TEST(nesting_is_limited)
{
	g_autofree char *deep = g_strnfill(100000, '[');
	g_autoptr(GError) error = NULL;
	json_auto_t *root = mt_json_read(mt_slice_str(deep), 1, &error);

	ck_assert_ptr_null(root);
	ck_assert_str_eq(error->message,
			 "line 1: not a record: maximum parsing depth reached");
}
END_TEST

START_TEST(members_are_cut_as_written)
{
	static const char *const expect[][2] = {
		{"\"a\"", "1.10"},
		{"\"b\\\"c\"", "\"},{\\\\\""},
		{"\"d\"", "[1, {\"x\":\"]\"}, []]"},
		{"\"e\"", "{\"f\":{}}"},
		{"\"\"", "null"},
	};
	MtSlice rest = MT_SLICE(" { \"a\" :1.10 , \"b\\\"c\":\"},{\\\\\",\"d\":"
				"[1, {\"x\":\"]\"}, []] ,\"e\":{\"f\":{}},"
				"\"\":null }\n");
	json_auto_t *root = mt_json_read(rest, 1, NULL);
	MtSlice name, value;
	size_t n = 0;

	ck_assert_ptr_nonnull(root);
	for (; mt_json_next_member(&rest, &name, &value); n++) {
		ck_assert_uint_lt(n, G_N_ELEMENTS(expect));
		ck_assert(mt_slice_eq(name, mt_slice_str(expect[n][0])));
		ck_assert(mt_slice_eq(value, mt_slice_str(expect[n][1])));
	}
	ck_assert_uint_eq(n, json_object_size(root));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("json");
	TCase *t = tcase_create("text");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, base64_there_and_back, 0, G_N_ELEMENTS(base64));
	tcase_add_loop_test(t, other_text_is_not_base64, 0,
			    G_N_ELEMENTS(not_base64));
	tcase_add_loop_test(t, seconds_there_and_back, 0,
			    G_N_ELEMENTS(seconds));
	tcase_add_loop_test(t, seconds_of_other_writers, 0,
			    G_N_ELEMENTS(others));
	tcase_add_loop_test(t, lines_are_read_or_refused, 0,
			    G_N_ELEMENTS(lines));
	tcase_add_test(t, line_length_is_limited);
	tcase_add_test(t, values_are_limited);
	tcase_add_test(t, long_text_is_one_value);
	tcase_add_test(t, nesting_is_limited);
	tcase_add_test(t, members_are_cut_as_written);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
