#include <check.h>
#include <signal.h>
#include <stdlib.h>

#include "base/limits.h"
#include "mime/decode.h"
#include "mime/gmime.h"

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

#define IN(literal)                                                            \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static const struct {
	MtSlice in;
	const char *out;
} texts[] = {
	{IN(""), ""},
	{IN(" plain text "), "plain text"},
	{IN(" two  spaces"), "two  spaces"},
	{IN(" a\r\n b\n\tc\r d"), "a b c d"},
	{IN(" a\tb"), "a b"},
	{IN(" a\0b"), "a\x1a"
		      "b"},
	{IN("\0"), "\x1a"},
	{IN(" caf\xc3\xa9"), "caf\xc3\xa9"},
	{IN(" caf\xe9"), "caf\xe9"},
	{IN(" what = this?"), "what = this?"},
	{IN(" =?utf-8?Q?caf=C3=A9?="), "caf\xc3\xa9"},
	{IN(" =?iso-8859-1?q?caf=E9_au_lait?="), "caf\xc3\xa9 au lait"},
	{IN(" =?UTF-8?B?w6k=?=\r\n =?UTF-8?B?w6k=?= x"), "\xc3\xa9\xc3\xa9 x"},
	{IN("=?utf-8?B?YQ==?= =?utf-8?B?Yg==?=\n =?utf-8?b?w6k=?="),
	 "ab\xc3\xa9"},
	{IN("=?utf-8?B?w?= =?utf-8?B?6k=?= =?utf-8?B?4oI=?= =?utf-8?Q?=AC?="),
	 "\xc3\xa9\xe2\x82\xac"},
	{IN("=?utf-8?B?!?= =?utf-8?B?YQ==?="), "a"},
	{IN(" =?gb2312?B?xOO6ww==?="), "\xe4\xbd\xa0\xe5\xa5\xbd"},
	{IN(" =?utf-8*en?Q?hi?="), "hi"},
	{IN(" a =?utf-8?Q?b?=\0 =?utf-8?Q?c?="), "a b\x1a c"},
	{IN(" =?utf-8?Q?open"), "=?utf-8?Q?open"},
	{IN(" caf\xe9 =?utf-8?Q?x?="), "caf\xc3\xa9 x"},
	/* Beyond U+10FFFF, which GMime lets pass. */
	{IN("\xf6\x9c\x94\xba =?utf-8?Q?x?="),
	 "\xc3\xb6\xc2\x9c\xc2\x94\xc2\xba x"},
};

START_TEST(decodes_text)
{
	MtSlice out = mt_decode_text(texts[_i].in, arena);

	ck_assert_msg(mt_slice_eq(out, mt_slice_str(texts[_i].out)),
		      "[%s] gave [%.*s]", texts[_i].in.p, (int)out.n, out.p);
}
END_TEST

static const struct {
	MtSlice in;
	const char *out;
} addresses[] = {
	{IN(" a@b.example"), "a@b.example"},
	{IN(" <a@b.example>"), "a@b.example"},
	{IN(" A. B\r\n\t<a+c=d@b.example>\r\n"), "a+c=d@b.example"},
	{IN(" \"Doe, J.\" <a@b.example>"), "a@b.example"},
	{IN(" =?utf-8?Q?J=C3=B6?= <a@b.example>"), "a@b.example"},
	{IN(" J\xf6 <a@b.example>"), "a@b.example"},
	{IN(" a@b_c.example"), "a@b_c.example"},
	{IN(" a@xn--bcher-kva.example"), "a@xn--bcher-kva.example"},
	/* Less ordinary ones. */
	{IN(" \"J \\\"x\\\"\" <a@b.example>"), "a@b.example"},
	{IN(" \"<x@y.example>\" <a@b.example>"), "a@b.example"},
	{IN(" a@b.example (A. B)"), "a@b.example"},
	{IN(" A (x <y@z.example>) <a@b.example>"), "a@b.example"},
	{IN(" A, B <a@b.example>"), "a@b.example"},
	{IN(" a@b.example, c@d.example"), "a@b.example"},
	{IN(" group: a@b.example, c@d.example;"), "a@b.example"},
	{IN(" none:;, a@b.example"), "a@b.example"},
	{IN(" \"a b\"@c.example"), "\"a b\"@c.example"},
	{IN(" <a@[192.0.2.1]>"), "a@[192.0.2.1]"},
	{IN(" <@relay.example:a@b.example>"), "a@b.example"},
	{IN(" (x) <a@xn--bcher-kva.example>"), "a@xn--bcher-kva.example"},
	{IN(" \xc3\xbc@b\xc3\xbc.example"), "\xc3\xbc@b\xc3\xbc.example"},
	{IN(" \xe9\xff@b.example"), "\xe9\xff@b.example"},
	{IN(" root"), "root"},
	{IN(" A\0B <a@b.example>"), "a@b.example"},
	{IN(""), NULL},
	{IN(" <>"), NULL},
	{IN(" none:;"), NULL},
};

