/* What every block of text must hold to, whatever the mail and the terminal. */
#include <check.h>
#include <stdlib.h>

#include "report/cell.h"
#include "report/hopstext.h"

#define LONG_LABEL "a-very-long-label-that-somebody-thought-to-be-clever"
#define LONG_HOST LONG_LABEL "." LONG_LABEL "." LONG_LABEL ".example"

/* Mail that would like to be wide, or to write on the terminal. */
static const MtSlice headers[] = {
	{"", 0},
#define HEADER(text)                                                           \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}
	HEADER("Subject: x\n\n"),
	HEADER("Received: from " LONG_HOST " (" LONG_HOST
	       " [2001:db8:1111:2222:3333:4444:5555:6666]) (Authenticated "
	       "sender: " LONG_LABEL "@" LONG_HOST ") by " LONG_HOST
	       " (Postfix) with " LONG_LABEL " id " LONG_HOST
	       " for <" LONG_LABEL "@" LONG_HOST
	       ">, <b@b.example>; Mon, 23 Nov 2026 08:00:00 +0000\n"
	       "Received: from " LONG_LABEL " by " LONG_LABEL "; Mon, 23 Nov "
	       "1926 08:00:00 +0000\n"
	       "From: " LONG_LABEL "@" LONG_HOST "\n"
	       "Subject: " LONG_HOST " " LONG_HOST "\n"
	       "Date: Mon, 23 Nov 2026 08:00:00 +0000\n"),
	HEADER("Received: from \x1b[2J (\xe2\x80\xaegpj.exe [192.0.2.1]) by "
	       "\x1b]0;evil\x07 with \x9b\x33\x31m id \x1b[1m; Mon, 23 Nov "
	       "2026 "
	       "08:00:00 +0000\n"
	       "Received: from a\0b by c\0d; Mon, 23 Nov 2026 09:00:00 +0000\n"
	       "Received: (qmail 1 invoked by uid \x1b[5m); 23 Nov 2026 "
	       "07:00:00"
	       " -0000\n"
	       "Subject: \x1b[31mred\xff\xfe \xe2\x80\xa8 line\xc2\x85\n"
	       "Message-ID: <\x1b[2J@\x07>\n"
	       "From: \"\x1b[2J\" <\x1b[31m@a.example>\n"),
	HEADER("Received: from \xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
	       ".example by \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e.example with "
	       "UTF8SMTPS; Mon, 23 Nov 2026 08:00:00 +0000\n"
	       "Subject: \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6"
	       "\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\n"),
};

static void
add_block(const MtTerm *term, MtSlice header, MtBuf *out)
{
	g_autoptr(MtZone) zone =
		mt_zone_new("America/Argentina/Buenos_Aires", NULL);
	const MtHopsText text = {term, zone, true};
	MtMessage message = {.source = MT_SLICE("\x1b[2J.eml"),
			     .ordinal = 1,
			     .header = header};
	MtArena *arena = mt_arena_new();
	MtFields fields;
	MtHeading heading;
	MtChain chain;

	mt_message_find_fields(&message, arena);
	mt_fields_split(&message, arena, &fields);
	mt_chain_build(&fields, arena, &chain);
	mt_heading_read(&fields, message.from_line, arena, &heading);
	mt_hopstext_add(&text, out, &message, &heading, &chain);
	mt_arena_free(arena);
}

/* A Message-ID and a path stay whole; numbers take 31 columns. */
static bool
may_be_wide(MtSlice line)
{
	return mt_slice_find_char(line, '<') != MT_SLICE_NOWHERE ||
	       mt_slice_find(line, MT_SLICE(".eml")) != MT_SLICE_NOWHERE;
}

START_TEST(no_line_is_too_wide)
{
	for (size_t width = 32; width <= 240; width++)
		for (int utf8 = 0; utf8 <= 1; utf8++) {
			const MtTerm term = {.width = width, .utf8 = utf8 == 1};
			g_auto(MtBuf) out = {0};
			MtSlice rest, line;

			add_block(&term, headers[_i], &out);
			rest = mt_buf_slice(&out);
			while (mt_slice_cut(&rest, '\n', &line))
				if (!may_be_wide(line))
					ck_assert_msg(
						mt_cell_width(line, true) <=
							width,
						"%zu: %.*s", width, (int)line.n,
						line.p);
			ck_assert_uint_eq(rest.n, 0);
		}
}
END_TEST

/* Made safe once, text needs nothing more: it shows as it is. */
START_TEST(nothing_raw)
{
	static const MtTerm terms[] = {
		{.width = 32, .utf8 = true},
		{.width = 80, .utf8 = true},
		{.width = 80, .utf8 = false},
		{.width = 160, .utf8 = true},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(terms); i++) {
		g_auto(MtBuf) out = {0};
		g_auto(MtBuf) again = {0};
		MtSlice rest, line;

		add_block(&terms[i], headers[_i], &out);
		rest = mt_buf_slice(&out);
		while (mt_slice_cut(&rest, '\n', &line)) {
			mt_cell_add(&again, line, terms[i].utf8);
			mt_buf_add_char(&again, '\n');
			ck_assert(line.n == 0 || line.p[line.n - 1] != ' ');
		}
		ck_assert(
			mt_slice_eq(mt_buf_slice(&again), mt_buf_slice(&out)));
	}
}
END_TEST

/* Colour adds sequences of its own and changes nothing else. */
START_TEST(colour_is_only_added)
{
	const MtTerm plain = {.width = 80, .utf8 = true};
	const MtTerm colour = {.width = 80, .utf8 = true, .colour = true};
	g_auto(MtBuf) without = {0};
	g_auto(MtBuf) with = {0};
	g_autofree char *stripped = NULL;
	g_autoptr(GRegex) sequence = g_regex_new("\x1b\\[[0-9;]*m", 0, 0, NULL);

	add_block(&plain, headers[_i], &without);
	add_block(&colour, headers[_i], &with);
	ck_assert_uint_gt(with.n, without.n);
	stripped = g_regex_replace_literal(sequence, with.p, (gssize)with.n, 0,
					   "", 0, NULL);
	ck_assert_uint_eq(strlen(stripped), without.n);
	ck_assert_mem_eq(stripped, without.p, without.n);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("hopstext");
	TCase *t = tcase_create("hopstext");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, no_line_is_too_wide, 0, G_N_ELEMENTS(headers));
	tcase_add_loop_test(t, nothing_raw, 0, G_N_ELEMENTS(headers));
	tcase_add_loop_test(t, colour_is_only_added, 0, G_N_ELEMENTS(headers));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
