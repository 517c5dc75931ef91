/*
 * Hornetsecurity, once antispameurope: `from HELO ([IP]) by
 * mx-gate01-hz1.hornetsecurity.com; DATE`, without protocol and id.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_SUFFIX, ".hornetsecurity.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".antispameurope.com", 60},
	{0},
};

const MtDialect mt_dialect_hornetsecurity = {
	.name = "hornetsecurity",
	.signatures = signatures,
};
