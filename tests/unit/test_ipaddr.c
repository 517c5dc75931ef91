/* Addresses: which text is one, how it is written, what is special about it. */
#include <check.h>
#include <stdlib.h>

#include "base/ipaddr.h"

static const struct {
	const char *text, *canonical, *scope;
} good[] = {
	{"192.0.2.1", "192.0.2.1", NULL},
	{"0.0.0.0", "0.0.0.0", NULL},
	{"255.255.255.255", "255.255.255.255", NULL},
	{"2001:db8::1", "2001:db8::1", NULL},
	{"2001:DB8:0:0:0:0:0:1", "2001:db8::1", NULL},
	{"2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1", NULL},
	{"IPv6:2001:db8::1", "2001:db8::1", NULL},
	{"ipv6:2001:db8::1", "2001:db8::1", NULL},
	{"::", "::", NULL},
	{"::1", "::1", NULL},
	{"1::", "1::", NULL},
	{"fe80::1%eth0", "fe80::1", "eth0"},
	{"fe80::ccea:aa3a:fbcf:883f%6", "fe80::ccea:aa3a:fbcf:883f", "6"},
	/* RFC 5952 4.2.2: a single zero group is not shortened */
	{"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1", NULL},
	/* RFC 4291 lets `::` stand for one group */
	{"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1", NULL},
	{"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", NULL},
	{"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8", NULL},
	/* RFC 5952 4.2.3: the longest run, of equal ones the first */
	{"2001:0:0:1:0:0:0:1", "2001:0:0:1::1", NULL},
	{"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", NULL},
	{"0:0:0:1:0:0:0:0", "0:0:0:1::", NULL},
	{"64:ff9b::192.0.2.33", "64:ff9b::c000:221", NULL},
	{"::192.0.2.33", "::c000:221", NULL},
	{"1:2:3:4:5:6:192.0.2.33", "1:2:3:4:5:6:c000:221", NULL},
	{"::ffff:192.0.2.33", "192.0.2.33", NULL},
	{"::FFFF:c000:221", "192.0.2.33", NULL},
	{"IPv6:::ffff:192.0.2.33", "192.0.2.33", NULL},
	{"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
	 "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL},
};

START_TEST(reads_and_writes)
{
	g_auto(MtBuf) out = {0};
	/* A copy without a NUL behind it, so that a sanitizer sees overruns. */
	g_autofree char *copy = g_memdup2(good[_i].text, strlen(good[_i].text));
	MtIp ip, again;

	ck_assert(mt_ip_parse(mt_slice(copy, strlen(good[_i].text)), &ip));
	mt_ip_add(&out, &ip);
	ck_assert(mt_slice_eq(mt_buf_slice(&out),
			      mt_slice_str(good[_i].canonical)));
	ck_assert_int_eq(ip.scope.p != NULL, good[_i].scope != NULL);
	ck_assert(mt_slice_eq(ip.scope, mt_slice_str(good[_i].scope)));
	ck_assert(mt_ip_parse(mt_buf_slice(&out), &again));
	ck_assert(mt_ip_eq(&ip, &again));
}
END_TEST

static const char *const bad[] = {
	"",
	" ",
	"1",
	"1.2.3",
	"1.2.3.",
	".1.2.3",
	"1.2.3.4.5",
	"1.2.3.4.",
	"1..3.4",
	"1.2.3.256",
	"1.2.3.1000",
	"01.2.3.4",
	"1.2.3.00",
	"1.2.3.0x1",
	"1.2.3.-1",
	"1.2.3.4 ",
	" 1.2.3.4",
	"1.2.3.4/24",
	"1.2.3.4%eth0",
	"[1.2.3.4]",
	":",
	":::",
	"1",
	"1:2:3:4:5:6:7",
	"1:2:3:4:5:6:7:",
	":1:2:3:4:5:6:7",
	"1:2:3:4:5:6:7:8:9",
	"1:2:3:4:5:6:7:8::",
	"::1:2:3:4:5:6:7:8",
	"1:2:3:4::5:6:7:8",
	"1::2::3",
	"1:::2",
	"1::2:",
	"12345::",
	"g::",
	"1:2:3:4:5:6:7:1.2.3.4",
	"1:2:3:4:5:1.2.3.4",
	"::1.2.3.4:5",
	"::1.2.3",
	"::1.2.3.04",
	"::1.2.3.4.5",
	"fe80::1%",
	"fe80::1%a b",
	"fe80::1%a%b",
	"fe80::1%\n",
	"2001:db8::1/64",
	"IPv6:",
	"IPv6:IPv6:::1",
	"IPv4:1.2.3.4",
	"00000:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
	"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.2555",
	"localhost",
};

START_TEST(refuses)
{
	MtIp ip;

	ck_assert_msg(!mt_ip_parse(mt_slice_str(bad[_i]), &ip), "%s", bad[_i]);
	ck_assert_int_eq(ip.family, 0);
	ck_assert(ip.scope.p == NULL);
}
END_TEST

START_TEST(long_text_is_refused)
{
	enum { SIZE = 1000000 };
	g_autofree char *text = g_malloc(SIZE);
	MtIp ip;

	memset(text, ':', SIZE);
	ck_assert(!mt_ip_parse(mt_slice(text, SIZE), &ip));
	memset(text, '1', SIZE);
	ck_assert(!mt_ip_parse(mt_slice(text, SIZE), &ip));
	ck_assert(!mt_ip_parse(mt_slice(NULL, 0), &ip));
}
END_TEST

START_TEST(mapped_is_v4)
{
	MtIp mapped, plain, v6, scoped;

	mt_ip_parse(MT_SLICE("::ffff:192.0.2.1"), &mapped);
	mt_ip_parse(MT_SLICE("192.0.2.1"), &plain);
	mt_ip_parse(MT_SLICE("::192.0.2.1"), &v6);
	mt_ip_parse(MT_SLICE("::192.0.2.1%a"), &scoped);
	ck_assert(mapped.mapped && !plain.mapped);
	ck_assert_int_eq(mapped.family, 4);
	ck_assert(mt_ip_eq(&mapped, &plain));
	ck_assert(!mt_ip_eq(&v6, &plain));
	ck_assert(mt_ip_eq(&v6, &scoped));
}
END_TEST

/* Both edges of each range, and the addresses just outside. */
static const struct {
	const char *text, *word;
} kinds[] = {
	{"0.0.0.0", "unspecified"},
	{"0.255.255.255", "unspecified"},
	{"1.0.0.0", "global"},
	{"9.255.255.255", "global"},
	{"10.0.0.0", "private"},
	{"10.255.255.255", "private"},
	{"11.0.0.0", "global"},
	{"100.63.255.255", "global"},
	{"100.64.0.0", "shared"},
	{"100.127.255.255", "shared"},
	{"100.128.0.0", "global"},
	{"126.255.255.255", "global"},
	{"127.0.0.0", "loopback"},
	{"127.255.255.255", "loopback"},
	{"128.0.0.0", "global"},
	{"169.253.255.255", "global"},
	{"169.254.0.0", "link-local"},
	{"169.254.255.255", "link-local"},
	{"169.255.0.0", "global"},
	{"172.15.255.255", "global"},
	{"172.16.0.0", "private"},
	{"172.31.255.255", "private"},
	{"172.32.0.0", "global"},
	{"192.0.0.0", "reserved"},
	{"192.0.0.8", "reserved"},
	{"192.0.0.9", "global"},
	{"192.0.0.10", "global"},
	{"192.0.0.255", "reserved"},
	{"192.0.1.0", "global"},
	{"192.0.2.0", "documentation"},
	{"192.0.2.255", "documentation"},
	{"192.0.3.0", "global"},
	{"192.88.99.1", "reserved"},
	{"192.167.255.255", "global"},
	{"192.168.0.0", "private"},
	{"192.168.255.255", "private"},
	{"192.169.0.0", "global"},
	{"198.17.255.255", "global"},
	{"198.18.0.0", "benchmark"},
	{"198.19.255.255", "benchmark"},
	{"198.20.0.0", "global"},
	{"198.51.100.0", "documentation"},
	{"203.0.113.255", "documentation"},
	{"203.0.114.0", "global"},
	{"223.255.255.255", "global"},
	{"224.0.0.0", "multicast"},
	{"239.255.255.255", "multicast"},
	{"240.0.0.0", "reserved"},
	{"255.255.255.255", "reserved"},
	{"::ffff:10.0.0.1", "private"},
	{"::", "unspecified"},
	{"::1", "loopback"},
	{"::2", "reserved"},
	{"::192.0.2.1", "reserved"},
	{"64:ff9b::8.8.8.8", "global"},
	{"64:ff9b::10.0.0.1", "private"},
	{"64:ff9b:1::1", "reserved"},
	{"100::1", "reserved"},
	{"1fff:ffff::", "reserved"},
	{"2000::", "global"},
	{"2001::", "reserved"},
	{"2001:1::1", "global"},
	{"2001:1::3", "global"},
	{"2001:1::4", "reserved"},
	{"2001:2::", "benchmark"},
	{"2001:2:0:ffff::", "benchmark"},
	{"2001:2:1::", "reserved"},
	{"2001:3::", "global"},
	{"2001:4:112::", "global"},
	{"2001:4:113::", "reserved"},
	{"2001:10::", "reserved"},
	{"2001:20::", "global"},
	{"2001:2f:ffff::", "global"},
	{"2001:30::", "global"},
	{"2001:40::", "reserved"},
	{"2001:1ff:ffff::", "reserved"},
	{"2001:200::", "global"},
	{"2001:db7:ffff::", "global"},
	{"2001:db8::", "documentation"},
	{"2001:db8:ffff::", "documentation"},
	{"2001:db9::", "global"},
	{"2002:a05:620a::3a65", "private"},
	{"2002:808:808::1", "global"},
	{"3ffe:ffff::", "global"},
	{"3fff::", "documentation"},
	{"3fff:fff:ffff::", "documentation"},
	{"3fff:1000::", "global"},
	{"4000::", "reserved"},
	{"5f00::1", "reserved"},
	{"fbff:ffff::", "reserved"},
	{"fc00::", "private"},
	{"fdff:ffff::", "private"},
	{"fe00::", "reserved"},
	{"fe7f:ffff::", "reserved"},
	{"fe80::", "link-local"},
	{"febf:ffff::", "link-local"},
	{"fec0::", "reserved"},
	{"feff:ffff::", "reserved"},
	{"ff00::", "multicast"},
	{"ffff::", "multicast"},
};

START_TEST(special_ranges_have_edges)
{
	MtIp ip;

	ck_assert(mt_ip_parse(mt_slice_str(kinds[_i].text), &ip));
	ck_assert_str_eq(mt_ip_kind_word(mt_ip_kind(&ip)), kinds[_i].word);
}
END_TEST

/* A net of each length holds what differs behind it, not what differs in it. */
START_TEST(every_prefix_length)
{
	static const char *const bases[] = {"203.0.113.7", "2001:db8:5a::a5"};

	for (size_t i = 0; i < G_N_ELEMENTS(bases); i++) {
		unsigned width = i == 0 ? 32 : 128;
		MtIp ip;

		mt_ip_parse(mt_slice_str(bases[i]), &ip);
		for (unsigned bits = 0; bits <= width; bits++) {
			g_autofree char *text =
				g_strdup_printf("%s/%u", bases[i], bits);
			MtNet net;

			ck_assert(mt_net_parse(mt_slice_str(text), &net));
			ck_assert_uint_eq(net.bits, bits);
			ck_assert(mt_net_has(&net, &ip));
			for (unsigned bit = 0; bit < width; bit++) {
				MtIp other = ip;

				other.bytes[bit / 8] ^=
					(uint8_t)(0x80 >> bit % 8);
				ck_assert_int_eq(mt_net_has(&net, &other),
						 bit >= bits);
			}
		}
	}
}
END_TEST

static const struct {
	const char *net, *ip;
	bool parses, has;
} nets[] = {
	{"192.0.2.1", "192.0.2.1", true, true},
	{"192.0.2.1", "192.0.2.2", true, false},
	{"2001:db8::1", "2001:db8::1%eth0", true, true},
	{"0.0.0.0/0", "203.0.113.1", true, true},
	{"0.0.0.0/0", "2001:db8::1", true, false},
	{"::/0", "203.0.113.1", true, false},
	{"::/0", "::ffff:203.0.113.1", true, false},
	{"192.0.2.0/24", "::ffff:192.0.2.9", true, true},
	{"::ffff:192.0.2.0/120", "192.0.2.9", true, true},
	{"::ffff:192.0.2.0/120", "192.0.3.9", true, false},
	{"::ffff:0.0.0.0/96", "192.0.3.9", true, true},
	{"::ffff:0.0.0.0/95", "192.0.3.9", false, false},
	{"192.0.2.0/33", "192.0.2.0", false, false},
	{"2001:db8::/129", "2001:db8::", false, false},
	{"192.0.2.0/", "192.0.2.0", false, false},
	{"192.0.2.0/08", "192.0.2.0", false, false},
	{"192.0.2.0/+8", "192.0.2.0", false, false},
	{"192.0.2.0/8/8", "192.0.2.0", false, false},
	{"192.0.2.0/255.255.255.0", "192.0.2.0", false, false},
	{"192.0.2/24", "192.0.2.0", false, false},
	{"fe80::%eth0/10", "fe80::1", false, false},
	{"/8", "192.0.2.0", false, false},
	{"", "192.0.2.0", false, false},
};

START_TEST(nets_hold_addresses)
{
	MtNet net;
	MtIp ip;

	ck_assert(mt_ip_parse(mt_slice_str(nets[_i].ip), &ip));
	ck_assert_int_eq(mt_net_parse(mt_slice_str(nets[_i].net), &net),
			 nets[_i].parses);
	if (nets[_i].parses)
		ck_assert_int_eq(mt_net_has(&net, &ip), nets[_i].has);
}
END_TEST

START_TEST(nothing_is_no_address)
{
	g_auto(MtBuf) out = {0};
	MtIp none;
	MtNet all;

	mt_ip_parse(MT_SLICE("none"), &none);
	mt_net_parse(MT_SLICE("0.0.0.0/0"), &all);
	mt_ip_add(&out, &none);
	ck_assert_uint_eq(out.n, 0);
	ck_assert(!mt_net_has(&all, &none));
	ck_assert_int_eq(mt_ip_kind(&none), MT_IP_UNSPECIFIED);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ipaddr");
	TCase *t = tcase_create("ipaddr");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(t, reads_and_writes, 0, G_N_ELEMENTS(good));
	tcase_add_loop_test(t, refuses, 0, G_N_ELEMENTS(bad));
	tcase_add_test(t, long_text_is_refused);
	tcase_add_test(t, mapped_is_v4);
	tcase_add_loop_test(t, special_ranges_have_edges, 0,
			    G_N_ELEMENTS(kinds));
	tcase_add_test(t, every_prefix_length);
	tcase_add_loop_test(t, nets_hold_addresses, 0, G_N_ELEMENTS(nets));
	tcase_add_test(t, nothing_is_no_address);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
