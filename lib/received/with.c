/* The with clause: a protocol, and what its name and other words say besides. */
#include "received/fill.h"

/* RFC 8314 4.3: `with ESMTPS tls CIPHER`, an additional registered clause. */
static void
take_tls_clause(MtReceived *r, MtSlice *text)
{
	static const MtSlice tls = {" tls ", 5};
	size_t at = mt_slice_find_i(*text, tls);
	MtSlice rest;

	if (at == MT_SLICE_NOWHERE)
		return;
	rest = mt_slice_sub(*text, at + tls.n, text->n);
	*text = mt_slice_sub(*text, 0, at);
	mt_slice_word(&rest, &r->tls_cipher);
}

/* MessageLabs and patches of qmail: `with AES256-SHA encrypted SMTP` */
static void
take_cipher(MtReceived *r, MtSlice *text)
{
	static const MtSlice encrypted = {"encrypted ", 10};
	MtSlice rest = *text, cipher;

	if (!mt_slice_cut(&rest, ' ', &cipher) ||
	    !mt_slice_starts_i(rest, encrypted))
		return;
	r->tls_cipher = cipher;
	*text = mt_slice_sub(rest, encrypted.n, rest.n);
}

/* Mimecast: `with ESMTP with both STARTTLS and AUTH` */
static void
take_second_with(MtReceived *r, MtSlice *text)
{
	static const MtSlice with = {" with ", 6};
	size_t at = mt_slice_find_i(*text, with);
	MtSlice rest, word;

	if (at == MT_SLICE_NOWHERE)
		return;
	rest = mt_slice_sub(*text, at + with.n, text->n);
	*text = mt_slice_sub(*text, 0, at);
	while (mt_slice_word(&rest, &word)) {
		if (mt_slice_ends_i(word, MT_SLICE("TLS")))
			r->encrypted = true;
		if (mt_slice_eq_i(word, MT_SLICE("AUTH")))
			r->auth = MT_SLICE("yes");
	}
}

void
mt_fill_with(MtFill *f)
{
	const MtClause *with = &f->clauses->clause[MT_CLAUSE_WITH];
	MtReceived *r = f->received;

	r->with = with->text;
	if (mt_slice_find_char(r->with, ' ') == MT_SLICE_NOWHERE)
		return;
	take_tls_clause(r, &r->with);
	take_cipher(r, &r->with);
	take_second_with(r, &r->with);
}

static const struct {
	MtSlice name;
	bool auth, pull;
} protocols[] = {
	{{"ESMTP", 5}, false, false},     {{"SMTP", 4}, false, false},
	{{"asmtp", 5}, true, false}, /* Exim 3 and 4.0 */
	{{"LMTP", 4}, false, false},      {{"UTF8SMTP", 8}, false, false},
	{{"UTF8LMTP", 8}, false, false},  {{"HTTP", 4}, false, false},
	{{"IMAP4rev1", 9}, false, true},  {{"IMAP4", 5}, false, true},
	{{"IMAP", 4}, false, true},       {{"POP2", 4}, false, true},
	{{"POP3", 4}, false, true},       {{"APOP", 4}, false, true},
	{{"KPOP", 4}, false, true},       {{"SDPS", 4}, false, true},
	{{"ETRN", 4}, false, true},       {{"ODMR", 4}, false, true},
	{{"utf8esmtp", 9}, false, false}, /* Exim */
};

/* RFC 3848: behind the name an S for TLS, then an A for AUTH. */
static bool
read_letters(MtSlice *rest, bool *tls, bool *auth)
{
	*tls = rest->n > 0 && mt_lower(rest->p[0]) == 's';
	*rest = mt_slice_sub(*rest, *tls, rest->n);
	*auth = rest->n > 0 && mt_lower(rest->p[0]) == 'a';
	*rest = mt_slice_sub(*rest, *auth, rest->n);
	return rest->n == 0 || rest->p[0] == '/' || rest->p[0] == '-';
}

/* Others write `ESMTP-TLS`, and IronPort `ESMTP/TLS/CIPHER`. */
static bool
names_tls(MtReceived *r, MtSlice rest)
{
	static const MtSlice slash = {"/TLS/", 5};

	if (mt_slice_starts_i(rest, slash) && r->tls_cipher.p == NULL)
		r->tls_cipher = mt_slice_sub(rest, slash.n, rest.n);
	return mt_slice_starts_i(rest, MT_SLICE("/TLS")) ||
	       mt_slice_starts_i(rest, MT_SLICE("-TLS"));
}

void
mt_fill_protocol(MtReceived *r)
{
	for (size_t i = 0; i < G_N_ELEMENTS(protocols); i++) {
		MtSlice name = protocols[i].name, rest;
		bool tls, auth;

		if (!mt_slice_starts_i(r->with, name))
			continue;
		rest = mt_slice_sub(r->with, name.n, r->with.n);
		if (!read_letters(&rest, &tls, &auth))
			continue;
		r->encrypted = names_tls(r, rest) || r->encrypted || tls;
		r->pull = r->pull || protocols[i].pull;
		if ((auth || protocols[i].auth) && r->auth.p == NULL)
			r->auth = MT_SLICE("yes");
		return;
	}
}
