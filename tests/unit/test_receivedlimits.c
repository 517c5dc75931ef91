/*
 * What hostile Received values may cost: time linear in their length, and each
 * limit of base/limits.h with what lies just over it.
 */
#include <check.h>
#include <time.h>

#include "base/limits.h"
#include "received_slices.h"

/* Generous: the slowest takes some 50 ms under AddressSanitizer. */
enum { SECONDS = 1, MANY = 1000 * 1000 };

#define DATE "; Tue, 12 Nov 2019 09:05:41 -0500"

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
repeat(MtBuf *out, const char *what, size_t times)
{
	for (size_t i = 0; i < times; i++)
		mt_buf_add(out, mt_slice_str(what));
}

/* Parse what was built, in time and with sound slices. */
static void
parse(const MtBuf *value, MtArena *arena, MtReceived *r)
{
	double start = seconds();

	mt_received_parse(mt_buf_slice(value), 0, arena, r);
	ck_assert(seconds() - start < SECONDS);
	ck_assert(slices_are_sound(r, mt_buf_slice(value), arena));
}

static const struct {
	const char *before, *repeated, *after;
} floods[] = {
	{"", "(", ""},
	{"", ")", ""},
	{"from a ", "(", DATE},
	{"from a ", "(b ", ") by c" DATE},
	{"from a (", "(", ") by c" DATE},
	{"from a (b ", "(c [192.0.2.1]) ", ") by c" DATE},
	{"", "()", DATE},
	{"", "\\(", DATE},
	{"", ";", ""},
	{"", "; ", DATE},
	{"by a ", "; Tue, 12 Nov ", ""},
	{"by a ", "; (", ""},
	{"by a ", "; 1 Jan 2024 00:00:00 ((", ""},
	{"for ", "<\"\\\" ", DATE},
	{"with ", "a encrypted ", DATE},
	{"", "; 12 Nov 2019 09:05:41 ", ""},
	{"", "<", DATE},
	{"for ", "<a>,", DATE},
	{"for ", "<a@b.example> ", DATE},
	{"", ">", DATE},
	{"", "\"", DATE},
	{"", "\" ", DATE},
	{"", "[", DATE},
	{"", "] [", DATE},
	{"from a (", "[", ")" DATE},
	{"from a (", "[ ", ")" DATE},
	{"from a (", "\"", ")" DATE},
	{"from a (", "\"EHLO ", ")" DATE},
	{"from a (", "HELO ", ")" DATE},
	{"from a (", "helo=", ")" DATE},
	{"from a (", "b@", "[192.0.2.1])" DATE},
	{"from ", "1.", " by b" DATE},
	{"from [", "1:", "] by b" DATE},
	{"", "from ", DATE},
	{"", "by ", DATE},
	{"", "from a by b with c id d for e ", DATE},
	{"with ", "TLS:", DATE},
	{"with (", "TLS:", ")" DATE},
	{"with (", "version=,", ")" DATE},
	{"with (", "AUTH: ,", ")" DATE},
	{"by a (", "8.", ")" DATE},
	{"by a (", "8./", ")" DATE},
	{"id ", "a.b-", DATE},
	{"(qmail ", "invoked by ", ")" DATE},
	{"", "\t", ""},
	{"from a by b with c id d", " ", ""},
	{"from a by b with c id d ", "x", ""},
	{"Tue, 12 Nov ", "2", ""},
};

START_TEST(linear)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) value = {0};
	MtReceived r;

	repeat(&value, floods[_i].before, 1);
	repeat(&value, floods[_i].repeated, MANY / strlen(floods[_i].repeated));
	repeat(&value, floods[_i].after, 1);
	parse(&value, arena, &r);
}
END_TEST

START_TEST(nested_comments)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	g_auto(MtBuf) value = {0};
	MtReceived r;

	repeat(&value, "from a ", 1);
	repeat(&value, "(", 100000);
	repeat(&value, ")", 100000);
	repeat(&value, " by b" DATE, 1);
	parse(&value, arena, &r);
	ck_assert(mt_note_has(&r.notes, MT_NOTE_COMMENT_TOO_DEEP));
	ck_assert(mt_slice_eq(r.by, MT_SLICE("b")));
	ck_assert(r.time.known);
}
END_TEST

START_TEST(nesting)
{
	g_autoptr(MtArena) arena = mt_arena_new();

	for (size_t depth = MT_MAX_NESTING; depth <= MT_MAX_NESTING + 1;
	     depth++) {
		g_auto(MtBuf) value = {0};
		MtReceived r;

		repeat(&value, "from a ", 1);
		repeat(&value, "(", depth);
		repeat(&value, ")", depth);
		parse(&value, arena, &r);
		ck_assert(mt_note_has(&r.notes, MT_NOTE_COMMENT_TOO_DEEP) ==
			  (depth > MT_MAX_NESTING));
	}
}
END_TEST

START_TEST(tokens)
{
	g_autoptr(MtArena) arena = mt_arena_new();
	size_t most = MT_MAX_TOKENS - 7; /* those of DATE */

	for (size_t n = most; n <= most + 1; n++) {
		g_auto(MtBuf) value = {0};
		MtReceived r;

		repeat(&value, "x ", n);
		repeat(&value, DATE, 1);
		parse(&value, arena, &r);
		ck_assert(mt_note_has(&r.notes, MT_NOTE_TOO_MANY_TOKENS) ==
			  (n > most));
		ck_assert(r.time.known);
	}
}
END_TEST

START_TEST(recipients)
{
	g_autoptr(MtArena) arena = mt_arena_new();

	for (size_t n = MT_MAX_FOR; n <= MT_MAX_FOR + 1; n++) {
		g_auto(MtBuf) value = {0};
		MtReceived r;

		repeat(&value, "for", 1);
		repeat(&value, " <a@b.example>", n);
		repeat(&value, DATE, 1);
		parse(&value, arena, &r);
		ck_assert_uint_eq(r.n_for, MT_MAX_FOR);
		ck_assert(mt_note_has(&r.notes, MT_NOTE_TOO_MANY_FOR) ==
			  (n > MT_MAX_FOR));
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("received limits");
	TCase *t = tcase_create("limits");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, linear, 0, G_N_ELEMENTS(floods));
	tcase_add_test(t, nested_comments);
	tcase_add_test(t, nesting);
	tcase_add_test(t, tokens);
	tcase_add_test(t, recipients);
	tcase_set_timeout(t, 60); /* CPU time is what counts */
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
