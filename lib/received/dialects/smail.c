/*
 * Smail 3: `from HELO(RDNS[IP]) by HOST via smtpd with smtp id <m0r1AbC-000DefC@
 * HOST> for <ADDR>; DATE (Smail-3.2.0.118)`, and `by HOST via smail from stdin
 * id <...>` for local mail; the product may stand behind with or by
 * (received_field of its manual).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_VIA, MT_MATCH_PREFIX, "smail", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Smail", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "Smail", 100},
	{MT_AT_DATE_COMMENT, MT_MATCH_PREFIX, "Smail", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *date = &c->clause[MT_CLAUSE_DATE];

	(void)arena;
	for (size_t i = 0; i < date->n && r->software.p == NULL; i++)
		if (date->tokens[i].kind == MT_TOKEN_COMMENT &&
		    mt_slice_starts_i(date->tokens[i].text, MT_SLICE("Smail")))
			r->software = date->tokens[i].text;
}

const MtDialect mt_dialect_smail = {
	.name = "smail",
	.signatures = signatures,
	.refine = refine,
};
