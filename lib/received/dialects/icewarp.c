/*
 * IceWarp, once Merak: `from HELO ([IP]) by HOST (IceWarp 11.3.0.4 RHEL6 x64)
 * with ASMTP (SSL) id 201907161552152486 for <ADDR>; DATE`. ASMTP is its word
 * for authenticated; the id of later versions begins with date and time.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "IceWarp ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Merak ", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_EQUAL, "SSL", 60},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	if (mt_slice_eq_i(mt_clause_comment(&c->clause[MT_CLAUSE_WITH], 0),
			  MT_SLICE("SSL")))
		r->encrypted = true;
	if (mt_slice_eq_i(r->software, MT_SLICE("SSL")))
		r->software = (MtSlice){0};
	if (mt_slice_eq_i(r->with, MT_SLICE("ASMTP")) && r->auth.p == NULL)
		r->auth = MT_SLICE("yes");
}

const MtDialect mt_dialect_icewarp = {
	.name = "icewarp",
	.signatures = signatures,
	.refine = refine,
};
