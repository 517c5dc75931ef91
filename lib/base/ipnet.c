/* Networks, and which of them are special. */
#include "base/ipaddr.h"

typedef struct {
	uint8_t bits;
	MtIpKind kind;
	uint8_t bytes[16];
} Special;

/*
 * The IANA special-purpose address registries, and RFC 5771; within a range the
 * narrower network comes first. AS112 and AMT anycast are global, so absent.
 */
static const Special special_v4[] = {
	{8, MT_IP_PRIVATE, {10}},
	{16, MT_IP_PRIVATE, {192, 168}},
	{12, MT_IP_PRIVATE, {172, 16}},
	{8, MT_IP_LOOPBACK, {127}},
	{10, MT_IP_SHARED, {100, 64}},
	{16, MT_IP_LINK_LOCAL, {169, 254}},
	{8, MT_IP_UNSPECIFIED, {0}},
	{24, MT_IP_DOCUMENTATION, {192, 0, 2}},
	{24, MT_IP_DOCUMENTATION, {198, 51, 100}},
	{24, MT_IP_DOCUMENTATION, {203, 0, 113}},
	{15, MT_IP_BENCHMARK, {198, 18}},
	{32, MT_IP_GLOBAL, {192, 0, 0, 9}},  /* RFC 7723 */
	{32, MT_IP_GLOBAL, {192, 0, 0, 10}}, /* RFC 8155 */
	{24, MT_IP_RESERVED, {192, 0, 0}},
	{24, MT_IP_RESERVED, {192, 88, 99}}, /* 6to4 relays, RFC 7526 */
	{4, MT_IP_MULTICAST, {224}},
	{4, MT_IP_RESERVED, {240}},
};

/* Behind these, all but 2000::/3 is reserved by the IETF (RFC 4291 2.4). */
static const Special special_v6[] = {
	{10, MT_IP_LINK_LOCAL, {0xfe, 0x80}},
	{7, MT_IP_PRIVATE, {0xfc}},
	{128, MT_IP_LOOPBACK, {[15] = 1}},
	{128, MT_IP_UNSPECIFIED, {0}},
	{8, MT_IP_MULTICAST, {0xff}},
	{32, MT_IP_DOCUMENTATION, {0x20, 0x01, 0x0d, 0xb8}},
	{20, MT_IP_DOCUMENTATION, {0x3f, 0xff}},
	{48, MT_IP_BENCHMARK, {0x20, 0x01, 0x00, 0x02}},
	{128, MT_IP_GLOBAL, {0x20, 0x01, 0, 1, [15] = 1}}, /* RFC 7723 */
	{128, MT_IP_GLOBAL, {0x20, 0x01, 0, 1, [15] = 2}}, /* RFC 8155 */
	{128, MT_IP_GLOBAL, {0x20, 0x01, 0, 1, [15] = 3}}, /* RFC 9665 */
	{32, MT_IP_GLOBAL, {0x20, 0x01, 0x00, 0x03}},      /* RFC 7450 */
	{48, MT_IP_GLOBAL, {0x20, 0x01, 0x00, 0x04, 0x01, 0x12}},
	{28, MT_IP_GLOBAL, {0x20, 0x01, 0x00, 0x20}}, /* RFC 7343 */
	{28, MT_IP_GLOBAL, {0x20, 0x01, 0x00, 0x30}}, /* RFC 9374 */
	{23, MT_IP_RESERVED, {0x20, 0x01}},
	{3, MT_IP_GLOBAL, {0x20}},
	{0, MT_IP_RESERVED, {0}},
};

static bool
same_prefix(const uint8_t *a, const uint8_t *b, unsigned bits)
{
	for (; bits >= 8; bits -= 8)
		if (*a++ != *b++)
			return false;
	return bits == 0 || (*a ^ *b) >> (8 - bits) == 0;
}

static MtIpKind
find(const Special *table, size_t n, const uint8_t *bytes)
{
	/* Most are told apart by the first byte, without a call. */
	for (size_t i = 0; i < n; i++)
		if ((table[i].bits < 8 || table[i].bytes[0] == bytes[0]) &&
		    same_prefix(bytes, table[i].bytes, table[i].bits))
			return table[i].kind;
	return MT_IP_GLOBAL;
}

/* The v4 address inside a 6to4 (RFC 3056) or NAT64 (RFC 6052) one, or NULL. */
static const uint8_t *
embedded_v4(const uint8_t *bytes)
{
	static const uint8_t nat64[12] = {0x00, 0x64, 0xff, 0x9b};

	if (bytes[0] == 0x20 && bytes[1] == 0x02)
		return bytes + 2;
	return memcmp(bytes, nat64, sizeof nat64) == 0 ? bytes + 12 : NULL;
}

MtIpKind
mt_ip_kind(const MtIp *ip)
{
	const uint8_t *v4 = ip->bytes;

	if (ip->family == 0)
		return MT_IP_UNSPECIFIED;
	if (ip->family == 6)
		v4 = embedded_v4(ip->bytes);
	if (v4 == NULL)
		return find(special_v6, G_N_ELEMENTS(special_v6), ip->bytes);
	return find(special_v4, G_N_ELEMENTS(special_v4), v4);
}

const char *
mt_ip_kind_word(MtIpKind kind)
{
	static const char *const words[] = {
		[MT_IP_GLOBAL] = "global",
		[MT_IP_UNSPECIFIED] = "unspecified",
		[MT_IP_LOOPBACK] = "loopback",
		[MT_IP_PRIVATE] = "private",
		[MT_IP_SHARED] = "shared",
		[MT_IP_LINK_LOCAL] = "link-local",
		[MT_IP_DOCUMENTATION] = "documentation",
		[MT_IP_BENCHMARK] = "benchmark",
		[MT_IP_MULTICAST] = "multicast",
		[MT_IP_RESERVED] = "reserved",
	};

	return words[kind];
}

bool
mt_net_parse(MtSlice text, MtNet *net)
{
	MtSlice address = text, bits = {NULL, 0};
	unsigned long long number;
	unsigned width;

	if (mt_slice_cut(&text, '/', &address))
		bits = text;
	if (!mt_ip_parse(address, &net->address) ||
	    net->address.scope.p != NULL)
		return false;
	width = net->address.family == 4 ? 32 : 128;
	net->bits = (uint8_t)width;
	if (bits.p == NULL)
		return true;
	if (!mt_slice_number(bits, 128, &number) ||
	    (bits.n > 1 && bits.p[0] == '0'))
		return false;
	/* ::ffff:192.0.2.0/120 is 192.0.2.0/24. */
	if (net->address.mapped)
		number = number >= 96 ? number - 96 : 129;
	net->bits = (uint8_t)number;
	return number <= width;
}

bool
mt_net_has(const MtNet *net, const MtIp *ip)
{
	return net->address.family == ip->family && ip->family != 0 &&
	       same_prefix(net->address.bytes, ip->bytes, net->bits);
}
