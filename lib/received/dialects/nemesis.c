/*
 * Nemesis, the server of IONOS, GMX, WEB.DE and mail.com: `from HELO (RDNS [IP])
 * by mrelayeu.kundenserver.de (mreue012 [IP]) with ESMTPSA (Nemesis) id
 * 1MREqy-1iGruv24t2-00N6Bk; DATE`, and its web mail `by HOST (HOST [IP]) (via
 * HTTP); DATE`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_EQUAL, "Nemesis", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "via HTTP", 80},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *by = &c->clause[MT_CLAUSE_BY];
	MtSlice comment;

	(void)arena;
	/* `with ESMTP (Nemesis), id ID`: the comma is a word of its own. */
	r->with = mt_clause_word(&c->clause[MT_CLAUSE_WITH], 0);
	for (size_t i = 0; (comment = mt_clause_comment(by, i)).p != NULL; i++)
		if (r->with.p == NULL &&
		    mt_slice_eq_i(comment, MT_SLICE("via HTTP"))) {
			r->with = mt_slice_sub(comment, 4, comment.n);
			r->software = (MtSlice){0};
		}
}

const MtDialect mt_dialect_nemesis = {
	.name = "nemesis",
	.signatures = signatures,
	.refine = refine,
};
