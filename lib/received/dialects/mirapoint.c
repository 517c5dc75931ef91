/*
 * Mirapoint: `from HELO (RDNS [IP]) by HOST (Mirapoint Messaging Server MOS
 * 3.3.6-GR) with ESMTP id AQM26338; DATE`; early and late versions say less.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Mirapoint", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Mirapoint ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "MOS ", 100},
	{0},
};

const MtDialect mt_dialect_mirapoint = {
	.name = "mirapoint",
	.from_word = MT_FROM_HELO,
	.signatures = signatures,
};
