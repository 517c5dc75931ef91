/*
 * Cellopoint: `from HELO [(IP)] by HOST (envelope-from <ADDR>) (Cellopoint
 * E-mail Firewall v4.1.14 Build 0819 with TLSv1.2 CIPHER 256/256) with ESMTP id
 * 1771301999; DATE`; the product may be named `Generic MTA`. TLS stands in the
 * product's comment.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Cellopoint ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Cellopoint", 90},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Generic MTA with TLS", 90},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	size_t at = mt_slice_find(r->software, MT_SLICE(" with TLS"));
	MtSlice rest, version = {0}, bits = {0}, used;
	unsigned long long number;

	(void)c;
	(void)arena;
	if (at == MT_SLICE_NOWHERE)
		return;
	rest = mt_slice_sub(r->software, at + 6, r->software.n);
	r->software.n = at;
	r->encrypted = true;
	mt_slice_word(&rest, &version);
	r->tls_version = mt_tls_version(version);
	mt_slice_word(&rest, &r->tls_cipher);
	mt_slice_word(&rest, &bits);
	if (mt_slice_cut(&bits, '/', &used) &&
	    mt_slice_number(used, 65536, &number))
		r->tls_bits = (int)number;
}

const MtDialect mt_dialect_cellopoint = {
	.name = "cellopoint",
	.signatures = signatures,
	.refine = refine,
};
