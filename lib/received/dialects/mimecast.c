/*
 * Mimecast: `from HELO (RDNS [IP]) by relay.mimecast.com with ESMTP with both
 * STARTTLS and AUTH (version=TLSv1.2, cipher=NAME) id eu-mta-12-AbCd-1; DATE`.
 * Until 2020 `(Using TLS)` stood before by instead. The id names the region.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_SUFFIX, ".mimecast.com", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "au-mta-", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "ca-mta-", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "de-mta-", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "eu-mta-", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "uk-mta-", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "us-mta-", 60},
	{MT_AT_ID, MT_MATCH_PREFIX, "za-mta-", 60},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];
	MtSlice word;

	(void)arena;
	for (size_t i = 1; (word = mt_clause_word(with, i)).p != NULL; i++) {
		r->with = mt_clause_word(with, 0);
		if (mt_slice_eq_i(word, MT_SLICE("STARTTLS")))
			r->encrypted = true;
		else if (mt_slice_eq_i(word, MT_SLICE("AUTH")))
			r->auth = MT_SLICE("yes");
	}
	word = mt_clause_comment(&c->clause[MT_CLAUSE_FROM], 1);
	if (mt_slice_eq_i(word, MT_SLICE("Using TLS")))
		r->encrypted = true;
}

const MtDialect mt_dialect_mimecast = {
	.name = "mimecast",
	.signatures = signatures,
	.refine = refine,
};
