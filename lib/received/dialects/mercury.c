/*
 * Pegasus' Mercury: `from HELO (IP) by HOST (Mercury/32 v4.01a) with ESMTP ID
 * MG000012; DATE`. From its queue to its own modules the client is `spooler` or
 * `HOST/SpoolDir`, which is a folder.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Mercury/32 ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Mercury ", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice host = r->helo, path = r->helo;

	(void)c;
	(void)arena;
	if (mt_slice_cut(&path, '/', &host))
		r->helo = host;
	if (mt_slice_eq_i(r->helo, MT_SLICE("spooler")) ||
	    mt_slice_eq_i(r->helo, MT_SLICE("SpoolDir")))
		r->helo = (MtSlice){0};
}

const MtDialect mt_dialect_mercury = {
	.name = "mercury",
	.signatures = signatures,
	.refine = refine,
};
