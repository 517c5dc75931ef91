/* The calls to GMime, and the only file that makes any. */
#include "mime/gmime.h"

#include <gmime/gmime.h>
#include <signal.h>

#include "base/library.h"
#include "base/utf8.h"
#include "mime/words.h"

/* clang-format off */
#define CALLS(X) \
	X(g_mime_init) X(g_mime_parser_options_new) \
	X(g_mime_parser_options_set_fallback_charsets) \
	X(g_mime_utils_header_decode_text) \
	X(internet_address_list_parse) X(internet_address_list_length) \
	X(internet_address_list_get_address) \
	X(internet_address_group_get_type) \
	X(internet_address_group_get_members) \
	X(internet_address_mailbox_get_type) \
	X(internet_address_mailbox_get_addr) \
	X(internet_address_mailbox_get_idn_addr) \
	X(g_type_check_instance_is_a) X(g_object_unref)
/* clang-format on */

static struct {
	CALLS(MT_LIBRARY_POINTER)
	GMimeParserOptions *options;
	bool missing;
} gmime;

static void
init(void)
{
	/* The locale of the reader says nothing about the charset of mail. */
	static const char *charsets[] = {"utf-8", "iso-8859-1", NULL};
	struct sigaction pipe;

	/* GPGME, which GMime starts, ignores SIGPIPE for the whole process. */
	sigaction(SIGPIPE, NULL, &pipe);
	gmime.g_mime_init();
	sigaction(SIGPIPE, &pipe, NULL);
	gmime.options = gmime.g_mime_parser_options_new();
	gmime.g_mime_parser_options_set_fallback_charsets(gmime.options,
							  charsets);
}

static void *
load(void *unused)
{
	MtLibrary library = mt_library_load("libgmime-3.0.so.0");

#define FIND(name) mt_library_find(&library, #name, &gmime.name);
	CALLS(FIND)
#undef FIND
	gmime.missing = library.missing != NULL;
	if (!gmime.missing)
		init();
	return unused;
}

void
mt_gmime_load(void)
{
	static GOnce once = G_ONCE_INIT;

	g_once(&once, load, NULL);
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

MtSlice
mt_gmime_text(MtSlice value, MtArena *arena)
{
	g_autofree char *decoded = NULL;
	g_auto(MtBuf) words = {0};

	mt_gmime_load();
	if (gmime.missing)
		return value;
	mt_words_without_base64(value, &words);
	decoded = gmime.g_mime_utils_header_decode_text(gmime.options, words.p);
	return copy_utf8(mt_slice_str(decoded), arena);
}

/* ---- addresses ---- */

static bool
is_a(const InternetAddress *address, GType type)
{
	GTypeInstance *instance = (GTypeInstance *)address;

	return instance != NULL &&
	       gmime.g_type_check_instance_is_a(instance, type);
}

/* RFC 5322 3.4 has no groups in groups. */
static InternetAddressMailbox *
first_mailbox(InternetAddressList *list)
{
	const GType group = gmime.internet_address_group_get_type();
	const GType mailbox = gmime.internet_address_mailbox_get_type();
	int n = list == NULL ? 0 : gmime.internet_address_list_length(list);

	for (int i = 0; i < n; i++) {
		InternetAddress *a =
			gmime.internet_address_list_get_address(list, i);

		if (is_a(a, group))
			a = gmime.internet_address_list_get_address(
				gmime.internet_address_group_get_members(
					(InternetAddressGroup *)a),
				0);
		if (is_a(a, mailbox))
			return (InternetAddressMailbox *)a;
	}
	return NULL;
}

static MtSlice
copy_address(InternetAddressMailbox *mailbox, bool punycode, MtArena *arena)
{
	const char *address = NULL;

	/* GMime has made Unicode of the domain, unless it was so written. */
	if (punycode)
		address = gmime.internet_address_mailbox_get_idn_addr(mailbox);
	if (address == NULL)
		address = gmime.internet_address_mailbox_get_addr(mailbox);
	return address == NULL ? mt_slice(NULL, 0)
			       : mt_arena_copy(arena, mt_slice_str(address));
}

MtSlice
mt_gmime_address(MtSlice value, MtArena *arena)
{
	bool punycode =
		mt_slice_find_i(value, MT_SLICE("xn--")) != MT_SLICE_NOWHERE;
	InternetAddressMailbox *mailbox;
	MtSlice address = {NULL, 0};
	InternetAddressList *list;

	mt_gmime_load();
	if (gmime.missing)
		return address;
	list = gmime.internet_address_list_parse(gmime.options, value.p);
	mailbox = first_mailbox(list);
	if (mailbox != NULL)
		address = copy_address(mailbox, punycode, arena);
	if (list != NULL)
		gmime.g_object_unref(list);
	return address;
}
