/* Lines that begin as the one before, or nearly: they mean what they would alone. */
#include <check.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/time.h"
#include "mtalog/prefix.h"

static const char *const lines[] = {
	"2026-11-23T08:05:13.100000+01:00 mx a[1]: x",
	"2026-11-23T08:05:13.999999+01:00 mx b: y",
	"2026-11-23T08:05:13.5+01:00 mx a[1]: x",
	"2026-11-23T08:05:13.25+01:00 mx a[1]: x",
	"2026-11-23T08:05:13.26+02:00 mx a[1]: x",
	"2026-11-23T08:05:13.26+02:00 my a[1]: x",
	"2026-11-23T08:05:14.26+02:00 my a[1]: x",
	"2026-11-23T08:05:13,26+02:00 my a[1]: x",
	"2026-11-23T08:05:13.2x+02:00 my a[1]: x",
	"2026-11-23T08:05:13.123456789Z mx a[1]: x",
	"2026-11-23T08:05:13.123456999Z mx a[1]: x",
	"2026-11-23T08:05:13.123456Z mx a[1]: message repeated 2 times: [ x]",
	"2026-11-23T08:05:13.123456Z mx last message repeated 2 times",
	"2026-11-23T08:05:13.123456Z mx word",
	"2026-11-23T08:05:13.5Z mx",
	"2026-11-23T08:05:13.5 m a:",
	"2026-11-23T08:05:13.6 m b:",
	"2026-11-23T08:05:13.5Z mx ",
	"2026-11-23T08:05:13.5Z mx  a[1]: x",
	"2026-11-23T08:05:13.5Z mx <22>a[1]: x",
	"2026-11-23T08:05:13Z mx a[1]: x",
	"2026-11-23T08:05:13Z mx b[2]: x",
	"2026-11-23 08:05:13 mx a[1]: x",
	"2026-11-23 08:05:13 mail.info a[1]: x",
	"2026-11-23 08:05:13 mail.info mx a[1]: x",
	"Nov 23 08:05:13 mx a[1]: x",
	"Nov 23 08:05:13 mx b[2]: y",
	"Nov 23 08:05:13.5 mx a[1]: x",
	"Nov 23 08:05:13.6 mx a[1]: x",
	"Nov 23 08:05:13.123456 mx1.example.org a[1]: x",
	"Nov 23 08:05:13.654321 mx1.example.org b: y",
	"<191>1795421113.250 mx1.example.org a[1]: x",
	"<191>1795421113.500 mx1.example.org b: y",
	"Nov 23 08:05:13 lmtp(43, a: x",
	"Nov 23 08:05:13 lmtp(43, bob): x",
	"Nov 23 08:05:13 <mail.info> a[1]: x",
	"Nov 23 08:05:13 2026 mx a[1]: x",
	"<22>Nov 23 08:05:13 mx a[1]: x",
	"<22>Nov 23 08:05:13 mx b[2]: x",
	"<22>1 2026-11-23T08:05:13.5Z mx a 1 - - x",
	"<22>1 2026-11-23T08:05:13.6Z mx a[1] 2 - - x",
	"<22>1 2026-11-23T08:05:13Z mx a: 2 - - x",
	"1795421113.250 mx a[1]: x",
	"1795421113.500 mx a[1]: x",
	"{\"log\":\"Nov 23 08:05:13 mx a[1]: x\"}",
	"{\"log\":\"Nov 23 08:05:13 mx b[2]: y\"}",
	"mail.log:Nov 23 08:05:13 mx a[1]: x",
	"mail.log:2026-11-23T08:05:13.5Z mx a[1]: x",
	"a[1]: x",
	"",
};

static void
describe(MtBuf *out, MtPrefixContext *context, const char *line)
{
	MtPrefix p;
	bool read = mt_prefix_read(context, mt_slice_str(line), &p);

	out->n = 0;
	mt_buf_addf(out, "%d %d %d %d ", read, p.stamp.known, p.stamp.zone,
		    p.stamp.year);
	if (p.stamp.known)
		mt_time_add_utc(out, p.stamp.us, p.stamp.decimals);
	mt_buf_addf(out, " host=%.*s program=%.*s pid=%d,%d", (int)p.host.n,
		    p.host.p == NULL ? "" : p.host.p, (int)p.program.n,
		    p.program.p == NULL ? "" : p.program.p, p.has_pid,
		    p.has_pid ? (int)p.pid : 0);
	mt_buf_addf(out, " %d,%d ", (int)p.repeated, p.last);
	mt_buf_add(out, p.text);
	mt_buf_add_char(out, '\0');
}

/* Whatever was read before. */
START_TEST(as_alone)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) alone = {0}, behind = {0};

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		MtPrefixContext fresh = {.arena = arena, .year = 2026};
		MtPrefixContext used = {.arena = arena, .year = 2026};

		describe(&alone, &fresh, lines[i]);
		describe(&behind, &used, lines[_i]);
		describe(&behind, &used, lines[i]);
		ck_assert_msg(strcmp(alone.p, behind.p) == 0,
			      "%s\nbehind %s\nwant %s\ngot  %s", lines[i],
			      lines[_i], alone.p, behind.p);
	}
}
END_TEST

/* Is the head of the first line used for the second one? */
static bool
is_kept(const char *first, const char *second)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	MtPrefixContext context = {.arena = arena, .year = 2026};
	MtPrefix prefix;
	uint64_t number;

	ck_assert(mt_prefix_read(&context, mt_slice_str(first), &prefix));
	number = context.head.count;
	/* What comes from it can be told then. */
	context.head.stamp.us++;
	ck_assert(mt_prefix_read(&context, mt_slice_str(second), &prefix));
	return context.head.n > 0 && prefix.stamp.us % 10 == 1 &&
	       context.head.count == number;
}

START_TEST(kept)
{
	static const char head[] = "2026-11-23T08:05:13.100000Z ";
	char longest[200], longer[200];

	ck_assert(
		is_kept("Nov 23 08:05:13 mx a: x", "Nov 23 08:05:13 mx b: y"));
	ck_assert(is_kept("2026-11-23T08:05:13.100000Z mx a: x",
			  "2026-11-23T08:05:13.987650Z mx b: y"));
	ck_assert(is_kept("Nov 23 08:05:13.100000 mx0 a: x",
			  "Nov 23 08:05:13.987650 mx0 b: y"));
	ck_assert(!is_kept("2026-11-23T08:05:13.100000Z mx a: x",
			   "2026-11-23T08:05:14.987650Z mx b: y"));
	ck_assert(!is_kept("<22>1 2026-11-23T08:05:13.5Z mx a 1 - - x",
			   "<22>1 2026-11-23T08:05:13.5Z mx a 1 - - x"));
	/* 96 bytes with the space behind the host. */
	g_snprintf(longest, sizeof longest, "%s%0*d a: x", head,
		   96 - (int)strlen(head) - 1, 0);
	g_snprintf(longer, sizeof longer, "%s%0*d a: x", head,
		   96 - (int)strlen(head), 0);
	ck_assert(is_kept(longest, longest));
	ck_assert(!is_kept(longer, longer));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("prefixhead");
	TCase *tcase = tcase_create("all");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tcase, as_alone, 0, G_N_ELEMENTS(lines));
	tcase_add_test(tcase, kept);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
