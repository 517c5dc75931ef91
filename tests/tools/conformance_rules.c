/*
 * What the members of each suite's answers mean in mailtrace's: one table for
 * each suite, and the reasons where a name is the same and the meaning is not.
 */
#include "conformance.h"

#include "received/fill.h"

static MtSlice
text_of(json_t *want)
{
	return mt_slice(json_string_value(want), json_string_length(want));
}

/* Without brackets or angle brackets: some keep them, some do not. */
static MtSlice
bare(MtSlice s)
{
	s = mt_strip_path(s);
	if (s.n >= 2 && s.p[0] == '[' && s.p[s.n - 1] == ']')
		s = mt_slice_sub(s, 1, s.n - 1);
	return s;
}

static bool
same(MtSlice ours, MtSlice want)
{
	MtIp a, b;
	int port;

	return mt_slice_eq(bare(ours), bare(want)) ||
	       (mt_read_address(ours, &a, &port) &&
		mt_read_address(want, &b, &port) && mt_ip_eq(&a, &b));
}

/* Suites write "" for what the field does not say. */
static bool
same_or_none(MtSlice ours, MtSlice want)
{
	return want.n == 0 ? ours.n == 0 : same(ours, want);
}

static bool
is_ip(const MtIp *ip, MtSlice want)
{
	MtIp other;
	int port;

	if (want.n == 0)
		return ip->family == 0;
	return mt_read_address(want, &other, &port) && mt_ip_eq(ip, &other);
}

/* Stalwart ends a word at '/': `Q/O` is `Q` to it. */
static MtSlice
up_to_slash(MtSlice s)
{
	size_t at;

	s = bare(s);
	at = mt_slice_find_char(s, '/');
	return at == MT_SLICE_NOWHERE ? s : mt_slice_sub(s, 0, at);
}

static MtSlice
first_for(const Reading *c)
{
	return c->r.n_for > 0 ? c->r.for_[0] : (MtSlice){0};
}

/* The first word of from; nothing of it may be lost in our members. */
static MtSlice
from_word(const Reading *c)
{
	return mt_clause_word(&c->clauses.clause[MT_CLAUSE_FROM], 0);
}

static bool
has_found(const Reading *c, MtSlice from)
{
	return same(c->r.helo, from) || same(c->r.rdns, from) ||
	       same(c->r.ident, from) || same(c->r.envelope_from, from) ||
	       is_ip(&c->r.ip, from) ||
	       mt_note_has(&c->r.notes, MT_NOTE_RDNS_NONE);
}

/* The same everywhere. */

static bool
ip(const Reading *c, json_t *want)
{
	return is_ip(&c->r.ip, text_of(want));
}

static bool
by(const Reading *c, json_t *want)
{
	return same(c->r.by, text_of(want));
}

static bool
by_ip(const Reading *c, json_t *want)
{
	return is_ip(&c->r.by_ip, text_of(want));
}

static bool
id(const Reading *c, json_t *want)
{
	return same_or_none(c->r.id, text_of(want));
}

static bool
recipient(const Reading *c, json_t *want)
{
	return same(first_for(c), text_of(want));
}

static bool
with(const Reading *c, json_t *want)
{
	return mt_slice_eq(c->r.with, text_of(want));
}

static bool
via(const Reading *c, json_t *want)
{
	return mt_slice_starts(c->r.via, text_of(want));
}

static bool
helo(const Reading *c, json_t *want)
{
	return same(c->r.helo, text_of(want));
}

/* "unknown", "unknown.domain" and a repeated address are no names. */
static bool
rdns(const Reading *c, json_t *want)
{
	MtSlice name = text_of(want);

	if (mt_slice_starts(name, MT_SLICE("unknown")) || is_ip(&c->r.ip, name))
		return c->r.rdns.p == NULL;
	return same_or_none(c->r.rdns, name);
}

