/* What Postfix says of clients and servers: connections, TLS, warnings. */
#include "mtalog/postfixtext.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

bool
mt_postfix_peer(MtSlice rest, MtEvent *e)
{
	mt_postfix_take_client(&rest, e);
	return e->client_ip.n > 0 || e->client.n > 0;
}

bool
mt_postfix_said(MtSlice rest, MtEvent *e)
{
	static const MtSlice verbs[] = {
		{" said: ", 7}, {" refused to talk to me: ", 24}, {": ", 2}};

	if (!mt_postfix_take_relay(&rest, e))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (mt_scan_skip(&rest, verbs[i]))
			break;
	mt_scan_skip(&rest, MT_SLICE(" "));
	e->reply = rest;
	e->dsn = mt_reply_dsn(rest);
	return true;
}

bool
mt_postfix_tls(MtSlice rest, MtEvent *e)
{
	MtSlice cipher = MT_SLICE(" with cipher ");

	mt_scan_until(&rest, ' '); /* established, or reused */
	if (mt_scan_skip(&rest, MT_SLICE("from "))) {
		mt_postfix_take_client(&rest, e);
	} else if (mt_scan_skip(&rest, MT_SLICE("to "))) {
		if (!mt_postfix_take_relay(&rest, e))
			return false;
	}
	/* Before 2.2 a name alone is there. */
	if (e->relay.n > 1 && e->relay.p[e->relay.n - 1] == ':')
		e->relay.n--;
	mt_scan_skip(&rest, MT_SLICE(":"));
	mt_scan_skip(&rest, MT_SLICE(" "));
	e->tls_version = mt_scan_until(&rest, ' ');
	if (rest.n > 0)
		rest = mt_slice(rest.p - 1, rest.n + 1);
	if (mt_scan_skip(&rest, cipher))
		e->tls_cipher = mt_scan_until(&rest, ' ');
	return e->tls_version.n > 0;
}

/* `text from name[ip]:port text`; so too with `for` and `to`. */
static bool
read_client_behind(MtSlice rest, MtSlice word, MtEvent *e)
{
	size_t at = mt_slice_find(rest, word);

	if (at == MT_SLICE_NOWHERE)
		return false;
	rest = mt_slice_sub(rest, at + word.n, rest.n);
	mt_postfix_take_client(&rest, e);
	return true;
}

bool
mt_postfix_from(MtSlice rest, MtEvent *e)
{
	if (mt_scan_skip(&rest, MT_SLICE("from ")))
		mt_postfix_take_client(&rest, e);
	else
		read_client_behind(rest, MT_SLICE(" from "), e);
	return true;
}

bool
mt_postfix_for_client(MtSlice rest, MtEvent *e)
{
	read_client_behind(rest, MT_SLICE(" for "), e);
	return true;
}

bool
mt_postfix_for_relay(MtSlice rest, MtEvent *e)
{
	size_t at = mt_postfix_find_last(rest, MT_SLICE(" for "));

	if (at != MT_SLICE_NOWHERE) {
		rest = mt_slice_sub(rest, at + 5, rest.n);
		mt_postfix_take_relay(&rest, e);
	}
	return true;
}

bool
mt_postfix_relay(MtSlice rest, MtEvent *e)
{
	mt_postfix_take_relay(&rest, e);
	return true;
}

/* `OLD [ip]:port`, `VETO [ip]:port`, `[ip]:port` */
bool
mt_postfix_screened(MtSlice rest, MtEvent *e)
{
	size_t at = mt_slice_find_char(rest, '[');

	if (at == MT_SLICE_NOWHERE)
		return false;
	rest = mt_slice_sub(rest, at, rest.n);
	mt_postfix_take_client(&rest, e);
	return true;
}

bool
mt_postfix_is_sender(const MtEvent *e)
{
	return mt_slice_ends_i(e->program, MT_SLICE("/smtp")) ||
	       mt_slice_ends_i(e->program, MT_SLICE("/lmtp")) ||
	       mt_slice_eq(e->program, MT_SLICE("smtp"));
}

bool
mt_postfix_of_peer(MtSlice rest, MtEvent *e)
{
	if (mt_postfix_is_sender(e))
		return mt_postfix_take_relay(&rest, e);
	mt_postfix_take_client(&rest, e);
	return true;
}

