/*
 * UUCP and what unpacked it: `from NEIGHBOUR by HOST with UUCP id ID for ADDR;
 * DATE` (rmail, rsmtp), `by HOST (UUPC/extended 1.12k); DATE`, `by HOST (Waffle
 * 1.65)`. RFC 3848's registry keeps UUCP as a transport of via.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "UUPC", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Waffle ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Taylor UUCP", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "rmail", 60},
	{MT_AT_WITH, MT_MATCH_PREFIX, "UUCP", 40},
	{MT_AT_WITH, MT_MATCH_EQUAL, "rmail", 40},
	{MT_AT_WITH, MT_MATCH_EQUAL, "rsmtp", 40},
	{MT_AT_VIA, MT_MATCH_PREFIX, "UUCP", 40},
	{0},
};

const MtDialect mt_dialect_uucp = {
	.name = "uucp",
	.signatures = signatures,
};
