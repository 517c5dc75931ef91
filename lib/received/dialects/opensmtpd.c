/*
 * OpenSMTPD: `from HELO (RDNS [IP]) by HOST (OpenSMTPD) with ESMTPSA id ID
 * (TLSv1.3:CIPHER:256:NO) auth=yes user=USER for <ADDR>; DATE`; releases before
 * 6 wrote `TLS version=... cipher=... bits=...` there. Local mail comes from
 * `localhost (HOST [local])` (smtp_message_begin() of smtp_session.c).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "OpenSMTPD", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "OpenSMTPD", 90},
	/* Under another name: was the client's certificate verified? */
	{MT_AT_ID_COMMENT, MT_MATCH_SUFFIX, ":NO", 70},
	{MT_AT_ID_COMMENT, MT_MATCH_SUFFIX, ":YES", 70},
	{0},
};

/* The enqueuer of release 4: `(from USER@localhost, uid N) by HOST DATE`. */
static int
probe(const MtClauses *c)
{
	MtSlice lead = mt_clause_comment(&c->clause[MT_CLAUSE_LEAD], 0);

	return mt_slice_starts(lead, MT_SLICE("from ")) &&
			       mt_slice_find(lead, MT_SLICE(", uid ")) !=
				       MT_SLICE_NOWHERE
		       ? 55
		       : 0;
}

/* What stands behind the id has no keyword that RFC 5321 knows. */
static void
read_behind_id(MtSlice word, MtReceived *r)
{
	MtSlice key, value = word;
	unsigned long long bits;

	if (!mt_slice_cut(&value, '=', &key) || value.n == 0)
		return;
	if (mt_slice_eq_i(key, MT_SLICE("user")))
		r->auth = value;
	else if (mt_slice_eq_i(key, MT_SLICE("version")))
		r->tls_version = mt_tls_version(value);
	else if (mt_slice_eq_i(key, MT_SLICE("cipher")))
		r->tls_cipher = value;
	else if (mt_slice_eq_i(key, MT_SLICE("bits")) &&
		 mt_slice_number(value, 65536, &bits))
		r->tls_bits = (int)bits;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *id = &c->clause[MT_CLAUSE_ID];

	(void)arena;
	mt_read_lead_user(c, r);
	if (r->software.p == NULL && id->present)
		r->software = mt_slice_trim(
			mt_clause_comment(&c->clause[MT_CLAUSE_BY], 0));
	for (size_t i = 1; i < id->n; i++)
		if (id->tokens[i].kind == MT_TOKEN_WORD)
			read_behind_id(id->tokens[i].text, r);
}

const MtDialect mt_dialect_opensmtpd = {
	.name = "opensmtpd",
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
