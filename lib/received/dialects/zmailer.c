/*
 * ZMailer: `from RDNS ([IP]:PORT "EHLO HELO" ident: "USER" smtp-auth: "USER"
 * TLS-CIPHER: "NAME keybits 256/256 version TLSv1/SSLv3" rhost-flags-OK-OK-OK-OK)
 * by HOST with ESMTP id S1751654AbdAQXcg (ORCPT <rfc822;ADDR>); DATE`. What it
 * makes itself: `(USER@HOST) by HOST via listexpand id ...`. Ids were `<S130064
 * AbRBMAdT>`, and before 2.99.54 `<157350-25208>` (smtpdata.c, rfc822.c).
 */
#include "received/fill.h"

static const MtSignature signatures[] = {
	{MT_AT_VIA, MT_MATCH_EQUAL, "listexpand", 100},
	{MT_AT_ID_COMMENT, MT_MATCH_PREFIX, "ORCPT ", 100},
	{0},
};

static bool
is_old_id(MtSlice id)
{
	MtSlice inode, time = mt_strip_path(id);
	unsigned long long number;

	return time.n + 2 == id.n && mt_slice_cut(&time, '-', &inode) &&
	       mt_slice_number(inode, 999999999, &number) &&
	       mt_slice_number(time, 999999999, &number);
}

/* 'S', the inode in decimal digits, 'A' for the year 2000, then base 64. */
static bool
is_id(MtSlice id)
{
	size_t i = 1;

	id = mt_strip_path(id);
	if (id.n < 10 || id.p[0] != 'S')
		return false;
	while (i < id.n && mt_is_digit(id.p[i]))
		i++;
	return i > 4 && i + 8 >= id.n && i + 7 <= id.n && id.p[i] == 'A';
}

static int
probe(const MtClauses *c)
{
	MtSlice id = mt_clause_word(&c->clause[MT_CLAUSE_ID], 0);

	if (is_id(id))
		return 80;
	return is_old_id(id) ? 60 : 0;
}

/* The quoted string behind `label`, or behind the next '"' where that is part
 * of it; `<none>` is not quoted. */
static MtSlice
quoted(MtSlice text, MtSlice label)
{
	size_t at = mt_slice_find(text, label);
	MtSlice rest, value = {0};

	if (at == MT_SLICE_NOWHERE)
		return value;
	rest = mt_slice_trim(mt_slice_sub(text, at + label.n, text.n));
	if (label.p[0] != '"') {
		if (rest.n == 0 || rest.p[0] != '"')
			return value;
		rest = mt_slice_sub(rest, 1, rest.n);
	}
	mt_slice_cut(&rest, '"', &value);
	return value;
}

static void
read_tls(MtSlice text, MtReceived *r)
{
	MtSlice word, next;
	unsigned long long bits;

	if (!mt_slice_word(&text, &r->tls_cipher))
		return;
	while (mt_slice_word(&text, &word) && mt_slice_word(&text, &next)) {
		if (mt_slice_eq(word, MT_SLICE("version")))
			r->tls_version = mt_tls_version(next);
		else if (mt_slice_eq(word, MT_SLICE("keybits")) &&
			 mt_slice_cut(&next, '/', &word) &&
			 mt_slice_number(word, 65536, &bits))
			r->tls_bits = (int)bits;
	}
}

static void
read_client(MtSlice comment, MtReceived *r)
{
	static const MtSlice greetings[] = {
		{"\"EHLO", 5}, {"\"HELO", 5}, {"\"LHLO", 5}};
	MtSlice ident = quoted(comment, MT_SLICE("ident:"));
	MtSlice user = quoted(comment, MT_SLICE("smtp-auth:"));

	for (size_t i = 0; i < G_N_ELEMENTS(greetings); i++) {
		MtSlice helo = quoted(comment, greetings[i]);

		if (helo.p != NULL)
			r->helo = mt_slice_trim(helo);
	}
	/* In place of a user: "NO-IDENT-SERVICE[2]", "TIMEDOUT[1]" ... */
	if (ident.n > 0 && mt_slice_find_char(ident, '[') == MT_SLICE_NOWHERE &&
	    !mt_slice_starts(ident, MT_SLICE("NO-IDENT")))
		r->ident = ident;
	if (user.n > 0)
		r->auth = user;
	read_tls(quoted(comment, MT_SLICE("TLS-CIPHER:")), r);
}

/* `ORCPT <rfc822;ADDR>`: the recipient of RFC 3461 4.2. */
static void
read_recipient(MtSlice comment, MtArena *arena, MtReceived *r)
{
	MtSlice word, type, head = MT_SLICE("ORCPT ");

	if (r->n_for > 0 || !mt_slice_starts(comment, head))
		return;
	comment = mt_slice_sub(comment, head.n, comment.n);
	if (!mt_slice_word(&comment, &word))
		return;
	word = mt_strip_path(word);
	if (!mt_slice_cut(&word, ';', &type) || word.n == 0)
		return;
	r->for_ = MT_ARENA_NEW0(arena, MtSlice, 1);
	r->for_[r->n_for++] = word;
}

static void
refine(const MtClauses *c, MtArena *arena, MtReceived *r)
{
	const MtClause *from = &c->clause[MT_CLAUSE_FROM];

	read_client(mt_clause_comment(from, 0), r);
	mt_read_lead_user(c, r);
	read_recipient(mt_clause_comment(&c->clause[MT_CLAUSE_ID], 0), arena,
		       r);
}

const MtDialect mt_dialect_zmailer = {
	.name = "zmailer",
	.from_word = MT_FROM_RDNS,
	.signatures = signatures,
	.probe = probe,
	.refine = refine,
};
