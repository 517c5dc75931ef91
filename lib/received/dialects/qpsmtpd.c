/*
 * qpsmtpd, qmail-smtpd written anew in Perl: `from RDNS (HELO HELO) (IP)
 * (smtp-auth username USER, mechanism plain) by HOST (qpsmtpd/0.94) with (CIPHER
 * encrypted) ESMTPS; DATE`, where the date has its weekday (lib/Qpsmtpd/SMTP.pm).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "qpsmtpd", 100},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "smtp-auth username ", 80},
	{0},
};

static void
read_user(MtSlice comment, MtReceived *r)
{
	MtSlice head = MT_SLICE("smtp-auth username "), user;

	if (!mt_slice_starts(comment, head))
		return;
	comment = mt_slice_sub(comment, head.n, comment.n);
	if (mt_slice_cut(&comment, ',', &user) ||
	    mt_slice_word(&comment, &user))
		r->auth = user;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];

	(void)arena;
	for (size_t i = 0; i < from->n; i++)
		if (from->tokens[i].kind == MT_TOKEN_COMMENT)
			read_user(mt_slice_trim(from->tokens[i].text), r);
	mt_read_encrypted(c, r);
}

const MtDialect mt_dialect_qpsmtpd = {
	.name = "qpsmtpd",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.refine = refine,
};
