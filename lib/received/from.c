/*
 * The from clause: what the client called itself, what the receiver found out.
 *
 * The first word and the comments say up to four things in an order that every
 * MTA chose for itself; they are told apart by their shape.
 */
#include "received/fill.h"

/* Exim 3 writes the port as a fifth part: 10.0.8.6.13219. */
static bool
read_fifth_part(MtSlice text, MtIp *ip, int *port)
{
	unsigned long long number;
	size_t dots = 0, i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] == '.' && ++dots == 4)
			break;
	if (dots != 4 ||
	    !mt_slice_number(mt_slice_sub(text, i + 1, text.n), 65535, &number))
		return false;
	*port = (int)number;
	return mt_ip_parse(mt_slice_sub(text, 0, i), ip);
}

/* `1.2.3.4:25`; a bare IPv6 address has more than one colon. */
static bool
read_with_port(MtSlice text, MtIp *ip, int *port)
{
	unsigned long long number;
	MtSlice host, rest = text;

	if (!mt_slice_cut(&rest, ':', &host) ||
	    !mt_slice_number(rest, 65535, &number))
		return false;
	*port = (int)number;
	return mt_ip_parse(host, ip);
}

bool
mt_read_address(MtSlice text, MtIp *ip, int *port)
{
	unsigned long long number;
	MtSlice inner, rest = text;

	*port = 0;
	if (text.n > 1 && text.p[0] == '[') {
		rest = mt_slice_sub(text, 1, text.n);
		if (!mt_slice_cut(&rest, ']', &inner))
			return false;
		if (!mt_read_address(inner, ip, port))
			return false;
		if (rest.n > 1 && rest.p[0] == ':' &&
		    mt_slice_number(mt_slice_sub(rest, 1, rest.n), 65535,
				    &number))
			*port = (int)number;
		return true;
	}
	if (mt_ip_parse(text, ip))
		return true;
	return read_with_port(text, ip, port) ||
	       read_fifth_part(text, ip, port);
}

static void
set_ip(MtFill *f, const MtIp *ip, int port, MtIpRank rank)
{
	if (rank <= f->ip_rank)
		return;
	f->ip_rank = rank;
	f->received->ip = *ip;
	f->received->port = port;
}

/* What MTAs write in place of a name that the look-up did not give. */
static bool
is_no_name(MtSlice name)
{
	static const MtSlice words[] = {
		{"unknown", 7},   {"softdnserr", 10},  {"unverified", 10},
		{"no-rdns", 7},   {"nodns", 5},        {"none", 4},
		{"untrusted", 9}, {"unavailable", 11}, {"may", 3},
		{"not", 3},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (mt_slice_eq_i(name, words[i]))
			return true;
	return false;
}

static bool
is_host_name(MtSlice s)
{
	if (s.n == 0 || s.p[0] == '.' || s.p[0] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!mt_is_alpha(c) && !mt_is_digit(c) && c != '.' &&
		    c != '-' && c != '_' && (unsigned char)c < 0x80)
			return false;
	}
	return true;
}

/* `name`, `ident@name`, `<name>`; the name may be one of is_no_name(). */
static void
set_rdns(MtFill *f, MtSlice text)
{
	MtSlice ident, name = mt_strip_path(text);

	if (mt_slice_cut(&name, '@', &ident) && f->received->ident.p == NULL)
		f->received->ident = ident;
	if (name.n == 0)
		return;
	if (is_no_name(name))
		mt_fill_note(f, MT_NOTE_RDNS_NONE, name);
	else if (f->received->rdns.p == NULL)
		f->received->rdns = name;
}

typedef struct {
	MtSlice key; /* with '=' where the value is in the same word */
	MtSlice *value;
} Named;

/* HELO and ident, as `helo=x` or `HELO x`. Returns true if `word` is one. */
static bool
take_named(MtFill *f, MtSlice word, MtSlice *rest)
{
	MtReceived *r = f->received;
	const Named named[] = {
		{MT_SLICE("helo="), &r->helo},   {MT_SLICE("ehlo="), &r->helo},
		{MT_SLICE("ident="), &r->ident}, {MT_SLICE("HELO"), &r->helo},
		{MT_SLICE("EHLO"), &r->helo},    {MT_SLICE("LHLO"), &r->helo},
		{MT_SLICE("HELLO"), &r->helo},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(named); i++) {
		bool same = named[i].key.p[named[i].key.n - 1] == '=';

		if (same && mt_slice_starts_i(word, named[i].key)) {
			*named[i].value =
				mt_slice_sub(word, named[i].key.n, word.n);
			return true;
		}
		if (!same && mt_slice_eq_i(word, named[i].key)) {
			MtSlice value = mt_slice_trim(*rest);

			mt_slice_word(rest, &value);
			*named[i].value = value;
			return true;
		}
	}
	return false;
}

static bool
take_port(MtFill *f, MtSlice word)
{
	unsigned long long number;

	if (!mt_slice_starts_i(word, MT_SLICE("port=")))
		return false;
	if (mt_slice_number(mt_slice_sub(word, 5, word.n), 65535, &number))
		f->received->port = (int)number;
	return true;
}

