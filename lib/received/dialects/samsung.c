/*
 * Samsung's own servers: `from HELO ( [IP]) by HOST (EPCPMTA) with SMTP id
 * A2.4A.09887.8C182826; DATE` at the border of Korea and, as EUCPMTA, of Europe,
 * and `from HELO (unknown [IP]) by HOST (KnoxPortal) with ESMTPA id
 * 20220516165432eucas1p2e1ea74d4~vpCYwJZGZ0200602006eucas1p2R; DATE` inside.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "KnoxPortal", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "EPCPMTA", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "EUCPMTA", 100},
	{0},
};

const MtDialect mt_dialect_samsung = {
	.name = "samsung",
	.from_word = MT_FROM_HELO,
	.signatures = signatures,
};
