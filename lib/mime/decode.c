/* Plain values by hand, the rest by GMime, kept from its traps. */
#include "mime/decode.h"

#include <signal.h>

#include "base/bytes16.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "mime/auto.h"
#include "mime/words.h"

static GMimeParserOptions *options;

static void *
init(void *unused)
{
	/* The locale of the reader says nothing about the charset of mail. */
	static const char *charsets[] = {"utf-8", "iso-8859-1", NULL};
	struct sigaction pipe;

	/* GPGME, which GMime starts, ignores SIGPIPE for the whole process. */
	sigaction(SIGPIPE, NULL, &pipe);
	g_mime_init();
	sigaction(SIGPIPE, &pipe, NULL);
	options = g_mime_parser_options_new();
	g_mime_parser_options_set_fallback_charsets(options, charsets);
	return unused;
}

void
mt_decode_init(void)
{
	static GOnce once = G_ONCE_INIT;

	g_once(&once, init, NULL);
}

static MtSlice
copy_string(const char *s, MtArena *arena)
{
	MtSlice there = mt_slice_str(s);
	char *copy = mt_arena_take(arena, there.n);

	memcpy(copy, there.p, there.n);
	return mt_slice(copy, there.n);
}

/* ---- text ---- */

/* GMime takes numbers beyond U+10FFFF for UTF-8: such bytes are read as those of
 * other charsets are, as ISO 8859-1, whose bytes are the first code points. */
static MtSlice
copy_utf8(MtSlice s, MtArena *arena)
{
	char *copy = mt_arena_take(arena, s.n * 2);
	size_t n = 0;

	while (s.n > 0) {
		size_t good = mt_utf8_span(s);

		memcpy(copy + n, s.p, good);
		n += good;
		s = mt_slice_sub(s, good, s.n);
		if (s.n > 0) {
			n += mt_utf8_put(copy + n, (unsigned char)s.p[0]);
			s = mt_slice_sub(s, 1, s.n);
		}
	}
	return mt_slice(copy, n);
}

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
	g_autofree char *decoded = NULL;
	g_auto(MtBuf) words = {0};

	value = mt_slice_trim(value);
	if (!is_plain(value))
		value = clean(value, arena);
	/* Most have no '=' at all, which is found out faster. */
	if (mt_slice_find_char(value, '=') == MT_SLICE_NOWHERE ||
	    mt_slice_find(value, MT_SLICE("=?")) == MT_SLICE_NOWHERE)
		return value;
	mt_decode_init();
	mt_words_without_base64(value, &words);
	decoded = g_mime_utils_header_decode_text(options, words.p);
	return mt_slice_trim(copy_utf8(mt_slice_str(decoded), arena));
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

/* RFC 5322 3.4 has no groups in groups. */
static InternetAddressMailbox *
first_mailbox(InternetAddressList *list)
{
	int n = list == NULL ? 0 : internet_address_list_length(list);

	for (int i = 0; i < n; i++) {
		InternetAddress *a = internet_address_list_get_address(list, i);
		InternetAddressList *members;

		if (INTERNET_ADDRESS_IS_GROUP(a)) {
			members = internet_address_group_get_members(
				INTERNET_ADDRESS_GROUP(a));
			a = internet_address_list_get_address(members, 0);
		}
		if (a != NULL && INTERNET_ADDRESS_IS_MAILBOX(a))
			return INTERNET_ADDRESS_MAILBOX(a);
	}
	return NULL;
}

MtSlice
mt_decode_address(MtSlice value, MtArena *arena)
{
	g_autoptr(InternetAddressList) list = NULL;
	InternetAddressMailbox *mailbox;
	const char *address = NULL;
	MtSlice found;

	if (is_ordinary(value, &found))
		return found;
	value = clean(mt_slice_sub(value, 0, MT_MAX_ADDRESS), arena);
	mt_decode_init();
	list = internet_address_list_parse(options, value.p);
	mailbox = first_mailbox(list);
	if (mailbox == NULL)
		return mt_slice(NULL, 0);
	/* GMime has made Unicode of the domain, unless it was so written. */
	if (mt_slice_find_i(value, MT_SLICE("xn--")) != MT_SLICE_NOWHERE)
		address = internet_address_mailbox_get_idn_addr(mailbox);
	if (address == NULL)
		address = internet_address_mailbox_get_addr(mailbox);
	return address == NULL ? mt_slice(NULL, 0)
			       : copy_string(address, arena);
}
