/*
 * CommuniGate Pro: `from [IP] (account USER HELO HELO) by HOST (CommuniGate Pro
 * SMTP 6.2.14) with ESMTPSA id N for ADDR; DATE`, `from [IP] (HELO HELO)`, and
 * `from HELO ([IP] verified)` where the name leads to the address. Other modules
 * put their names in place of SMTP: WebUser, PIPE, RULE, GROUP, and RPOP, which
 * fetches; without a client they have the sender in from, `<ADDR>` (`Received`
 * in the manual's pages on Transfer and SMTP).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "CommuniGate Pro", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice word = mt_clause_word(&c->clause[MT_CLAUSE_FROM], 0);

	(void)arena;
	r->pull = mt_slice_starts_i(r->software,
				    MT_SLICE("CommuniGate Pro RPOP"));
	if (word.n == 0 || word.p[0] != '<')
		return;
	r->envelope_from = mt_strip_path(word);
	r->helo = r->rdns = (MtSlice){0};
}

const MtDialect mt_dialect_communigate = {
	.name = "communigate",
	.from_word = MT_FROM_VERIFIED,
	.signatures = signatures,
	.refine = refine,
};
