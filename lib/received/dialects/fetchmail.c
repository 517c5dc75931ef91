/*
 * fetchmail: `from SERVER [IP] by HOST with IMAP (fetchmail-6.4.37 polling NAME
 * account USER) for <ADDR> (single-drop); DATE`. The server did not send, it was
 * asked: there is no HELO, and the time before this hop is waiting. Releases
 * before 5 wrote `by HOST (fetchmail-4.7 POP3)` (stuff_received() of
 * transact.c).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "fetchmail-", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "fetchmail-", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "popclient-", 100},
	{MT_AT_FOR_COMMENT, MT_MATCH_EQUAL, "single-drop", 70},
	{MT_AT_FOR_COMMENT, MT_MATCH_EQUAL, "multi-drop", 70},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice word, rest = r->software;

	(void)c;
	(void)arena;
	r->helo = (MtSlice){0};
	r->pull = true;
	if (!mt_slice_word(&rest, &r->software))
		return;
	if (r->with.p == NULL && mt_slice_word(&rest, &word))
		r->with = word;
}

const MtDialect mt_dialect_fetchmail = {
	.name = "fetchmail",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.refine = refine,
};