static bool
tls_version(const Reading *c, json_t *want)
{
	return mt_slice_eq(c->r.tls_version, mt_tls_version(text_of(want)));
}

static bool
first_word_of_from(const Reading *c, json_t *want)
{
	MtSlice from = from_word(c);

	return same(from, text_of(want)) && has_found(c, from);
}

/*
 * mail-parser: each member is a condition, {"eq"}, {"contains"}, {"present"}
 * or {"absent"}; from is the clause as written, with its comments, and with
 * has all words of its clause, of which ours is one or more.
 */

static bool
condition(MtSlice ours, json_t *want)
{
	json_t *part;
	size_t i;

	if (json_is_true(json_object_get(want, "absent")))
		return ours.p == NULL;
	part = json_object_get(want, "eq");
	if (part != NULL && !same(ours, text_of(part)))
		return false;
	json_array_foreach(json_object_get(want, "contains"), i,
			   part) if (mt_slice_find(ours, text_of(part)) ==
				     MT_SLICE_NOWHERE) return false;
	return ours.n > 0;
}

static bool
condition_from(const Reading *c, json_t *want)
{
	const MtClause *from = &c->clauses.clause[MT_CLAUSE_FROM];
	g_auto(MtBuf) text = {0};

	for (size_t i = 0; i < from->n; i++) {
		bool word = from->tokens[i].kind == MT_TOKEN_WORD;

		mt_buf_add(&text, i > 0 ? MT_SLICE(" ") : MT_SLICE(""));
		mt_buf_add(&text, word ? MT_SLICE("") : MT_SLICE("("));
		mt_buf_add(&text, from->tokens[i].text);
		mt_buf_add(&text, word ? MT_SLICE("") : MT_SLICE(")"));
	}
	return condition(mt_buf_slice(&text), want) &&
	       has_found(c, from_word(c));
}

static bool
condition_by(const Reading *c, json_t *want)
{
	return condition(c->r.by, want);
}

static bool
condition_with(const Reading *c, json_t *want)
{
	MtSlice text = c->clauses.clause[MT_CLAUSE_WITH].text;

	return condition(text, want) && c->r.with.n > 0 &&
	       mt_slice_find(text, c->r.with) != MT_SLICE_NOWHERE;
}

static bool
condition_id(const Reading *c, json_t *want)
{
	return condition(c->r.id, want);
}

static bool
condition_for(const Reading *c, json_t *want)
{
	return condition(first_for(c), want);
}

static bool
condition_via(const Reading *c, json_t *want)
{
	return condition(c->r.via, want);
}

static bool
condition_sender(const Reading *c, json_t *want)
{
	return condition(c->r.envelope_from, want);
}

/* The text of a date, or of its day: the same instant, or the same day. */
static bool
condition_date(const Reading *c, json_t *want)
{
	const int64_t minute = 60 * (int64_t)1000000, day = 1440 * minute;
	const char *day_only = json_string_value(
		json_array_get(json_object_get(want, "contains"), 0));
	g_autofree char *midnight = NULL;
	MtTime there;

	if (!c->r.time.known || day_only == NULL)
		return c->r.time.known;
	if (mt_time_read(mt_slice_str(day_only), &there, NULL))
		return there.us == c->r.time.us;
	midnight = g_strconcat(day_only, " 00:00:00 +0000", NULL);
	return mt_time_read(mt_slice_str(midnight), &there, NULL) &&
	       there.us / day ==
		       (c->r.time.us + c->r.time.offset_min * minute) / day;
}

/* What raises there says nothing here. */
static bool
says_nothing(const Reading *c, json_t *want)
{
	(void)want;
	return c->r.by.p == NULL && c->r.helo.p == NULL &&
	       c->r.rdns.p == NULL && c->r.ip.family == 0 &&
	       c->r.id.p == NULL && !c->r.time.known;
}