/* `.. from name[ip] ..`; another word than a peer may stand there. */
static bool
find_address(MtSlice *rest, MtSlice word)
{
	size_t at = mt_slice_find(*rest, word);
	MtSlice s;
	MtPeer peer;

	if (at == MT_SLICE_NOWHERE)
		return false;
	s = mt_slice_sub(*rest, at + word.n, rest->n);
	if (!mt_scan_peer(&s, &peer) || peer.address.n == 0)
		return false;
	*rest = mt_slice_sub(*rest, at + word.n, rest->n);
	return true;
}

static void
take_address_behind(MtSlice rest, MtEvent *e)
{
	if (find_address(&rest, MT_SLICE(" from ")))
		mt_postfix_take_client(&rest, e);
}

/* `TLS is required, but was not offered by host name[ip]`, and where the text
 * names the server in another place, or does not. */
bool
mt_postfix_of_server(MtSlice rest, MtEvent *e)
{
	static const MtSlice words[] = {
		{" host ", 6}, {" server ", 8}, {" with ", 6}, {" to ", 4}};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (find_address(&rest, words[i]))
			return mt_postfix_take_relay(&rest, e);
	return true;
}

/*
 * `name[ip]: SASL LOGIN authentication failed: text`, `host name[ip]:25 greeted
 * me with my own hostname`, `header Subject: ..` that header_checks(5) warns of,
 * `.. exceeded: 51 from name[ip] for service smtp`, or any other text.
 */
bool
mt_postfix_warning(MtSlice rest, MtEvent *e)
{
	MtSlice s = rest;
	MtPeer peer;

	if (mt_postfix_is_content(rest))
		return mt_postfix_reject(rest, e);
	if (mt_scan_skip(&s, MT_SLICE("host ")) && mt_scan_peer(&s, &peer) &&
	    peer.address.n > 0) {
		rest = mt_slice_sub(rest, 5, rest.n);
		mt_postfix_take_relay(&rest, e);
		return true;
	}
	s = rest;
	if (mt_scan_peer(&s, &peer) && peer.address.n > 0 &&
	    mt_slice_starts(s, MT_SLICE(": ")))
		return mt_postfix_of_peer(rest, e);
	take_address_behind(rest, e);
	return true;
}

/* `status=failure, domain=a, receiving_mx=name[ip], failure_type=..` */
bool
mt_postfix_tlsrpt(MtSlice rest, MtEvent *e)
{
	MtSlice server = MT_SLICE("receiving_mx=");
	size_t at = mt_slice_find(rest, server);

	if (at == MT_SLICE_NOWHERE)
		return true;
	rest = mt_slice_sub(rest, at + server.n, rest.n);
	return mt_postfix_take_relay(&rest, e);
}

/* `failed; server name[ip] said: 535 text` */
bool
mt_postfix_server_said(MtSlice rest, MtEvent *e)
{
	MtSlice server = MT_SLICE("server ");
	size_t at = mt_slice_find(rest, server);

	if (at == MT_SLICE_NOWHERE)
		return true;
	return mt_postfix_said(mt_slice_sub(rest, at + server.n, rest.n), e);
}

/* anvil(8): `... for (smtpd:192.0.2.1) at Oct 26 18:13:50` */
bool
mt_postfix_rate(MtSlice rest, MtEvent *e)
{
	MtSlice open = MT_SLICE(" for ("), service, end = MT_SLICE(") at ");
	size_t at = mt_slice_find(rest, open), to = mt_slice_find(rest, end);

	if (at == MT_SLICE_NOWHERE || to == MT_SLICE_NOWHERE || to < at)
		return true;
	rest = mt_slice_sub(rest, at + open.n, to);
	/* The service may be an address and port of its own. */
	if (!mt_slice_cut(&rest, ':', &service))
		return true;
	if (mt_slice_find_char(service, '.') != MT_SLICE_NOWHERE)
		mt_slice_cut(&rest, ':', &service);
	e->client_ip = rest;
	return true;
}

/* dnsblog(8): `192.0.2.1 listed by domain dnsbl.example as 127.0.0.2` */
bool
mt_postfix_listed(MtSlice rest, MtEvent *e)
{
	e->client_ip = mt_scan_until(&rest, ' ');
	return true;
}
