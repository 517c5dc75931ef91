/*
 * Coremail, the server of NetEase and many Chinese universities: `from HELO
 * (unknown [IP]) by smtp9 (Coremail) with SMTP id DcCowADn7FwunZ1eS4swAw--.3S2;
 * DATE (CST)`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Coremail", 100},
	{0},
};

const MtDialect mt_dialect_coremail = {
	.name = "coremail",
	.signatures = signatures,
};
