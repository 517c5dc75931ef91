/* Reading what stands behind the other phrases of Postfix's log. */
#include "mtalog/postfixtext.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* `<a@b>`, or without brackets as Postfix before 2.3 and local(8) write it. */
bool
mt_postfix_take_address(MtSlice *rest, MtSlice *address)
{
	if (mt_scan_path(rest, address))
		return true;
	if (rest->n > 0 && rest->p[0] == '<')
		return false;
	*address = mt_scan_until(rest, ',');
	if (rest->n > 0) /* put the comma back for the caller */
		*rest = mt_slice(rest->p - 1, rest->n + 1);
	return true;
}

bool
mt_postfix_take_relay(MtSlice *rest, MtEvent *e)
{
	MtPeer peer;

	if (!mt_scan_peer(rest, &peer))
		return false;
	e->relay = peer.name;
	if (peer.address.n > 0)
		e->relay_ip = peer.address;
	if (peer.port > 0) {
		e->relay_port = peer.port;
		e->has |= MT_HAS_RELAY_PORT;
	}
	return true;
}

bool
mt_postfix_message_id(MtSlice rest, MtEvent *e)
{
	if (!mt_scan_path(&rest, &e->message_id))
		e->message_id = rest;
	return true;
}

static void
take_client(MtSlice *rest, MtEvent *e)
{
	MtPeer peer;

	if (!mt_scan_peer(rest, &peer))
		return;
	if (peer.name.n > 0)
		e->client = peer.name;
	if (peer.address.n > 0)
		e->client_ip = peer.address;
	if (peer.port > 0) {
		e->client_port = peer.port;
		e->has |= MT_HAS_CLIENT_PORT;
	}
}

/* client=name[ip], sasl_method=.., sasl_username=.., orig_queue_id=.., .. */
bool
mt_postfix_client(MtSlice rest, MtEvent *e)
{
	take_client(&rest, e);
	while (mt_scan_skip(&rest, MT_SLICE(", "))) {
		MtSlice value, key = mt_scan_until(&rest, '=');

		value = mt_scan_until(&rest, ',');
		if (rest.n > 0)
			rest = mt_slice(rest.p - 1, rest.n + 1);
		if (mt_slice_eq(key, MT_SLICE("sasl_username")))
			e->auth = value;
		else if (mt_slice_eq(key, MT_SLICE("orig_queue_id")))
			e->related_id = value;
	}
	return e->client_ip.n > 0 || e->client.n > 0;
}

bool
mt_postfix_pickup(MtSlice rest, MtEvent *e)
{
	MtSlice from = MT_SLICE("from=");
	size_t at = mt_slice_find(rest, from);

	e->client = MT_SLICE("local");
	if (at == MT_SLICE_NOWHERE)
		return false;
	rest = mt_slice_sub(rest, at + from.n, rest.n);
	return mt_postfix_take_address(&rest, &e->sender);
}

/*
 * `from=<a> to=<b> proto=ESMTP helo=<c>`, separated by space or `, `; behind it
 * may stand `: ` and what header_checks(5) answers.
 */
static MtSlice
read_envelope(MtSlice rest, MtEvent *e)
{
	while (rest.n > 0) {
		while (rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == ','))
			rest = mt_slice_sub(rest, 1, rest.n);
		if (mt_scan_skip(&rest, MT_SLICE("from=")))
			mt_postfix_take_address(&rest, &e->sender);
		else if (mt_scan_skip(&rest, MT_SLICE("to=")))
			mt_postfix_take_address(&rest, &e->recipient);
		else if (mt_scan_skip(&rest, MT_SLICE("helo=")))
			mt_postfix_take_address(&rest, &e->helo);
		else if (mt_slice_starts(rest, MT_SLICE(": ")))
			return mt_slice_sub(rest, 2, rest.n);
		else
			mt_scan_until(&rest, ' ');
	}
	return rest;
}

static size_t
find_last(MtSlice s, MtSlice what)
{
	for (size_t i = s.n; i >= what.n; i--)
		if (memcmp(s.p + i - what.n, what.p, what.n) == 0)
			return i - what.n;
	return MT_SLICE_NOWHERE;
}

