/*
 * sendmail 5 to 8.18 and its many vendors: `from HELO (IDENT@RDNS [IP] (may be
 * forged)) (authenticated bits=0) by HOST (8.14.4/8.14.4/Debian) with ESMTPS id
 * ID (version=TLSv1.3 cipher=NAME bits=256 verify=NO) for <ADDR>; DATE`, and
 * `(from USER@localhost) by HOST (8.14.4/8.14.4/Submit)`. In parentheses stand
 * the version of the program and, behind '/', that of the configuration, which
 * vendors decorate (confRECEIVED_HEADER of cf/README, $_ of the guide, 5.6).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "SMI-8.6/", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "SGI-8.", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_SUFFIX, "/Submit", 100},
	{MT_AT_FROM_COMMENT, MT_MATCH_PREFIX, "IDENT:", 60},
	{MT_AT_LEAD_COMMENT, MT_MATCH_PREFIX, "from ", 50},
	{0},
};

/* "8.", "5.65", "8.9.3+Sun", "AIX4.3": a number with a dot. */
static bool
has_version(MtSlice s)
{
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] == '.' && mt_is_digit(s.p[i - 1]))
			return true;
	return false;
}

/* Without '/' only sendmail 8 is told: `8.9.1a`, `8.11.6`. */
static bool
is_version_8(MtSlice s)
{
	size_t dots = 0;

	if (!mt_slice_starts(s, MT_SLICE("8.")))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!mt_is_digit(s.p[i]) && !mt_is_alpha(s.p[i]) &&
		    s.p[i] != '.')
			return false;
		dots += s.p[i] == '.';
	}
	return dots == 2;
}

static int
probe(const MtClauses *c)
{
	const MtClause *by = &c->clause[MT_CLAUSE_BY];
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];
	/* `by HOST (Linux 2.6) with ESMTP (8.13.6/8.13.4)`, by hand. */
	MtSlice rest = mt_slice_trim(mt_clause_comment(by, 0)), version;

	if (rest.n == 0 || !has_version(rest))
		rest = mt_slice_trim(mt_clause_comment(with, 0));
	if (is_version_8(rest))
		return 60;
	if (!mt_slice_cut(&rest, '/', &version) || rest.n == 0)
		return 0;
	return has_version(version) ? 60 : 0;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice label = MT_SLICE("IDENT:");

	(void)arena;
	mt_read_lead_user(c, r);
	if (mt_slice_starts(r->ident, label))
		r->ident = mt_slice_sub(r->ident, label.n, r->ident.n);
	if (r->software.p == NULL)
		r->software = mt_slice_trim(
			mt_clause_comment(&c->clause[MT_CLAUSE_BY], 0));
}

const MtDialect mt_dialect_sendmail = {
	.name = "sendmail",
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
