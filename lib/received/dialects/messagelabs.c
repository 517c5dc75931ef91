/*
 * Symantec.cloud, once MessageLabs: first a qmail of its own, `from RDNS (HELO
 * NAME) (IP) by server-8.tower-565.messagelabs.com with CIPHER encrypted SMTP`,
 * then `from [IP] (using TLSv1.2 with cipher NAME (256 bits)) by
 * server-3.bemta.example.symcld.net id AB/CD-01234-56789ABC; DATE`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_SUFFIX, ".messagelabs.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".symcld.net", 60},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	mt_read_encrypted(c, r);
}

const MtDialect mt_dialect_messagelabs = {
	.name = "messagelabs",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.refine = refine,
};
