/*
 * The from clause: what the client called itself, what the receiver found out.
 *
 * The first word and the comments say up to four things in an order that every
 * MTA chose for itself; they are told apart by their shape.
 */
#define _GNU_SOURCE /* memrchr() */
#include "received/fill.h"

static void
set_ip(MtFill *f, const MtIp *ip, int port, MtIpRank rank)
{
	MtReceived *r = f->received;

	if (rank <= f->ip_rank)
		return;
	/* `(port=25 helo=x)` is read before the address in front of it. */
	if (port > 0 || f->ip_rank != MT_IP_NONE)
		r->port = port;
	r->ip = *ip;
	f->ip_rank = rank;
}

/* What MTAs write in place of a name that the look-up did not give. */
static bool
is_no_name(MtSlice name)
{
	static const MtSlice words[] = {
		{"unknown", 7},         {"unverified", 10},
		{"softdnserr", 10},     {"no-rdns", 7},
		{"nodns", 5},           {"none", 4},
		{"untrusted", 9},       {"unavailable", 11},
		{"unknown.domain", 14}, {"no.name.available", 17},
		{"NXDOMAIN", 8},        {"DNSERROR", 8},
		{"UnknownHost", 11},    {"Verified", 8}, /* Not Verified[ip] */
	};

	switch (name.n > 0 ? mt_lower(name.p[0]) : '\0') {
	case 'd':
	case 'n':
	case 's':
	case 'u':
	case 'v':
		break;
	default:
		return false; /* the first letter of none, as most names have */
	}
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (name.n == words[i].n && mt_slice_eq_i(name, words[i]))
			return true;
	return false;
}

/*
 * A host with a domain: comments hold any single word, so a dot is wanted, and
 * behind it more than digits: `8.1` is a version, `300.1.2.3` no address.
 */
static bool
is_host_name(MtSlice s)
{
	bool dot = false, letter = false;

	if (s.n == 0 || s.p[0] == '.' || s.p[0] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.')
			dot = true;
		else if (mt_is_alpha(c) || (unsigned char)c >= 0x80)
			letter = letter || dot;
		else if (!mt_is_digit(c) && c != '-' && c != '_')
			return false;
	}
	return letter;
}

/* `name`, `<name>`, `ident@name`, `ident@`, sendmail's `IDENT:ident@name`. */
static MtSlice
take_ident(MtFill *f, MtSlice text)
{
	static const MtSlice label = {"IDENT:", 6};
	MtSlice word = mt_strip_path(text), ident;
	/* An ident answer may have an '@' of its own: a@b.example@192.0.2.1 */
	const char *at = word.n > 0 ? memrchr(word.p, '@', word.n) : NULL;

	if (at == NULL)
		return word;
	ident = mt_slice_sub(word, 0, (size_t)(at - word.p));
	if (mt_slice_starts_i(ident, label))
		ident = mt_slice_sub(ident, label.n, ident.n);
	if (ident.n > 0 && f->received->ident.p == NULL)
		f->received->ident = ident;
	return mt_slice_sub(word, (size_t)(at - word.p) + 1, word.n);
}

static void
set_rdns(MtFill *f, MtSlice text)
{
	MtSlice name = take_ident(f, text);

	if (is_no_name(name))
		mt_fill_note(f, MT_NOTE_RDNS_NONE, name);
	else if (name.n > 0 && f->received->rdns.p == NULL)
		f->received->rdns = name;
}

/* What stands there for mail from the host itself. */
static bool
is_socket(MtSlice inside)
{
	return mt_slice_eq(inside, MT_SLICE("local")) ||
	       mt_slice_starts(inside, MT_SLICE("unix ")) ||
	       mt_slice_find(inside, MT_SLICE("UNIX:")) != MT_SLICE_NOWHERE;
}

/* `name[192.0.2.1]:25`, `ident@[192.0.2.1]`, `[192.0.2.1]`, `[unknown]`. */
static bool
take_bracket(MtFill *f, MtSlice word, MtIpRank rank)
{
	MtSlice rest = word, name, inside;
	MtIp ip;
	int port;

	if (!mt_slice_cut(&rest, '[', &name))
		return false;
	word = mt_slice_sub(word, name.n, word.n);
	if (!mt_slice_cut(&rest, ']', &inside))
		return false;
	if (mt_read_address(word, &ip, &port))
		set_ip(f, &ip, port, rank);
	else if (is_no_name(inside))
		mt_fill_note(f, MT_NOTE_RDNS_NONE, inside);
	else if (inside.n > 0 && !is_socket(inside))
		mt_fill_note(f, MT_NOTE_IP_INVALID, word);
	if (name.n > 0)
		set_rdns(f, name);
	return true;
}

