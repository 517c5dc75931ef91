/*
 * PP, the MTA of the ISODE Consortium: `from HELO (actually RDNS [IP]) by HOST
 * with SMTP (PP) id <02778-0@HOST>; DATE`; without the comment where HELO is the
 * name that the look-up gave. Its successors write `actually host RDNS` and may
 * name another product. As it stands in public archives of the 1990s.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_EQUAL, "PP", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_EQUAL, "XT-PP", 100},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "actually ", 50},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	mt_read_true_name(c, MT_SLICE("actually"), r);
}

const MtDialect mt_dialect_pp = {
	.name = "pp",
	.signatures = signatures,
	.refine = refine,
};
