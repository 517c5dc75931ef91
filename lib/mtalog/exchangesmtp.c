/*
 * The other logs of Exchange: what connectors said and heard, one command a row
 * (`+` connect, `-` disconnect, `>` sent, `<` received, `*` remark), and the
 * message traces of Microsoft 365, one message a row.
 */
#include "base/ipaddr.h"
#include "mtalog/exchangerow.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

static MtSlice
cell(const MtExchangeRow *row, const MtReaderLine *line, MtColumn column)
{
	return mt_exchange_cell(row, column, line->arena);
}

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
	MtSlice mark = cell(row, line, MT_COLUMN_EVENT);
	MtSlice data = cell(row, line, MT_COLUMN_DATA);
	char c = '*';

	if (!e->has_time || !mt_exchange_is_whole(row))
		return MT_LINE_DAMAGED;
	if (mark.n == 1)
		c = mark.p[0];
	e->kind = MT_EVENT_OTHER;
	mt_exchange_set(&e->session, cell(row, line, MT_COLUMN_SESSION));
	set_peer(row, e, cell(row, line, MT_COLUMN_REMOTE));
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

/* The last word of what became of a recipient. */
static const struct {
	MtSlice word;
	MtEventKind kind;
	MtStatus status;
} outcomes[] = {
	{{"Deliver", 7}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Delivered", 9}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Send", 4}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"FilteredAsSpam", 14}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Fail", 4}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{{"Failed", 6}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{{"Defer", 5}, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{{"Pending", 7}, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{{"Quarantined", 11}, MT_EVENT_HOLD, 0},
	{{"Drop", 4}, MT_EVENT_REMOVE, MT_STATUS_DISCARDED},
};

static void
set_trace_outcome(MtEvent *e, MtSlice words)
{
	size_t at = words.n;
	MtSlice word;

	while (at > 0 && words.p[at - 1] != ' ' && words.p[at - 1] != ',')
		at--;
	word = mt_slice_sub(words, at, words.n);
	e->kind = MT_EVENT_OTHER;
	e->status = MT_STATUS_NONE;
	for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++)
		if (mt_slice_eq_i(word, outcomes[i].word)) {
			e->kind = outcomes[i].kind;
			e->status = outcomes[i].status;
		}
	e->reply = words;
}

/* `bob@b.example##Receive, Deliver;carl@c.example##Receive, Fail` */
static void
give_outcomes(const MtReaderLine *line, MtSlice list)
{
	MtEvent *e = line->event;
	MtSlice part, marks = MT_SLICE("##");

	while (mt_exchange_part(&list, &part)) {
		size_t at = mt_slice_find(part, marks);

		e->recipient = mt_slice_sub(part, 0, at);
		set_trace_outcome(e,
				  at == MT_SLICE_NOWHERE
					  ? (MtSlice){0}
					  : mt_slice_sub(part, at + 2, part.n));
		mt_reader_give(line);
	}
}

/* A trace has no other id than that of the whole message: it is the queue's. */
MtLineClass
mt_exchange_trace(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice list = cell(row, line, MT_COLUMN_RECIPIENT_STATUS);

	if (!e->has_time || !mt_exchange_is_whole(row))
		return MT_LINE_DAMAGED;
	e->kind = MT_EVENT_RECEIVE;
	mt_exchange_set(&e->queue_id, cell(row, line, MT_COLUMN_NETWORK_ID));
	e->session = e->queue_id;
	mt_exchange_set(
		&e->message_id,
		mt_exchange_bare(cell(row, line, MT_COLUMN_MESSAGE_ID)));
	mt_exchange_set(&e->sender, cell(row, line, MT_COLUMN_SENDER));
	mt_exchange_size(e, cell(row, line, MT_COLUMN_BYTES));
	mt_exchange_set(&e->client_ip, cell(row, line, MT_COLUMN_ORIGINAL_IP));
	mt_exchange_set(&e->client_ip, cell(row, line, MT_COLUMN_FROM_IP));
	mt_reader_give(line);
	e->client_ip = (MtSlice){0};
	e->has_time = false; /* it is when the message came */
	if (list.n > 0) {
		give_outcomes(line, list);
		return MT_LINE_UNDERSTOOD;
	}
	mt_exchange_set(&e->recipient, cell(row, line, MT_COLUMN_RECIPIENT));
	mt_exchange_set(&e->relay_ip, cell(row, line, MT_COLUMN_TO_IP));
	set_trace_outcome(e, cell(row, line, MT_COLUMN_STATUS));
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}
