/*
 * Yahoo and what it hosts:
 *   from NAME (EHLO HELO) (IP) by HOST pod-id POD with SMTPs (version=TLS1_2
 *     cipher=NAME); DATE
 *   by hermes--production-AB (Yahoo Inc. Hermes SMTP Server) with ESMTPA ID ID
 *   from [IP] by web12345.mail.example.yahoo.com via HTTP; DATE
 *   from [IP] by n1.example.yahoo.com with NNFMP; DATE, (EGP: mail-8_1_0_1)
 *   from NAME (USER@IP with login) by HOST with SMTP; DATE PDT
 * NAME was looked up, or is an address; the Hermes servers carry the names of
 * the owners: Oath, VZM, Yahoo Inc.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_SUFFIX, "Hermes SMTP Server", 100},
	{MT_AT_WITH, MT_MATCH_EQUAL, "NNFMP", 100},
	{MT_AT_LEAD_COMMENT, MT_MATCH_PREFIX, "EGP: ", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".yahoo.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".yahoodns.net", 60},
	{0},
};

/* `(USER@IP with login)`, or another mechanism of AUTH. */
static bool
has_login(const MtClause *from)
{
	for (size_t i = 0; i < from->n; i++)
		if (from->tokens[i].kind == MT_TOKEN_COMMENT &&
		    mt_slice_find(from->tokens[i].text, MT_SLICE(" with ")) !=
			    MT_SLICE_NOWHERE)
			return true;
	return false;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *by = &c->clause[MT_CLAUSE_BY];
	MtSlice pod = mt_clause_word(by, 2);

	(void)arena;
	if (r->auth.p == NULL && r->ident.n > 0 &&
	    has_login(&c->clause[MT_CLAUSE_FROM]))
		r->auth = r->ident;
	if (r->id.p == NULL && !mt_slice_eq_i(pod, MT_SLICE("NONE")) &&
	    mt_slice_eq_i(mt_clause_word(by, 1), MT_SLICE("pod-id")))
		r->id = pod;
}

const MtDialect mt_dialect_yahoo = {
	.name = "yahoo",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.refine = refine,
};
