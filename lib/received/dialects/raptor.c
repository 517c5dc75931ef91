/*
 * The SMTP proxy of the Raptor firewall (Axent, then Symantec): `from HELO
 * ([IP]) by HOST via smtpd (for NEXT [IP]) with SMTP; DATE UT`, where the
 * addresses behind via are those of the next host.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_VIA, MT_MATCH_EQUAL, "smtpd", 90},
	{0},
};

const MtDialect mt_dialect_raptor = {
	.name = "raptor",
	.signatures = signatures,
};
