/*
 * chasquid: `from HELO ([IP]) by HOST (chasquid) with ESMTPS tls CIPHER (over
 * SMTP, TLS-1.3, envelope from "ADDR") ; DATE`; the address of users who logged
 * in is left out (internal/smtpsrv/conn.go: addReceivedHeader).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "chasquid", 100},
	{0},
};

/* `over submission+TLS, TLS-1.3, envelope from "ADDR"` */
static void
read_over(MtSlice text, MtReceived *r)
{
	static const MtSlice sender = {"envelope from ", 14};
	MtSlice part, version;

	do {
		if (!mt_slice_cut(&text, ',', &part)) {
			part = text;
			text.n = 0;
		}
		part = mt_slice_trim(part);
		version = mt_tls_version(part);
		if (version.p != NULL)
			r->tls_version = version;
		if (!mt_slice_starts(part, sender))
			continue;
		part = mt_slice_sub(part, sender.n, part.n);
		if (part.n > 1 && part.p[0] == '"' && part.p[part.n - 1] == '"')
			part = mt_slice_sub(part, 1, part.n - 1);
		r->envelope_from = mt_strip_path(part);
	} while (text.n > 0);
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];

	(void)arena;
	for (size_t i = 0; i < with->n; i++)
		if (with->tokens[i].kind == MT_TOKEN_COMMENT &&
		    mt_slice_starts(with->tokens[i].text, MT_SLICE("over ")))
			read_over(with->tokens[i].text, r);
}

const MtDialect mt_dialect_chasquid = {
	.name = "chasquid",
	.from_word = MT_FROM_HELO,
	.signatures = signatures,
	.refine = refine,
};
