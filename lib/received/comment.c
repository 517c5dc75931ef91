/*
 * Comments that mean the same wherever they stand: TLS, authentication, the
 * envelope sender. A table of how each begins, with a reader.
 */
#include "received/fill.h"

static MtSlice
first_word(MtSlice text)
{
	MtSlice word = {0};

	mt_slice_word(&text, &word);
	return word;
}

static bool
parts_items(char c)
{
	return c <= ',' && (mt_is_space(c) || c == ',' || c == '(' || c == ')');
}

/* One `key=value` or word of a list. */
static bool
next_item(MtSlice *rest, MtSlice *item)
{
	size_t from = 0, to;

	while (from < rest->n && parts_items(rest->p[from]))
		from++;
	to = from;
	while (to < rest->n && !parts_items(rest->p[to]))
		to++;
	*item = mt_slice_sub(*rest, from, to);
	*rest = mt_slice_sub(*rest, to, rest->n);
	return to > from;
}

MtSlice
mt_read_key(MtSlice text, MtSlice key)
{
	MtSlice item;

	while (text.n > 0 && next_item(&text, &item))
		if (mt_slice_starts_i(item, key))
			return mt_slice_sub(item, key.n, item.n);
	return (MtSlice){0};
}

static int
read_bits(MtSlice text)
{
	unsigned long long bits;
	size_t n = 0;

	while (n < text.n && mt_is_digit(text.p[n]))
		n++;
	return mt_slice_number(mt_slice_sub(text, 0, n), 65536, &bits)
		       ? (int)bits
		       : 0;
}

/* MailMarshal: `using TLS: TLSv1.2, DES-CBC3-SHA`, `using TLS: SSLv23` */
static bool
read_using_tls(MtReceived *r, MtSlice rest)
{
	MtSlice item;

	r->encrypted = true;
	if (next_item(&rest, &item))
		r->tls_version = mt_tls_version(item);
	if (next_item(&rest, &item))
		r->tls_cipher = item;
	return true;
}

/* Postfix: `using TLSv1.3 with cipher NAME (256/256 bits) key-exchange ...` */
static bool
read_using(MtFill *f, MtSlice rest)
{
	MtReceived *r = f->received;
	MtSlice item, version;

	version = next_item(&rest, &item) ? mt_tls_version(item) : (MtSlice){0};
	if (version.p == NULL)
		return mt_slice_eq(item, MT_SLICE("TLS:")) &&
		       read_using_tls(r, rest);
	r->tls_version = version;
	if (!next_item(&rest, &item) || !mt_slice_eq_i(item, MT_SLICE("with")))
		return true;
	if (next_item(&rest, &item) && mt_slice_eq_i(item, MT_SLICE("cipher")))
		next_item(&rest, &r->tls_cipher);
	if (next_item(&rest, &item))
		r->tls_bits = read_bits(item);
	return true;
}

/* sendmail, Exchange, Gmail: `version=TLS1_2, cipher=NAME bits=256/256` */
static bool
read_version(MtFill *f, MtSlice rest)
{
	MtReceived *r = f->received;
	MtSlice item, key;

	r->encrypted = true;
	while (next_item(&rest, &item)) {
		if (!mt_slice_cut(&item, '=', &key) || item.n == 0)
			continue;
		if (mt_slice_eq_i(key, MT_SLICE("version")))
			r->tls_version = mt_tls_version(item);
		else if (mt_slice_eq_i(key, MT_SLICE("cipher")))
			r->tls_cipher = item;
		else if (mt_slice_eq_i(key, MT_SLICE("bits")))
			r->tls_bits = read_bits(item);
	}
	return true;
}

/* `TLSv1.3:CIPHER:256`, `TLSv1.3`, `CIPHER`, `TLSv1.3/CIPHER`, `TLS` */
static bool
read_tls_word(MtReceived *r, MtSlice word)
{
	MtSlice cipher = word, version;

	if (mt_is_cipher(word)) {
		r->tls_cipher = word;
		return true;
	}
	if (mt_slice_cut(&cipher, '/', &version) && mt_is_cipher(cipher)) {
		r->tls_cipher = cipher;
		word = version;
	}
	return mt_read_tls_triple(word, r) ||
	       mt_slice_eq_i(word, MT_SLICE("TLS"));
}

