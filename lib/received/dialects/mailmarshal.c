/*
 * MailMarshal, later Trustwave SEG: `from HELO (RDNS[IP]) by HOST with
 * MailMarshal (v6,7,2,8378) (using TLS: SSLv23) id <B4c44b2720000>; DATE`, with
 * `Not Verified[IP]` where the name was not looked up. Over TLS newer ones leave
 * out the product, `by HOST (using TLS: TLSv1.2, AES256-SHA) id <...>`. As it
 * stands in public list archives.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_EQUAL, "MailMarshal", 100},
	{MT_AT_WITH, MT_MATCH_EQUAL, "Trustwave SEG", 100},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "Not Verified[", 90},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "using TLS: ", 90},
	{0},
};

static MtSlice
product(MtSlice name, MtSlice version, MtArena *arena)
{
	size_t size = name.n + version.n + sizeof " ()";
	char *text = mt_arena_take(arena, size);

	return mt_slice(text, (size_t)g_snprintf(text, size, "%.*s (%.*s)",
						 (int)name.n, name.p,
						 (int)version.n, version.p));
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice version = mt_clause_comment(&c->clause[MT_CLAUSE_WITH], 0);

	r->software = (MtSlice){0}; /* of by it is `using TLS: ...` */
	if (version.n > 0 && version.p[0] == 'v')
		r->software = product(r->with, version, arena);
}

const MtDialect mt_dialect_mailmarshal = {
	.name = "mailmarshal",
	.signatures = signatures,
	.refine = refine,
};
