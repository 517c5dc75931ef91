/*
 * Exim: `from RDNS ([IP]:PORT helo=HELO ident=USER) by HOST with esmtps
 * (TLS1.3) tls CIPHER (Exim 4.96) (envelope-from <ADDR>) id ID for ADDR; DATE`.
 * The first word is a verified name, or `[IP] (port=N helo=HELO)` where there is
 * none; helo= is left out where it is the same. Exim 3: `from RDNS (HELO)
 * [IP.PORT] (USER)`. Without an address it is a local user (received_header_text
 * and $sender_rcvhost in the specification, 11.9 and 14).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "Exim ", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_EQUAL, "Exim", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "WEB.DE ", 100}, /* its Exim */
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "Exim ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "Exim", 100},
	{0},
};

static bool
is_base62(MtSlice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!mt_is_alpha(s.p[i]) && !mt_is_digit(s.p[i]))
			return false;
	return s.n > 0;
}

/* Message ids are 6-6-2 base 62 digits, 6-11-4 since 4.97. */
static int
probe(const MtClauses *c)
{
	MtSlice id = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);
	size_t last = id.n == 16 ? 13 : 18;

	if ((id.n != 16 && id.n != 23) || id.p[6] != '-' || id.p[last] != '-')
		return 0;
	return is_base62(mt_slice_sub(id, 0, 6)) &&
			       is_base62(mt_slice_sub(id, 7, last)) &&
			       is_base62(mt_slice_sub(id, last + 1, id.n))
		       ? 70
		       : 0;
}

/* `RDNS (HELO) [IP.PORT] (USER)`, `(HELO) [IP]`, `RDNS [IP]`. */
static void
read_exim3(const MtClause *from, MtReceived *r)
{
	const MtToken *t = from->tokens, *end = t + from->n;
	MtSlice name = {0}, helo = {0};

	if (t < end && t->kind == MT_TOKEN_WORD)
		name = (t++)->text;
	if (t < end && t->kind == MT_TOKEN_COMMENT)
		helo = mt_slice_trim((t++)->text);
	if (t == from->tokens || t == end || t->kind != MT_TOKEN_WORD ||
	    t->text.p[0] != '[' || (name.n > 0 && name.p[0] == '['))
		return;
	r->rdns = name;
	r->helo = helo.p != NULL ? helo : name;
	if (++t < end && t->kind == MT_TOKEN_COMMENT)
		r->ident = mt_slice_trim(t->text);
}

/* Some configurations hide the address: a name with a dot is still a host. */
static bool
is_local(const MtClauses *c, const MtReceived *r)
{
	MtSlice word = mt_clause_word(&c->clause[MT_CLAUSE_FROM], 0);

	return mt_slice_starts_i(r->with, MT_SLICE("local")) ||
	       mt_slice_find_char(word, '.') == MT_SLICE_NOWHERE;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	/* The name that Exim had for ESMTPA before RFC 3848. */
	if (mt_slice_eq_i(r->with, MT_SLICE("asmtp")) && r->auth.p == NULL)
		r->auth = MT_SLICE("yes");
	read_exim3(&c->clause[MT_CLAUSE_FROM], r);
	if (is_local(c, r))
		mt_local_user(c, r);
}

const MtDialect mt_dialect_exim = {
	.name = "exim",
	.from_word = MT_FROM_VERIFIED,
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