/* Exim: `TLS1.2:CIPHER:256`, `Cipher TLSv1:...`; Exchange: `TLS` alone; others:
 * `TLSv1.2 CIPHER 256 bits`, `TLS version=TLSv1.3 cipher=CIPHER`. */
static bool
read_tls(MtFill *f, MtSlice rest)
{
	MtReceived *r = f->received;
	MtSlice item;

	if (!next_item(&rest, &item) || !read_tls_word(r, item))
		return false;
	r->encrypted = true;
	read_version(f, rest);
	while (next_item(&rest, &item))
		if (r->tls_version.p == NULL && mt_tls_version(item).p != NULL)
			read_tls_word(r, item);
		else if (r->tls_cipher.p == NULL && mt_is_cipher(item))
			r->tls_cipher = item;
		else if (r->tls_bits == 0 &&
			 mt_slice_starts_i(rest, MT_SLICE(" bit")))
			r->tls_bits = read_bits(item);
	return true;
}

static bool
read_auth(MtFill *f, MtSlice rest)
{
	MtSlice who = mt_strip_path(first_word(rest));

	f->received->auth = who.n > 0 ? who : MT_SLICE("yes");
	return true;
}

/* sendmail names no user: `authenticated bits=0`, `authenticated (0 bits)`. */
static bool
read_auth_yes(MtFill *f, MtSlice rest)
{
	MtSlice user = mt_read_key(rest, MT_SLICE("user="));

	if (user.n > 0)
		f->received->auth = user;
	else if (f->received->auth.p == NULL)
		f->received->auth = MT_SLICE("yes");
	return true;
}

/* Courier: `TLS: TLSv1.2,256bits,ECDHE-RSA-AES256-GCM-SHA384` */
static bool
read_courier_tls(MtFill *f, MtSlice rest)
{
	MtReceived *r = f->received;
	MtSlice item;

	r->encrypted = true;
	if (next_item(&rest, &item))
		r->tls_version = mt_tls_version(item);
	if (next_item(&rest, &item))
		r->tls_bits = read_bits(item);
	next_item(&rest, &r->tls_cipher);
	return true;
}

/* Courier: `AUTH: LOGIN user, TLS: TLSv1/SSLv3,256bits,AES256-SHA`, or less. */
static bool
read_courier_auth(MtFill *f, MtSlice rest)
{
	MtSlice part = rest, mechanism, user;

	if (mt_slice_cut(&rest, ',', &part)) {
		size_t colon = mt_slice_find_char(rest, ':');

		if (colon != MT_SLICE_NOWHERE)
			read_courier_tls(f,
					 mt_slice_sub(rest, colon + 1, rest.n));
	}
	if (!mt_slice_word(&part, &mechanism))
		return true;
	f->received->auth = mechanism;
	if (mt_slice_word(&part, &user))
		f->received->auth = user;
	return true;
}

static bool
read_envelope(MtFill *f, MtSlice rest)
{
	MtSlice word = first_word(rest);
	size_t close = mt_slice_find_char(rest, '>');

	/* A quoted local part may hold spaces: <"a b"@example.org>. */
	if (word.n > 0 && word.p[0] == '<' && close != MT_SLICE_NOWHERE)
		word = mt_slice_sub(rest, 0, close + 1);
	if (word.n > 0)
		f->received->envelope_from = mt_strip_path(word);
	return true;
}

static bool
read_forged(MtFill *f, MtSlice rest)
{
	mt_fill_note(f, MT_NOTE_RDNS_UNVERIFIED, rest);
	return true;
}

static bool
read_nothing(MtFill *f, MtSlice rest)
{
	(void)f;
	(void)rest;
	return true;
}

/*
 * How a comment begins, in small letters, and who reads it; `keep`: the reader
 * wants the head, too. One that finds something else behind the head returns
 * false. There is a list for each first letter.
 */
typedef struct {
	MtSlice head;
	bool (*read)(MtFill *f, MtSlice rest);
	bool keep;
} Reader;

