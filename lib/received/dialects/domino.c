/*
 * Lotus, IBM and HCL Domino: `from HELO ([IP]) by HOST (Lotus Domino Release
 * 8.5.3FP6 HF1218) with ESMTP id 2012040514194002-4839 ; DATE`; the id begins
 * with the date and time of arrival.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Lotus Domino ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "IBM Domino ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "HCL Domino ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Lotus SMTP MTA ", 100},
	{0},
};

/* Where the product is hidden the id tells: 16 digits, `-` or `:`, digits. */
static int
probe(const MtClauses *c)
{
	MtSlice id = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);

	if (id.n < 18 || id.n > 24 || (id.p[16] != '-' && id.p[16] != ':'))
		return 0;
	for (size_t i = 0; i < id.n; i++)
		if (i != 16 && !mt_is_digit(id.p[i]))
			return 0;
	return 70;
}

const MtDialect mt_dialect_domino = {
	.name = "domino",
	.signatures = signatures,
	.probe = probe,
};
