/*
 * McAfee: WebShield, `from NAME([IP]) by HOST via smtp id
 * 021b_7e19a55a_ea7e_11da_83a9_00304811e63a; DATE` (a UUID with underscores),
 * and the cloud that was MX Logic, `by HOST(mxl_mta-8.3.0-1) with ESMTP id ID`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "mxl_mta-", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "WebShield ", 100},
	{0},
};

static int
probe(const MtClauses *c)
{
	MtSlice id = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);

	return id.n == 41 && id.p[4] == '_' && id.p[13] == '_' &&
			       id.p[18] == '_' && id.p[23] == '_' &&
			       id.p[28] == '_'
		       ? 90
		       : 0;
}

const MtDialect mt_dialect_mcafee = {
	.name = "mcafee",
	.signatures = signatures,
	.probe = probe,
};
