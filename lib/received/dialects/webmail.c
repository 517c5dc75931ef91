/*
 * Web mail programs that send through a local MTA and write the browser's
 * address: SquirrelMail and NaSMail, `from IP (SquirrelMail authenticated user
 * NAME) by HOST with HTTP; DATE`, Horde and IMP, `from RDNS (RDNS [IP]) by HOST
 * (Horde Framework) with HTTP; DATE`, Roundcube, `from RDNS [IP] by HOST with
 * HTTP (HTTP/1.1 POST); DATE`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "SquirrelMail ", 100},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "NaSMail ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Horde ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "IMP", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "HTTP/1.", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "HTTP/2", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice rest = mt_clause_comment(&c->clause[MT_CLAUSE_FROM], 0);
	MtSlice said = MT_SLICE(" authenticated user ");
	size_t at = mt_slice_find_i(rest, said);
	MtIp ip;
	int port;

	(void)arena;
	if (mt_slice_starts(r->software, MT_SLICE("HTTP/")))
		r->software = (MtSlice){0};
	/* A browser says no HELO: its name, if any, was looked up. */
	if (r->rdns.p == NULL && !mt_read_address(r->helo, &ip, &port))
		r->rdns = r->helo;
	r->helo = (MtSlice){0};
	if (at == MT_SLICE_NOWHERE)
		return;
	r->software = mt_slice_sub(rest, 0, at);
	rest = mt_slice_sub(rest, at + said.n, rest.n);
	mt_slice_word(&rest, &r->auth);
}

const MtDialect mt_dialect_webmail = {
	.name = "webmail",
	.signatures = signatures,
	.refine = refine,
};
