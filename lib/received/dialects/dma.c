/*
 * DragonFly Mail Agent: `from USER (uid N) (envelope-from ADDR) id ID by HOST
 * (DragonFly Mail Agent v0.13); DATE`, all mail coming from local users; later
 * releases hide the user as `unknown` on request (readmail() of mail.c).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "DragonFly Mail Agent", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	mt_local_user(c, r);
}

const MtDialect mt_dialect_dma = {
	.name = "dma",
	.signatures = signatures,
	.refine = refine,
};
