/*
 * simscan, a filter of qmail: `by simscan 1.4.0 ppid: N, pid: N, t: 1.3145s
 * scanners: clamav: 0.97/m:53`, with neither host nor date (simscan.c).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_EQUAL, "simscan", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice name = mt_clause_word(&c->clause[MT_CLAUSE_BY], 0);
	MtSlice version = mt_clause_word(&c->clause[MT_CLAUSE_BY], 1);

	(void)arena;
	r->by = (MtSlice){0};
	r->software = name;
	if (version.n > 0)
		r->software.n = (size_t)(version.p + version.n - name.p);
}

const MtDialect mt_dialect_simscan = {
	.name = "simscan",
	.signatures = signatures,
	.refine = refine,
};
