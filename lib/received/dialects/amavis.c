/*
 * amavisd-new and amavis: `from HELO ([IP]) by localhost (HOST [IP])
 * (amavisd-new, port 10024) with ESMTP id ID for <ADDR>; DATE`, or `unix socket`
 * for the port. The product is $myproduct_name, so others may stand there
 * (received_line() of the Mail::Amavis::In modules).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "amavisd", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "amavis", 90},
	{MT_AT_BY_COMMENT, MT_MATCH_SUFFIX, ", port 10024", 80},
	{MT_AT_BY_COMMENT, MT_MATCH_SUFFIX, ", port 10026", 80},
	{MT_AT_BY_COMMENT, MT_MATCH_SUFFIX, ", unix socket", 80},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice product, rest = r->software;

	(void)c;
	(void)arena;
	if (mt_slice_cut(&rest, ',', &product))
		r->software = product;
}

const MtDialect mt_dialect_amavis = {
	.name = "amavis",
	.signatures = signatures,
	.refine = refine,
};
