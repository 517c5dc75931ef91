/*
 * Apache James: `from RDNS (EHLO HELO) ([IP]) by HOST (JAMES SMTP Server 2.3.2)
 * with SMTP ID 798 for <ADDR>; DATE`; 2.x leaves (EHLO ...) out, and RDNS is the
 * bare address where there is none.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "JAMES SMTP Server", 100},
	{0},
};

const MtDialect mt_dialect_james = {
	.name = "james",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
};
