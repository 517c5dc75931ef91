/*
 * The Anti-Spam SMTP Proxy: `from HELO ([IP] helo=HELO) with IPv4:25 by HOST;
 * DATE`. What follows with is the side and port that it listened on.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "IPv4:", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "IPv6:", 100},
	{0},
};

const MtDialect mt_dialect_assp = {
	.name = "assp",
	.signatures = signatures,
};
