/*
 * Halon, at filtering services and large providers: `from HELO (RDNS [IP]) by
 * HOST (Halon) with ESMTPS id UUID; DATE`. The id is a UUID of version 1 or 4.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Halon", 100},
	{0},
};

const MtDialect mt_dialect_halon = {
	.name = "halon",
	.from_word = MT_FROM_HELO,
	.signatures = signatures,
};
