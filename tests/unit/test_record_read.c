/* Lines of other writers: what is taken, passed on or refused. */
#include <check.h>
#include <stdlib.h>

#include "base/error.h"
#include "record/record.h"

static const struct {
	const char *in, *out;
} passed[] = {
	/* unknown members keep their text and order, behind the known ones */
	{"{\"mt\":1,\"kind\":\"clock\",\"x\":1.10,\"host\":\"a\","
	 "\"y\\u0041\":[ {}, null ] ,\"x_b64\":\"?\"}",
	 "{\"mt\":1,\"kind\":\"clock\",\"host\":\"a\",\"x\":1.10,"
	 "\"y\\u0041\":[ {}, null ],\"x_b64\":\"?\"}\n"},
	/* any order, any spacing, null and false as absent */
	{" {\"n\" : 3 , \"offset_s\":-1.50,\"method\":null,\"mt\":1,"
	 "\"kind\":\"clock\"}\r\n",
	 "{\"mt\":1,\"kind\":\"clock\",\"offset_s\":-1.5,\"n\":3}\n"},
	{"{\"mt\":1,\"kind\":\"hop\",\"pull\":false,\"tls\":true}",
	 "{\"mt\":1,\"kind\":\"hop\",\"tls\":true}\n"},
	/* base64 wins, on whichever side it stands */
	{"{\"mt\":1,\"kind\":\"hop\",\"helo_b64\":\"/w==\",\"helo\":\"?\"}",
	 "{\"mt\":1,\"kind\":\"hop\",\"helo\":\"\xef\xbf\xbd\","
	 "\"helo_b64\":\"/w==\"}\n"},
	{"{\"mt\":1,\"kind\":\"hop\",\"for_all\":[\"a\",\"b\"],"
	 "\"for_all_b64\":[\"YQ==\",\"/w==\"]}",
	 "{\"mt\":1,\"kind\":\"hop\",\"for_all\":[\"a\",\"\xef\xbf\xbd\"],"
	 "\"for_all_b64\":[\"YQ==\",\"/w==\"]}\n"},
	/* only text has base64: of other members it is just a name */
	{"{\"mt\":1,\"kind\":\"hop\",\"port_b64\":1,\"port\":25}",
	 "{\"mt\":1,\"kind\":\"hop\",\"port\":25,\"port_b64\":1}\n"},
	{"{\"mt\":1,\"kind\":\"hop\",\"helo_B64\":1,\"_b64\":2,\"64\":3}",
	 "{\"mt\":1,\"kind\":\"hop\",\"helo_B64\":1,\"_b64\":2,\"64\":3}\n"},
	/* objects pass through as they stand, unknown members included */
	{"{\"mt\":1,\"kind\":\"finding\",\"evidence\":[ {\"x\":[1]}, "
	 "{\"text\":\"],}\"} ] ,\"rule\":\"r\"}",
	 "{\"mt\":1,\"kind\":\"finding\",\"rule\":\"r\","
	 "\"evidence\":[ {\"x\":[1]}, {\"text\":\"],}\"} ]}\n"},
	{"{\"mt\":1,\"kind\":\"finding\",\"evidence\":[]}",
	 "{\"mt\":1,\"kind\":\"finding\"}\n"},
	/* the scope may come before its address */
	{"{\"mt\":1,\"kind\":\"hop\",\"ip_scope\":\"6\",\"ip\":\"fe80::1\"}",
	 "{\"mt\":1,\"kind\":\"hop\",\"ip\":\"fe80::1\",\"ip_scope\":\"6\"}"
	 "\n"},
};

START_TEST(foreign_members_are_passed_on)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(GError) error = NULL;
	g_auto(MtBuf) out = {0};
	MtRecord record;

	ck_assert_msg(mt_record_read(mt_slice_str(passed[_i].in), 1, arena,
				     &record, &error),
		      "%s", error == NULL ? "" : error->message);
	mt_record_pass_json(&out, &record);
	mt_buf_add_char(&out, '\0');
	ck_assert_str_eq(out.p, passed[_i].out);
}
END_TEST

