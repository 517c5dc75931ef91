/*
 * qmail-scanner, a filter of qmail: `from IP by HOST (envelope-from <ADDR>, uid
 * N) with qmail-scanner-2.11 (clamdscan: 0.99. Clear:RC:1(IP):. Processed in
 * 0.063407 secs); DATE`; before 1.21 `from ADDR by HOST by uid N with ...`, and
 * before 1.0 the date was 22/08/2002 12:49:45, without a zone
 * (qmail-scanner-queue.template).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "qmail-scanner-", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice from = mt_clause_word(&c->clause[MT_CLAUSE_FROM], 0);
	MtSlice by = mt_clause_comment(&c->clause[MT_CLAUSE_BY], 0);
	size_t uid = mt_slice_find(by, MT_SLICE(", uid "));

	(void)arena;
	r->software = mt_clause_word(&c->clause[MT_CLAUSE_WITH], 0);
	if (uid != MT_SLICE_NOWHERE && r->ident.p == NULL)
		r->ident = mt_slice_sub(by, uid + 2, by.n);
	if (mt_slice_find_char(from, '@') == MT_SLICE_NOWHERE)
		return;
	r->envelope_from = mt_strip_path(from);
	r->helo = r->rdns = (MtSlice){0};
}

const MtDialect mt_dialect_qmailscanner = {
	.name = "qmailscanner",
	.from_word = MT_FROM_RDNS,
	.day_first = true,
	.signatures = signatures,
	.refine = refine,
};
