/* Names that every machine has are no names. */
#include "chain/host.h"

#include "base/ipaddr.h"

/* RFC 1035 2.3.4 */
enum { MAX_NAME = 255 };

/* `localhost`, `localhost6`, `localhost.example`, `mail.localdomain`. */
static bool
is_everywhere(MtSlice name)
{
	MtSlice label = MT_SLICE("localhost");

	if (mt_slice_ends_i(name, MT_SLICE(".localdomain")))
		return true;
	return mt_slice_starts_i(name, label) &&
	       (name.n == label.n || name.p[label.n] == '.' ||
		mt_is_digit(name.p[label.n]));
}

static bool
is_address(MtSlice name)
{
	MtIp ip;

	if (name.p[0] == '[')
		return true;
	if (!mt_is_digit(name.p[0]) &&
	    mt_slice_find_char(name, ':') == MT_SLICE_NOWHERE)
		return false;
	return mt_ip_parse(name, &ip);
}

static MtSlice
own_name(const MtHop *hop)
{
	MtSlice name = mt_hop_host(hop);

	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	if (name.n == 0 || name.n > MAX_NAME || is_everywhere(name) ||
	    is_address(name))
		return (MtSlice){0};
	return name;
}

static bool
came_over_loopback(const MtHop *hop)
{
	return hop->received.ip.family != 0 &&
	       mt_ip_kind(&hop->received.ip) == MT_IP_LOOPBACK;
}

MtSlice
mt_chain_host(const MtChain *chain, size_t i)
{
	MtSlice name = own_name(&chain->hops[i]);

	/* A mailbox is often fetched through a tunnel, which is no neighbour. */
	if (name.p == NULL && i > 0 && !chain->hops[i].received.pull &&
	    came_over_loopback(&chain->hops[i]))
		name = own_name(&chain->hops[i - 1]);
	if (name.p == NULL && i + 1 < chain->n &&
	    came_over_loopback(&chain->hops[i + 1]))
		name = own_name(&chain->hops[i + 1]);
	return name;
}
