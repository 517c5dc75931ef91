/* The spellings of TLS versions and of `version:cipher:bits`. */
#include "received/fill.h"

static const struct {
	char major, minor;
	MtSlice name;
} versions[] = {
	{'1', '0', {"TLSv1.0", 7}}, {'1', '1', {"TLSv1.1", 7}},
	{'1', '2', {"TLSv1.2", 7}}, {'1', '3', {"TLSv1.3", 7}},
	{'2', '0', {"SSLv2", 5}},   {'3', '0', {"SSLv3", 5}},
};

static MtSlice
named(char major, char minor)
{
	for (size_t i = 0; i < G_N_ELEMENTS(versions); i++)
		if (versions[i].major == major && versions[i].minor == minor)
			return versions[i].name;
	return (MtSlice){0};
}

/* `TLSv1/SSLv3` is OpenSSL's old name for the handshake of TLS 1.0. */
MtSlice
mt_tls_version(MtSlice text)
{
	bool ssl = mt_slice_starts_i(text, MT_SLICE("SSL"));
	char minor = '0';
	size_t i = 3;

	if (!ssl && !mt_slice_starts_i(text, MT_SLICE("TLS")))
		return (MtSlice){0};
	while (i < text.n && (text.p[i] == 'v' || text.p[i] == 'V' ||
			      text.p[i] == ' ' || text.p[i] == '_'))
		i++;
	if (i >= text.n)
		return (MtSlice){0};
	if (i + 2 < text.n && (text.p[i + 1] == '.' || text.p[i + 1] == '_') &&
	    mt_is_digit(text.p[i + 2]))
		minor = text.p[i + 2];
	else if (i + 1 < text.n && mt_is_digit(text.p[i + 1]))
		minor = text.p[i + 1]; /* TLSv12 */
	if (ssl != (text.p[i] == '2' || text.p[i] == '3'))
		return (MtSlice){0};
	return named(text.p[i], minor);
}

bool
mt_read_tls_triple(MtSlice text, MtReceived *r)
{
	MtSlice part, rest = text;
	unsigned long long bits;

	if (!mt_slice_cut(&rest, ':', &part)) {
		r->tls_version = mt_tls_version(text);
		return r->tls_version.p != NULL;
	}
	if (mt_tls_version(part).p == NULL)
		return false;
	r->tls_version = mt_tls_version(part);
	if (!mt_slice_cut(&rest, ':', &part)) {
		r->tls_cipher = rest;
		return true;
	}
	r->tls_cipher = part;
	if (mt_slice_number(rest, 65536, &bits))
		r->tls_bits = (int)bits;
	return true;
}