START_TEST(finds_the_address)
{
	MtSlice out = mt_decode_address(addresses[_i].in, arena);

	ck_assert_int_eq(out.p == NULL, addresses[_i].out == NULL);
	ck_assert_msg(mt_slice_eq(out, mt_slice_str(addresses[_i].out)),
		      "[%s] gave [%.*s]", addresses[_i].in.p, (int)out.n,
		      out.p);
}
END_TEST

static MtSlice
repeat(const char *unit, size_t n)
{
	size_t unit_n = strlen(unit);
	char *p = mt_arena_take(arena, n);

	for (size_t i = 0; i < n; i++)
		p[i] = unit[i % unit_n];
	return mt_slice(p, n);
}

/* GMime would descend a hundred thousand levels and not come back. */
START_TEST(has_a_limit)
{
	MtSlice in = repeat("a:", MT_MAX_FIELD);
	MtSlice good = repeat("(x) ", MT_MAX_ADDRESS);
	MtSlice late = repeat(" ", MT_MAX_ADDRESS + 12);

	ck_assert_ptr_null(mt_decode_address(in, arena).p);
	memcpy((char *)good.p + good.n - 12, " a@b.example", 12);
	ck_assert(mt_slice_eq(mt_decode_address(good, arena),
			      MT_SLICE("a@b.example")));
	/* Behind the limit, only an ordinary value is still seen. */
	memcpy((char *)late.p, "(x) ", 4);
	memcpy((char *)late.p + late.n - 12, " a@b.example", 12);
	ck_assert_ptr_null(mt_decode_address(late, arena).p);
}
END_TEST

START_TEST(takes_long_text)
{
	static const char *const units[] = {
		"=?", "=?u?Q?", "=?utf-8?Q?a?= ", " \t", "=?u?B?YQ==?= "};

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		MtSlice in = repeat(units[i], MT_MAX_FIELD);

		ck_assert_uint_le(mt_decode_text(in, arena).n, in.n * 3);
	}
}
END_TEST

START_TEST(leaves_sigpipe)
{
	struct sigaction before = {.sa_handler = SIG_DFL}, after;

	sigaction(SIGPIPE, &before, NULL);
	mt_gmime_load();
	sigaction(SIGPIPE, NULL, &after);
	ck_assert(after.sa_handler == SIG_DFL);
}
END_TEST

static void *
decode_often(void *unused)
{
	g_autoptr(MtArena) own = mt_arena_new();

	(void)unused;
	for (int i = 0; i < 2000; i++) {
		MtSlice in = MT_SLICE("=?iso-8859-15?Q?=A4?=");
		MtSlice from = MT_SLICE("(x) a@b.example");

		ck_assert(mt_slice_eq(mt_decode_text(in, own),
				      MT_SLICE("\xe2\x82\xac")));
		ck_assert(mt_slice_eq(mt_decode_address(from, own),
				      MT_SLICE("a@b.example")));
		mt_arena_reset(own);
	}
	return NULL;
}

START_TEST(works_in_threads)
{
	GThread *threads[4];

	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("decode", decode_often, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("decode");
	TCase *t = tcase_create("values");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, decodes_text, 0, G_N_ELEMENTS(texts));
	tcase_add_loop_test(t, finds_the_address, 0, G_N_ELEMENTS(addresses));
	tcase_add_test(t, has_a_limit);
	tcase_add_test(t, takes_long_text);
	tcase_add_test(t, leaves_sigpipe);
	tcase_add_test(t, works_in_threads);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
