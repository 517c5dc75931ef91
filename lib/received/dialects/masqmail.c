/*
 * masqmail: like Exim, whose ids it shortens: `from HOST (ident=USER) by HOST
 * with esmtp (masqmail 0.2.21) id 1mGLje-1DU-00; DATE`, `from USER by HOST with
 * local`, and since 0.3 `by HOST (masqmail 0.3.4, from userid N)` (accept.c).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "masqmail ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "masqmail ", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	if (mt_slice_eq_i(r->ident, MT_SLICE("unknown")))
		r->ident = (MtSlice){0};
	mt_split_userid(r);
	mt_local_user(c, r);
}

const MtDialect mt_dialect_masqmail = {
	.name = "masqmail",
	.from_word = MT_FROM_VERIFIED,
	.signatures = signatures,
	.refine = refine,
};
