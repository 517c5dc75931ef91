/*
 * Postini, later Google Message Security: `from source ([IP]) by
 * exprod5mx1.postini.com ([IP]) with SMTP; DATE`. The word source stands for
 * every client.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_FROM, MT_MATCH_EQUAL, "source", 90},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".postini.com", 60},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)c;
	(void)arena;
	if (mt_slice_eq_i(r->helo, MT_SLICE("source")))
		r->helo = (MtSlice){0};
}

const MtDialect mt_dialect_postini = {
	.name = "postini",
	.signatures = signatures,
	.refine = refine,
};
