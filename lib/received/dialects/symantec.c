/*
 * Symantec's gateways, Brightmail first: `from HELO (RDNS [IP]) by HOST
 * (Symantec Messaging Gateway) with SMTP id 91.CE.40333.DDA0B1F5; DATE`, and
 * Norton AntiVirus for Gateways, `by HOST (NAVGW 2.5.1.18) with SMTP id ID`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Symantec ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "NAVGW ", 100},
	{0},
};

const MtDialect mt_dialect_symantec = {
	.name = "symantec",
	.signatures = signatures,
};
