/*
 * Kerio Connect and Kerio MailServer: `from HELO ([IP]) (authenticated user
 * ADDR) by HOST (Kerio Connect 9.4.2) with ESMTPSA (using TLSv1.2 with cipher
 * NAME (256 bits)); DATE`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Kerio ", 100},
	{0},
};

const MtDialect mt_dialect_kerio = {
	.name = "kerio",
	.signatures = signatures,
};
