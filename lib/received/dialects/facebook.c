/*
 * Facebook's own sender: `from facebook.com (BASE64 IPV6) by facebook.com with
 * Thrift id HEX; DATE`. The text before the address is ciphered.
 */
#include "received/dialect.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_EQUAL, "Thrift", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)c;
	(void)arena;
	r->rdns = (MtSlice){0};
}

const MtDialect mt_dialect_facebook = {
	.name = "facebook",
	.signatures = signatures,
	.refine = refine,
};