/* `name[1.2.3.4]:25`, `ident@[1.2.3.4]`, `[1.2.3.4]`. */
static bool
take_bracket(MtFill *f, MtSlice word, MtIpRank rank)
{
	size_t at = mt_slice_find_char(word, '[');
	MtSlice bracket;
	MtIp ip;
	int port;

	if (at == MT_SLICE_NOWHERE)
		return false;
	bracket = mt_slice_sub(word, at, word.n);
	if (mt_read_address(bracket, &ip, &port))
		set_ip(f, &ip, port, rank);
	else
		mt_fill_note(f, MT_NOTE_IP_INVALID, bracket);
	if (at > 0)
		set_rdns(f, mt_slice_sub(word, 0, at));
	return true;
}

/* `1.2.3.4`, `1.2.3.4:25`, `ident@1.2.3.4`. */
static bool
take_bare(MtFill *f, MtSlice word)
{
	MtSlice ident = {0}, rest = word;
	MtIp ip;
	int port;

	mt_slice_cut(&rest, '@', &ident);
	if (!mt_read_address(rest, &ip, &port))
		return false;
	set_ip(f, &ip, port, MT_IP_BARE);
	if (ident.n > 0 && f->received->ident.p == NULL)
		f->received->ident = ident;
	return true;
}

/*
 * A lone word or the word before an address is the name that was looked up; a
 * lone one must look like a host with a domain, since comments hold anything.
 */
static void
take_first(MtFill *f, MtSlice word, MtSlice rest)
{
	MtSlice next = mt_slice_trim(rest), name = mt_strip_path(word);
	size_t at = mt_slice_find_char(name, '@');

	if (at != MT_SLICE_NOWHERE)
		name = mt_slice_sub(name, at + 1, name.n);
	if (next.n > 0 && next.p[0] == '[')
		set_rdns(f, word);
	else if (is_no_name(name))
		mt_fill_note(f, MT_NOTE_RDNS_NONE, name);
	else if (next.n == 0 && is_host_name(name) &&
		 (at != MT_SLICE_NOWHERE ||
		  mt_slice_find_char(name, '.') != MT_SLICE_NOWHERE))
		set_rdns(f, word);
}

static void
read_comment(MtFill *f, MtSlice comment)
{
	MtSlice rest = comment, word;
	bool first = true;

	if (mt_fill_comment(f, comment))
		return;
	if (mt_slice_find_i(comment, MT_SLICE("may be forged")) !=
	    MT_SLICE_NOWHERE)
		mt_fill_note(f, MT_NOTE_RDNS_UNVERIFIED, comment);
	while (mt_slice_word(&rest, &word)) {
		if (word.p[0] == '(')
			break; /* a comment in the comment is only prose */
		if (!take_named(f, word, &rest) && !take_port(f, word) &&
		    !take_bracket(f, word, MT_IP_IN_COMMENT) && first &&
		    !take_bare(f, word))
			take_first(f, word, rest);
		first = false;
	}
}

/* `from name [1.2.3.4] by`, `from [1.2.3.4]:25 by`: words behind the first. */
static void
read_words(MtFill *f, const MtClause *from)
{
	MtSlice word;

	for (size_t i = 1; (word = mt_clause_word(from, i)).p != NULL; i++)
		if (word.p[0] == '[')
			take_bracket(f, word, MT_IP_BARE);
		else if (mt_slice_find_char(word, '=') != MT_SLICE_NOWHERE)
			take_named(f, word, &(MtSlice){0});
}

static void
place_first_word(MtFill *f, MtSlice word)
{
	MtReceived *r = f->received;
	MtSlice name = mt_strip_path(word);
	bool helo_given = r->helo.p != NULL;
	MtIp ip;
	int port;

	if (mt_read_address(name, &ip, &port)) {
		set_ip(f, &ip, port, MT_IP_AS_NAME);
		if (f->ip_rank > MT_IP_AS_NAME && !helo_given)
			r->helo = name;
		return;
	}
	if (is_no_name(name)) {
		mt_fill_note(f, MT_NOTE_RDNS_NONE, name);
		return;
	}
	if (!helo_given && f->dialect->from_word != MT_FROM_RDNS)
		r->helo = name;
	if (r->rdns.p == NULL &&
	    (helo_given || f->dialect->from_word != MT_FROM_HELO))
		r->rdns = name;
	/* qmail and Exim leave HELO out where it is the same name. */
	if (!helo_given && f->dialect->from_word != MT_FROM_HELO)
		r->helo = name;
}

void
mt_fill_from(MtFill *f)
{
	const MtClause *from = &f->clauses->clause[MT_CLAUSE_FROM];
	MtSlice word;

	if (!from->present)
		return;
	for (size_t i = 0; i < from->n; i++)
		if (from->tokens[i].kind == MT_TOKEN_COMMENT)
			read_comment(f, from->tokens[i].text);
	read_words(f, from);
	word = mt_clause_word(from, 0);
	if (word.n > 0)
		place_first_word(f, word);
	if (f->received->ip.family != 0 &&
	    mt_ip_kind(&f->received->ip) != MT_IP_GLOBAL)
		mt_fill_note(f, MT_NOTE_IP_SPECIAL, mt_clause_word(from, 0));
}
