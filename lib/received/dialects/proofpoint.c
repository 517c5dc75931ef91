/*
 * Proofpoint: a sendmail of its own behind filters named pps.filterd and
 * pps.reinject: `from HELO (RDNS [IP]) by mx0a-00000001.pphosted.com (PPS) with
 * ESMTPS id 2uxcnd39u6-1 (version=TLSv1.2 cipher=NAME bits=256 verify=NOT)`,
 * and Essentials' `by HOST (PPE Hosted ESMTP Server)`.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "PPS", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "PPE Hosted ESMTP Server", 100},
	{MT_AT_FROM, MT_MATCH_EQUAL, "pps.filterd", 100},
	{MT_AT_FROM, MT_MATCH_EQUAL, "pps.reinject", 100},
	{MT_AT_BY, MT_MATCH_EQUAL, "pps.reinject", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".pphosted.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".ppe-hosted.com", 60},
	{0},
};

/* The appliance under a customer's name: ten of [0-9a-z], `-1`, and TLS. */
static int
probe(const MtClauses *c)
{
	const MtClause *id = &c->clause[MT_CLAUSE_ID];
	MtSlice word = mt_clause_word(id, 0);

	if (word.n != 12 || word.p[10] != '-' || !mt_is_digit(word.p[0]) ||
	    !mt_slice_starts(mt_clause_comment(id, 0), MT_SLICE("version=")))
		return 0;
	for (size_t i = 0; i < 10; i++)
		if (!mt_is_digit(word.p[i]) &&
		    (!mt_is_alpha(word.p[i]) || word.p[i] < 'a'))
			return 0;
	return 70;
}

const MtDialect mt_dialect_proofpoint = {
	.name = "proofpoint",
	.signatures = signatures,
	.probe = probe,
};
