/*
 * CommuniGate Pro: `from [IP] (account USER HELO HELO) by HOST (CommuniGate Pro
 * SMTP 6.2.14) with ESMTPSA id N for ADDR; DATE`, `from [IP] (HELO HELO)`, and
 * `from HELO ([IP] verified)` where the name leads to the address. Other modules
 * put their names in place of SMTP: WebUser, PIPE, RULE, GROUP, and RPOP, which
 * fetches (`Received` in the manual's pages on Transfer and SMTP).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "CommuniGate Pro", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice rest = mt_clause_comment(&c->clause[MT_CLAUSE_FROM], 0), word;
	MtSlice user = {0};
	bool account = true;

	(void)arena;
	r->pull = mt_slice_starts_i(r->software,
				    MT_SLICE("CommuniGate Pro RPOP"));
	if (!mt_slice_word(&rest, &word) ||
	    !mt_slice_eq(word, MT_SLICE("account")))
		return;
	while (mt_slice_word(&rest, &word)) {
		if (account)
			user = mt_strip_path(word);
		else if (mt_slice_eq(word, MT_SLICE("HELO")))
			mt_slice_word(&rest, &r->helo);
		account = false;
	}
	if (user.n > 0)
		r->auth = user;
}

const MtDialect mt_dialect_communigate = {
	.name = "communigate",
	.from_word = MT_FROM_VERIFIED,
	.signatures = signatures,
	.refine = refine,
};
