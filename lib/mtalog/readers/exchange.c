/*
 * Exchange: message tracking, the logs of Receive and Send connectors, and the
 * reports of Microsoft 365, all comma-separated with `#Fields:` or a row of
 * names above. The names hold until the next ones, which a service that starts
 * again writes into the same file.
 *
 * The queue id is the internal message id, which each server gives anew. What
 * stays the same from server to server is the network message id: it is the
 * `session` of the events, so that equal ones on two hosts are one message.
 */
#include <glib.h>

#include "mtalog/exchangerow.h"
#include "mtalog/scan.h"

/* Without `#Fields:`, as in a part of a log that was cut out of it: the columns
 * of 2013 and later, which 2007 and 2010 have without the network message id. */
static const char *const usual =
	"date-time,client-ip,client-hostname,server-ip,server-hostname,"
	"source-context,connector-id,source,event-id,internal-message-id,"
	"message-id,network-message-id,recipient-address,recipient-status,"
	"total-bytes,recipient-count,related-recipient-address,reference,"
	"message-subject,sender-address,return-path,message-info,"
	"directionality,tenant-id,original-client-ip,original-server-ip,"
	"custom-data";

static void *
open_state(void)
{
	return g_new0(MtExchangeRow, 1);
}

static void
close_state(void *state)
{
	MtExchangeRow *row = state;

	if (row->servers != NULL)
		g_ptr_array_unref(row->servers);
	g_free(row);
}

/* `#Fields: a,b`, `#Log-type: SMTP Send Protocol Log`, and other remarks. */
static bool
read_remark(MtExchangeRow *row, MtSlice line)
{
	MtSlice rest = line;

	if (!mt_scan_skip(&rest, MT_SLICE("#")))
		return false;
	if (mt_scan_skip(&rest, MT_SLICE("Log-type: ")))
		row->sends = mt_slice_find_i(rest, MT_SLICE("send")) !=
			     MT_SLICE_NOWHERE;
	else if (mt_scan_skip(&rest, MT_SLICE("Fields: ")))
		mt_exchange_head(row, rest);
	return true;
}

/* Which of the two hosts of a row is its own: it receives, or it sends. */
static MtSlice
own_host(const MtExchangeRow *row)
{
	MtSlice server = row->cells[MT_COLUMN_SERVER_HOST];
	MtSlice client = row->cells[MT_COLUMN_CLIENT_HOST];
	MtSlice connector = row->cells[MT_COLUMN_CONNECTOR];
	size_t at;

	if (row->log == MT_EXCHANGE_SMTP) { /* `EX1\Default EX1` */
		at = mt_slice_find_char(connector, '\\');
		return mt_slice_sub(connector, 0,
				    at == MT_SLICE_NOWHERE ? 0 : at);
	}
	if (mt_slice_eq_i(row->cells[MT_COLUMN_EVENT_ID],
			  MT_SLICE("RECEIVE")) ||
	    mt_slice_eq_i(row->cells[MT_COLUMN_EVENT_ID],
			  MT_SLICE("HARECEIVE")))
		return server;
	return client.n > 0 ? client : server;
}

/* A log is of one server as a rule, and not all of its rows name it. */
static MtSlice
host_of(MtExchangeRow *row)
{
	MtSlice own = own_host(row), last = {0};
	GPtrArray *servers = row->servers;

	if (servers == NULL)
		servers = row->servers = g_ptr_array_new_with_free_func(g_free);
	if (servers->len > 0)
		last = mt_slice_str(servers->pdata[servers->len - 1]);
	if (own.n == 0) /* beyond the limit it is not known which is the last */
		return servers->len > MT_MAX_SERVERS ? own : last;
	if (servers->len <= MT_MAX_SERVERS && !mt_slice_eq(own, last))
		g_ptr_array_add(servers, g_strndup(own.p, own.n));
	return own;
}

/* Rows before any names: only what looks like message tracking. */
static bool
guess_columns(MtExchangeRow *row, MtSlice line)
{
	MtExchangeRow guess = {.servers = row->servers};
	MtStamp stamp = {0};

	mt_exchange_head(&guess, mt_slice_str(usual));
	guess.guessed = true;
	if (!mt_exchange_split(&guess, line) || guess.n < 26 ||
	    !mt_exchange_time(&guess, &stamp) ||
	    guess.cells[MT_COLUMN_EVENT_ID].n == 0)
		return false;
	guess.n_columns = MIN(guess.n, guess.n_columns);
	*row = guess;
	return true;
}

/* Rows begin with a time, which no name does. */
static bool
is_head(MtExchangeRow *row, MtSlice line)
{
	return line.n > 0 && !mt_is_digit(line.p[0]) &&
	       mt_exchange_head(row, line);
}

static bool
take_prefix(MtSlice *text, void *state, MtEvent *event, MtStamp *stamp)
{
	MtExchangeRow *row = state;
	MtSlice line = *text;

	row->line = (MtSlice){0};
	if (read_remark(row, line) || is_head(row, line)) {
		*text = mt_slice(line.p, 0);
		return true;
	}
	if (row->log == MT_EXCHANGE_UNKNOWN && !guess_columns(row, line))
		return false;
	if (!mt_exchange_split(row, line)) {
		row->line = (MtSlice){0};
		*text = line;
		return true;
	}
	*text = line;
	mt_exchange_time(row, stamp);
	mt_exchange_set(&event->host, host_of(row));
	return true;
}

static MtLineClass
read_line(const MtReaderLine *line)
{
	const MtExchangeRow *row = line->state;

	line->event->mta = MT_MTA_EXCHANGE;
	if (line->text.n == 0)
		return MT_LINE_NOT_MAIL; /* names, remarks */
	if (row == NULL || row->line.p != line->text.p ||
	    row->line.n != line->text.n)
		return MT_LINE_DAMAGED;
	switch (row->log) {
	case MT_EXCHANGE_TRACKING:
		return mt_exchange_tracking(row, line);
	case MT_EXCHANGE_SMTP:
		return mt_exchange_smtp(row, line);
	case MT_EXCHANGE_DETAIL:
		return mt_exchange_detail(row, line);
	default:
		return mt_exchange_trace(row, line);
	}
}

static int
probe(MtSlice head)
{
	MtExchangeRow row = {0};

	for (size_t i = 0; i < 20 && head.n > 0; i++) {
		MtSlice line = mt_scan_until(&head, '\n');

		line = mt_slice_trim(line);
		if (mt_slice_starts(line,
				    MT_SLICE("#Software: Microsoft Exchange")))
			return 100;
		mt_scan_skip(&line, MT_SLICE("#Fields: "));
		if (mt_exchange_head(&row, line) || guess_columns(&row, line))
			return 95;
	}
	return 0;
}

const MtReader mt_reader_exchange = {
	.name = "exchange",
	.probe = probe,
	.open = open_state,
	.close = close_state,
	.prefix = take_prefix,
	.read = read_line,
};
