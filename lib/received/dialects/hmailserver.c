/*
 * hMailServer: `from HELO (RDNS [IP]) by HOST with ESMTPA ; DATE`, RDNS being
 * `Unknown` where there is none; versions before 5.4 `from HELO ([IP]) by HOST
 * ; DATE`. It names no product: the line that it keeps for the date is the mark.
 */
#include "received/dialect.h"

static int
probe(const MtClauses *c)
{
	const MtClause *date = &c->clause[MT_CLAUSE_DATE];
	MtSlice with = c->clause[MT_CLAUSE_WITH].text;
	MtSlice peer = mt_clause_comment(&c->clause[MT_CLAUSE_FROM], 0);
	const MtToken *semi = date->tokens - 1;

	if (!date->present || semi->kind != MT_TOKEN_SEMI ||
	    c->clause[MT_CLAUSE_ID].present ||
	    c->clause[MT_CLAUSE_FOR].present || peer.n == 0 ||
	    peer.p[peer.n - 1] != ']' || c->clause[MT_CLAUSE_BY].n != 1)
		return 0;
	if (!mt_is_space(semi->text.p[-1]))
		return 0;
	if (mt_slice_find_char(with, ' ') != MT_SLICE_NOWHERE)
		return 0; /* E-MailRelay's `with ESMTPS tls CIPHER` */
	if (mt_slice_starts(with, MT_SLICE("ESMTP")) ||
	    mt_slice_eq(with, MT_SLICE("SMTP")))
		return 55;
	return with.p == NULL ? 20 : 0;
}

const MtDialect mt_dialect_hmailserver = {
	.name = "hmailserver",
	.probe = probe,
};
