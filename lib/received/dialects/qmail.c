/*
 * qmail, netqmail, notqmail, qmail-ldap, s/qmail.
 *
 * qmail-queue says only `(qmail PID invoked by uid N)`; qmail-smtpd writes
 * `from RDNS (HELO HELO) (IDENT@IP) by HOST with SMTP; 26 Sep 1995 04:46:54
 * -0000`: HELO is left out where it is RDNS, and no word says that it is qmail,
 * but the date has no weekday and its zone is -0000 (received.c, date822fmt.c,
 * qmail-queue.c); mess822's ofmipd, `(ofmipd USER@IP)`. Patches add `(CIPHER encrypted)` to with; s/qmail puts
 * `de/crypted with VERSION: CIPHER [BITS/BITS]` before by.
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_LEAD_COMMENT, MT_MATCH_PREFIX, "qmail ", 100},
	{MT_AT_LEAD_COMMENT, MT_MATCH_PREFIX, "ofmipd ", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "qmail", 100},
	{MT_AT_BY_COMMENT, MT_MATCH_PREFIX, "qp ", 80},
	{MT_AT_BY_COMMENT, MT_MATCH_EQUAL, "WP-SMTPD", 100},
	{MT_AT_FROM, MT_MATCH_SUFFIX, " de/crypted", 100},
	{MT_AT_WITH_COMMENT, MT_MATCH_SUFFIX, " encrypted", 60},
	{MT_AT_WITH_COMMENT, MT_MATCH_SUFFIX, " encrypted, authenticated", 80},
	{0},
};

/* `(NAME PID invoked by uid N)`: qmail-queue under another name. */
static bool
is_queue(MtSlice text)
{
	MtSlice pid = {0}, word = {0};
	unsigned long long number;

	return mt_slice_word(&text, &word) && mt_slice_word(&text, &pid) &&
	       mt_slice_number(pid, UINT64_MAX, &number) &&
	       mt_slice_starts(text, MT_SLICE(" invoked "));
}

static int
probe(const MtClauses *c)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];
	const MtClause *date = &c->clause[MT_CLAUSE_DATE];

	if (c->clause[MT_CLAUSE_LEAD].n > 0 &&
	    is_queue(mt_clause_comment(&c->clause[MT_CLAUSE_LEAD], 0)))
		return 80;
	if (date->n != 5 || c->clause[MT_CLAUSE_ID].present ||
	    !c->clause[MT_CLAUSE_WITH].present ||
	    mt_clause_comment(from, 0).n == 0)
		return 0;
	return mt_is_digit(date->tokens[0].text.p[0]) &&
			       mt_slice_eq(date->tokens[4].text,
					   MT_SLICE("-0000"))
		       ? 50
		       : 0;
}

/* Some add the client: `qmail 27981 invoked from network[IP/RDNS]`. */
static void
read_network(const MtClauses *c, MtReceived *r)
{
	MtSlice text = mt_clause_comment(&c->clause[MT_CLAUSE_LEAD], 0);
	MtSlice head, ip, name;

	if (mt_slice_cut(&text, '[', &head) && mt_slice_cut(&text, '/', &ip) &&
	    mt_ip_parse(ip, &r->ip) && mt_slice_cut(&text, ']', &name) &&
	    !mt_slice_eq(name, MT_SLICE("unknown")))
		r->rdns = name;
}

static void
read_ofmipd(const MtClauses *c, MtReceived *r)
{
	MtSlice rest = mt_clause_comment(&c->clause[MT_CLAUSE_LEAD], 0);
	MtSlice word, user = {0};

	if (!mt_slice_word(&rest, &r->software) || !mt_slice_word(&rest, &word))
		return;
	mt_slice_cut(&word, '@', &user);
	if (mt_ip_parse(word, &r->ip) &&
	    !mt_slice_eq(user, MT_SLICE("unknown")))
		r->ident = user;
}

/* `TLSv1.3: TLS_AES_256_GCM_SHA384 [256/256] DN=none by HOST with ESMTPSA` */
static void
read_decrypted(const MtClauses *c, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];
	const MtTokens *all = &c->all;
	MtSlice bits = mt_clause_word(with, 2), used;
	unsigned long long number;

	r->tls_version = mt_tls_version(mt_clause_word(with, 0));
	r->tls_cipher = mt_clause_word(with, 1);
	if (bits.n > 0)
		bits = mt_slice_sub(bits, 1, bits.n);
	if (mt_slice_cut(&bits, '/', &used) &&
	    mt_slice_number(used, 65536, &number))
		r->tls_bits = (int)number;
	for (size_t i = 0; i + 1 < all->n; i++)
		if (mt_slice_eq(all->tokens[i].text, MT_SLICE("with")))
			r->with = all->tokens[i + 1].text;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];
	MtSlice queue = mt_clause_comment(&c->clause[MT_CLAUSE_LEAD], 0);

	(void)arena;
	if (mt_slice_starts(queue, MT_SLICE("qmail ")) || is_queue(queue)) {
		mt_read_invoker(c, r);
		read_network(c, r);
	} else if (mt_slice_starts(queue, MT_SLICE("ofmipd "))) {
		read_ofmipd(c, r);
	}
	/* `(qp 43115)` is the process again. */
	if (mt_slice_starts(r->software, MT_SLICE("qp ")))
		r->software.n = 2;
	if (from->n > 0 &&
	    mt_slice_eq(from->tokens[from->n - 1].text, MT_SLICE("de/crypted")))
		read_decrypted(c, r);
	else
		mt_read_encrypted(c, r);
	/* The authentication patches give the user as if identd had. */
	if (r->ident.p != NULL && (mt_slice_ends_i(r->with, MT_SLICE("MTPA")) ||
				   mt_slice_ends_i(r->with, MT_SLICE("MTPSA"))))
		r->auth = r->ident;
}

const MtDialect mt_dialect_qmail = {
	.name = "qmail",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
