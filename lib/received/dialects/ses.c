/*
 * Amazon Simple Email Service, where mail enters by SMTP: `from HELO (RDNS
 * [IP]) by email-smtp.amazonaws.com with SMTP (SimpleEmailService-d-ABC) id ID
 * for ADDR; DATE` and `by inbound-smtp.us-east-1.amazonaws.com with SMTP id ID`
 * (samples in the notifications chapter of the SES developer guide).
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "SimpleEmailService-", 100},
	{MT_AT_BY, MT_MATCH_PREFIX, "email-smtp.", 50},
	{MT_AT_BY, MT_MATCH_PREFIX, "inbound-smtp.", 50},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".amazonses.com", 60},
	{0},
};

const MtDialect mt_dialect_ses = {
	.name = "ses",
	.signatures = signatures,
};
