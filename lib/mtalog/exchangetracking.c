/*
 * Message tracking of Exchange 2007 to 2019 and SE, and the detailed reports of
 * Microsoft 365. Source: "Message tracking" in Exchange's documentation, the
 * tables of event types and fields.
 */
#include "mtalog/exchangerow.h"
#include "mtalog/reply.h"
#include "mtalog/scan.h"

/* What an event gives beside what all rows have. */
typedef enum {
	ONE,     /* an event for the row */
	ARRIVAL, /* the same; the client is who handed it over */
	EACH,    /* one for each recipient, with its status */
	MEMBERS, /* the same; the address that they come from is `related` */
	REPORT,  /* a DSN was made */
	FORK,    /* goes on under another id */
} How;

static const struct {
	MtSlice id;
	MtEventKind kind;
	MtStatus status;
	How how;
} events[] = {
	{{"RECEIVE", 7}, MT_EVENT_RECEIVE, 0, ARRIVAL},
	{{"DELIVER", 7}, MT_EVENT_ATTEMPT, MT_STATUS_SENT, EACH},
	{{"SEND", 4}, MT_EVENT_ATTEMPT, MT_STATUS_SENT, EACH},
	{{"SENDEXTERNAL", 12}, MT_EVENT_ATTEMPT, MT_STATUS_SENT, EACH},
	{{"FAIL", 4}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED, EACH},
	{{"DEFER", 5}, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED, EACH},
	{{"DSN", 3}, MT_EVENT_BOUNCE, 0, REPORT},
	{{"TRANSFER", 8}, MT_EVENT_REINJECT, 0, FORK},
	{{"EXPAND", 6}, MT_EVENT_OTHER, 0, MEMBERS},
	{{"REDIRECT", 8}, MT_EVENT_OTHER, 0, MEMBERS},
	{{"RESOLVE", 7}, MT_EVENT_OTHER, 0, MEMBERS},
	{{"POISONMESSAGE", 13}, MT_EVENT_HOLD, 0, ONE},
	{{"BADMAIL", 7}, MT_EVENT_REJECT, MT_STATUS_REJECTED, ONE},
	{{"DROP", 4}, MT_EVENT_REMOVE, MT_STATUS_DISCARDED, ONE},
	{{"SUBMITDEFER", 11}, MT_EVENT_OTHER, MT_STATUS_DEFERRED, ONE},
	{{"SUBMITFAIL", 10}, MT_EVENT_OTHER, MT_STATUS_DEFERRED, ONE},
	/* SUBMIT, AGENTINFO, and what is done to a copy: HA.., DUPLICATE.. */
	{{"", 0}, MT_EVENT_OTHER, 0, ONE},
};

/* The return path is the envelope's; the sender is that of the header. */
static void
set_sender(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice path = mt_exchange_cell(row, line, MT_COLUMN_RETURN_PATH);

	if (path.n == 0)
		path = mt_exchange_cell(row, line, MT_COLUMN_SENDER);
	if (mt_slice_eq(path, MT_SLICE("<>")))
		e->sender = mt_slice(path.p, 0);
	else
		mt_exchange_set(&e->sender, path);
}

static void
set_common(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice count = mt_exchange_cell(row, line, MT_COLUMN_COUNT);

	mt_exchange_set(&e->queue_id,
			mt_exchange_cell(row, line, MT_COLUMN_INTERNAL_ID));
	mt_exchange_set(&e->session,
			mt_exchange_cell(row, line, MT_COLUMN_NETWORK_ID));
	mt_exchange_set(&e->message_id,
			mt_exchange_bare(mt_exchange_cell(
				row, line, MT_COLUMN_MESSAGE_ID)));
	mt_exchange_set(&e->transport,
			mt_exchange_cell(row, line, MT_COLUMN_SOURCE));
	mt_exchange_size(e, mt_exchange_cell(row, line, MT_COLUMN_BYTES));
	if (mt_scan_number(&count, &e->recipients) && count.n == 0)
		e->has |= MT_HAS_RECIPIENTS;
	set_sender(row, line);
}

