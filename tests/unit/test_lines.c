/* Blocks hold whole lines, all of them once, whatever the reads bring. */
#include <check.h>
#include <glib.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "input/lines.h"

#define TEXT(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* The lines of `in` are those of `out`, each ended by '|'. */
static const struct {
	MtSlice in;
	const char *out;
} cases[] = {
	{TEXT(""), ""},
	{TEXT("a\n"), "a|"},
	{TEXT("a\nbc\n"), "a|bc|"},
	{TEXT("a\nbc"), "a|bc|"},
	{TEXT("\n"), "|"},
	{TEXT("\n\na\n\n"), "||a||"},
	{TEXT("a\r\nb\r\r\nc\r"), "a|b\r|c|"},
	{TEXT("a\rb\n"), "a\rb|"},
	{TEXT("\0\0\0a\nb\n"), "a|b|"},
};

/* Join all lines; check that offsets and numbers go on from block to block. */
static void
read_all(MtSlice in, size_t chunk, size_t size, MtFrame frame, MtBuf *out)
{
	g_autoptr(MtSource) source = mt_source_new();
	g_auto(MtLineBlock) block = {0};
	MtLines lines = {.source = source, .size = size, .frame = frame};
	uint64_t number = 0;

	mt_source_open_memory(source, in, chunk);
	while (mt_lines_next(&lines, &block)) {
		ck_assert_uint_ge(block.n, 1);
		ck_assert_uint_eq(block.line, number + 1);
		ck_assert_mem_eq(in.p + block.offset, block.p,
				 block.ends[block.n - 1]);
		for (size_t i = 0; i < block.n; i++) {
			mt_buf_add(out, mt_line_block_get(&block, i));
			mt_buf_add_char(out, '|');
		}
		number += block.n;
	}
	mt_buf_add_char(out, '\0');
	mt_lines_clear(&lines);
}

START_TEST(whole_lines)
{
	static const size_t sizes[] = {1, 2, 3, 7, 100};

	for (size_t chunk = 0; chunk < 5; chunk++)
		for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
			g_auto(MtBuf) out = {0};

			read_all(cases[_i].in, chunk, sizes[i], MT_FRAME_LINE,
				 &out);
			ck_assert_str_eq(out.p, cases[_i].out);
		}
}
END_TEST

/* An entry with a binary value in which an empty line stands. */
START_TEST(entries_of_the_journal)
{
	static const char in[] = "__CURSOR=a\nMESSAGE=one\n\n"
				 "__CURSOR=b\nMESSAGE\n"
				 "\x05\0\0\0\0\0\0\0x\n\n\ny\nF=2\n\n"
				 "__CURSOR=c\nMESSAGE=cut";

	for (size_t chunk = 0; chunk < 4; chunk++) {
		g_auto(MtBuf) out = {0};
		g_auto(GStrv) parts = NULL;

		read_all(mt_slice(in, sizeof in - 1), chunk, 16,
			 MT_FRAME_EXPORT, &out);
		for (size_t i = 0; i + 1 < out.n; i++)
			if (out.p[i] == '\0')
				out.p[i] = '0';
		parts = g_strsplit(out.p, "|", -1);
		ck_assert_uint_eq(g_strv_length(parts), 4);
		ck_assert_str_eq(parts[0], "__CURSOR=a\nMESSAGE=one\n");
		ck_assert(g_str_has_suffix(parts[1], "x\n\n\ny\nF=2\n"));
		ck_assert_str_eq(parts[2], "__CURSOR=c\nMESSAGE=cut");
	}
}
END_TEST

/* What stands at each place, without its end, is the line in two-byte units. */
START_TEST(utf16)
{
	static const char in[] = "\xff\xfe"
				 "a\0\r\0\n\0\n\0\x05\nb\0";
	static const struct {
		const char *text;
		uint64_t offset, length;
	} want[] = {{"\xef\xbb\xbf"
		     "a",
		     0, 4},
		    {"", 8, 0},
		    {"\xe0\xa8\x85"
		     "b",
		     10, 4}};
	static const size_t sizes[] = {1, 2, 3, 7, 100};

	for (size_t i = 0; i < 5 * G_N_ELEMENTS(sizes); i++) {
		g_autoptr(MtSource) source = mt_source_new();
		g_auto(MtLineBlock) block = {0};
		MtLines lines = {.source = source,
				 .size = sizes[i / 5],
				 .frame = MT_FRAME_UTF16LE};
		size_t n = 0;
		uint64_t offset, length;

		mt_source_open_memory(source, mt_slice(in, sizeof in - 1),
				      i % 5);
		while (mt_lines_next(&lines, &block))
			for (size_t k = 0; k < block.n; k++, n++) {
				ck_assert(mt_slice_eq(
					mt_line_block_get(&block, k),
					mt_slice_str(want[n].text)));
				mt_line_block_place(&block, k, &offset,
						    &length);
				ck_assert_uint_eq(offset, want[n].offset);
				ck_assert_uint_eq(length, want[n].length);
			}
		ck_assert_uint_eq(n, G_N_ELEMENTS(want));
		mt_lines_clear(&lines);
	}
}
END_TEST

