/*
 * AOL before it moved to Yahoo's servers: `from HELO (RDNS [IP]) by
 * mtain-dh02.mx.aol.com (Internet Inbound) with ESMTP id ID`, `from ADDR by
 * imo-d04.mx.aol.com (mail_out_v34.10.) id x.3e.23ec2d20 (3842); DATE`, and its
 * web mail, `from IP by HOST (IP) with HTTP (WebMailUI); DATE`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "mail_out_v", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Internet Inbound", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "OMAG/", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_EQUAL, "WebMailUI", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".aol.com", 60},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)c;
	(void)arena;
	if (mt_slice_find_char(r->helo, '@') != MT_SLICE_NOWHERE)
		mt_from_is_user(r);
}

const MtDialect mt_dialect_aol = {
	.name = "aol",
	.signatures = signatures,
	.refine = refine,
};