/* `S:ProxiedClientHostname=name;..`, of custom-data. */
static MtSlice
proxied_host(MtSlice custom)
{
	MtSlice key = MT_SLICE("ProxiedClientHostname=");
	size_t at = mt_slice_find(custom, key);
	MtSlice rest;

	if (at == MT_SLICE_NOWHERE)
		return (MtSlice){0};
	rest = mt_slice_sub(custom, at + key.n, custom.n);
	return mt_scan_until(&rest, ';');
}

/* Behind a front end of the same server the client is the original one. */
static void
set_client(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice original = mt_exchange_cell(row, line, MT_COLUMN_ORIGINAL_IP);

	mt_exchange_set(&e->client_ip,
			mt_exchange_cell(row, line, MT_COLUMN_CLIENT_IP));
	if (original.n > 0 && !mt_slice_eq(original, e->client_ip)) {
		e->client_ip = original;
		mt_exchange_set(&e->client,
				proxied_host(mt_exchange_cell(
					row, line, MT_COLUMN_CUSTOM)));
		return;
	}
	mt_exchange_set(&e->client,
			mt_exchange_cell(row, line, MT_COLUMN_CLIENT_HOST));
}

static void
set_one_recipient(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtSlice list = mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT),
		recipient;

	if (mt_exchange_recipients(list) == 1 &&
	    mt_exchange_recipient(&list, &recipient))
		line->event->recipient = recipient;
}

static MtSlice
named(MtSlice status, MtSlice key)
{
	size_t at = mt_slice_find(status, key);
	MtSlice rest;

	if (at == MT_SLICE_NOWHERE)
		return (MtSlice){0};
	rest = mt_slice_sub(status, at + key.n, status.n);
	return mt_scan_until(&rest, '}');
}

void
mt_exchange_status(MtEvent *e, MtSlice status)
{
	MtSlice error = named(status, MT_SLICE("{LED="));

	mt_exchange_set(&e->relay, named(status, MT_SLICE("{FQDN=")));
	mt_exchange_set(&e->relay_ip, named(status, MT_SLICE("{IP=")));
	mt_exchange_set(&e->reply, error.n > 0 ? error : status);
	e->dsn = mt_reply_dsn(e->reply);
}

/* `SESSION;250 2.6.0 <mid> [InternalId=1, ..] Queued mail for delivery;..` */
static MtSlice
answer_in(MtSlice context)
{
	MtSlice part;

	while (mt_exchange_part(&context, &part))
		if (part.n > 4 && part.p[0] >= '2' && part.p[0] <= '5' &&
		    mt_is_digit(part.p[1]) && mt_is_digit(part.p[2]) &&
		    (part.p[3] == ' ' || part.p[3] == '-'))
			return part;
	return (MtSlice){0};
}

static void
set_outcome(MtEvent *e, MtSlice answer, MtSlice status)
{
	e->reply = e->dsn = (MtSlice){0};
	if (answer.n > 0 && (e->status == MT_STATUS_SENT || status.n == 0)) {
		e->reply = answer;
		e->dsn = mt_reply_dsn(answer);
	} else {
		mt_exchange_status(e, status);
	}
	if (e->status == MT_STATUS_SENT)
		e->remote_id = mt_reply_remote_id(answer);
}

/* Mail that stays on the server is handed to nobody. */
static void
set_relay(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice server = mt_exchange_cell(row, line, MT_COLUMN_SERVER_HOST);

	if (mt_slice_eq_i(server,
			  mt_exchange_cell(row, line, MT_COLUMN_CLIENT_HOST)))
		return;
	mt_exchange_set(&e->relay, server);
	mt_exchange_set(&e->relay_ip,
			mt_exchange_cell(row, line, MT_COLUMN_SERVER_IP));
}

/* `{250 2.1.5 Ok}` of PowerShell, but not `{LED=..}`. */
static MtSlice
unbraced(MtSlice status)
{
	bool has_key =
		status.n > 4 && memchr(status.p, '=', MIN(status.n, 6)) != NULL;

	if (status.n > 1 && status.p[0] == '{' && !has_key &&
	    status.p[status.n - 1] == '}')
		return mt_slice_sub(status, 1, status.n - 1);
	return status;
}

