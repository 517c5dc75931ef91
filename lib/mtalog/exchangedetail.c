/*
 * What Get-MessageTraceDetail of Microsoft 365 says of one message for one
 * recipient, a row for each step. Source: the members of MessageTraceDetail, and
 * "Message trace" in the documentation of Exchange Online for the events.
 */
#include "mtalog/exchangerow.h"

#include <glib.h>

static const struct {
	MtSlice name;
	MtEventKind kind;
	MtStatus status;
} events[] = {
	{{"Receive", 7}, MT_EVENT_RECEIVE, 0},
	{{"Deliver", 7}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Send", 4}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Send external", 13}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Fail", 4}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{{"Defer", 5}, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{{"Drop", 4}, MT_EVENT_REMOVE, MT_STATUS_DISCARDED},
	{{"Quarantine", 10}, MT_EVENT_HOLD, 0},
};

static MtSlice
cell(const MtExchangeRow *row, const MtReaderLine *line, MtColumn column)
{
	return mt_exchange_cell(row, column, line->arena);
}

/* The id of the trace is that of the queue. Where only the four columns of the
 * screen were kept, rows say what happened, and not to which message. */
MtLineClass
mt_exchange_detail(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice name = cell(row, line, MT_COLUMN_EVENT);
	MtSlice detail = cell(row, line, MT_COLUMN_DETAIL);

	if (!e->has_time || !mt_exchange_is_whole(row) || name.n == 0)
		return MT_LINE_DAMAGED;
	e->kind = MT_EVENT_OTHER;
	for (size_t i = 0; i < G_N_ELEMENTS(events); i++)
		if (mt_slice_eq_i(name, events[i].name)) {
			e->kind = events[i].kind;
			e->status = events[i].status;
		}
	mt_exchange_set(&e->queue_id, cell(row, line, MT_COLUMN_NETWORK_ID));
	e->session = e->queue_id;
	mt_exchange_set(
		&e->message_id,
		mt_exchange_bare(cell(row, line, MT_COLUMN_MESSAGE_ID)));
	mt_exchange_set(&e->sender, cell(row, line, MT_COLUMN_SENDER));
	mt_exchange_set(&e->recipient, cell(row, line, MT_COLUMN_RECIPIENT));
	mt_exchange_status(e, detail.n > 0 ? detail : name);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}
