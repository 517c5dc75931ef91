/*
 * Signature services that pass Microsoft 365's mail through: CodeTwo, `from
 * HELO (IP) by HOST with CodeTwo SMTP Server (TLS12) via SMTP; DATE`, and
 * Exclaimer, `from HELO (::ffff:IP) by HOST (IP) with Exclaimer Signature
 * Manager ESMTP Proxy HOST (tlsversion=TLS12, tlscipher=NAME); DATE`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "CodeTwo SMTP Server", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "Exclaimer Signature Manager", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice tls = mt_clause_comment(&c->clause[MT_CLAUSE_WITH], 0);
	MtSlice version = mt_read_key(tls, MT_SLICE("tlsversion="));
	MtSlice cipher = mt_read_key(tls, MT_SLICE("tlscipher="));

	(void)arena;
	r->software = r->with;
	if (version.n > 0)
		r->tls_version = mt_tls_version(version);
	if (cipher.n > 0)
		r->tls_cipher = cipher;
}

const MtDialect mt_dialect_codetwo = {
	.name = "codetwo",
	.signatures = signatures,
	.refine = refine,
};
