/*
 * Exim: `from RDNS ([IP]:PORT helo=HELO) by HOST with esmtps (TLS1.3) tls
 * CIPHER (Exim 4.96) (envelope-from <ADDR>) id ID for ADDR; DATE`. The first
 * word is a verified name, or `[IP]` where there is none; helo= is left out
 * where it is the same (received_header_text and sender_rcvhost of the
 * specification, chapter 14 and 11).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "Exim ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Exim ", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "esmtps tls ", 80},
	{0},
};

/* `with esmtps (TLS1.3) tls CIPHER`: RFC 8314 4.3 gives the cipher a clause. */
static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];

	(void)arena;
	if (mt_slice_eq_i(mt_clause_word(with, 1), MT_SLICE("tls"))) {
		r->with = mt_clause_word(with, 0);
		r->tls_cipher = mt_clause_word(with, 2);
	}
	/* `from user by host with local`: no client, a local user. */
	if (mt_slice_starts_i(r->with, MT_SLICE("local")) &&
	    r->ip.family == 0) {
		r->ident = r->ident.p ? r->ident : r->helo;
		r->helo = r->rdns = (MtSlice){0};
	}
}

const MtDialect mt_dialect_exim = {
	.name = "exim",
	.from_word = MT_FROM_VERIFIED,
	.signatures = signatures,
	.refine = refine,
};
