/*
 * KumoMTA: `from HELO (IP) by HOST (KumoMTA IP) with ESMTPS (TLSv1_3:CIPHER) id
 * ID for <ADDR>; DATE`. The address behind its name is its own (process_data of
 * crates/kumod/src/smtp_server.rs).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "KumoMTA ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "KumoMTA", 100},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice rest = mt_clause_comment(&c->clause[MT_CLAUSE_BY], 0);
	MtSlice name, address;
	MtIp ip;
	int port;

	(void)arena;
	if (!mt_slice_word(&rest, &name) || !mt_slice_word(&rest, &address) ||
	    !mt_read_address(address, &ip, &port))
		return;
	r->software = name;
	r->by_ip = ip;
}

const MtDialect mt_dialect_kumomta = {
	.name = "kumomta",
	.from_word = MT_FROM_HELO,
	.signatures = signatures,
	.refine = refine,
};
