/* The few calls to libpsl and libidn2, which bring two megabytes of tables. */
#include "identity/domain.h"

#include <idn2.h>
#include <libpsl.h>

#include "base/ipaddr.h"
#include "base/library.h"

/* RFC 1035 2.3.4. Names in UTF-8 may be longer, but are not worth more. */
enum { MAX_NAME = 255 };

static struct {
	__typeof__(psl_builtin) *builtin;
	__typeof__(psl_registrable_domain) *registrable;
	__typeof__(idn2_to_ascii_8z) *to_ascii;
	__typeof__(idn2_to_unicode_8z8z) *to_unicode;
	__typeof__(idn2_free) *release;
	const psl_ctx_t *list;
} calls;

/* Linking them costs every program, also those that never ask, a tenth of the
 * time that it takes to start. */
static void *
load(void *unused)
{
	MtLibrary psl = mt_library_load("libpsl.so.5");
	MtLibrary idn = mt_library_load("libidn2.so.0");

	mt_library_find(&psl, "psl_builtin", &calls.builtin);
	mt_library_find(&psl, "psl_registrable_domain", &calls.registrable);
	mt_library_find(&idn, "idn2_to_ascii_8z", &calls.to_ascii);
	mt_library_find(&idn, "idn2_to_unicode_8z8z", &calls.to_unicode);
	mt_library_find(&idn, "idn2_free", &calls.release);
	if (calls.builtin != NULL && calls.registrable != NULL)
		calls.list = calls.builtin();
	return unused;
}

static void
need(void)
{
	static GOnce once = G_ONCE_INIT;

	g_once(&once, load, NULL);
}

/* Letters, digits, '-', '_', dots between labels, and bytes above 127. */
static bool
is_host(MtSlice s)
{
	if (s.n == 0 || s.n > MAX_NAME || s.p[0] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.' ? i + 1 < s.n && s.p[i + 1] == '.'
			     : !mt_is_alpha(c) && !mt_is_digit(c) && c != '-' &&
				       c != '_' && (unsigned char)c < 128)
			return false;
	}
	return true;
}

/* The last two labels; none where there are fewer. */
static MtSlice
two_labels(MtSlice host)
{
	size_t at = host.n;

	for (int dots = 0; at > 0; at--)
		if (host.p[at - 1] == '.' && ++dots == 2)
			break;
	return mt_slice_find_char(host, '.') == MT_SLICE_NOWHERE
		       ? mt_slice(NULL, 0)
		       : mt_slice_sub(host, at, host.n);
}

MtSlice
mt_domain_org(MtSlice host)
{
	char lower[MAX_NAME + 1];
	const char *org;
	MtIp ip;

	if (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	if (!is_host(host) || mt_ip_parse(host, &ip))
		return mt_slice(NULL, 0);
	need();
	if (calls.list == NULL)
		return two_labels(host);
	for (size_t i = 0; i < host.n; i++)
		lower[i] = mt_lower(host.p[i]);
	lower[host.n] = '\0';
	org = calls.registrable(calls.list, lower);
	if (org == NULL)
		return mt_slice(NULL, 0);
	return mt_slice_sub(host, (size_t)(org - lower), host.n);
}

static bool
is_ascii(MtSlice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 128)
			return false;
	return true;
}

bool
mt_domain_same_org(MtSlice a, MtSlice b)
{
	MtSlice one = mt_domain_org(a), two = mt_domain_org(b);
	g_autoptr(MtArena) arena = NULL;

	if (one.p == NULL || two.p == NULL)
		return false;
	if (mt_slice_eq_i(one, two))
		return true;
	if (is_ascii(one) && is_ascii(two))
		return false;
	arena = mt_arena_new();
	one = mt_domain_to_ascii(one, arena);
	two = mt_domain_to_ascii(two, arena);
	return one.p != NULL && mt_slice_eq_i(one, two);
}

MtSlice
mt_domain_of_address(MtSlice address)
{
	for (size_t n = address.n; n > 0; n--)
		if (address.p[n - 1] == '@')
			return mt_slice_sub(address, n, address.n);
	return mt_slice(NULL, 0);
}

typedef int Convert(const char *from, char **to, int flags);

static MtSlice
convert(MtSlice domain, Convert *call, MtArena *arena)
{
	g_autofree char *from = g_strndup(domain.p, domain.n);
	char *to = NULL, *copy;
	size_t n;

	if (call == NULL || calls.release == NULL ||
	    call(from, &to, IDN2_NONTRANSITIONAL) != IDN2_OK || to == NULL)
		return mt_slice(NULL, 0);
	n = strlen(to);
	copy = mt_arena_take(arena, n);
	memcpy(copy, to, n);
	calls.release(to);
	return mt_slice(copy, n);
}

MtSlice
mt_domain_to_unicode(MtSlice domain, MtArena *arena)
{
	if (mt_slice_find_i(domain, MT_SLICE("xn--")) == MT_SLICE_NOWHERE)
		return domain;
	if (!is_host(domain))
		return mt_slice(NULL, 0);
	need();
	return convert(domain, calls.to_unicode, arena);
}

MtSlice
mt_domain_to_ascii(MtSlice domain, MtArena *arena)
{
	if (is_ascii(domain))
		return domain;
	if (!is_host(domain))
		return mt_slice(NULL, 0);
	need();
	return convert(domain, calls.to_ascii, arena);
}

bool
mt_domain_is_below(MtSlice host, MtSlice domain)
{
	if (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	return mt_slice_ends_i(host, domain) &&
	       (host.n == domain.n || host.p[host.n - domain.n - 1] == '.');
}
