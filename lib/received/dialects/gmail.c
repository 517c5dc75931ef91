/*
 * Gmail and Google Workspace. Seen in public list archives, and in Google's
 * "Trace an email with its full header":
 *   by mail-wr1-f41.google.com with SMTP id ID for <ADDR>; DATE (PDT)
 *   by 2002:a05:6000:1b0c:b0:317:5a16:2a4c with SMTP id ID; DATE (PDT)
 *   from HELO (RDNS. [IP]) by mx.google.com with ESMTPS id ID for <ADDR>
 *     (version=TLS1_3 cipher=NAME bits=256/256); DATE (PDT)
 *   from mr.google.com ([IP]) by 10.227.58.130 with SMTP id ID
 *     (num_hops = 1); DATE (PDT)
 *   from PROJECT named unknown by gmailapi.google.com with HTTPREST; DATE
 * What looks like an address behind by is one of Google's own inside 6to4
 * space. RDNS is written with the root dot.
 */
#include "received/fill.h"

enum { LONGEST_SHORT = 8 };

static const MtSignature signatures[] = {
	{MT_AT_BY, MT_MATCH_SUFFIX, ".google.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".googlemail.com", 60},
	{MT_AT_BY, MT_MATCH_SUFFIX, ".gmail.com", 60},
	{MT_AT_BY, MT_MATCH_PREFIX, "2002:a", 60},
	{MT_AT_WITH, MT_MATCH_PREFIX, "HTTPREST", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_EQUAL, "Google Transport Security", 100},
	{MT_AT_ID_COMMENT, MT_MATCH_EQUAL, "Google Transport Security", 100},
	{MT_AT_FOR_COMMENT, MT_MATCH_EQUAL, "Google Transport Security", 100},
	{MT_AT_ID_COMMENT, MT_MATCH_PREFIX, "num_hops = ", 100},
	{0},
};

/* `by iwn9 with SMTP id 9so4315727iwn.19`: the host without its number is in
 * the id. */
static bool
is_short_host(const MtClauses *c, MtSlice by)
{
	MtSlice rest = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0), id;

	while (by.n > 0 && mt_is_digit(by.p[by.n - 1]))
		by.n--;
	return by.n > 0 && mt_slice_cut(&rest, '.', &id) &&
	       mt_slice_ends_i(id, by);
}

/* Before 2018: `by 10.27.97.72 with HTTP; DATE (PST)`, no from clause. */
static int
probe(const MtClauses *c)
{
	MtSlice by = mt_clause_word(&c->clause[MT_CLAUSE_BY], 0), zone;
	bool ten = mt_slice_starts(by, MT_SLICE("10."));

	if (c->clause[MT_CLAUSE_FROM].present || (!ten && by.n > LONGEST_SHORT))
		return 0;
	zone = mt_clause_comment(&c->clause[MT_CLAUSE_DATE], 0);
	if (!mt_slice_eq(zone, MT_SLICE("PST")) &&
	    !mt_slice_eq(zone, MT_SLICE("PDT")))
		return 0;
	return ten || is_short_host(c, by) ? 50 : 0;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	/* `for <multiple recipients>` may have a fold in it, which is no part. */
	if (r->n_for > 0 && mt_slice_starts(r->for_[0], MT_SLICE("multiple")))
		r->for_[0] = mt_token_squeeze(r->for_[0], arena);
	r->software = (MtSlice){0};
	if (r->rdns.n > 1 && r->rdns.p[r->rdns.n - 1] == '.')
		r->rdns.n--;
	/* The number of the Google Cloud project that called the API. */
	if (mt_slice_eq_i(mt_clause_word(&c->clause[MT_CLAUSE_FROM], 1),
			  MT_SLICE("named")))
		mt_from_is_user(r);
}

const MtDialect mt_dialect_gmail = {
	.name = "gmail",
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
