/* Plain values by hand, the rest by GMime. */
#include "mime/decode.h"

#include "base/bytes16.h"
#include "base/limits.h"
#include "mime/gmime.h"

/* White space that is more than spaces, and NUL. */
static bool
is_plain(MtSlice s)
{
	size_t i = 0;

	/* Other control characters are rare, and then there are few bytes. */
	while (s.n - i >= 16 &&
	       !mt_bytes16_any((mt_bytes16_load(s.p + i) & ~0x1f) == 0))
		i += 16;
	for (; i < s.n; i++)
		if (s.p[i] == '\0' || (s.p[i] >= '\t' && s.p[i] <= '\r'))
			return false;
	return true;
}

static size_t
white_length(MtSlice s)
{
	size_t n = 0;

	while (n < s.n && mt_is_space(s.p[n]))
		n++;
	return n;
}

/*
 * The value with its folds as single spaces, and without its NULs, which would
 * end it for GMime. A NUL stands behind it.
 */
static MtSlice
clean(MtSlice value, MtArena *arena)
{
	char *to = mt_arena_reserve(arena, value.n + 1);
	size_t n = 0;

	while (value.n > 0) {
		MtSlice from = mt_slice_sub(value, 0, white_length(value));

		if (from.n == 0)
			from.n = 1;
		value = mt_slice_sub(value, from.n, value.n);
		if (from.p[0] == '\0')
			from = MT_SLICE("\x1a");
		else if (!is_plain(from))
			from = MT_SLICE(" ");
		memcpy(to + n, from.p, from.n);
		n += from.n;
	}
	to[n] = '\0';
	mt_arena_commit(arena, n + 1);
	return mt_slice(to, n);
}

MtSlice
mt_decode_text(MtSlice value, MtArena *arena)
{
	value = mt_slice_trim(value);
	if (!is_plain(value))
		value = clean(value, arena);
	/* Most have no '=' at all, which is found out faster. */
	if (mt_slice_find_char(value, '=') == MT_SLICE_NOWHERE ||
	    mt_slice_find(value, MT_SLICE("=?")) == MT_SLICE_NOWHERE)
		return value;
	return mt_slice_trim(mt_gmime_text(value, arena));
}

/* ---- addresses ---- */

/* What a byte may stand in. RFC 6531 adds those above 127 to both sides. */
enum {
	LOCAL = 1,   /* the dot-atom of RFC 5322 3.2.3 */
	DOMAIN = 2,  /* a domain, with `_` for those who do */
	SPECIAL = 4, /* no display name, unless quoted */
	BOTH = LOCAL | DOMAIN,
};
static const uint8_t class[256] = {
	['0' ... '9'] = BOTH,   ['A' ... 'Z'] = BOTH,
	['a' ... 'z'] = BOTH,   [0x80 ... 0xff] = BOTH,
	['-'] = BOTH,           ['.'] = BOTH,
	['_'] = BOTH,           ['!'] = LOCAL,
	['#' ... '\''] = LOCAL, /* # $ % & and the quote */
	['*' ... '+'] = LOCAL,  ['/'] = LOCAL,
	['='] = LOCAL,          ['?'] = LOCAL,
	['^'] = LOCAL,          ['`'] = LOCAL,
	['{' ... '~'] = LOCAL, /* { | } ~ */
	['('] = SPECIAL,        [')'] = SPECIAL,
	['<'] = SPECIAL,        ['>'] = SPECIAL,
	['['] = SPECIAL,        [']'] = SPECIAL,
	[':'] = SPECIAL,        [';'] = SPECIAL,
	['@'] = SPECIAL,        [','] = SPECIAL,
};

static bool
is_all(MtSlice s, unsigned what)
{
	for (size_t i = 0; i < s.n; i++)
		if ((class[(unsigned char)s.p[i]] & what) == 0)
			return false;
	return s.n > 0;
}

static bool
is_address(MtSlice s)
{
	MtSlice local;

	return mt_slice_cut(&s, '@', &local) && is_all(local, LOCAL) &&
	       is_all(s, DOMAIN);
}

/* A display name without surprises: words and simple quoted strings. */
static bool
is_phrase(MtSlice s)
{
	bool quoted = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\')
			return false;
		if (s.p[i] == '"')
			quoted = !quoted;
		else if (!quoted && class[(unsigned char)s.p[i]] == SPECIAL)
			return false;
	}
	return !quoted;
}

/* `name <local@domain>` or `local@domain`: nearly every From field. */
static bool
is_ordinary(MtSlice value, MtSlice *address)
{
	size_t open;

	*address = mt_slice_trim(value);
	if (address->n == 0 || address->p[address->n - 1] != '>')
		return is_address(*address);
	open = mt_slice_find_char(*address, '<');
	if (open == MT_SLICE_NOWHERE ||
	    !is_phrase(mt_slice_sub(*address, 0, open)))
		return false;
	*address = mt_slice_sub(*address, open + 1, address->n - 1);
	return is_address(*address);
}

MtSlice
mt_decode_address(MtSlice value, MtArena *arena)
{
	MtSlice found;

	if (is_ordinary(value, &found))
		return found;
	value = clean(mt_slice_sub(value, 0, MT_MAX_ADDRESS), arena);
	return mt_gmime_address(value, arena);
}
