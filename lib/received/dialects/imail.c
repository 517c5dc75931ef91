/*
 * Ipswitch IMail: `from HELO [IP] by HOST with ESMTP (SMTPD32-7.12) id
 * A95F5D0110; DATE`, since version 9 `(SMTPD-9.10)`; by an old one the product
 * stands before the protocol.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "SMTPD32-", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "SMTPD-", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "SMTPD32-", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "SMTPD-", 100},
	{0},
};

const MtDialect mt_dialect_imail = {
	.name = "imail",
	.signatures = signatures,
};
