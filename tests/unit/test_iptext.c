/* Addresses as text, against inet_ntop(). */
#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>

#include "base/ipaddr.h"

/* Into just the room that the header promises to be enough. */
static void
assert_as_inet_ntop(int family, const MtIp *ip)
{
	char expect[INET6_ADDRSTRLEN];
	g_autofree char *text = g_malloc(MT_IP_ROOM);
	char *end = mt_ip_put(text, ip);

	ck_assert_ptr_nonnull(
		inet_ntop(family, ip->bytes, expect, sizeof expect));
	ck_assert(mt_slice_eq(mt_slice(text, (size_t)(end - text)),
			      mt_slice_str(expect)));
}

/* Each set of groups that are zero, and groups of each length. */
START_TEST(zeros_and_digits_of_v6)
{
	static const uint16_t lengths[] = {0xf,   0x10,   0xff,   0x100,
					   0xfff, 0x1000, 0xffff, 1};

	for (unsigned zeros = 0; zeros < 256; zeros++) {
		MtIp ip = {.family = 6};

		/* With six zeros in front, inet_ntop() sees an IPv4 address. */
		if ((zeros & 0x3f) == 0x3f)
			continue;
		for (unsigned i = 0; i < 8; i++) {
			unsigned group = lengths[(zeros + i) % 8];

			if ((zeros >> i & 1) == 0) {
				ip.bytes[2 * i] = (uint8_t)(group >> 8);
				ip.bytes[2 * i + 1] = (uint8_t)group;
			}
		}
		assert_as_inet_ntop(AF_INET6, &ip);
	}
}
END_TEST

START_TEST(each_part_of_v4)
{
	for (unsigned i = 0; i < 256; i++) {
		MtIp ip = {.family = 4,
			   .bytes = {(uint8_t)i, (uint8_t)(255 - i), (uint8_t)i,
				     (uint8_t)(i / 3)}};

		assert_as_inet_ntop(AF_INET, &ip);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("iptext");
	TCase *t = tcase_create("iptext");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_test(t, zeros_and_digits_of_v6);
	tcase_add_test(t, each_part_of_v4);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
