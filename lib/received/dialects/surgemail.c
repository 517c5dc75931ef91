/*
 * SurgeMail: `from HELO (unverified [IP]) by HOST (SurgeMail 7.4c) with ESMTP
 * (TLS) id 47655965-1392368 for <ADDR>; DATE`. It looks no name up.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "SurgeMail ", 100},
	{0},
};

const MtDialect mt_dialect_surgemail = {
	.name = "surgemail",
	.signatures = signatures,
};
