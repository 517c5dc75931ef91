/* Any bytes as an address: read as the system reads it, and written back. */
#include <arpa/inet.h>
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/ipaddr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

/* Text that inet_pton() knows too: without a tag, a scope, or a NUL inside. */
static void
check_against_system(MtSlice text, const MtIp *ip)
{
	g_autofree char *copy = g_strndup(text.p, text.n);
	uint8_t bytes[16] = {0};
	bool known;

	if (strlen(copy) != text.n || strchr(copy, '%') != NULL ||
	    mt_slice_starts_i(text, MT_SLICE("IPv6:")))
		return;
	known = inet_pton(AF_INET, copy, bytes) == 1 ||
		inet_pton(AF_INET6, copy, bytes) == 1;
	must(known == (ip->family != 0));
	if (ip->mapped)
		must(memcmp(bytes + 12, ip->bytes, 4) == 0);
	else
		must(memcmp(bytes, ip->bytes, sizeof bytes) == 0);
}

static void
check_round_trip(const MtIp *ip)
{
	g_auto(MtBuf) out = {0};
	MtNet net;
	MtIp again;

	mt_ip_add(&out, ip);
	must(mt_ip_parse(mt_buf_slice(&out), &again));
	must(mt_ip_eq(ip, &again) && !again.mapped && again.scope.p == NULL);
	must(mt_ip_kind(ip) == mt_ip_kind(&again));
	must(*mt_ip_kind_word(mt_ip_kind(ip)) != '\0');
	must(mt_net_parse(mt_buf_slice(&out), &net) && mt_net_has(&net, ip));
}

static void
check_text(MtSlice text)
{
	MtIp ip;
	bool read = mt_ip_parse(text, &ip);

	must(read == (ip.family == 4 || ip.family == 6));
	must(ip.scope.p == NULL ||
	     (ip.scope.p > text.p &&
	      ip.scope.p + ip.scope.n == text.p + text.n));
	check_against_system(text, &ip);
	if (read)
		check_round_trip(&ip);
}

static void
check_net(MtSlice text)
{
	MtNet net;

	if (!mt_net_parse(text, &net))
		return;
	must(net.bits <= (net.address.family == 4 ? 32 : 128));
	must(mt_net_has(&net, &net.address));
}

/* The bytes themselves as an address: every one can be written and read. */
static void
check_bytes(const uint8_t *data, size_t size)
{
	g_auto(MtBuf) out = {0};
	MtIp ip = {.family = 6}, again;

	memcpy(ip.bytes, data, MIN(size, sizeof ip.bytes));
	mt_ip_add(&out, &ip);
	must(mt_ip_parse(mt_buf_slice(&out), &again));
	must(again.mapped || mt_ip_eq(&ip, &again));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MtSlice text = mt_slice((const char *)data, size);

	check_text(text);
	check_net(text);
	check_bytes(data, size);
	return 0;
}
