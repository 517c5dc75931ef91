/*
 * Yandex: `from HELO (RDNS [IP]) by forward500.mail.yandex.net (Yandex) with
 * ESMTP id ID for <ADDR>; DATE`; the part before the slash of `(smtp/Yandex)`
 * and `(mxback/Yandex)` is the role of the host.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Yandex", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_SUFFIX, "/Yandex", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".yandex.net", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".yandex.ru", 60},
	{0},
};

const MtDialect mt_dialect_yandex = {
	.name = "yandex",
	.signatures = signatures,
};