/* A line over the limit is passed over by units, however they are read. */
START_TEST(a_line_of_utf16_over_the_limit)
{
	enum { UNITS = MT_MAX_LINE / 2 + 10 };
	g_autofree char *text = g_malloc((UNITS + 3) * 2);
	g_autoptr(MtSource) source = mt_source_new();
	g_auto(MtLineBlock) block = {0};
	MtLines lines = {
		.source = source, .size = 1000, .frame = MT_FRAME_UTF16BE};

	for (size_t i = 0; i < UNITS; i++)
		memcpy(text + i * 2, "\n\0", 2);
	memcpy(text + UNITS * 2, "\0\n\0x\0\n", 6);
	mt_source_open_memory(source, mt_slice(text, (UNITS + 3) * 2),
			      (size_t)_i);
	ck_assert(mt_lines_next(&lines, &block));
	ck_assert(block.cut);
	ck_assert_uint_eq(mt_line_block_get(&block, 0).n, MT_MAX_LINE / 2 * 3);
	ck_assert_uint_eq(mt_line_block_bytes(&block), MT_MAX_LINE);
	ck_assert(mt_lines_next(&lines, &block));
	ck_assert(mt_slice_eq(mt_line_block_get(&block, 0), MT_SLICE("x")));
	ck_assert_uint_eq(block.offset, (UNITS + 1) * 2);
	mt_lines_clear(&lines);
}
END_TEST

/* The next member of an archive does not begin with what was left of one. */
START_TEST(half_a_unit_at_the_end)
{
	enum { N = MT_MAX_LINE + 3 };
	g_autofree char *text = g_malloc0(N);
	g_autoptr(MtSource) source = mt_source_new();
	g_auto(MtLineBlock) block = {0};
	MtLines lines = {
		.source = source, .size = 1000, .frame = MT_FRAME_UTF16BE};

	mt_source_open_memory(source, mt_slice(text, N), 0);
	ck_assert(mt_lines_next(&lines, &block));
	ck_assert(block.cut);
	ck_assert(!mt_lines_next(&lines, &block));
	ck_assert_uint_eq(lines.n_carry, 0);
	mt_lines_clear(&lines);
}
END_TEST

/* Whatever the size of blocks, and of what comes at a time. */
static void
assert_frames(MtSlice in, MtFrame frame, const char *want)
{
	static const size_t sizes[] = {1, 3, 100};

	ck_assert_int_eq(mt_frame_of(in), frame);
	for (size_t i = 0; i < 5 * G_N_ELEMENTS(sizes); i++) {
		g_auto(MtBuf) out = {0};

		read_all(in, i % 5, sizes[i / 5], frame, &out);
		ck_assert_str_eq(out.p, want);
	}
}

/* Counted messages: with LF in them or behind them, and one without a count. */
START_TEST(octets)
{
	static const char in[] =
		"6 <22>a\n7 <22>b\nc3 <1>\n<22>d\n5 <22>e9 <22";
	static const char want[] =
		"6 <22>a|7 <22>b\nc|3 <1>||<22>d|5 <22>e|9 <22|";

	assert_frames(mt_slice(in, sizeof in - 1), MT_FRAME_OCTETS, want);
	ck_assert_int_eq(mt_frame_of(MT_SLICE("5 <22>a\n5 <22>b\n")),
			 MT_FRAME_LINE);
}
END_TEST

/* A cell with line ends; quotes that do not end, and one that is no cell's. */
START_TEST(rows)
{
	static const char in[] = "\"a\",\"b\",\"c\",\"d\",\"e\"\n"
				 "1,\"x\ny\"\"\n\",3,4,5\r\n"
				 "2,\"x,3\"z\n"
				 "3,\"x\n"
				 "4,5\"\n,6,\"z";
	static const char want[] = "\"a\",\"b\",\"c\",\"d\",\"e\"|"
				   "1,\"x\ny\"\"\n\",3,4,5|"
				   "2,\"x,3\"z|"
				   "3,\"x\n4,5\"|"
				   ",6,\"z|";

	assert_frames(mt_slice(in, sizeof in - 1), MT_FRAME_ROWS, want);
	ck_assert_int_eq(mt_frame_of(MT_SLICE("#a: b\n#Fields: a-b,c,d,e,f\n")),
			 MT_FRAME_ROWS);
	ck_assert_int_eq(mt_frame_of(MT_SLICE("a,b,c,d: e,f\n")),
			 MT_FRAME_LINE);
}
END_TEST

/* One byte more than the limit: cut and said so, and the next line is whole. */
START_TEST(a_line_over_the_limit)
{
	size_t over = (size_t)_i;
	g_autofree char *text = g_malloc(MT_MAX_LINE + over + 6);
	g_autoptr(MtSource) source = mt_source_new();
	g_auto(MtLineBlock) block = {0};
	MtLines lines = {.source = source, .size = 1000};
	size_t n = MT_MAX_LINE - 1 + over;

	memset(text, 'x', n);
	memcpy(text + n, "\nend\n", 6);
	mt_source_open_memory(source, mt_slice(text, n + 5), 0);
	ck_assert(mt_lines_next(&lines, &block));
	ck_assert_int_eq(block.cut, over > 0);
	ck_assert_uint_eq(mt_line_block_get(&block, 0).n, MIN(n, MT_MAX_LINE));
	if (block.n == 1)
		ck_assert(mt_lines_next(&lines, &block));
	ck_assert(mt_slice_eq(mt_line_block_get(&block, block.n - 1),
			      MT_SLICE("end")));
	ck_assert_uint_eq(block.line + block.n - 1, 2);
	ck_assert(!mt_lines_next(&lines, &block));
	mt_lines_clear(&lines);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lines");
	TCase *t = tcase_create("lines");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, whole_lines, 0, G_N_ELEMENTS(cases));
	tcase_add_test(t, entries_of_the_journal);
	tcase_add_test(t, utf16);
	tcase_add_test(t, octets);
	tcase_add_test(t, rows);
	tcase_add_loop_test(t, a_line_of_utf16_over_the_limit, 0, 4);
	tcase_add_test(t, half_a_unit_at_the_end);
	tcase_add_loop_test(t, a_line_over_the_limit, 0, 3);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