/* Recipients and their statuses are lists of one length, if all is well. */
static void
give_each(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice list = mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT),
		recipient = {0};
	MtSlice statuses = unbraced(
		mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT_STATUS));
	MtSlice answer = answer_in(
			mt_exchange_cell(row, line, MT_COLUMN_CONTEXT)),
		status;
	size_t n = mt_exchange_recipients(list);
	bool parallel = n > 1 && mt_exchange_count(statuses) == n;

	set_relay(row, line);
	mt_exchange_latency(mt_exchange_cell(row, line, MT_COLUMN_INFO), e);
	mt_exchange_set(&e->orig_recipient,
			n == 1 ? mt_exchange_cell(row, line, MT_COLUMN_RELATED)
			       : (MtSlice){0});
	mt_exchange_recipient(&list, &recipient);
	do {
		status = statuses;
		if (parallel && !mt_exchange_part(&statuses, &status))
			status = (MtSlice){0};
		e->recipient = (MtSlice){0};
		mt_exchange_set(&e->recipient, recipient);
		set_outcome(e, answer, status);
		mt_reader_give(line);
	} while (mt_exchange_recipient(&list, &recipient));
}

static void
give_members(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice list = mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT),
		recipient;

	mt_exchange_set(&e->orig_recipient,
			mt_exchange_cell(row, line, MT_COLUMN_RELATED));
	e->reply = mt_exchange_cell(row, line, MT_COLUMN_EVENT_ID);
	while (mt_exchange_recipient(&list, &recipient)) {
		e->recipient = recipient;
		mt_reader_give(line);
	}
}

/*
 * The row is of the report; `reference` is the Message-ID of what it reports.
 * One event is of that message, and one is the arrival of the report.
 */
static void
give_report(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event, report = *e;
	MtSlice reference = mt_exchange_cell(row, line, MT_COLUMN_REFERENCE),
		of;

	mt_event_clear(e);
	e->has = 0;
	e->kind = MT_EVENT_BOUNCE;
	e->mta = report.mta;
	e->related_id = report.queue_id;
	if (mt_exchange_part(&reference, &of))
		mt_exchange_set(&e->message_id, mt_exchange_bare(of));
	mt_reader_give(line);
	*e = report;
	e->kind = MT_EVENT_RECEIVE;
	set_one_recipient(row, line);
	mt_reader_give(line);
}

/* `reference` is the id under which the message was before. */
static void
give_fork(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice reference = mt_exchange_cell(row, line, MT_COLUMN_REFERENCE);

	if (reference.n == 0) {
		e->kind = MT_EVENT_OTHER;
	} else {
		e->related_id = e->queue_id;
		e->queue_id = reference;
	}
	set_one_recipient(row, line);
	mt_reader_give(line);
}

static void
give_one(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice context = mt_exchange_cell(row, line, MT_COLUMN_CONTEXT);
	MtSlice status =
		mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT_STATUS);

	set_one_recipient(row, line);
	if (e->kind == MT_EVENT_OTHER)
		e->reply = mt_exchange_cell(row, line, MT_COLUMN_EVENT_ID);
	else
		mt_exchange_status(e, status.n > 0 ? status : context);
	mt_reader_give(line);
}

MtLineClass
mt_exchange_tracking(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice id = mt_exchange_cell(row, line, MT_COLUMN_EVENT_ID);
	size_t i = 0;

	if (id.n == 0 || !e->has_time || !mt_exchange_is_whole(row))
		return MT_LINE_DAMAGED;
	while (events[i].id.n > 0 && !mt_slice_eq_i(id, events[i].id))
		i++;
	e->kind = events[i].kind;
	e->status = events[i].status;
	set_common(row, line);
	switch (events[i].how) {
	case EACH:
		give_each(row, line);
		break;
	case MEMBERS:
		give_members(row, line);
		break;
	case REPORT:
		give_report(row, line);
		break;
	case FORK:
		give_fork(row, line);
		break;
	case ARRIVAL:
		set_client(row, line);
		set_one_recipient(row, line);
		mt_reader_give(line);
		break;
	default:
		give_one(row, line);
	}
	return MT_LINE_UNDERSTOOD;
}
