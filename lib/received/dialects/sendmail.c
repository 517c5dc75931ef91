/*
 * sendmail 5 to 8.18 and its many vendors: `from HELO (IDENT@RDNS [IP] (may be
 * forged)) (authenticated bits=0) by HOST (8.14.4/8.14.4/Debian) with ESMTPS id
 * ID (version=TLSv1.3 cipher=NAME bits=256 verify=NO) for <ADDR>; DATE`, and
 * `(from USER@localhost) by HOST (8.14.4/8.14.4/Submit)`. In parentheses stand
 * the version of the program and, behind '/', that of the configuration, which
 * vendors decorate (confRECEIVED_HEADER of cf/README, $_ of the guide, 5.6).
 */
#include "received/fill.h"

enum { OF_DATE = 7 }; /* tokens: `Mon, 18 Jan 1999 22:33:27 -0800 (PST)` */

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

	return is_version_8(rest) ||
	       (mt_slice_cut(&rest, '/', &version) && has_version(version));
}

static MtSlice
find_version(const MtClause *clause)
{
	for (size_t i = 0; i < clause->n; i++)
		if (clause->tokens[i].kind == MT_TOKEN_COMMENT &&
		    is_sendmail(clause->tokens[i].text))
			return mt_slice_trim(clause->tokens[i].text);
	return (MtSlice){0};
}

/* HP-UX has the comment behind with, the IDA kit behind id. */
static MtSlice
find_product(const MtClauses *c)
{
	static const MtClauseKind where[] = {MT_CLAUSE_BY, MT_CLAUSE_WITH,
					     MT_CLAUSE_ID};
	MtSlice found = {0};

	for (size_t i = 0; i < G_N_ELEMENTS(where) && found.p == NULL; i++)
		found = find_version(&c->clause[where[i]]);
	return found;
}

static int
probe(const MtClauses *c)
{
	return find_product(c).p != NULL ? 60 : 0;
}

/* The IDA kit: `id AA00308 (5.65c8/IDA-1.4.4 for USER@HOST)`. */
static void
split_recipient(MtArena *arena, MtReceived *r)
{
	MtSlice head = MT_SLICE(" for ");
	size_t at = mt_slice_find(r->software, head);

	if (at == MT_SLICE_NOWHERE || r->n_for > 0)
		return;
	r->for_ = MT_ARENA_NEW0(arena, MtSlice, 1);
	r->for_[r->n_for++] = mt_strip_path(
		mt_slice_sub(r->software, at + head.n, r->software.n));
	r->software = mt_slice_sub(r->software, 0, at);
}

/* SGI's has the envelope sender behind the date: `env-from (ADDR)`, `mail_from
 * (ADDR)`. */
static void
read_behind_date(const MtClause *date, MtReceived *r)
{
	if (date->n <= OF_DATE)
		return;
	for (size_t i = date->n; i > 1 && r->envelope_from.p == NULL; i--) {
		const MtToken *t = &date->tokens[i - 2];

		if (t->kind == MT_TOKEN_WORD && t[1].kind == MT_TOKEN_COMMENT &&
		    (mt_slice_eq_i(t->text, MT_SLICE("env-from")) ||
		     mt_slice_eq_i(t->text, MT_SLICE("mail_from"))))
			r->envelope_from = mt_strip_path(t[1].text);
	}
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	MtSlice product = find_product(c);

	mt_read_lead_user(c, r);
	read_behind_date(&c->clause[MT_CLAUSE_DATE], r);
	if (product.p != NULL)
		r->software = product;
	split_recipient(arena, r);
}

const MtDialect mt_dialect_sendmail = {
	.name = "sendmail",
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
