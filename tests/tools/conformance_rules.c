/*
 * What the members of each suite's answers mean in mailtrace's: one table for
 * each suite, and the reasons where a name is the same and the meaning is not.
 */
#include "conformance.h"

#include "received/fill.h"

/* The same everywhere. */

static bool
ip(const Reading *c, json_t *want)
{
	return value_is_ip(&c->r.ip, value_text(want));
}

static bool
by(const Reading *c, json_t *want)
{
	return value_same(c->r.by, value_text(want));
}

static bool
by_ip(const Reading *c, json_t *want)
{
	return value_is_ip(&c->r.by_ip, value_text(want));
}

static bool
id(const Reading *c, json_t *want)
{
	return value_same_or_none(c->r.id, value_text(want));
}

static bool
recipient(const Reading *c, json_t *want)
{
	return value_same(value_first_for(c), value_text(want));
}

static bool
with(const Reading *c, json_t *want)
{
	return mt_slice_eq(c->r.with, value_text(want));
}

static bool
via(const Reading *c, json_t *want)
{
	return mt_slice_starts(c->r.via, value_text(want));
}

static bool
helo(const Reading *c, json_t *want)
{
	return value_same(c->r.helo, value_text(want));
}

/* "unknown", "unknown.domain" and a repeated address are no names. */
static bool
rdns(const Reading *c, json_t *want)
{
	MtSlice name = value_text(want);

	if (mt_slice_starts(name, MT_SLICE("unknown")) ||
	    value_is_ip(&c->r.ip, name))
		return c->r.rdns.p == NULL;
	return value_same_or_none(c->r.rdns, name);
}

static bool
tls_version(const Reading *c, json_t *want)
{
	return mt_slice_eq(c->r.tls_version, mt_tls_version(value_text(want)));
}

static bool
first_word_of_from(const Reading *c, json_t *want)
{
	MtSlice from = value_from_word(c);

	return value_same(from, value_text(want)) && value_is_kept(c, from);
}

/* pyreceived */

/* HELO; where the field has none the address, the local user or a filler. */
static bool
helo_or_first(const Reading *c, json_t *want)
{
	return value_same(c->r.helo, value_text(want)) ||
	       (c->r.helo.p == NULL &&
		(value_is_ip(&c->r.ip, value_text(want)) ||
		 value_same(c->r.ident, value_text(want)) ||
		 mt_slice_starts_i(value_text(want), MT_SLICE("unknown"))));
}

/* Whoever is named as the user: envelope sender, account or ident. */
static bool
any_user(const Reading *c, json_t *want)
{
	MtSlice user = value_text(want);

	return value_same(c->r.envelope_from, user) ||
	       value_same(c->r.auth, user) || value_same(c->r.ident, user);
}

/* Exim's `VERSION:CIPHER:BITS` is one word there. */
static bool
cipher_in_word(const Reading *c, json_t *want)
{
	return c->r.tls_cipher.n > 0 &&
	       mt_slice_find(value_text(want), c->r.tls_cipher) !=
		       MT_SLICE_NOWHERE;
}

/*
 * The product by its own names, guessed from the shape where the field does
 * not name it; only where the field does is the answer wanted here.
 */
static bool
product(const Reading *c, json_t *want)
{
	static const struct {
		MtSlice theirs, field, ours;
	} names[] = {
		{{"MS SMTP Server", 14}, {"Microsoft", 9}, {"exchange", 8}},
		{{"Sun Java System Messaging Server", 32},
		 {"Sun Java", 8},
		 {"Sun Java", 8}},
		{{"PGP Universal Service", 21},
		 {"PGP Universal", 13},
		 {"PGP Universal", 13}},
	};
	MtSlice field = value_text(want), ours = field;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (mt_slice_eq(field, names[i].theirs)) {
			field = names[i].field;
			ours = names[i].ours;
			break;
		}
	return mt_slice_find_i(c->clauses.value, field) == MT_SLICE_NOWHERE ||
	       mt_slice_eq_i(mt_slice_str(c->r.dialect), ours) ||
	       mt_slice_find_i(c->r.software, ours) != MT_SLICE_NOWHERE;
}

static const Rule pyreceived[] = {
	{"from", helo_or_first},
	{"ip", ip},
	{"rdns", rdns},
	{"by", by},
	{"by_ip", by_ip},
	{"with", with},
	{"id", id},
	{"for", recipient},
	{"envfrom", any_user},
	{"tls_version", tls_version},
	{"tls_cipher", cipher_in_word},
	{"server", product},
	{0},
};

static const Rule rspamd[] = {
	{"from", first_word_of_from}, {"ip", ip}, {"rdns", rdns}, {"by", by},
	{"for", recipient},           {0},
};

/* SpamAssassin */

