/*
 * Stalwart: `from HELO (RDNS [IP] (AS64496 NAME, CC)) (using TLSv1.3 with cipher
 * TLS13_AES_256_GCM_SHA384) by HOST (Stalwart SMTP) with ESMTPS id ID; DATE`;
 * the network and country are what its address databases say (write_received()
 * of crates/smtp/src/inbound).
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Stalwart", 100},
	{0},
};

const MtDialect mt_dialect_stalwart = {
	.name = "stalwart",
	.signatures = signatures,
};
