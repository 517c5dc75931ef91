/* Addresses of hosts in texts. */
#include <check.h>
#include <glib.h>

#include "report/doc/spot.h"

static const struct {
	const char *text, *ip; /* NULL: none */
} texts[] = {
	{"from 192.0.2.1.", "192.0.2.1"},
	{"(a.example [192.0.2.1])", "192.0.2.1"},
	{"relay=192.0.2.1:25, delay=1", "192.0.2.1"},
	{"connect to [192.0.2.1]:25: refused", "192.0.2.1"},
	{"by 192.0.2.1: refused", "192.0.2.1"},
	{"[IPv6:2001:db8::1]", "2001:db8::1"},
	{"[ipv6:2001:db8::1]", "2001:db8::1"},
	{"relay=2001:db8::1, dsn=2.0.0", "2001:db8::1"},
	{"[::ffff:192.0.2.1]", "::ffff:192.0.2.1"},
	{"net 2001:db8::", "2001:db8::"},
	{"added:192.0.2.1", "192.0.2.1"},
	{"client:192.0.2.1", "192.0.2.1"},
	{"23 Nov 2026 08:05:18", NULL},
	{"version 1.2.3", NULL},
	{"std::abort", NULL},
	{"00:11:22:33:44:55", NULL},
	{"", NULL},
};

START_TEST(host_addresses)
{
	MtSlice text = mt_slice_str(texts[_i].text);
	size_t start, end;
	bool found = mt_spot_ip(text, 0, &start, &end);

	ck_assert_msg(found == (texts[_i].ip != NULL), "%s", texts[_i].text);
	if (found)
		ck_assert_msg(mt_slice_eq(mt_slice_sub(text, start, end),
					  mt_slice_str(texts[_i].ip)),
			      "%s: %.*s", texts[_i].text, (int)(end - start),
			      text.p + start);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("spot");
	TCase *tcase = tcase_create("spot");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, host_addresses, 0, (int)G_N_ELEMENTS(texts));
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
