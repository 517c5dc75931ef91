/*
 * One family under five owners' names: PMDF, Netscape's and Sun's iPlanet, Sun
 * Java System, Oracle Communications Messaging Server: `from HELO (RDNS [IP])
 * by HOST (Oracle Communications Messaging Server 8.1.0.1.20200619 64bit
 * (built Jun 19 2020)) with ESMTPS id <ID@HOST>; DATE (GMT)`. RDNS is
 * `[unknown]` where there is none. Its web mail writes `by HOST (mshttpd)`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Oracle Communications ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Sun Java", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Sun ONE Messaging Server", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "iPlanet Messaging Server", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "PMDF ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "mshttpd", 100},
	{0},
};

const MtDialect mt_dialect_oracle = {
	.name = "oracle",
	.signatures = signatures,
};
