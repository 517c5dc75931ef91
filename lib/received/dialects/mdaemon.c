/*
 * Alt-N's MDaemon and SecurityGateway: `from HELO (RDNS [IP]) by HOST (MDaemon
 * PRO v9.0.1) with ESMTP id md50000050056.msg for <ADDR>; DATE`; before 2003
 * `from HELO [IP] by HOST [IP] with SMTP (MDaemon.v3.5.0.R) for <ADDR>; DATE`.
 * MultiPOP and DomainPOP fetch mail from another server's mailbox.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "MDaemon", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "MDaemon", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "SecurityGateway ", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)c;
	(void)arena;
	if (mt_slice_starts_i(r->with, MT_SLICE("MultiPOP")) ||
	    mt_slice_starts_i(r->with, MT_SLICE("DomainPOP")))
		r->pull = true;
}

const MtDialect mt_dialect_mdaemon = {
	.name = "mdaemon",
	.signatures = signatures,
	.refine = refine,
};
