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

/*
 * TLSv1.2, TLS1.2, TLS1_2, TLS-1.2, TLSv12, `TLS 1.2`. `TLSv1/SSLv3` is
 * OpenSSL's old name for the handshake of TLS 1.0.
 */
MtSlice
mt_tls_version(MtSlice text)
{
	bool ssl = mt_slice_starts_i(text, MT_SLICE("SSL"));
	char major, minor = '0';
	size_t i = 3;

	if (!ssl && !mt_slice_starts_i(text, MT_SLICE("TLS")))
		return (MtSlice){0};
	while (i < text.n && !mt_is_digit(text.p[i]) && i < 5)
		i++;
	if (i == text.n)
		return (MtSlice){0};
	major = text.p[i++];
	if (i + 1 < text.n && (text.p[i] == '.' || text.p[i] == '_'))
		i++;
	if (i < text.n && mt_is_digit(text.p[i]))
		minor = text.p[i];
	if (ssl != (major == '2' || major == '3'))
		return (MtSlice){0};
	return named(major, minor);
}

/*
 * `TLS_AES_256_GCM_SHA384`, `ECDHE-RSA-AES256-GCM-SHA384`: capitals and digits in
 * parts, of which one names the authentication of the data. Names of products and
 * hosts have none of these.
 */
bool
mt_is_cipher(MtSlice word)
{
	static const MtSlice parts[] = {{"SHA", 3},
					{"MD5", 3},
					{"GCM", 3},
					{"CCM", 3},
					{"POLY1305", 8}};
	bool parted = false;

	for (size_t i = 0; i < word.n; i++) {
		bool part = word.p[i] == '-' || word.p[i] == '_';

		parted = parted || (part && i > 0);
		if (!part && !mt_is_digit(word.p[i]) &&
		    !g_ascii_isupper(word.p[i]))
			return false;
	}
	for (size_t i = 0; parted && i < G_N_ELEMENTS(parts); i++)
		if (mt_slice_find(word, parts[i]) != MT_SLICE_NOWHERE)
			return true;
	return false;
}

bool
mt_read_tls_triple(MtSlice text, MtReceived *r)
{
	MtSlice version, cipher, rest = text;
	unsigned long long bits;

	if (!mt_slice_cut(&rest, ':', &version)) {
		version = mt_tls_version(text);
		if (version.p != NULL)
			r->tls_version = version;
		return version.p != NULL;
	}
	/* Exim writes UNKNOWN where the library does not name the version. */
	if (mt_tls_version(version).p != NULL)
		r->tls_version = mt_tls_version(version);
	else if (!mt_slice_eq_i(version, MT_SLICE("UNKNOWN")))
		return false;
	if (!mt_slice_cut(&rest, ':', &cipher)) {
		r->tls_cipher = rest;
		return true;
	}
	r->tls_cipher = cipher;
	/* OpenSMTPD says behind a fourth ':' whether it verified the client. */
	if (!mt_slice_cut(&rest, ':', &text))
		text = rest;
	if (mt_slice_number(text, 65536, &bits))
		r->tls_bits = (int)bits;
	return true;
}

void
mt_read_encrypted(const MtClauses *c, MtReceived *r)
{
	const MtClause *with = &c->clause[MT_CLAUSE_WITH];
	MtSlice text = mt_slice_trim(mt_clause_comment(with, 0)), word;

	if (text.n == 0 &&
	    mt_slice_eq_i(mt_clause_word(with, 1), MT_SLICE("encrypted"))) {
		r->tls_cipher = mt_clause_word(with, 0);
		r->with = mt_clause_word(with, 2);
		return;
	}
	if (r->software.p == text.p)
		r->software = (MtSlice){0};
	if (mt_slice_ends_i(text, MT_SLICE(", authenticated"))) {
		text.n -= strlen(", authenticated");
		if (r->auth.p == NULL)
			r->auth = MT_SLICE("yes");
	}
	if (mt_slice_ends_i(text, MT_SLICE(" encrypted")) &&
	    mt_slice_word(&text, &word))
		r->tls_cipher = word;
}
