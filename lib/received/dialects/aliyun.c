/*
 * Alibaba Cloud's mail push: `from HELO(mailfrom:ADDR fp:SMTPD_---.ID) by
 * smtp.aliyun-inc.com(IP); DATE`: the envelope sender stands where others have
 * the client, whose address is kept back.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "mailfrom:", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".aliyun-inc.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".aliyun.com", 60},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice text = mt_clause_comment(&c->clause[MT_CLAUSE_FROM], 0);
	MtSlice label = MT_SLICE("mailfrom:"), word;

	(void)arena;
	if (mt_slice_word(&text, &word) && mt_slice_starts_i(word, label))
		r->envelope_from = mt_slice_sub(word, label.n, word.n);
}

const MtDialect mt_dialect_aliyun = {
	.name = "aliyun",
	.signatures = signatures,
	.refine = refine,
};
