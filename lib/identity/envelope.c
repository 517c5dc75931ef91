/* Layouts of addresses in addresses: SRS, BATV and VERP, from the outside in. */
#include "identity/envelope.h"

enum { MAX_ADDRESS = 1024 };

static MtSlice
behind(MtSlice s, size_t from)
{
	return mt_slice_sub(s, from, s.n);
}

static bool
is_separator(char c)
{
	return c == '=' || c == '-' || c == '+';
}

/* A name with a dot, of the characters that host names have. */
static bool
is_domain(MtSlice s)
{
	bool dot = false;

	if (s.n < 3 || s.n > 253 || s.p[0] == '.' || s.p[s.n - 1] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		dot = dot || c == '.';
		if (c == '.' ? s.p[i + 1] == '.'
			     : !mt_is_alpha(c) && !mt_is_digit(c) && c != '-' &&
				       c != '_' && (unsigned char)c < 128)
			return false;
	}
	return dot;
}

static size_t
find_last(MtSlice s, char c)
{
	for (size_t n = s.n; n > 0; n--)
		if (s.p[n - 1] == c)
			return n - 1;
	return MT_SLICE_NOWHERE;
}

static void
join(MtEnvelope *e, MtSlice local, MtSlice domain, MtArena *arena)
{
	char *p = mt_arena_take(arena, local.n + 1 + domain.n);

	memcpy(p, local.p, local.n);
	p[local.n] = '@';
	memcpy(p + local.n + 1, domain.p, domain.n);
	e->local = local;
	e->domain = domain;
	e->original = mt_slice(p, local.n + 1 + domain.n);
}

/* `=HHHH=TT=domain=local`; the first separator may be another. */
static bool
read_srs0(MtSlice rest, MtEnvelope *e, MtArena *arena)
{
	MtSlice domain;

	if (rest.n == 0 || !is_separator(rest.p[0]))
		return false;
	rest = behind(rest, 1);
	if (!mt_slice_cut(&rest, '=', &e->hash) || e->hash.n == 0 ||
	    !mt_slice_cut(&rest, '=', &e->stamp) || e->stamp.n != 2 ||
	    !mt_slice_cut(&rest, '=', &domain) || !is_domain(domain) ||
	    rest.n == 0)
		return false;
	join(e, rest, domain, arena);
	return true;
}

/* `=HHHH=first==HHHH=TT=domain=local` */
static bool
read_srs1(MtSlice rest, MtEnvelope *e, MtArena *arena)
{
	MtSlice hash;

	if (rest.n == 0 || !is_separator(rest.p[0]))
		return false;
	rest = behind(rest, 1);
	return mt_slice_cut(&rest, '=', &hash) && hash.n > 0 &&
	       mt_slice_cut(&rest, '=', &e->first) && is_domain(e->first) &&
	       read_srs0(rest, e, arena);
}

static bool
read_srs(MtSlice local, MtEnvelope *e, MtArena *arena)
{
	bool zero = mt_slice_starts_i(local, MT_SLICE("SRS0"));

	if (!zero && !mt_slice_starts_i(local, MT_SLICE("SRS1")))
		return false;
	e->prefix = mt_slice_sub(local, 0, 4);
	e->kind = zero ? MT_ENVELOPE_SRS0 : MT_ENVELOPE_SRS1;
	return zero ? read_srs0(behind(local, 4), e, arena)
		    : read_srs1(behind(local, 4), e, arena);
}

/* `prvs=KDDDSSSSSS=local`: a digit, three digits, six hexadecimal ones. */
static bool
read_batv(MtSlice local, MtEnvelope *e, MtArena *arena)
{
	MtSlice tag, rest;

	if (!mt_slice_starts_i(local, MT_SLICE("prvs=")))
		return false;
	e->prefix = mt_slice_sub(local, 0, 4);
	rest = behind(local, 5);
	if (!mt_slice_cut(&rest, '=', &tag) || tag.n != 10 || rest.n == 0)
		return false;
	for (size_t i = 0; i < 4; i++)
		if (!mt_is_digit(tag.p[i]))
			return false;
	e->kind = MT_ENVELOPE_BATV;
	e->stamp = mt_slice_sub(tag, 1, 4);
	e->hash = tag;
	join(e, rest, e->by, arena);
	return true;
}

/* ezmlm: `list-return-NNN-local=domain`. Where the address begins. */
static size_t
behind_return(MtSlice local)
{
	size_t at = mt_slice_find_i(local, MT_SLICE("-return-"));

	if (at == MT_SLICE_NOWHERE)
		return 0;
	at += 8;
	for (size_t i = at; i < local.n; i++)
		if (!mt_is_digit(local.p[i]))
			return local.p[i] == '-' ? i + 1 : at;
	return at;
}

/* Words at the front that a hyphen ends, and Gmail's forwarding behind its +. */
static const char *const heads[] = {
	"bounces-", "bounce-", "return-",  "returns-", "errors-",
	"error-",   "owner-",  "bounces=", "bounce=",  "verp-",
};

static const char *const bounce_words[] = {
	"bounce", "return", "error", "owner", "verp", "caf_",
};

static size_t
address_begins(MtSlice local)
{
	size_t plus = mt_slice_find_char(local, '+'), at;

	if (plus != MT_SLICE_NOWHERE) {
		MtSlice rest = behind(local, plus + 1);

		return plus + 1 +
		       (mt_slice_starts_i(rest, MT_SLICE("caf_=")) ? 5 : 0);
	}
	at = behind_return(local);
	for (size_t i = 0; at == 0 && i < G_N_ELEMENTS(heads); i++)
		if (mt_slice_starts_i(local, mt_slice_str(heads[i])))
			at = strlen(heads[i]);
	return at;
}

static bool
read_verp(MtSlice local, MtEnvelope *e, MtArena *arena)
{
	size_t at = address_begins(local), equals = find_last(local, '=');

	if (equals == MT_SLICE_NOWHERE || equals <= at ||
	    !is_domain(behind(local, equals + 1)))
		return false;
	e->prefix = mt_slice_sub(local, 0, at == 0 ? 0 : at - 1);
	e->kind = MT_ENVELOPE_SENDER;
	for (size_t i = 0; i < G_N_ELEMENTS(bounce_words); i++)
		if (mt_slice_find_i(e->prefix, mt_slice_str(bounce_words[i])) !=
		    MT_SLICE_NOWHERE)
			e->kind = MT_ENVELOPE_VERP;
	join(e, mt_slice_sub(local, at, equals), behind(local, equals + 1),
	     arena);
	return true;
}

void
mt_envelope_read(MtSlice address, MtArena *arena, MtEnvelope *envelope)
{
	size_t at = find_last(address, '@');
	MtSlice local;

	*envelope = (MtEnvelope){.kind = MT_ENVELOPE_PLAIN};
	if (at == MT_SLICE_NOWHERE || address.n > MAX_ADDRESS)
		return;
	local = mt_slice_sub(address, 0, at);
	envelope->by = behind(address, at + 1);
	if (read_srs(local, envelope, arena) ||
	    read_batv(local, envelope, arena))
		return;
	/* A damaged one of those would be taken for a strange VERP. */
	if (envelope->prefix.p == NULL && read_verp(local, envelope, arena))
		return;
	*envelope = (MtEnvelope){
		.kind = MT_ENVELOPE_PLAIN,
		.by = behind(address, at + 1),
	};
}
