/*
 * getmail: `from SERVER (IP:PORT) by HOST with IMAP4-SSL getmail6 msgid:N for
 * <ADDR>; DATE`; getmail 4 leaves its name out, but only it writes the names of
 * its retrievers (flatten() of getmailcore/message.py). It asked the server, so
 * there is no HELO.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "POP3 getmail", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "POP3-SSL", 90},
	{MT_AT_WITH, MT_MATCH_PREFIX, "IMAP4 getmail", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "IMAP4-SSL", 90},
	{MT_AT_WITH, MT_MATCH_PREFIX, "SDPS getmail", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];
	MtSlice id = mt_clause_word(with, 2), label = MT_SLICE("msgid:");

	(void)arena;
	r->helo = (MtSlice){0};
	r->pull = true;
	r->with = mt_clause_word(with, 0);
	r->encrypted = mt_slice_ends_i(r->with, MT_SLICE("-SSL"));
	r->software = mt_clause_word(with, 1);
	if (mt_slice_starts(id, label))
		r->id = mt_slice_sub(id, label.n, id.n);
}

const MtDialect mt_dialect_getmail = {
	.name = "getmail",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.refine = refine,
};
