/*
 * What Exchange's connectors said and heard, one command a row: `+` connect, `-`
 * disconnect, `>` sent, `<` received, `*` remark.
 */
#include "base/ipaddr.h"
#include "mtalog/exchangerow.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* `192.0.2.7:40022`, `[2001:db8::7]:25`; the client's or the server's. */
static void
set_peer(const MtExchangeRow *row, MtEvent *e, MtSlice endpoint)
{
	size_t at = endpoint.n;
	MtSlice port, address;
	int64_t n;

	while (at > 0 && endpoint.p[at - 1] != ':')
		at--;
	if (at == 0)
		return;
	address = mt_slice_sub(endpoint, 0, at - 1);
	if (mt_scan_skip(&address, MT_SLICE("[")) && address.n > 0)
		address.n--;
	port = mt_slice_sub(endpoint, at, endpoint.n);
	if (!mt_scan_number(&port, &n) || n == 0 || n > 65535)
		n = 0;
	if (row->sends) {
		mt_exchange_set(&e->relay_ip, address);
		e->relay_port = (int32_t)n;
		e->has |= n > 0 ? MT_HAS_RELAY_PORT : 0;
	} else {
		mt_exchange_set(&e->client_ip, address);
		e->client_port = (int32_t)n;
		e->has |= n > 0 ? MT_HAS_CLIENT_PORT : 0;
	}
}

/* The client's command: `MAIL FROM:<a> SIZE=1`, `RCPT TO:<b>`, `EHLO c`. */
static void
read_command(MtEvent *e, MtSlice data)
{
	MtSlice rest = data;

	e->reply = data;
	if (mt_slice_starts_i(rest, MT_SLICE("MAIL FROM:"))) {
		rest = mt_slice_trim(mt_slice_sub(rest, 10, rest.n));
		mt_scan_path(&rest, &e->sender);
	} else if (mt_slice_starts_i(rest, MT_SLICE("RCPT TO:"))) {
		rest = mt_slice_trim(mt_slice_sub(rest, 8, rest.n));
		mt_scan_path(&rest, &e->recipient);
	} else if (mt_slice_starts_i(rest, MT_SLICE("EHLO ")) ||
		   mt_slice_starts_i(rest, MT_SLICE("HELO "))) {
		mt_exchange_set(&e->helo,
				mt_slice_trim(mt_slice_sub(rest, 5, rest.n)));
	}
}

/* `250 2.6.0 <mid> [InternalId=N, Hostname=H] .. Queued mail for delivery`: N is
 * the internal message id of who says so. */
static void
read_queued(const MtExchangeRow *row, MtEvent *e, MtSlice data)
{
	MtSlice id = mt_reply_remote_id(data);
	size_t at = mt_slice_find_char(data, '<');
	MtSlice rest = mt_slice_sub(data, at, data.n);

	if (at != MT_SLICE_NOWHERE)
		mt_scan_path(&rest, &e->message_id);
	if (row->sends) {
		e->remote_id = id;
		return;
	}
	e->kind = MT_EVENT_RECEIVE;
	e->queue_id = id;
	e->reply = (MtSlice){0};
}

static void
read_answer(const MtExchangeRow *row, MtEvent *e, MtSlice data)
{
	e->reply = data;
	e->dsn = mt_reply_dsn(data);
	if (data.n < 4 || !mt_is_digit(data.p[1]))
		return;
	if (data.p[0] == '4' || data.p[0] == '5') {
		e->kind = row->sends ? MT_EVENT_OTHER : MT_EVENT_REJECT;
		e->status = !row->sends        ? MT_STATUS_REJECTED
			    : data.p[0] == '4' ? MT_STATUS_DEFERRED
					       : MT_STATUS_BOUNCED;
	} else if (mt_slice_find(data, MT_SLICE("[InternalId=")) !=
		   MT_SLICE_NOWHERE) {
		read_queued(row, e, data);
	}
}

/* `TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using ..` */
static void
read_remark(MtEvent *e, MtSlice data)
{
	MtSlice rest = data;

	e->reply = data;
	if (!mt_scan_skip(&rest, MT_SLICE("TLS protocol ")))
		return;
	e->kind = MT_EVENT_TLS;
	e->tls_version = mt_scan_until(&rest, ' ');
}

MtLineClass
mt_exchange_smtp(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice mark = mt_exchange_cell(row, line, MT_COLUMN_EVENT);
	MtSlice data = mt_exchange_cell(row, line, MT_COLUMN_DATA);
	char c = '*';

	if (!e->has_time || !mt_exchange_is_whole(row))
		return MT_LINE_DAMAGED;
	if (mark.n == 1)
		c = mark.p[0];
	e->kind = MT_EVENT_OTHER;
	mt_exchange_set(&e->session,
			mt_exchange_cell(row, line, MT_COLUMN_SESSION));
	set_peer(row, e, mt_exchange_cell(row, line, MT_COLUMN_REMOTE));
	if (c == '+')
		e->kind = MT_EVENT_CONNECT;
	else if (c == '-')
		e->kind = MT_EVENT_DISCONNECT;
	else if (c == '*')
		read_remark(e, data);
	else if ((c == '>') == row->sends)
		read_command(e, data);
	else
		read_answer(row, e, data);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}
