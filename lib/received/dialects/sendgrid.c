/*
 * Twilio SendGrid. No ';' before the date, which is Go's:
 *   by filterdrecv-AB-CD with SMTP id ID 2023-07-28 19:32:25.928333532 +0000
 *     UTC m=+6810983.8
 *   from ACCOUNT (unknown) by geopod-ismtpd-0 (SG) with HTTP id ID
 *     Fri, 28 Jul 2023 19:32:25.608 +0000 (UTC)
 * ACCOUNT is the customer's number in base64. Older servers wrote the ';'.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "SG", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".sendgrid.net", 60},
	{MT_AT_BY, MT_MATCH_PREFIX, "filterdrecv-", 60},
	{MT_AT_BY, MT_MATCH_PREFIX, "geopod-ismtpd-", 60},
	{MT_AT_BY, MT_MATCH_PREFIX, "recvd-", 50},
	{MT_AT_ID, MT_MATCH_PREFIX, "filterdrecv-", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "recvd-", 50},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)c;
	(void)arena;
	if (mt_slice_starts_i(r->with, MT_SLICE("HTTP")))
		mt_from_is_user(r);
}

const MtDialect mt_dialect_sendgrid = {
	.name = "sendgrid",
	.signatures = signatures,
	.refine = refine,
};
