/*
 * Dovecot LMTP and submission: `from HELO ([IP]) (using TLSv1.3 with cipher NAME
 * (256/256 bits)) by HOST with LMTP id ID (envelope-from <ADDR>) for <ADDR>;
 * DATE`; before 2.3 `by HOST (Dovecot) with LMTP id ID`. The id is a GUID or a
 * session in base 64 without padding, 22 characters, and a session may add
 * `:T2:P1` (smtp-server-transaction.c of lib-smtp, commands.c of lmtp).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Dovecot", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Dovecot ", 90},
	{0},
};

static bool
is_base64(MtSlice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!mt_is_alpha(s.p[i]) && !mt_is_digit(s.p[i]) &&
		    s.p[i] != '+' && s.p[i] != '/')
			return false;
	return true;
}

static int
probe(const MtClauses *c)
{
	const MtClause *clause = &c->clause[MT_CLAUSE_ID];
	MtSlice id = mt_clause_word(clause, 0);

	if (id.n < 22 || (id.n > 22 && id.p[22] != ':') ||
	    !is_base64(mt_slice_sub(id, 0, 22)))
		return 0;
	return mt_slice_starts(mt_clause_comment(clause, 0),
			       MT_SLICE("envelope-from "))
		       ? 80
		       : 0;
}

const MtDialect mt_dialect_dovecot = {
	.name = "dovecot",
	.signatures = signatures,
	.probe = probe,
};
