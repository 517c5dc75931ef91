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

/* `8.9.3+Sun`, `AIX4.3`, but not `TLSv1.2:NAME`. */
static bool
has_version(MtSlice s)
{
	bool found = false;

	if (mt_slice_starts(s, MT_SLICE("TLS")))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ':' || s.p[i] == '=' || s.p[i] == '[')
			return false;
		found |= i > 0 && s.p[i] == '.' && mt_is_digit(s.p[i - 1]);
	}
	return found;
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

static bool
is_sendmail(MtSlice comment)
{
	MtSlice version, rest = mt_slice_trim(comment);

	return is_version_8(rest) || (mt_slice_cut(&rest, '/', &version) &&
				      rest.n > 0 && has_version(version));
}

/* HP-UX, for one, has the comment behind with. */
static int
probe(const MtClauses *c)
{
	return is_sendmail(mt_clause_comment(&c->clause[MT_CLAUSE_BY], 0)) ||
			       is_sendmail(mt_clause_comment(
				       &c->clause[MT_CLAUSE_WITH], 0))
		       ? 60
		       : 0;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	(void)arena;
	mt_read_lead_user(c, r);
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
