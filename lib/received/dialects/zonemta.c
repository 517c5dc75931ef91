/*
 * ZoneMTA, and Forward Email, which is made of it: `from HELO ([IP] RDNS)
 * (Authenticated sender: USER) by HOST (ZoneMTA - NAME) with ESMTPSA id ID.001
 * for <ADDR> (version=TLSv1.3 cipher=NAME); DATE`, or `from HELO [IP] by` where
 * the look-up found no name (lib/mail-queue.js: generateReceivedHeader). What
 * stands for ZoneMTA can be configured.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "ZoneMTA", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "ZoneMTA ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Forward Email", 100},
	{0},
};

const MtDialect mt_dialect_zonemta = {
	.name = "zonemta",
	.from_word = MT_FROM_HELO,
	.signatures = signatures,
};