static const Rule mail_parser[] = {
	{"from", condition_from},
	{"by", condition_by},
	{"with", condition_with},
	{"id", condition_id},
	{"for", condition_for},
	{"via", condition_via},
	{"date", condition_date},
	{"envelope_from", condition_sender},
	{"envelope_sender", condition_sender},
	{"raises", says_nothing},
	{0},
};

/* pyreceived */

/* HELO; where the field has none the address, the local user or a filler. */
static bool
helo_or_first(const Reading *c, json_t *want)
{
	return same(c->r.helo, text_of(want)) ||
	       (c->r.helo.p == NULL &&
		(is_ip(&c->r.ip, text_of(want)) ||
		 same(c->r.ident, text_of(want)) ||
		 mt_slice_starts_i(text_of(want), MT_SLICE("unknown"))));
}

/* Whoever is named as the user: envelope sender, account or ident. */
static bool
any_user(const Reading *c, json_t *want)
{
	MtSlice user = text_of(want);

	return same(c->r.envelope_from, user) || same(c->r.auth, user) ||
	       same(c->r.ident, user);
}

/* Exim's `VERSION:CIPHER:BITS` is one word there. */
static bool
cipher_in_word(const Reading *c, json_t *want)
{
	return c->r.tls_cipher.n > 0 &&
	       mt_slice_find(text_of(want), c->r.tls_cipher) !=
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
	MtSlice field = text_of(want), ours = field;

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
	MtSlice name = text_of(want);

	if (name.n > 2 && name.p[0] == '!')
		name = mt_slice_sub(name, 1, name.n - 1);
	return same_or_none(c->r.helo, name) ||
	       (name.n == 0 && is_ip(&c->r.ip, c->r.helo));
}

/* The way of the proof (`Sendmail`, `ESMTPSA`, or just `HTTP`), not the user. */
static bool
authenticated(const Reading *c, json_t *want)
{
	MtSlice way = text_of(want);

	if (mt_slice_eq(way, MT_SLICE("HTTP")))
		return mt_slice_eq(c->r.with, way);
	return (way.n > 0) == (c->r.auth.p != NULL);
}

static bool
envelope_from(const Reading *c, json_t *want)
{
	return same_or_none(c->r.envelope_from, text_of(want));
}

static bool
ident(const Reading *c, json_t *want)
{
	return same_or_none(c->r.ident, text_of(want));
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
	MtSlice rest = c->clauses.value, word, from = from_word(c);

	if (from.p != NULL)
		return same(up_to_slash(from), text_of(want)) &&
		       has_found(c, from);
	while (mt_slice_word(&rest, &word))
		if (mt_slice_ends_i(word, MT_SLICE("from")) &&
		    mt_slice_word(&rest, &from))
			break;
	return mt_slice_starts(from, text_of(want));
}

static bool
id_up_to_slash(const Reading *c, json_t *want)
{
	return same(up_to_slash(c->r.id), text_of(want));
}

/* With the name or address behind its '@', where there is one. */
static bool
ident_at_host(const Reading *c, json_t *want)
{
	MtSlice host = text_of(want), user = host;

	if (mt_slice_cut(&host, '@', &user) && !same(c->r.rdns, host) &&
	    !is_ip(&c->r.ip, host))
		user = text_of(want);
	return same(up_to_slash(c->r.ident), user) ||
	       same(up_to_slash(c->r.auth), user);
}

/* A protocol out of a fixed list: it must begin a word of ours. */
static bool
protocol(const Reading *c, json_t *want)
{
	MtSlice name = text_of(want), ours = c->r.with;

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
	return mt_slice_eq(c->r.tls_cipher, text_of(want));
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
	       (!mt_time_parse_rfc3339(text_of(want), &us, &decimals) ||
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
	{"mail-parser", mail_parser}, {"pyreceived", pyreceived},
	{"rspamd", rspamd},           {"spamassassin", spamassassin},
	{"stalwart", stalwart},       {0},
};
