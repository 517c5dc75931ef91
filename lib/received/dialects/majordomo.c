/*
 * Majordomo's bulk_mailer: `by HOST (bulk_mailer v1.13); DATE`. Majordomo, like
 * Mailman, ezmlm and Sympa, leaves the rest to the MTA that it hands mail to.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "bulk_mailer ", 100},
	{0},
};

const MtDialect mt_dialect_majordomo = {
	.name = "majordomo",
	.signatures = signatures,
};
