/*
 * Postfix: `from HELO (RDNS [IP]) (using TLS...) (Authenticated sender: USER)
 * by HOST (Postfix) with ESMTPS id QUEUEID for <ADDR>; DATE`, and `by HOST
 * (Postfix, from userid N)` for mail from sendmail(1). The product is mail_name
 * of postconf(5), so others may stand there; then what smtpd(8) says of client
 * certificates tells it, or a long queue id (smtpd.c, pickup.c, mail_queue.h).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Postfix", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Postfix,", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Postfix ", 90},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Postfix-", 90},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Postfix/", 90},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "No client certificate req", 60},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "Client did not present", 60},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "Client CN ", 60},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "Authenticated sender: ", 50},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Authenticated sender: ", 50},
	{0},
};

/*
 * Long queue ids: six digits of seconds and four of microseconds in base 52,
 * which has no vowels, then 'z' and the inode.
 */
static int
probe(const MtClauses *c)
{
	MtSlice id = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);

	if (id.n < 12 || id.n > 20 || id.p[10] != 'z')
		return 0;
	for (size_t i = 0; i < id.n; i++)
		if ((!mt_is_digit(id.p[i]) && !mt_is_alpha(id.p[i])) ||
		    strchr("AEIOUaeiou", id.p[i]) != NULL)
			return 0;
	return 55;
}

/* `(Authenticated sender: USER)` and `(HOST [IP])` may stand there, too. */
static bool
is_product(MtSlice comment)
{
	return comment.n > 0 && mt_is_alpha(comment.p[0]) &&
	       mt_slice_find_char(comment, ':') == MT_SLICE_NOWHERE &&
	       mt_slice_find_char(comment, '[') == MT_SLICE_NOWHERE;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice name =
		mt_slice_trim(mt_clause_comment(&c->clause[MT_CLAUSE_BY], 0));

	(void)arena;
	if (is_product(name))
		r->software = name;
	else if (r->software.p == name.p)
		r->software = (MtSlice){0};
	mt_split_userid(r);
}

const MtDialect mt_dialect_postfix = {
	.name = "postfix",
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
