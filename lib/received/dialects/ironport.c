/*
 * Cisco's IronPort (AsyncOS): `from RDNS (HELO NAME) ([IP]) by HOST with
 * ESMTP/TLS/CIPHER; 27 Oct 2020 17:21:40 +0800`. (HELO ...) is left out where
 * it is the same; `unknown` is a missing name. No product, no id, no weekday.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "ESMTP/TLS/", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "SMTP/TLS/", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".iphmx.com", 60},
	{0},
};

/* Without TLS the shape is all there is: qmail writes (IP), not ([IP]). */
static int
probe(const MtClauses *c)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];
	MtSlice date = mt_clause_word(&c->clause[MT_CLAUSE_DATE], 0);
	MtSlice with = c->clause[MT_CLAUSE_WITH].text, last;

	if (c->clause[MT_CLAUSE_ID].present || from->n == 0 || date.n == 0 ||
	    !mt_is_digit(date.p[0]) || c->clause[MT_CLAUSE_FOR].present ||
	    c->clause[MT_CLAUSE_VIA].present ||
	    c->clause[MT_CLAUSE_BY].n != 1 ||
	    from->tokens[from->n - 1].kind != MT_TOKEN_COMMENT ||
	    (!mt_slice_eq(with, MT_SLICE("ESMTP")) &&
	     !mt_slice_eq(with, MT_SLICE("SMTP"))))
		return 0;
	last = from->tokens[from->n - 1].text;
	return last.n > 2 && last.p[0] == '[' && last.p[last.n - 1] == ']' ? 50
									   : 0;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice rest = r->with, protocol, tls = {0};

	(void)c;
	(void)arena;
	if (!mt_slice_cut(&rest, '/', &protocol) ||
	    !mt_slice_cut(&rest, '/', &tls))
		return;
	r->with = protocol;
	r->tls_cipher = rest;
}

const MtDialect mt_dialect_ironport = {
	.name = "ironport",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
