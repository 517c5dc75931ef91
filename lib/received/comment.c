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

MtSlice
mt_read_key(MtSlice text, MtSlice key)
{
	size_t at, from = 0;

	while ((at = mt_slice_find_i(mt_slice_sub(text, from, text.n), key)) !=
	       MT_SLICE_NOWHERE) {
		size_t begin = from + at, end = begin + key.n;

		from = end;
		if (begin > 0 && !mt_is_space(text.p[begin - 1]) &&
		    text.p[begin - 1] != ',' && text.p[begin - 1] != '(')
			continue;
		while (end < text.n && !mt_is_space(text.p[end]) &&
		       text.p[end] != ',' && text.p[end] != ')')
			end++;
		return mt_slice_sub(text, from, end);
	}
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

/* Postfix: `using TLSv1.3 with cipher NAME (256/256 bits) key-exchange ...` */
static void
read_using(MtFill *f, MtSlice rest)
{
	MtSlice version = first_word(rest), cipher;
	size_t at = mt_slice_find_i(rest, MT_SLICE("with cipher "));

	if (mt_tls_version(version).p == NULL)
		return;
	f->received->tls_version = mt_tls_version(version);
	if (at == MT_SLICE_NOWHERE)
		return;
	rest = mt_slice_sub(rest, at + 12, rest.n);
	if (!mt_slice_word(&rest, &cipher))
		return;
	f->received->tls_cipher = cipher;
	rest = mt_slice_trim(rest);
	if (rest.n > 0 && rest.p[0] == '(')
		f->received->tls_bits =
			read_bits(mt_slice_sub(rest, 1, rest.n));
}

/* sendmail, Exchange, Gmail: `version=TLS1_2, cipher=NAME bits=256/256` */
static void
read_version(MtFill *f, MtSlice rest)
{
	MtReceived *r = f->received;
	MtSlice version = mt_read_key(rest, MT_SLICE("version="));
	MtSlice cipher = mt_read_key(rest, MT_SLICE("cipher="));
	MtSlice bits = mt_read_key(rest, MT_SLICE("bits="));

	if (version.p != NULL && mt_tls_version(version).p != NULL)
		r->tls_version = mt_tls_version(version);
	if (cipher.n > 0)
		r->tls_cipher = cipher;
	if (bits.p != NULL)
		r->tls_bits = read_bits(bits);
	r->encrypted = r->encrypted || version.n > 0 || cipher.n > 0;
}

/* Exim: `TLS1.2:CIPHER:256`; Exchange: `TLS` alone. */
static void
read_tls(MtFill *f, MtSlice rest)
{
	f->received->encrypted = true;
	mt_read_tls_triple(first_word(rest), f->received);
}

static void
read_cipher(MtFill *f, MtSlice rest)
{
	f->received->encrypted = true;
	mt_read_tls_triple(first_word(rest), f->received);
}

static void
read_auth(MtFill *f, MtSlice rest)
{
	MtSlice who = mt_strip_path(first_word(rest));

	f->received->auth = who.n > 0 ? who : MT_SLICE("yes");
}

/* sendmail names no user: `authenticated bits=0`, `authenticated (0 bits)`. */
static void
read_auth_yes(MtFill *f, MtSlice rest)
{
	MtSlice user = mt_read_key(rest, MT_SLICE("user="));

	if (user.n > 0)
		f->received->auth = user;
	else if (f->received->auth.p == NULL)
		f->received->auth = MT_SLICE("yes");
}

/* Courier: `TLS: TLSv1.2,256bits,ECDHE-RSA-AES256-GCM-SHA384` */
static void
read_courier_tls(MtFill *f, MtSlice rest)
{
	MtReceived *r = f->received;
	MtSlice part = {0};

	rest = mt_slice_trim(rest);
	r->encrypted = true;
	if (mt_slice_cut(&rest, ',', &part))
		r->tls_version = mt_tls_version(part);
	if (mt_slice_cut(&rest, ',', &part)) {
		r->tls_bits = read_bits(part);
		r->tls_cipher = first_word(rest);
	}
}

/* Courier: `AUTH: LOGIN user, TLS: TLSv1/SSLv3,256bits,AES256-SHA`, or less. */
static void
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
		return;
	f->received->auth = mechanism;
	if (mt_slice_word(&part, &user))
		f->received->auth = user;
}

static void
read_envelope(MtFill *f, MtSlice rest)
{
	MtSlice word = first_word(rest);

	if (word.p != NULL)
		f->received->envelope_from = mt_strip_path(word);
}

static void
read_nothing(MtFill *f, MtSlice rest)
{
	(void)f;
	(void)rest;
}

/* Longer heads first where one begins another. `keep`: the reader wants the
 * head too. */
static const struct {
	MtSlice head;
	void (*read)(MtFill *f, MtSlice rest);
	bool keep;
} readers[] = {
	{{"using ", 6}, read_using, false},
	{{"version=", 8}, read_version, true},
	{{"cipher=", 7}, read_version, true},
	{{"Cipher ", 7}, read_cipher, false},
	{{"TLS: ", 5}, read_courier_tls, false},
	{{"SSL: ", 5}, read_courier_tls, false},
	{{"TLS", 3}, read_tls, true},
	{{"AUTH: ", 6}, read_courier_auth, false},
	{{"Authenticated sender: ", 22}, read_auth, false},
	{{"authenticated user ", 19}, read_auth, false},
	{{"Authenticated user: ", 20}, read_auth, false},
	{{"Account authenticated ", 22}, read_auth, false},
	{{"account ", 8}, read_auth, false},
	{{"authenticated", 13}, read_auth_yes, false},
	{{"envelope-from ", 14}, read_envelope, false},
	{{"envelope-from=", 14}, read_envelope, false},
	{{"envelope-sender ", 16}, read_envelope, false},
	{{"return-path ", 12}, read_envelope, false},
	{{"No client certificate", 21}, read_nothing, false},
	{{"Client did not present", 22}, read_nothing, false},
	{{"Client CN ", 10}, read_nothing, false},
	{{"not using TLS", 13}, read_nothing, false},
};

/* Folding may put several spaces where a head has one. */
static bool
starts(MtSlice text, MtSlice head, MtSlice *rest)
{
	size_t i = 0;

	for (size_t h = 0; h < head.n; h++) {
		if (i >= text.n ||
		    (head.p[h] == ' '
			     ? !mt_is_space(text.p[i])
			     : mt_lower(head.p[h]) != mt_lower(text.p[i])))
			return false;
		i++;
		while (head.p[h] == ' ' && i < text.n && mt_is_space(text.p[i]))
			i++;
	}
	*rest = mt_slice_sub(text, i, text.n);
	return true;
}

bool
mt_fill_comment(MtFill *f, MtSlice comment)
{
	MtSlice text = mt_slice_trim(comment), rest;

	for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
		if (!starts(text, readers[i].head, &rest))
			continue;
		readers[i].read(f, readers[i].keep ? text : rest);
		return true;
	}
	return false;
}
