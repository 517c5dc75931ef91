/* Internet addresses as text, as 16 bytes, and what is special about them. */
#ifndef MT_BASE_IPADDR_H
#define MT_BASE_IPADDR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

typedef struct {
	uint8_t family; /* 0 none, 4 or 6 */
	bool mapped;    /* written as ::ffff:a.b.c.d; held as the v4 address */
	uint8_t bytes[16]; /* network order; v4 in the first four */
	MtSlice scope; /* the zone index of RFC 4007, without '%'; p may be NULL */
} MtIp;

/*
 * Read the whole of `text` as one address: dotted quad of four decimal parts
 * (no leading zero beyond "0"; three digits at most), or RFC 4291 text with
 * optional `%scope`, in any case. A leading `IPv6:` (RFC 5321 4.1.3) is taken
 * off. Brackets are the caller's. False, with family 0, for anything else.
 *
 * `::ffff:a.b.c.d` and `::ffff:hhhh:hhhh` give the v4 address; `::` stands for
 * one group at least; a scope is letters, digits and "-._~".
 */
bool mt_ip_parse(MtSlice text, MtIp *ip);

/* RFC 5952 text, without the scope; v4-mapped as plain v4. */
void mt_ip_add(MtBuf *out, const MtIp *ip);

/* The same to `p`, where there is room for MT_IP_ROOM bytes; returns its end. */
enum { MT_IP_ROOM = sizeof "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff+++" };
char *mt_ip_put(char *p, const MtIp *ip);

/* Same address; scope is ignored. */
bool mt_ip_eq(const MtIp *a, const MtIp *b);

/*
 * What an address is by the IANA special-purpose registries (RFC 6890). One
 * with a v4 address inside, by 6to4 (RFC 3056) or NAT64 (RFC 6052), is what
 * that is: Gmail's hosts call themselves 2002:a05:..., which is 10.5.0.0/16.
 */
typedef enum {
	MT_IP_GLOBAL,
	MT_IP_UNSPECIFIED,   /* 0/8, :: */
	MT_IP_LOOPBACK,      /* 127/8, ::1 */
	MT_IP_PRIVATE,       /* RFC 1918, RFC 4193 fc00::/7 */
	MT_IP_SHARED,        /* RFC 6598 100.64/10 */
	MT_IP_LINK_LOCAL,    /* 169.254/16, fe80::/10 */
	MT_IP_DOCUMENTATION, /* RFC 5737, 3849, 9637 */
	MT_IP_BENCHMARK,     /* RFC 2544 198.18/15, RFC 5180 2001:2::/48 */
	MT_IP_MULTICAST,     /* 224/4, ff00::/8 */
	MT_IP_RESERVED, /* 240/4, the rest of the registries, and all of v6 that
			   is not 2000::/3 */
} MtIpKind;

MtIpKind mt_ip_kind(const MtIp *ip); /* family 0 is MT_IP_UNSPECIFIED */
const char *mt_ip_kind_word(MtIpKind kind);

/*
 * A network `192.0.2.0/24`, `2001:db8::/32`, or one address. Bits of the
 * address behind the prefix are ignored; there is no scope.
 */
typedef struct {
	MtIp address;
	uint8_t bits;
} MtNet;

bool mt_net_parse(MtSlice text, MtNet *net);
bool mt_net_has(const MtNet *net, const MtIp *ip);

#endif
