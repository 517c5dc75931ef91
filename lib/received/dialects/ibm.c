/*
 * IBM's mainframes and its mail hosting: `from HELO (HELO) by HOST (MP61 ) for
 * <ADDR> with ESMTP (IBM TCMCSEPO z/OS V02R05.00) Id ID ; DATE`, `by HOST (IBM
 * VM SMTP Level 320) via spool with SMTP id 1234`, and `by HOST with IBM ESMTP
 * SMTP Gateway: Authorized Use Only! ... for <ADDR> from <ADDR>; DATE`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "IBM ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "IBM VM SMTP ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "IBM MVS SMTP ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "IBM OS/390 SMTP ", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "IBM ESMTP SMTP Gateway", 100},
	{MT_AT_WITH, MT_MATCH_SUFFIX, ".collabserv.com ESMTP", 100},
	{0},
};

/* The greeting stands behind with: its protocol is the word in it. */
static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	static const MtSlice gateway = {"IBM ESMTP SMTP Gateway", 22};
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];

	(void)arena;
	if (mt_slice_starts(with->text, gateway))
		r->software = mt_slice_sub(with->text, 0, gateway.n);
	if (mt_slice_eq(mt_clause_word(with, 1), MT_SLICE("ESMTP")))
		r->with = mt_clause_word(with, 1);
}

const MtDialect mt_dialect_ibm = {
	.name = "ibm",
	.signatures = signatures,
	.refine = refine,
};