START_TEST(an_unknown_kind_is_no_error)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtRecord record;

	ck_assert(mt_record_read(MT_SLICE("{\"mt\":1,\"kind\":\"tea\"}"), 1,
				 arena, &record, NULL));
	ck_assert_ptr_null(record.kind);
	ck_assert_ptr_null(record.data);
}
END_TEST

#define HOP "{\"mt\":1,\"kind\":\"hop\","
#define FINDING "{\"mt\":1,\"kind\":\"finding\","
#define WRONG(name)                                                            \
	"line 9: member " name " is not what mailtrace-record(5) says"

static const struct {
	const char *line, *error;
} refused[] = {
	{"", "line 9: not a record: '[' or '{' expected"},
	{"{}", "line 9: not a record: no \"mt\" and \"kind\""},
	{"{\"mt\":1}", "line 9: not a record: no \"mt\" and \"kind\""},
	{"{\"kind\":\"hop\"}", "line 9: not a record: no \"mt\" and \"kind\""},
	{"{\"mt\":0,\"kind\":\"hop\"}",
	 "line 9: not a record: no \"mt\" and \"kind\""},
	{"{\"mt\":\"1\",\"kind\":\"hop\"}",
	 "line 9: not a record: no \"mt\" and \"kind\""},
	{"{\"mt\":2,\"kind\":\"hop\"}",
	 "line 9: schema 2 is newer than this program"},
	{HOP "\"hop\":1,\"hop\":1}",
	 "line 9: not a record: duplicate object key"},
	{HOP "\"hop\":\"1\"}", WRONG("hop")},
	{HOP "\"hop\":1.0}", WRONG("hop")},
	{HOP "\"helo\":1}", WRONG("helo")},
	{HOP "\"helo_b64\":\"/w=\"}", WRONG("helo_b64")},
	{HOP "\"helo_b64\":1}", WRONG("helo_b64")},
	{HOP "\"notes\":\"a\"}", WRONG("notes")},
	{HOP "\"notes\":[\"a\",1]}", WRONG("notes")},
	{HOP "\"notes_b64\":[\"?\"]}", WRONG("notes_b64")},
	{HOP "\"delay_s\":\"1\"}", WRONG("delay_s")},
	{HOP "\"delay_s\":1e300}", WRONG("delay_s")},
	{HOP "\"time\":\"yesterday\"}", WRONG("time")},
	{HOP "\"time\":1}", WRONG("time")},
	{HOP "\"ip\":\"192.0.2.256\"}", WRONG("ip")},
	{HOP "\"ip\":\"fe80::1%6\"}", WRONG("ip")},
	{HOP "\"ip\":4}", WRONG("ip")},
	{HOP "\"pull\":1}", WRONG("pull")},
	{FINDING "\"evidence\":{}}", WRONG("evidence")},
	{FINDING "\"evidence\":[1]}", WRONG("evidence")},
	{FINDING "\"evidence\":[{},{\"offset\":\"1\"}]}", WRONG("evidence")},
};

START_TEST(other_lines_are_refused)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_autoptr(GError) error = NULL;
	MtRecord record;

	ck_assert(!mt_record_read(mt_slice_str(refused[_i].line), 9, arena,
				  &record, &error));
	ck_assert(g_error_matches(error, MT_ERROR, MT_ERROR_FORMAT));
	ck_assert_str_eq(error->message, refused[_i].error);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("record_read");
	TCase *t = tcase_create("lines");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, foreign_members_are_passed_on, 0,
			    G_N_ELEMENTS(passed));
	tcase_add_test(t, an_unknown_kind_is_no_error);
	tcase_add_loop_test(t, other_lines_are_refused, 0,
			    G_N_ELEMENTS(refused));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
