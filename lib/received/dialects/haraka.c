/*
 * Haraka: `from HELO (RDNS [IP]) by HOST (Haraka/3.0.3) with ESMTPSA id UUID.1
 * envelope-from <ADDR> tls CIPHER (authenticated bits=0); DATE`; before 2.8.26
 * `(version=... cipher=...)` stood for the tls clause of RFC 8314 4.3, which
 * here follows a bare envelope-from (received_line() of connection.js).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Haraka/", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Haraka", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *sender = &c->clause[MT_CLAUSE_ENVELOPE_FROM];

	(void)arena;
	if (mt_slice_eq(mt_clause_word(sender, 1), MT_SLICE("tls")))
		r->tls_cipher = mt_clause_word(sender, 2);
}

const MtDialect mt_dialect_haraka = {
	.name = "haraka",
	.signatures = signatures,
	.refine = refine,
};
