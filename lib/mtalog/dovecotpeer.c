/* Dovecot's lines about a client that it serves, or a server that it asks. */
#include <glib.h>

#include "base/ipaddr.h"
#include "mtalog/dovecottext.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

#define HEAD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* What a proxy says of a recipient; the first that is in the text counts. */
static const struct {
	MtSlice words;
	MtStatus status;
} proxied[] = {
	{HEAD("Failed to send message to "), MT_STATUS_DEFERRED},
	{HEAD("Sent message to "), MT_STATUS_SENT},
};

/* `IP:PORT`, `[IP]:PORT`, or a name; port 0 where none is said. */
static MtSlice
split_peer(MtSlice peer, int32_t *port)
{
	size_t at = peer.n;
	MtSlice digits;
	int64_t n;

	*port = 0;
	while (at > 0 && peer.p[at - 1] != ':')
		at--;
	digits = mt_slice_sub(peer, at, peer.n);
	if (at > 0 && mt_scan_number(&digits, &n) && digits.n == 0 &&
	    n <= 65535) {
		*port = (int32_t)n;
		peer.n = at - 1;
	}
	if (peer.n > 1 && peer.p[0] == '[' && peer.p[peer.n - 1] == ']')
		peer = mt_slice_sub(peer, 1, peer.n - 1);
	return peer;
}

static void
set_relay(MtEvent *e, MtSlice text)
{
	MtSlice host = split_peer(text, &e->relay_port);
	MtIp ip;

	if (e->relay_port > 0)
		e->has |= MT_HAS_RELAY_PORT;
	if (mt_ip_parse(host, &ip))
		e->relay_ip = host;
	else
		e->relay = host;
}

static MtSlice
behind(MtSlice text, MtSlice mark)
{
	size_t at = mt_slice_find(text, mark);

	return mt_slice_sub(text, at == MT_SLICE_NOWHERE ? text.n : at + mark.n,
			    text.n);
}

bool
mt_dovecot_proxied(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	size_t at = MT_SLICE_NOWHERE, i = 0;

	for (; i < G_N_ELEMENTS(proxied) && at == MT_SLICE_NOWHERE; i++)
		at = mt_slice_find(text, proxied[i].words);
	if (at == MT_SLICE_NOWHERE)
		return false;
	e->kind = MT_EVENT_ATTEMPT;
	e->status = proxied[--i].status;
	text = mt_slice_sub(text, at + proxied[i].words.n, text.n);
	mt_scan_path(&text, &e->recipient);
	if (mt_scan_skip(&text, MT_SLICE(" at "))) {
		at = mt_slice_find(text, MT_SLICE(": "));
		set_relay(e, mt_slice_sub(text, 0, at));
		text = behind(text, MT_SLICE(": "));
	}
	e->reply = text;
	e->dsn = mt_reply_dsn(text);
	if (e->status == MT_STATUS_SENT)
		e->remote_id = mt_reply_remote_id(text);
	else if (text.n > 0 && text.p[0] == '5')
		e->status = MT_STATUS_BOUNCED;
	mt_reader_give(line);
	return true;
}

bool
mt_dovecot_served(MtSlice *text, MtEvent *e)
{
	MtSlice rest = *text, client, address, rcpt = MT_SLICE("rcpt ");
	int32_t port;
	MtIp ip;

	mt_scan_skip(&rest, MT_SLICE("lmtp-server: "));
	if (!mt_scan_skip(&rest, MT_SLICE("conn ")))
		return false;
	client = mt_scan_until(&rest, ' ');
	address = split_peer(client, &port);
	if (mt_ip_parse(address, &ip)) {
		e->client_ip = address;
		e->client_port = port;
		if (port > 0)
			e->has |= MT_HAS_CLIENT_PORT;
	}
	if (mt_scan_skip(&rest, MT_SLICE("[")))
		rest = behind(rest, MT_SLICE("]: "));
	if (mt_scan_skip(&rest, rcpt)) {
		e->recipient = mt_slice_sub(
			rest, 0, mt_slice_find(rest, MT_SLICE(": ")));
		rest = behind(rest, MT_SLICE(": "));
	}
	*text = rest;
	return true;
}

/* Of several recipients one is said each time, in the order that they came. */
static void
take_relayed(MtSlice text, MtEvent *e)
{
	MtSlice size = MT_SLICE(", size="), rest = text;
	size_t at = mt_slice_find(text, size);

	if (mt_scan_skip(&rest, MT_SLICE(", to=")))
		mt_scan_path(&rest, &e->recipient);
	if (at == MT_SLICE_NOWHERE)
		return;
	rest = mt_slice_sub(text, at + size.n, text.n);
	if (mt_scan_number(&rest, &e->size))
		e->has |= MT_HAS_SIZE;
}

MtLineClass
mt_dovecot_submission(const MtReaderLine *line, MtSlice text)
{
	MtEvent *e = line->event;
	MtSlice reply = MT_SLICE("reply=`");
	size_t at;

	if (!mt_scan_skip(&text,
			  MT_SLICE("Successfully relayed message: from=")) &&
	    !mt_scan_skip(&text, MT_SLICE("Failed to relay message: from=")))
		return MT_LINE_NOT_MAIL;
	e->kind = MT_EVENT_OTHER;
	e->auth = e->recipient;
	e->recipient = (MtSlice){0};
	if (!mt_scan_path(&text, &e->sender))
		return MT_LINE_DAMAGED;
	take_relayed(text, e);
	at = mt_slice_find(text, reply);
	if (at != MT_SLICE_NOWHERE) {
		text = mt_slice_sub(text, at + reply.n, text.n);
		e->reply = mt_scan_until(&text, '\'');
		e->remote_id = mt_reply_remote_id(e->reply);
		e->dsn = mt_reply_dsn(e->reply);
	}
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}
