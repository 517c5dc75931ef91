/*
 * XMail and nMail: `from HELO (IP:PORT) by HOST (IP:PORT) with [XMail 1.20
 * ESMTP Server] id <S72E> for <ADDR> from <ADDR>; DATE`. Product and protocol
 * stand in one pair of brackets; the second from is the envelope sender.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH, MT_MATCH_PREFIX, "[XMail ", 100},
	{MT_AT_WITH, MT_MATCH_PREFIX, "[nMail ", 100},
	{0},
};

/* `[XMail 1.20 ESMTP Server]`, `[nMail 2.1 (Win32) SMTP Server]`. */
static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice rest = c->value, product, word, last = {0};
	size_t at = mt_slice_find(rest, MT_SLICE("[XMail "));

	(void)arena;
	if (at == MT_SLICE_NOWHERE)
		at = mt_slice_find(rest, MT_SLICE("[nMail "));
	if (at == MT_SLICE_NOWHERE)
		return;
	product = rest = mt_slice_sub(rest, at + 1, rest.n);
	while (mt_slice_word(&rest, &word)) {
		if (last.p != NULL && mt_slice_eq(word, MT_SLICE("Server]"))) {
			product.n = (size_t)(last.p - product.p);
			r->software = mt_slice_trim(product);
			r->with = last;
			return;
		}
		last = word;
	}
}

const MtDialect mt_dialect_xmail = {
	.name = "xmail",
	.signatures = signatures,
	.refine = refine,
};
