/*
 * Sophos: PureMessage, `from HELO by HOST with queue (Sophos PureMessage
 * Version 5.403) id 1040109-1 for ADDR; DATE GMT`, and Sophos Central, whose
 * Postfix or its like stands in hydra.sophos.com.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "Sophos ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Sophos ", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "PureMessage", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".hydra.sophos.com", 60},
	{0},
};

const MtDialect mt_dialect_sophos = {
	.name = "sophos",
	.signatures = signatures,
};
