/*
 * Where a message entered the reader's own side: the last hop that can be
 * believed, and the address that it names.
 *
 * A hop is believed when a trusted host wrote it. The boundary is the first
 * hop, from the newest, that a trusted host wrote about a peer that is not
 * trusted; all that is older is the sender's word.
 *
 * A host is trusted by its name (glob on `by`, any case) or address (network).
 * A peer is trusted by its address or its looked-up name. What it calls itself
 * (HELO) counts only where the address cannot come from outside: private, or
 * of the same /24 (IPv4) or /32 (IPv6) as the host that wrote the hop; where no
 * address is given; or with LMTP, which is for use inside (RFC 2033 5).
 */
#ifndef MT_CHAIN_TRUST_H
#define MT_CHAIN_TRUST_H

#include <glib.h>

#include "chain/chain.h"

typedef struct MtTrustRules MtTrustRules;

MtTrustRules *mt_trust_rules_new(void);
void mt_trust_rules_free(MtTrustRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtTrustRules, mt_trust_rules_free)

void mt_trust_add_by(MtTrustRules *rules, const char *pattern);

/* MT_ERROR_CONFIG for what is no `192.0.2.0/24`, `2001:db8::/32` or address. */
bool mt_trust_add_net(MtTrustRules *rules, const char *cidr, GError **error);

bool mt_trust_rules_empty(const MtTrustRules *rules);

/* Does the name of a host match a pattern? A name that was only said (HELO)
 * does so as well: that makes nobody trusted. */
bool mt_trust_has_name(const MtTrustRules *rules, MtSlice name);

/* Set `trust` of each hop, and `boundary` of the chain. */
void mt_trust_apply(const MtTrustRules *rules, MtArena *arena, MtChain *chain);

#endif
