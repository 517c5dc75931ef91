/*
 * Momentum (Message Systems' Ecelerity, SparkPost): `from NAME ([IP:PORT]
 * helo=HELO) by HOST (envelope-from <ADDR>) (ecelerity 4.3.1.69410
 * r(Core:4.3.1.0)) with ESMTP id AB/CD-12345-6789ABCD; DATE`. NAME was looked
 * up, or is [IP] where nothing was found.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "ecelerity ", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "ecelerity ", 100},
	{MT_AT_WITH, MT_MATCH_EQUAL, "ECSTREAM", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".sparkpost", 60},
	{0},
};

const MtDialect mt_dialect_momentum = {
	.name = "momentum",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
};
