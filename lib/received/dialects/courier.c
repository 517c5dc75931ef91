/*
 * Courier: `from HELO (RDNS [::ffff:IP]) (AUTH: LOGIN USER, TLS: TLSv1.3,256bits,
 * CIPHER) by HOST with ESMTPSA id 00000000005DC0D6.0000000064EC6711.00003756;
 * DATE`, before release 1 with the id behind the date, and never with the name
 * of the product. Local mail: `from USER (uid N) by HOST with local`
 * (submit.C, comesmtpidstring.c; `softdnserr` is couriertcpd's).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "courier", 100},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "softdnserr ", 90},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "AUTH: ", 70},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "TLS: ", 70},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "SSL: ", 70},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "uid ", 50},
	{0},
};

/* Inode, time and process in hexadecimal digits: 16.16.8, or 8.8.8. */
static bool
is_id(MtSlice id)
{
	size_t part = id.n == 42 ? 16 : 8;

	if (id.n != 42 && id.n != 26)
		return false;
	for (size_t i = 0; i < id.n; i++)
		if (i == part || i == 2 * part + 1 ? id.p[i] != '.'
						   : !g_ascii_isxdigit(id.p[i]))
			return false;
	return true;
}

static MtSlice
find_id(const MtClauses *c)
{
	const MtClause *date = &c->clause[MT_CLAUSE_DATE];

	if (c->clause[MT_CLAUSE_ID].present)
		return mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);
	if (date->n < 2 ||
	    !mt_slice_eq(date->tokens[date->n - 2].text, MT_SLICE("id")))
		return (MtSlice){0};
	return date->tokens[date->n - 1].text;
}

/* Courier alone writes all of IPv4 as mapped into IPv6, and `esmtp` small. */
static int
probe(const MtClauses *c)
{
	MtSlice comment = mt_clause_comment(&c->clause[MT_CLAUSE_FROM], 0);

	if (is_id(find_id(c)))
		return 95;
	return mt_slice_eq(mt_clause_word(&c->clause[MT_CLAUSE_WITH], 0),
			   MT_SLICE("esmtp")) &&
			       mt_slice_find(comment, MT_SLICE("[::ffff:")) !=
				       MT_SLICE_NOWHERE
		       ? 50
		       : 0;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	r->id = find_id(c);
	if (mt_slice_eq(r->with, MT_SLICE("local")))
		mt_local_user(c, r);
}

const MtDialect mt_dialect_courier = {
	.name = "courier",
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
