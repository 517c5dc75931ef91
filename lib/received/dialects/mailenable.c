/*
 * MailEnable: `from HELO ([IP]) by HOST with MailEnable ESMTPA; DATE`, and from
 * one of its agents to the next `by MailEnable Inbound Mail Agent with ESMTP`,
 * which names no host.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "MailEnable ", 100},
	{MT_AT_BY, MT_MATCH_EQUAL, "MailEnable", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];
	MtSlice name = MT_SLICE("MailEnable"), word = mt_clause_word(with, 1);

	(void)arena;
	if (mt_slice_eq(mt_clause_word(with, 0), name)) {
		r->software = mt_clause_word(with, 0);
		if (mt_slice_starts(word, MT_SLICE("ESMTP")) ||
		    mt_slice_starts(word, MT_SLICE("SMTP")))
			r->with = word;
	}
}

const MtDialect mt_dialect_mailenable = {
	.name = "mailenable",
	.signatures = signatures,
	.refine = refine,
};