/* `192.0.2.1`, `192.0.2.1:25`, `192.0.2.1,`, `ident@192.0.2.1`. */
static bool
take_bare(MtFill *f, MtSlice word)
{
	const char *at = word.n > 0 ? memrchr(word.p, '@', word.n) : NULL;
	size_t from = at == NULL ? 0 : (size_t)(at - word.p) + 1;
	size_t comma = word.n > 0 && word.p[word.n - 1] == ',';
	MtIp ip;
	int port;

	if (!mt_read_address(mt_slice_sub(word, from, word.n - comma), &ip,
			     &port))
		return false;
	take_ident(f, word);
	set_ip(f, &ip, port, MT_IP_BARE);
	return true;
}

static bool
take_address(MtFill *f, MtSlice word)
{
	return mt_slice_starts_i(word, MT_SLICE("ip=")) &&
	       take_bare(f, mt_slice_sub(word, 3, word.n));
}

/*
 * The first word of a comment that says nothing by itself: the name that was
 * looked up, if an address follows or nothing does; else it is only prose.
 */
static void
take_name(MtFill *f, MtSlice word, const MtToken *next)
{
	MtSlice name = mt_strip_path(word);
	bool alone = next == NULL || next->kind != MT_TOKEN_WORD;
	MtIp ip;
	int port;

	/* InterMail: `from [10.0.0.1] (really [192.0.2.1])`. */
	if (mt_slice_eq(name, MT_SLICE("really")))
		return;
	if ((!alone && next->text.p[0] == '[') || is_no_name(name) ||
	    (alone && mt_slice_find_char(name, '@') != MT_SLICE_NOWHERE) ||
	    (is_host_name(name) &&
	     (alone || mt_read_address(next->text, &ip, &port))))
		set_rdns(f, word);
}

/* PMDF has a quoted local part for the port: `"port 1406"@[192.0.2.1]`,
 * `"port 1406"@host`. What ZMailer and others quote is their dialect's. */
static void
take_quoted(MtFill *f, MtSlice word)
{
	static const MtSlice port = {"\"port ", 6};
	size_t at = mt_slice_find(word, MT_SLICE("\"@"));
	unsigned long long number;

	if (at == MT_SLICE_NOWHERE)
		return;
	if (mt_slice_starts_i(word, port) &&
	    mt_slice_number(mt_slice_sub(word, port.n, at), 65535, &number))
		f->received->port = (int)number;
	word = mt_slice_sub(word, at + 2, word.n);
	if (!take_bracket(f, word, MT_IP_IN_COMMENT) && !take_bare(f, word))
		set_rdns(f, word);
}

static bool
take_word(MtFill *f, const MtToken *t, const MtToken *next, bool *used)
{
	MtSlice word = t->text;

	if (word.p[0] == '"') {
		take_quoted(f, word);
		return true;
	}
	if (mt_is_alpha(word.p[0]) &&
	    (take_address(f, word) || mt_from_key(f, word, next, used)))
		return true;
	return take_bracket(f, word, MT_IP_IN_COMMENT) || take_bare(f, word);
}

/* ZoneMTA and its kin: `([192.0.2.1] name)`. */
static bool
is_behind_address(MtFill *f, const MtToken *t)
{
	return t[-1].kind == MT_TOKEN_WORD && t[-1].text.p[0] == '[' &&
	       f->ip_rank == MT_IP_IN_COMMENT && is_host_name(t->text);
}

static void
read_comment(MtFill *f, MtSlice comment)
{
	MtToken few[16];
	MtTokens parts = {few, 0, G_N_ELEMENTS(few)};

	if (mt_fill_comment(f, comment))
		return;
	mt_tokens_split(comment, 0, f->arena, &parts, NULL);
	for (size_t i = 0; i < parts.n; i++) {
		const MtToken *t = &parts.tokens[i];
		const MtToken *next = i + 1 < parts.n ? t + 1 : NULL;
		bool used = false;

		/* Some Exchange servers write ((192.0.2.1)). */
		if (t->kind == MT_TOKEN_COMMENT)
			(void)(mt_fill_comment(f, t->text) ||
			       take_bare(f, t->text));
		else if (take_word(f, t, next, &used))
			i += used;
		else if (i == 0)
			take_name(f, t->text, next);
		else if (i == 1 && is_behind_address(f, t))
			set_rdns(f, t->text);
	}
}

/* `from name [192.0.2.1] by`, `from name 192.0.2.1 by`: behind the first. A
 * `CIPHER encrypted SMTP` is here where "by" was lost. */
