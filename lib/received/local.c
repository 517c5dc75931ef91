/* Mail that a user of the host itself gave to the MTA: no client, but a user. */
#include "received/fill.h"

void
mt_split_userid(MtReceived *r)
{
	MtSlice product, rest = r->software;

	if (!mt_slice_cut(&rest, ',', &product))
		return;
	rest = mt_slice_trim(rest);
	if (!mt_slice_starts(rest, MT_SLICE("from userid ")))
		return;
	r->software = product;
	r->ident = mt_slice_sub(rest, 5, rest.n);
}

void
mt_read_lead_user(const MtClauses *c, MtReceived *r)
{
	MtSlice rest = mt_clause_comment(&c->clause[MT_CLAUSE_LEAD], 0);
	MtSlice word, user;

	if (!mt_slice_word(&rest, &word))
		return;
	if (mt_slice_eq_i(word, MT_SLICE("from")) &&
	    !mt_slice_word(&rest, &word))
		return;
	if (word.p[word.n - 1] == ',')
		word.n--;
	if (!mt_slice_cut(&word, '@', &user) || user.n == 0)
		return;
	r->ident = user;
	if (word.n > 0)
		r->rdns = word;
}

void
mt_read_invoker(const MtClauses *c, MtReceived *r)
{
	MtSlice rest = mt_clause_comment(&c->clause[MT_CLAUSE_LEAD], 0);
	MtSlice word;

	if (!mt_slice_word(&rest, &r->software))
		return;
	while (mt_slice_word(&rest, &word))
		if (mt_slice_eq(word, MT_SLICE("by"))) {
			r->ident = mt_slice_trim(rest);
			return;
		}
}

void
mt_read_true_name(const MtClauses *c, MtSlice behind, MtReceived *r)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];

	for (size_t i = 0; i < from->n; i++) {
		MtSlice rest = from->tokens[i].text, word;

		if (from->tokens[i].kind != MT_TOKEN_COMMENT ||
		    !mt_slice_word(&rest, &word) || !mt_slice_eq(word, behind))
			continue;
		r->rdns = (MtSlice){0};
		word.n = 0;
		while (mt_slice_word(&rest, &word) &&
		       mt_slice_eq(word, MT_SLICE("host")))
			continue;
		if (word.n > 0 && word.p[0] != '[')
			r->rdns = word;
	}
}

void
mt_local_user(const MtClauses *c, MtReceived *r)
{
	MtSlice user = mt_clause_word(&c->clause[MT_CLAUSE_FROM], 0);

	if (r->ip.family != 0 || user.n == 0 || user.p[0] == '[')
		return;
	if (r->helo.p == user.p)
		r->helo = (MtSlice){0};
	if (r->rdns.p == user.p)
		r->rdns = (MtSlice){0};
	if (r->ident.p == NULL && !mt_slice_eq_i(user, MT_SLICE("unknown")))
		r->ident = user;
}
