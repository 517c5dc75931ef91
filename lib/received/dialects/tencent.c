/*
 * Tencent's QQ Mail and Exmail: `from HELO (unknown [IP]) by bizesmtp.qq.com
 * (ESMTP) with SMTP id ID; DATE (CST)`; the id may be missing behind its word.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_SUFFIX, ".qq.com", 60},
	{0},
};

const MtDialect mt_dialect_tencent = {
	.name = "tencent",
	.signatures = signatures,
};
