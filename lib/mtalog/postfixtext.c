/* What Postfix says of a message: its arrival, and what was refused of it. */
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
	if (peer.name.n > 0)
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

void
mt_postfix_take_client(MtSlice *rest, MtEvent *e)
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
	mt_postfix_take_client(&rest, e);
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

/* `N from=<a>`; of a message that postsuper(1) requeued also orig_id=ID. */
bool
mt_postfix_pickup(MtSlice rest, MtEvent *e)
{
	MtSlice from = MT_SLICE("from=");
	size_t at = mt_slice_find(rest, from);

	e->client = MT_SLICE("local");
	if (at == MT_SLICE_NOWHERE)
		return false;
	rest = mt_slice_sub(rest, at + from.n, rest.n);
	if (!mt_postfix_take_address(&rest, &e->sender))
		return false;
	if (mt_scan_skip(&rest, MT_SLICE(" orig_id=")))
		e->related_id = mt_scan_until(&rest, ' ');
	return true;
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

size_t
mt_postfix_find_last(MtSlice s, MtSlice what)
{
	for (size_t i = s.n; i >= what.n; i--)
		if (s.p[i - what.n] == what.p[0] &&
		    memcmp(s.p + i - what.n, what.p, what.n) == 0)
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
		size_t at = mt_postfix_find_last(rest, heads[i]);

		if (at != MT_SLICE_NOWHERE)
			return at;
	}
	return rest.n;
}

/* `header Subject: text from name[ip]`: of header_checks(5) and the like. */
bool
mt_postfix_is_content(MtSlice reason)
{
	static const MtSlice parts[] = {{"header ", 7},
					{"body ", 5},
					{"mime-header ", 12},
					{"nested-header ", 14},
					{"mime-error ", 11}};

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
		mt_postfix_take_client(&reason, e);
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
	if (mt_postfix_is_content(reason)) {
		at = mt_postfix_find_last(reason, from);
		if (at != MT_SLICE_NOWHERE) {
			MtSlice client =
				mt_slice_sub(reason, at + from.n, reason.n);

			mt_postfix_take_client(&client, e);
		}
	} else {
		reason = read_stage(reason, e);
	}
	e->reply = mt_slice_trim(answer.n > 0 ? answer : reason);
	e->dsn = mt_reply_dsn(e->reply);
	if (e->kind != MT_EVENT_REJECT)
		e->remote_id = mt_reply_remote_id(e->reply);
	return true;
}

bool
mt_postfix_related(MtSlice rest, MtEvent *e)
{
	e->related_id = mt_slice_trim(rest);
	return rest.n > 0;
}
