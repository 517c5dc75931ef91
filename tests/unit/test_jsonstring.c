/* Text as a JSON string: what is escaped, and that nothing else is changed. */
#include <check.h>
#include <stdlib.h>

#include "base/json.h"

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
	MtSlice in;
	const char *out;
	bool exact;
} strings[] = {
	{BYTES(""), "\"\"", true},
	{BYTES("plain text of more than eight bytes"),
	 "\"plain text of more than eight bytes\"", true},
	{BYTES("1234567\"9"), "\"1234567\\\"9\"", true},
	{BYTES("12345678\\"), "\"12345678\\\\\"", true},
	{BYTES("\b\t\n\v\f\r"), "\"\\b\\t\\n\\u000b\\f\\r\"", true},
	{BYTES("a\0b"), "\"a\\u0000b\"", true},
	{BYTES("\x1b[31m\x7f"), "\"\\u001b[31m\\u007f\"", true},
	{BYTES("gr\xc3\xbc\xc3\x9f dich"), "\"gr\xc3\xbc\xc3\x9f dich\"", true},
	{BYTES("\xe2\x80\xa8\xe2\x80\xae"), "\"\\u2028\\u202e\"", true},
	{BYTES("\xc2\x9b"), "\"\\u009b\"", true},
	{BYTES("\xf3\xa0\x81\x81"), "\"\\udb40\\udc41\"", true},
	{BYTES("\xf0\x9f\x98\x80"), "\"\xf0\x9f\x98\x80\"", true},
	{BYTES("caf\xe9"), "\"caf\xef\xbf\xbd\"", false},
	{BYTES("\xe2\x82"), "\"\xef\xbf\xbd\xef\xbf\xbd\"", false},
	{BYTES("\xff\xff\xff\xff\xff\xff\xff\xff"
	       "a"),
	 "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
	 "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
	 "a\"",
	 false},
};

#define PADDING "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* What is not copied as it is, and what looks like it. */
static const struct {
	MtSlice in;
	const char *out;
} escapes[] = {
	{BYTES("\""), "\\\""},
	{BYTES("\\"), "\\\\"},
	{BYTES("\b"), "\\b"},
	{BYTES("\t"), "\\t"},
	{BYTES("\n"), "\\n"},
	{BYTES("\f"), "\\f"},
	{BYTES("\r"), "\\r"},
	{BYTES("\x7f"), "\\u007f"},
	{BYTES(" "), " "},
	{BYTES("~"), "~"},
	{BYTES("\xc3\xbc"), "\xc3\xbc"},
	{BYTES("\xc2\x9b"), "\\u009b"},
	{BYTES("\xe2\x82\xac"), "\xe2\x82\xac"},
	{BYTES("\xe2\x80\xae"), "\\u202e"},
	{BYTES("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80"},
	{BYTES("\xf3\xa0\x81\x81"), "\\udb40\\udc41"},
	/* Not UTF-8: alone, cut, overlong, a surrogate, out of range. */
	{BYTES("\x80"), "\xef\xbf\xbd"},
	{BYTES("\xff"), "\xef\xbf\xbd"},
	{BYTES("\xc3"), "\xef\xbf\xbd"},
	{BYTES("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd"},
	{BYTES("\xf0\x9f\x98"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	{BYTES("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd"},
	{BYTES("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	{BYTES("\xf4\x90\x80\x80"),
	 "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	{BYTES("\xc3\xbc\xc3"), "\xc3\xbc\xef\xbf\xbd"},
};

START_TEST(strings_are_escaped)
{
	g_auto(MtBuf) out = {0};

	ck_assert(mt_json_add_string(&out, strings[_i].in) ==
		  strings[_i].exact);
	assert_wrote(&out, strings[_i].out);
}
END_TEST

/* `n` bytes of which the ones at `place` are those of `special`, in memory of
 * just that size: what is read beyond its end is seen by ASan. */
static bool
is_escaped_at(MtSlice special, const char *escaped, size_t n, size_t place)
{
	g_autofree char *text = g_malloc(n);
	g_autofree char *expect =
		g_strdup_printf("\"%.*s%s%.*s\"", (int)place, PADDING, escaped,
				(int)(n - special.n - place), PADDING);
	bool exact = strstr(escaped, "\xef\xbf\xbd") == NULL;
	g_auto(MtBuf) out = {0};

	memset(text, 'a', n);
	memcpy(text + place, special.p, special.n);
	return mt_json_add_string(&out, mt_slice(text, n)) == exact &&
	       mt_slice_eq(mt_buf_slice(&out), mt_slice_str(expect));
}

/* Whatever its place among the bytes that are looked at together, and whatever
 * the length of the text decides on how it is copied. */
static void
assert_escaped(MtSlice special, const char *escaped)
{
	for (size_t n = special.n; n < sizeof PADDING; n++) {
		bool right = true;

		for (size_t place = 0; place + special.n <= n; place++)
			right = right &&
				is_escaped_at(special, escaped, n, place);
		/* Once for a length: Check writes down each assertion. */
		ck_assert_msg(right, "%s in %zu bytes", escaped, n);
	}
}

START_TEST(every_escape_at_every_place)
{
	assert_escaped(escapes[_i].in, escapes[_i].out);
}
END_TEST

START_TEST(every_control_character_at_every_place)
{
	char byte = (char)_i;
	g_autofree char *escaped = g_strdup_printf("\\u%04x", (unsigned)_i);

	/* The others have letters: see above. */
	if (byte < '\b' || byte > '\r' || byte == '\v')
		assert_escaped(mt_slice(&byte, 1), escaped);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("jsonstring");
	TCase *t = tcase_create("strings");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, strings_are_escaped, 0, G_N_ELEMENTS(strings));
	tcase_add_loop_test(t, every_escape_at_every_place, 0,
			    G_N_ELEMENTS(escapes));
	tcase_add_loop_test(t, every_control_character_at_every_place, 0, 32);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
