/*
 * debbugs, the bug tracker of Debian and GNU: `(at 916805) by bugs.example.org;
 * DATE` where a message comes in, and `via spool by 916805-submit@bugs.example
 * .org id=B916805.154533033319811 (code B ref 916805); DATE` where it goes out
 * (receive and process of its source). The code and the number are the bug's.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_LEAD_COMMENT, MT_MATCH_PREFIX, "at ", 60},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "code ", 100},
	{MT_AT_VIA, MT_MATCH_EQUAL, "spool", 60},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice word = mt_clause_word(&c->clause[MT_CLAUSE_BY], 1);

	(void)arena;
	r->software = (MtSlice){0};
	if (r->id.p == NULL && mt_slice_starts(word, MT_SLICE("id=")))
		r->id = mt_slice_sub(word, 3, word.n);
}

const MtDialect mt_dialect_debbugs = {
	.name = "debbugs",
	.signatures = signatures,
	.refine = refine,
};
