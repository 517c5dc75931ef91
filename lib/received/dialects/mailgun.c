/*
 * Mailgun. From its API `from <unknown> (<unknown> []) by 47a34c698db9 with
 * HTTP id 64c278246f49ebc4e56a44f0; DATE GMT`, by SMTP `from HELO (RDNS [IP])`
 * likewise; the host is a container's id, the id an object of a database.
 * Earlier `by luna.mailgun.net with SMTP mgrt 8734663311733; DATE`.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_FROM_COMMENT, MT_MATCH_EQUAL, "<unknown> []", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "SMTP mgrt ", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".mailgun.net", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".mailgun.org", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".postgun.com", 60},
	{0},
};

static bool
is_hex(MtSlice s, size_t n)
{
	if (s.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!mt_is_digit(s.p[i]) && (s.p[i] < 'a' || s.p[i] > 'f'))
			return false;
	return true;
}

static int
probe(const MtClauses *c)
{
	return is_hex(mt_clause_word(&c->clause[MT_CLAUSE_BY], 0),
		      12) && is_hex(mt_clause_word(&c->clause[MT_CLAUSE_ID], 0),
				    24)
		       ? 60
		       : 0;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];

	(void)arena;
	if (mt_slice_eq(r->helo, MT_SLICE("unknown")))
		r->helo = (MtSlice){0};
	if (r->id.p == NULL &&
	    mt_slice_eq_i(mt_clause_word(with, 1), MT_SLICE("mgrt"))) {
		r->with = mt_clause_word(with, 0);
		r->id = mt_clause_word(with, 2);
	}
}

const MtDialect mt_dialect_mailgun = {
	.name = "mailgun",
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
