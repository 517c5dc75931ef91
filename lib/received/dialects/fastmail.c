/*
 * Fastmail inside its own network: `from phl-imap-07 ([IP]) by
 * phl-compute-06.internal (MEProxy); DATE`, without protocol and id.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "MEProxy", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".messagingengine.com", 60},
	{0},
};

const MtDialect mt_dialect_fastmail = {
	.name = "fastmail",
	.signatures = signatures,
};
