/* sSMTP: `by HOST (sSMTP sendmail emulation); DATE` (ssmtp.c). */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "sSMTP ", 100},
	{0},
};

const MtDialect mt_dialect_ssmtp = {
	.name = "ssmtp",
	.signatures = signatures,
};