static const Reader readers_a[] = {
	{{"auth: ", 6}, read_courier_auth, false},
	{{"authenticated sender: ", 22}, read_auth, false},
	{{"authenticated user ", 19}, read_auth, false},
	{{"authenticated user: ", 20}, read_auth, false},
	{{"account authenticated ", 22}, read_auth, false},
	{{"authenticated as ", 17}, read_auth, false},
	{{"authenticated ", 14}, read_auth_yes, false},
	{{0}, NULL, false},
};
static const Reader readers_c[] = {
	{{"cipher=", 7}, read_version, true},
	{{"cipher ", 7}, read_tls, false},
	{{"client did not ", 15}, read_nothing, false},
	{{"client cn ", 10}, read_nothing, false},
	{{0}, NULL, false},
};
static const Reader readers_e[] = {
	{{"envelope-from ", 14}, read_envelope, false},
	{{"envelope-from=", 14}, read_envelope, false},
	{{"envelope-from: ", 15}, read_envelope, false},
	{{"envelope-sender ", 16}, read_envelope, false},
	{{"envelope-sender: ", 17}, read_envelope, false},
	{{0}, NULL, false},
};
static const Reader readers_m[] = {
	{{"may be forged", 13}, read_forged, true},
	{{0}, NULL, false},
};
static const Reader readers_n[] = {
	{{"no client ", 10}, read_nothing, false},
	{{"not using tls", 13}, read_nothing, false},
	{{0}, NULL, false},
};
static const Reader readers_r[] = {
	{{"return-path ", 12}, read_envelope, false},
	{{0}, NULL, false},
};
static const Reader readers_s[] = {
	{{"ssl: ", 5}, read_courier_tls, false},
	{{"ssl", 3}, read_tls, true},
	{{"sender: ", 8}, read_envelope, false},
	{{0}, NULL, false},
};
static const Reader readers_t[] = {
	{{"tls: ", 5}, read_courier_tls, false},
	{{"tls", 3}, read_tls, true},
	{{0}, NULL, false},
};
static const Reader readers_u[] = {
	{{"using ", 6}, read_using, false},
	{{"unknown:", 8}, read_tls, true},
	{{"user authenticated as ", 22}, read_auth, false},
	{{0}, NULL, false},
};
static const Reader readers_v[] = {
	{{"version=", 8}, read_version, true},
	{{0}, NULL, false},
};
static const Reader *const readers[] = {
	['a' - 'a'] = readers_a, ['c' - 'a'] = readers_c,
	['e' - 'a'] = readers_e, ['m' - 'a'] = readers_m,
	['n' - 'a'] = readers_n, ['r' - 'a'] = readers_r,
	['s' - 'a'] = readers_s, ['t' - 'a'] = readers_t,
	['u' - 'a'] = readers_u, ['v' - 'a'] = readers_v,
	['z' - 'a'] = NULL,
};

/* At the end of a head there may be no space, if nothing follows. */
static bool
starts(MtSlice text, MtSlice head, MtSlice *rest)
{
	if (text.n + 1 == head.n && head.p[text.n] == ' ')
		head.n--;
	if (!mt_slice_starts_i(text, head))
		return false;
	*rest = mt_slice_sub(text, head.n, text.n);
	return true;
}

/* The second word tells: `DHE-RSA-AES256-SHA encrypted`, and webmail:
 * `SquirrelMail authenticated user NAME`. */
static bool
read_second_word(MtFill *f, MtSlice text)
{
	static const MtSlice user = {"authenticated user ", 19};
	MtReceived *r = f->received;
	MtSlice rest = text, first;

	if (!mt_slice_cut(&rest, ' ', &first)) {
		if (!mt_is_cipher(text))
			return false;
		r->tls_cipher = text;
		return r->encrypted = true;
	}
	if (mt_slice_eq_i(rest, MT_SLICE("encrypted"))) {
		r->tls_cipher = first;
		return true;
	}
	if (!starts(rest, user, &rest))
		return false;
	if (r->software.p == NULL)
		r->software = first;
	return read_auth(f, rest);
}

bool
mt_fill_comment(MtFill *f, MtSlice text)
{
	MtSlice rest;
	const Reader *reader = NULL;

	if (text.n == 0)
		return false;
	if (mt_is_alpha(text.p[0]))
		reader = readers[mt_lower(text.p[0]) - 'a'];
	for (; reader != NULL && reader->read != NULL; reader++)
		if (starts(text, reader->head, &rest) &&
		    reader->read(f, reader->keep ? text : rest))
			return true;
	return read_second_word(f, text);
}
