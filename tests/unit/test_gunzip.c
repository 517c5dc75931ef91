/* gzip whole, in several members, cut at every byte, damaged, and padded. */
#include <check.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/error.h"
#include "input/gunzip.h"

/* What a test feeds: `left` in pieces of at most `step` bytes. */
typedef struct {
	MtSlice left;
	size_t step;
} Feed;

static ssize_t
feed(void *data, const void **bytes)
{
	Feed *f = data;
	size_t n = MIN(f->step, f->left.n);

	*bytes = f->left.p;
	f->left = mt_slice_sub(f->left, n, f->left.n);
	return (ssize_t)n;
}

static GString *
pack(GString *to, MtSlice text)
{
	z_stream z = {.next_in = (Bytef *)text.p, .avail_in = (uInt)text.n};
	Bytef buf[4096];

	deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
	z.next_out = buf;
	z.avail_out = sizeof buf;
	ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	g_string_append_len(to, (char *)buf,
			    (gssize)(sizeof buf - z.avail_out));
	deflateEnd(&z);
	return to;
}

/* All that comes out; `why` is the error or NULL. */
static GString *
unpack(const GString *packed, size_t step, GError **why)
{
	MtSlice all = mt_slice(packed->str, packed->len);
	size_t head = MIN(step, all.n);
	Feed f = {mt_slice_sub(all, head, all.n), step};
	MtGunzip *g = mt_gunzip_new(mt_slice_sub(all, 0, head), feed, &f);
	GString *out = g_string_new(NULL);
	char buf[64];
	ssize_t n;

	while ((n = mt_gunzip_read(g, buf, sizeof buf, why)) > 0)
		g_string_append_len(out, buf, n);
	ck_assert((n == 0) == (*why == NULL));
	mt_gunzip_free(g);
	return out;
}

static MtSlice
long_text(void)
{
	static char text[3000];

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i * i % 7 + i % 19);
	return mt_slice(text, sizeof text);
}

static const size_t steps[] = {1, 7, 100000};

START_TEST(whole_members)
{
	g_autoptr(GString) packed = g_string_new(NULL), out = NULL;
	g_autoptr(GError) why = NULL;

	pack(pack(pack(packed, MT_SLICE("one")), MT_SLICE("")),
	     MT_SLICE("two"));
	g_string_append_len(packed, "\0\0\0\0\0", 5);
	ck_assert(mt_gunzip_is(mt_slice(packed->str, packed->len)));
	out = unpack(packed, steps[_i], &why);
	ck_assert_ptr_null(why);
	ck_assert_str_eq(out->str, "onetwo");
}
END_TEST

/* Wherever it ends, the text up to there is given, and more for more bytes. */
START_TEST(cut_anywhere)
{
	g_autoptr(GString) packed = g_string_new(NULL);
	MtSlice text = long_text();
	size_t before = 0;

	pack(packed, text);
	for (size_t n = packed->len - 1; n > 0; n--) {
		g_autoptr(GString) cut =
			g_string_new_len(packed->str, (gssize)n);
		g_autoptr(GString) out = NULL;
		g_autoptr(GError) why = NULL;

		out = unpack(cut, steps[_i], &why);
		ck_assert(g_error_matches(why, MT_ERROR, MT_ERROR_FORMAT));
		ck_assert(mt_slice_starts(text, mt_slice(out->str, out->len)));
		/* The last eight bytes are the sum and the length. */
		if (n >= packed->len - 8)
			ck_assert_uint_eq(out->len, text.n);
		ck_assert(before == 0 || out->len <= before);
		before = out->len;
	}
}
END_TEST

static void
check_damaged(const GString *packed, size_t step, const char *text,
	      const char *what)
{
	g_autoptr(GError) why = NULL;
	g_autoptr(GString) out = unpack(packed, step, &why);

	ck_assert_str_eq(out->str, text);
	ck_assert(g_error_matches(why, MT_ERROR, MT_ERROR_FORMAT));
	ck_assert_msg(strstr(why->message, what) != NULL, "%s", why->message);
}

START_TEST(damaged)
{
	g_autoptr(GString) packed = g_string_new(NULL);

	pack(packed, MT_SLICE("all of it"));
	g_string_append(packed, "rest");
	check_damaged(packed, steps[_i], "all of it", "other bytes behind");
	g_string_truncate(packed, packed->len - 4);
	packed->str[packed->len - 8] ^= 1; /* of the sum */
	check_damaged(packed, steps[_i], "all of it", "damaged gzip");
	g_string_assign(packed, "\x1f\x8b\x08 and so on");
	check_damaged(packed, steps[_i], "", "damaged gzip");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("gunzip");
	TCase *t = tcase_create("gunzip");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, whole_members, 0, G_N_ELEMENTS(steps));
	tcase_add_loop_test(t, cut_anywhere, 0, G_N_ELEMENTS(steps));
	tcase_add_loop_test(t, damaged, 0, G_N_ELEMENTS(steps));
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
