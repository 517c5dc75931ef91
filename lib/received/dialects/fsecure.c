/*
 * F-Secure: Anti-Virus for Internet Mail, `from [IP]:PORT (HELO NAME) by HOST
 * ([IP]:25) (F-Secure Anti-Virus for Internet Mail 6.0.34 Release) with SMTP;
 * DATE`, and the gateway for Linux, `from HELO (IP) by HOST
 * (F-Secure/fsigk_smtp/550/HOST); DATE`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "F-Secure", 100},
	{0},
};

const MtDialect mt_dialect_fsecure = {
	.name = "fsecure",
	.signatures = signatures,
};
