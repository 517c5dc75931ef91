/*
 * Cloudflare's Email Routing: `from HELO (IP) by cloudflare-email.net
 * (cloudflare) id ID for <ADDR>; DATE`, without a protocol.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "cloudflare", 100},
	{0},
};

const MtDialect mt_dialect_cloudflare = {
	.name = "cloudflare",
	.from_word = MT_FROM_HELO,
	.signatures = signatures,
};
