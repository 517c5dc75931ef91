/*
 * Netscape Messaging Server 3 and 4 and its forerunner, Netscape Mail Server:
 * `from HELO ([IP]) by HOST (Netscape Messaging Server 4.15) with ESMTP id
 * H3FOZ301.09V for <ADDR>; DATE`. Version 5 became iPlanet (see oracle.c).
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Netscape Messaging Server", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Netscape Mail Server", 100},
	{0},
};

const MtDialect mt_dialect_netscape = {
	.name = "netscape",
	.signatures = signatures,
};
