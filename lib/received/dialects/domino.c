/*
 * Lotus, IBM and HCL Domino: `from HELO ([IP]) by HOST (Lotus Domino Release
 * 8.5.3FP6 HF1218) with ESMTP id 2012040514194002-4839 ; DATE`; the id begins
 * with the date and time of arrival.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Lotus Domino ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "IBM Domino ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "HCL Domino ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Lotus SMTP MTA ", 100},
	{0},
};

const MtDialect mt_dialect_domino = {
	.name = "domino",
	.signatures = signatures,
};