/* `!192.0.2.1!` stands for brackets; "" also where HELO was the address. */
static bool
helo_or_none(const Reading *c, json_t *want)
{
	MtSlice name = value_text(want);

	if (name.n > 2 && name.p[0] == '!')
		name = mt_slice_sub(name, 1, name.n - 1);
	return value_same_or_none(c->r.helo, name) ||
	       (name.n == 0 && value_is_ip(&c->r.ip, c->r.helo));
}

/* The way of the proof (`Sendmail`, `ESMTPSA`, or just `HTTP`), not the user. */
static bool
authenticated(const Reading *c, json_t *want)
{
	MtSlice way = value_text(want);

	if (mt_slice_eq(way, MT_SLICE("HTTP")))
		return mt_slice_eq(c->r.with, way);
	return (way.n > 0) == (c->r.auth.p != NULL);
}

static bool
envelope_from(const Reading *c, json_t *want)
{
	return value_same_or_none(c->r.envelope_from, value_text(want));
}

static bool
ident(const Reading *c, json_t *want)
{
	return value_same_or_none(c->r.ident, value_text(want));
}

/* "ignored": no address was handed over; by and time are read all the same. */
static bool
no_address(const Reading *c, json_t *want)
{
	(void)want;
	return c->r.ip.family == 0 && c->r.by.p != NULL && c->r.time.known;
}

static const Rule spamassassin[] = {
	{"helo", helo_or_none},
	{"rdns", rdns},
	{"ip", ip},
	{"by", by},
	{"id", id},
	{"ident", ident},
	{"envfrom", envelope_from},
	{"auth", authenticated},
	{"ignored", no_address},
	{0},
};

/* Stalwart mail-parser */

/* The word behind "from", inside a comment where there is no clause:
 * `(from user@host)`, `(Postfix, from userid 0)`. */
static bool
from_anywhere(const Reading *c, json_t *want)
{
	MtSlice rest = c->clauses.value, word, from = value_from_word(c);

	if (from.p != NULL)
		return value_same(value_up_to_slash(from), value_text(want)) &&
		       value_is_kept(c, from);
	while (mt_slice_word(&rest, &word))
		if (mt_slice_ends_i(word, MT_SLICE("from")) &&
		    mt_slice_word(&rest, &from))
			break;
	return from.n > 0 && mt_slice_starts(from, value_text(want));
}

static bool
id_up_to_slash(const Reading *c, json_t *want)
{
	return value_same(value_up_to_slash(c->r.id), value_text(want));
}

/* With the name or address behind its '@', where there is one. */
static bool
ident_at_host(const Reading *c, json_t *want)
{
	MtSlice host = value_text(want), user = host;

	if (mt_slice_cut(&host, '@', &user) && !value_same(c->r.rdns, host) &&
	    !value_is_ip(&c->r.ip, host))
		user = value_text(want);
	return value_same(value_up_to_slash(c->r.ident), user) ||
	       value_same(value_up_to_slash(c->r.auth), user);
}

/* A protocol out of a fixed list: it must begin a word of ours. */
static bool
protocol(const Reading *c, json_t *want)
{
	MtSlice name = value_text(want), ours = c->r.with;

	for (size_t i = 0; i + name.n <= ours.n; i++) {
		bool begins = i == 0 || !g_ascii_isalnum(ours.p[i - 1]);

		if (begins &&
		    mt_slice_eq_i(mt_slice_sub(ours, i, i + name.n), name))
			return true;
	}
	/* `ESMTP-TLS` is its ESMTPS. */
	return mt_slice_eq(name, MT_SLICE("ESMTPS")) && c->r.encrypted &&
	       mt_slice_starts(ours, MT_SLICE("ESMTP"));
}

static bool
cipher(const Reading *c, json_t *want)
{
	return mt_slice_eq(c->r.tls_cipher, value_text(want));
}

/* HELO or EHLO, which is not kept here. */
static bool
helo_said(const Reading *c, json_t *want)
{
	(void)want;
	return c->r.helo.p != NULL;
}

/* Where it has month 13 or hour 38, a time is all that can be asked for. */
static bool
date(const Reading *c, json_t *want)
{
	int64_t us;
	unsigned decimals;

	return c->r.time.known &&
	       (!mt_time_parse_rfc3339(value_text(want), &us, &decimals) ||
		us == c->r.time.us);
}

static const Rule stalwart[] = {
	{"from", from_anywhere},
	{"ip", ip},
	{"rdns", rdns},
	{"by", by},
	{"for", recipient},
	{"with", protocol},
	{"via", via},
	{"id", id_up_to_slash},
	{"ident", ident_at_host},
	{"helo", helo},
	{"helo_cmd", helo_said},
	{"tls_version", tls_version},
	{"tls_cipher", cipher},
	{"date", date},
	{0},
};

const Suite conformance_suites[] = {
	{"mail-parser", conformance_mail_parser},
	{"pyreceived", pyreceived},
	{"rspamd", rspamd},
	{"spamassassin", spamassassin},
	{"stalwart", stalwart},
	{0},
};
