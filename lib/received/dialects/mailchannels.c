/*
 * MailChannels, through which hosting companies send: `from HELO (RDNS [IP])
 * (using TLSv1.2 with cipher NAME) by 100.64.0.9 (trex/6.9.1); DATE`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "trex/", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".mailchannels.net", 60},
	{0},
};

const MtDialect mt_dialect_mailchannels = {
	.name = "mailchannels",
	.signatures = signatures,
};
