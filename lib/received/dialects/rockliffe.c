/*
 * The servers for Windows that grew out of EMWAC's SMTPRS: Rockliffe, Vircom,
 * Clearswift (once Content Technologies): `from HELO (unverified [IP]) by HOST
 * (Rockliffe SMTPRA 5.2.4) with ESMTP id <B0014767912@HOST> for <ADDR>; DATE`.
 * None of them looks a name up.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Rockliffe SMTPRA ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Vircom SMTPRS ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "EMWAC SMTPRS ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Clearswift SMTPRS ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Content Technologies SMTPRS ",
	 100},
	{0},
};

const MtDialect mt_dialect_rockliffe = {
	.name = "rockliffe",
	.signatures = signatures,
};
