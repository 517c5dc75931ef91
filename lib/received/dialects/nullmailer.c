/*
 * nullmailer, which relays all to a smart host: `(nullmailer pid N invoked by
 * uid N); DATE` (nullmailer-queue.cc).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_LEAD_COMMENT, MT_MATCH_PREFIX, "nullmailer ", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	mt_read_invoker(c, r);
}

const MtDialect mt_dialect_nullmailer = {
	.name = "nullmailer",
	.signatures = signatures,
	.refine = refine,
};
