/*
 * Zimbra's LMTP server, behind Postfix: `from RDNS (LHLO HELO) (IP) by HOST with
 * LMTP; DATE` (LmtpMessageInputStream.java of zimbra-store).
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "LHLO ", 100},
	{0},
};

const MtDialect mt_dialect_zimbra = {
	.name = "zimbra",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
};
