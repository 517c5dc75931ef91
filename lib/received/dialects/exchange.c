/*
 * Microsoft Exchange and Microsoft 365, Windows' own SMTP service, and the
 * Internet Mail Service of Exchange 5.5. Layouts as they stand in Microsoft's
 * "Message header fields" articles and in public list archives:
 *   from HELO (IP) by HOST (IP) with Microsoft SMTP Server (version=TLS1_2,
 *     cipher=NAME) id 15.20.6792.27 via Frontend Transport; DATE
 *   from HOST (IP) by HOST (IP) with HTTPS; DATE
 *   from HOST ([IP]) by HOST ([IP%6]) with mapi id 15.20.6792.19; DATE
 *   from HELO ([IP]) by HOST with Microsoft SMTPSVC(6.0.3790.4675); DATE
 *   from HELO (RDNS [IP]) by HOST with SMTP (Microsoft Exchange Internet Mail
 *     Service Version 5.5.2653.13) id ID; DATE
 * The id is the version of the server; old versions fit an IPv4 address.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "Microsoft SMTP", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "Microsoft Exchange Server", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "Mailbox Replication Service", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "Internet Mail Service", 100},
	{MT_AT_WITH, MT_MATCH_EQUAL, "ShadowRedundancy", 100},
	{MT_AT_WITH, MT_MATCH_EQUAL, "mapi", 90},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "Microsoft Exchange", 100},
	{MT_AT_VIA, MT_MATCH_EQUAL, "Frontend Transport", 100},
	{MT_AT_VIA, MT_MATCH_EQUAL, "Mailbox Transport", 100},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".outlook.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".outlook.office365.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".exchangelabs.com", 60},
	{0},
};

static MtSlice
join(MtArena *arena, MtSlice name, MtSlice before, MtSlice version,
     MtSlice behind)
{
	const MtSlice parts[] = {name, before, version, behind};
	char *text =
		mt_arena_take(arena, name.n + before.n + version.n + behind.n);
	size_t n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		memcpy(text + n, parts[i].p, parts[i].n);
		n += parts[i].n;
	}
	return mt_slice(text, n);
}

/* `Microsoft SMTPSVC(5.0.2195.6713)`, `Internet Mail Service (5.5.2653.19)`,
 * `Microsoft SMTP Server 15.20.6792.27`, whose version stands as id. */
static MtSlice
product(const MtReceived *r, MtSlice version, MtArena *arena)
{
	MtSlice open = MT_SLICE(" (");

	if (version.n == 0)
		return join(arena, r->with, MT_SLICE(" "), r->id, MT_SLICE(""));
	if (mt_slice_ends_i(r->with, MT_SLICE("SMTPSVC")))
		open = MT_SLICE("(");
	return join(arena, r->with, open, version, MT_SLICE(")"));
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];
	MtSlice version = mt_clause_comment(with, 0);

	if (mt_slice_starts_i(r->with, MT_SLICE("Microsoft SMTP Server")))
		r->software =
			r->id.n > 0 ? product(r, (MtSlice){0}, arena) : r->with;
	else if (r->with.n > 0 && version.n > 0 && mt_is_digit(version.p[0]))
		r->software = product(r, version, arena);
	/* The server fetched the file from a folder; nobody said HELO. */
	if (mt_slice_eq_i(mt_clause_word(&c->clause[MT_CLAUSE_FROM], 1),
			  MT_SLICE("pickup")))
		r->helo = (MtSlice){0};
	/* `by HOST over TLS secured channel with Microsoft SMTPSVC(...)` */
	if (mt_slice_eq_i(mt_clause_word(&c->clause[MT_CLAUSE_BY], 2),
			  MT_SLICE("TLS")))
		r->encrypted = true;
}

const MtDialect mt_dialect_exchange = {
	.name = "exchange",
	.signatures = signatures,
	.refine = refine,
};
