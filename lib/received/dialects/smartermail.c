/*
 * SmarterMail: `from HELO (RDNS [IP]) by HOST with SMTP (version=TLS\Tls12
 * cipher=Aes256 bits=256); DATE`; RDNS is `UnknownHost` where there is none, in
 * old versions without HELO: `from UnknownHost [IP] by HOST with SMTP`. TLS is
 * named as by .NET, where Tls alone is version 1.0.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "UnknownHost [", 100},
	{MT_AT_FROM, MT_MATCH_PREFIX, "UnknownHost [", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_PREFIX, "version=TLS\\", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_SUFFIX, "cipher=Aes128 bits=128", 90},
	{MT_AT_WITH_COMMENT, MT_MATCH_SUFFIX, "cipher=Aes256 bits=256", 90},
	{0},
};

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice tls = mt_clause_comment(&c->clause[MT_CLAUSE_WITH], 0);
	MtSlice version = mt_read_key(tls, MT_SLICE("version=")), protocol;

	(void)arena;
	r->software = (MtSlice){0};
	mt_slice_cut(&version, '\\', &protocol);
	if (mt_slice_eq_i(version, MT_SLICE("Tls")))
		r->tls_version = MT_SLICE("TLSv1.0");
	else if (version.p != NULL)
		r->tls_version = mt_tls_version(version);
}

const MtDialect mt_dialect_smartermail = {
	.name = "smartermail",
	.from_word = MT_FROM_EITHER,
	.signatures = signatures,
	.refine = refine,
};
