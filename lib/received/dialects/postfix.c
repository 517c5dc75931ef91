/*
 * Postfix: `from HELO (RDNS [IP]) (using TLS...) by HOST (Postfix) with ESMTPS
 * id QUEUEID for <ADDR>; DATE`, and `by HOST (Postfix, from userid N)` for mail
 * from sendmail(1). The product name is mail_name of main.cf, so others may
 * stand there; the layout is smtpd.c's and pickup.c's.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Postfix", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Postfix,", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Postfix ", 90},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Postfix-", 90},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice product, rest = r->software, from = MT_SLICE("from userid ");

	(void)c;
	(void)arena;
	if (!mt_slice_cut(&rest, ',', &product))
		return;
	r->software = product;
	rest = mt_slice_trim(rest);
	if (mt_slice_starts(rest, from))
		r->ident = mt_slice_sub(rest, 5, rest.n);
}

const MtDialect mt_dialect_postfix = {
	.name = "postfix",
	.signatures = signatures,
	.refine = refine,
};