/* Which is behind the last of these: the reason may hold anything. */
static size_t
find_envelope(MtSlice rest)
{
	static const MtSlice heads[] = {
		{"; from=", 7}, {"; to=", 5}, {"; proto=", 8}};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
		size_t at = find_last(rest, heads[i]);

		if (at != MT_SLICE_NOWHERE)
			return at;
	}
	return rest.n;
}

/* `header Subject: text from name[ip]`: of header_checks(5) and the like. */
static bool
is_content(MtSlice reason)
{
	static const MtSlice parts[] = {{"header ", 7},
					{"body ", 5},
					{"mime-header ", 12},
					{"nested-header ", 14}};

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		if (mt_slice_starts(reason, parts[i]))
			return true;
	return false;
}

/* `RCPT from name[ip]: 550 text`, `END-OF-MESSAGE: 250 text` */
static MtSlice
read_stage(MtSlice reason, MtEvent *e)
{
	size_t i = 0;

	while (i < reason.n && reason.p[i] != ' ' && reason.p[i] != ':')
		i++;
	reason = mt_slice_sub(reason, i, reason.n);
	if (mt_scan_skip(&reason, MT_SLICE(" from ")))
		take_client(&reason, e);
	mt_scan_skip(&reason, MT_SLICE(":"));
	return reason;
}

bool
mt_postfix_reject(MtSlice rest, MtEvent *e)
{
	size_t end = find_envelope(rest), at;
	MtSlice from = MT_SLICE(" from "), reason, answer;

	reason = mt_slice_sub(rest, 0, end);
	answer = read_envelope(mt_slice_sub(rest, MIN(end + 2, rest.n), rest.n),
			       e);
	if (is_content(reason)) {
		at = find_last(reason, from);
		if (at != MT_SLICE_NOWHERE) {
			MtSlice client =
				mt_slice_sub(reason, at + from.n, reason.n);

			take_client(&client, e);
		}
	} else {
		reason = read_stage(reason, e);
	}
	e->reply = mt_slice_trim(answer.n > 0 ? answer : reason);
	e->dsn = mt_reply_dsn(e->reply);
	e->remote_id = mt_reply_remote_id(e->reply);
	return true;
}

bool
mt_postfix_related(MtSlice rest, MtEvent *e)
{
	e->related_id = mt_slice_trim(rest);
	return rest.n > 0;
}

bool
mt_postfix_peer(MtSlice rest, MtEvent *e)
{
	take_client(&rest, e);
	return e->client_ip.n > 0 || e->client.n > 0;
}

bool
mt_postfix_said(MtSlice rest, MtEvent *e)
{
	if (!mt_postfix_take_relay(&rest, e))
		return false;
	mt_scan_skip(&rest, MT_SLICE(" said: "));
	mt_scan_skip(&rest, MT_SLICE(" "));
	mt_scan_skip(&rest, MT_SLICE(": "));
	e->reply = rest;
	e->dsn = mt_reply_dsn(rest);
	return true;
}

bool
mt_postfix_tls(MtSlice rest, MtEvent *e)
{
	MtSlice cipher = MT_SLICE(" with cipher ");

	if (mt_scan_skip(&rest, MT_SLICE("from "))) {
		take_client(&rest, e);
	} else if (mt_scan_skip(&rest, MT_SLICE("to "))) {
		if (!mt_postfix_take_relay(&rest, e))
			return false;
	}
	mt_scan_skip(&rest, MT_SLICE(": "));
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
	take_client(&rest, e);
	return true;
}

bool
mt_postfix_from(MtSlice rest, MtEvent *e)
{
	if (mt_scan_skip(&rest, MT_SLICE("from ")))
		take_client(&rest, e);
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
	size_t at = find_last(rest, MT_SLICE(" for "));

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
	take_client(&rest, e);
	return true;
}

/* `name[ip]: SASL LOGIN authentication failed: text`, or any other text. */
bool
mt_postfix_warning(MtSlice rest, MtEvent *e)
{
	MtSlice s = rest;
	MtPeer peer;

	if (mt_scan_peer(&s, &peer) && peer.address.n > 0 &&
	    mt_slice_starts(s, MT_SLICE(": ")))
		take_client(&rest, e);
	return true;
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
