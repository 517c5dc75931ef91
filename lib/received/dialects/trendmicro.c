/*
 * Trend Micro: the cloud's `from HELO (RDNS [IP]) by inpre01.tmes.trendmicro.com
 * (Trend Micro Email Security) with ESMTPS id ID`, Postfix underneath, and
 * InterScan, `from IP by HOST (InterScan E-Mail VirusWall NT); DATE`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Trend Micro", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "TrendMicro", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "InterScan ", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".trendmicro.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".trendmicro.eu", 60},
	{0},
};

const MtDialect mt_dialect_trendmicro = {
	.name = "trendmicro",
	.signatures = signatures,
};
