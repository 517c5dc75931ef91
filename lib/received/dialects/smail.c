/*
 * Smail 3: `from HELO(RDNS[IP]) by HOST via smtpd with smtp id <m0r1AbC-000DefC@
 * HOST> for <ADDR>; DATE (Smail-3.2.0.118)`, and `by HOST via smail from stdin
 * id <...>` for local mail; the product may stand behind with, by or id
 * (received_field of its manual). `(really RDNS [IP])` is written where HELO is
 * another name, and behind with `(ident USER using rfc1413)`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_VIA, MT_MATCH_PREFIX, "smail", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Smail", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "Smail", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_SUFFIX, " using rfc1413", 100},
	{MT_AT_ID_COMMENT, MT_MATCH_PREFIX, "Debian Smail", 100},
	{MT_AT_DATE_COMMENT, MT_MATCH_PREFIX, "Smail", 100},
	{0},
};

static MtSlice
find_product(const MtClause *clause)
{
	for (size_t i = 0; i < clause->n; i++) {
		MtSlice text = clause->tokens[i].text;

		if (clause->tokens[i].kind == MT_TOKEN_COMMENT &&
		    (mt_slice_starts_i(text, MT_SLICE("Smail")) ||
		     mt_slice_starts_i(text, MT_SLICE("Debian Smail"))))
			return text;
	}
	return (MtSlice){0};
}

static void
read_ident(const MtClause *with, MtReceived *r)
{
	MtSlice rest = mt_clause_comment(with, 0), word;

	if (!mt_slice_word(&rest, &word) ||
	    !mt_slice_eq(word, MT_SLICE("ident")))
		return;
	if (r->software.p == word.p)
		r->software = (MtSlice){0};
	if (mt_slice_word(&rest, &word))
		r->ident = word;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	read_ident(&c->clause[MT_CLAUSE_WITH], r);
	mt_read_true_name(c, MT_SLICE("really"), r);
	if (r->software.p == NULL)
		r->software = find_product(&c->clause[MT_CLAUSE_ID]);
	if (r->software.p == NULL)
		r->software = find_product(&c->clause[MT_CLAUSE_DATE]);
}

const MtDialect mt_dialect_smail = {
	.name = "smail",
	.signatures = signatures,
	.refine = refine,
};