static void
read_words(MtFill *f, const MtClause *from)
{
	static const MtSlice encrypted = {"encrypted", 9};
	bool first = true, used;

	for (size_t i = 0; i < from->n; i++) {
		const MtToken *t = &from->tokens[i];

		if (t->kind == MT_TOKEN_COMMENT)
			read_comment(f, t->text);
		else if (!first && t->text.p[0] == '[')
			take_bracket(f, t->text, MT_IP_BARE);
		else if (!first && mt_slice_eq_i(t->text, encrypted))
			f->received->tls_cipher = t[-1].text;
		else if (!first && !take_bare(f, t->text) &&
			 mt_slice_find_char(t->text, '=') != MT_SLICE_NOWHERE)
			mt_from_key(f, t->text, NULL, &used);
		first = first && t->kind != MT_TOKEN_WORD;
	}
}

/* The first word is an address, or ends in one: `name[192.0.2.1]`. */
static bool
is_address(MtFill *f, MtSlice *name)
{
	size_t bracket = mt_slice_find_char(*name, '[');
	MtIp ip;
	int port;

	if (bracket == MT_SLICE_NOWHERE || bracket == 0) {
		if (!mt_read_address(*name, &ip, &port))
			return false;
		set_ip(f, &ip, port, MT_IP_AS_NAME);
		return true;
	}
	if (mt_read_address(mt_slice_sub(*name, bracket, name->n), &ip,
			    &port)) {
		set_ip(f, &ip, port, MT_IP_BARE);
		*name = mt_slice_sub(*name, 0, bracket);
	}
	return false;
}

/*
 * What the client called itself may have spaces: words in front of a comment
 * that has the address. Where nothing has one, several words of an unknown MTA
 * are prose, if they do not begin with a host.
 */
static MtSlice
first_name(const MtFill *f, const MtClause *from)
{
	MtSlice name = mt_clause_word(from, 0), last = name;
	size_t words = 0;

	while (words < from->n &&
	       from->tokens[words].kind != MT_TOKEN_COMMENT) {
		last = from->tokens[words++].text;
		if (mt_slice_find_char(last, '[') != MT_SLICE_NOWHERE)
			return name;
	}
	if (words < 2)
		return name;
	if (f->ip_rank == MT_IP_NONE &&
	    f->dialect->from_word == MT_FROM_EITHER && !is_host_name(name))
		return (MtSlice){0};
	if (f->ip_rank == MT_IP_NONE || words == from->n)
		return name;
	return mt_slice(name.p, (size_t)(last.p - name.p) + last.n);
}

static bool
is_of(MtSlice literal, const MtIp *ip)
{
	MtIp own;
	int port;

	return mt_read_address(literal, &own, &port) && mt_ip_eq(&own, ip);
}

static void
place_first_name(MtFill *f, MtSlice word)
{
	MtReceived *r = f->received;
	MtFromWord means = f->dialect->from_word;
	MtSlice name = mt_strip_path(word);
	bool helo_given = r->helo.p != NULL;

	if (is_address(f, &name)) {
		/* Who looks names up writes the address where there is none;
		 * another address is what the client said. */
		if (f->ip_rank > MT_IP_AS_NAME && !helo_given &&
		    ((means != MT_FROM_RDNS && means != MT_FROM_VERIFIED) ||
		     !is_of(name, &r->ip)))
			r->helo = name;
		return;
	}
	if (is_no_name(name) && (helo_given || means != MT_FROM_HELO)) {
		mt_fill_note(f, MT_NOTE_RDNS_NONE, name);
		return;
	}
	/* qmail and Exim leave HELO out where it is the same name. */
	if (!helo_given)
		r->helo = name;
	if (r->rdns.p == NULL &&
	    (helo_given || means == MT_FROM_RDNS || means == MT_FROM_VERIFIED))
		r->rdns = name;
}

void
mt_from_is_user(MtReceived *r)
{
	if (r->ident.p == NULL)
		r->ident = r->helo;
	r->helo = r->rdns = (MtSlice){0};
}

void
mt_fill_from(MtFill *f)
{
	const MtClause *from = &f->clauses->clause[MT_CLAUSE_FROM];
	MtSlice word;

	read_words(f, from);
	word = first_name(f, from);
	if (word.n > 0)
		place_first_name(f, word);
	if (f->received->ip.family != 0 &&
	    mt_ip_kind(&f->received->ip) != MT_IP_GLOBAL)
		mt_fill_note(f, MT_NOTE_IP_SPECIAL, word);
}
