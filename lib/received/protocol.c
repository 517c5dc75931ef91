/* What the name of a protocol says besides: TLS, authentication, fetching. */
#include "received/fill.h"

static const struct {
	MtSlice name;
	bool pull;
} protocols[] = {
	{{"ESMTP", 5}, false},    {{"SMTP", 4}, false},
	{{"LMTP", 4}, false},     {{"UTF8SMTP", 8}, false},
	{{"UTF8LMTP", 8}, false}, {{"HTTP", 4}, false},
	{{"IMAP4rev1", 9}, true}, {{"IMAP4", 5}, true},
	{{"IMAP", 4}, true},      {{"POP2", 4}, true},
	{{"POP3", 4}, true},      {{"APOP", 4}, true},
	{{"KPOP", 4}, true},      {{"SDPS", 4}, true},
	{{"ETRN", 4}, true},      {{"ODMR", 4}, true},
};

/* RFC 3848: behind the name an S for TLS, then an A for AUTH. */
static bool
read_letters(MtSlice *rest, bool *tls, bool *auth)
{
	*tls = rest->n > 0 && mt_lower(rest->p[0]) == 's';
	*rest = mt_slice_sub(*rest, *tls, rest->n);
	*auth = rest->n > 0 && mt_lower(rest->p[0]) == 'a';
	*rest = mt_slice_sub(*rest, *auth, rest->n);
	return rest->n == 0 || rest->p[0] == '/' || rest->p[0] == '-';
}

/* Others write `ESMTP-TLS` or `ESMTP/TLS/...` instead. */
static bool
names_tls(MtSlice rest)
{
	return mt_slice_starts_i(rest, MT_SLICE("/TLS")) ||
	       mt_slice_starts_i(rest, MT_SLICE("-TLS"));
}

void
mt_fill_protocol(MtReceived *r)
{
	for (size_t i = 0; i < G_N_ELEMENTS(protocols); i++) {
		MtSlice name = protocols[i].name, rest;
		bool tls, auth;

		if (!mt_slice_starts_i(r->with, name))
			continue;
		rest = mt_slice_sub(r->with, name.n, r->with.n);
		if (!read_letters(&rest, &tls, &auth))
			continue;
		r->encrypted = r->encrypted || tls || names_tls(rest);
		r->pull = r->pull || protocols[i].pull;
		if (auth && r->auth.p == NULL)
			r->auth = MT_SLICE("yes");
		return;
	}
}
