/*
 * Message traces of Microsoft 365: a row for each message, or each recipient of it,
 * and what Get-MessageTraceDetail says of one, a row for each step. Source: the
 * members of MessageTraceDetail, and "Message trace" in the documentation of
 * Exchange Online for the words.
 */
#include "mtalog/exchangerow.h"

#include <glib.h>

/* What became of a recipient. */
static const struct {
	MtSlice word;
	MtEventKind kind;
	MtStatus status;
} outcomes[] = {
	{{"Deliver", 7}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Delivered", 9}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Send", 4}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Send external", 13}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"FilteredAsSpam", 14}, MT_EVENT_ATTEMPT, MT_STATUS_SENT},
	{{"Fail", 4}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{{"Failed", 6}, MT_EVENT_ATTEMPT, MT_STATUS_BOUNCED},
	{{"Defer", 5}, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{{"Pending", 7}, MT_EVENT_ATTEMPT, MT_STATUS_DEFERRED},
	{{"Quarantine", 10}, MT_EVENT_HOLD, 0},
	{{"Quarantined", 11}, MT_EVENT_HOLD, 0},
	{{"Drop", 4}, MT_EVENT_REMOVE, MT_STATUS_DISCARDED},
};

/* A trace has no other id than that of the whole message: it is the queue's. */
static void
set_message(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;

	mt_exchange_set(&e->queue_id,
			mt_exchange_cell(row, line, MT_COLUMN_NETWORK_ID));
	e->session = e->queue_id;
	mt_exchange_set(&e->message_id,
			mt_exchange_bare(mt_exchange_cell(
				row, line, MT_COLUMN_MESSAGE_ID)));
	mt_exchange_set(&e->sender,
			mt_exchange_cell(row, line, MT_COLUMN_SENDER));
}

static void
set_outcome(MtEvent *e, MtSlice word)
{
	e->kind = MT_EVENT_OTHER;
	e->status = MT_STATUS_NONE;
	for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++)
		if (mt_slice_eq_i(word, outcomes[i].word)) {
			e->kind = outcomes[i].kind;
			e->status = outcomes[i].status;
		}
}

/* `Receive, Deliver`: the last word counts. */
static void
set_last_outcome(MtEvent *e, MtSlice words)
{
	size_t at = words.n;

	while (at > 0 && words.p[at - 1] != ' ' && words.p[at - 1] != ',')
		at--;
	set_outcome(e, mt_slice_sub(words, at, words.n));
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
		set_last_outcome(e,
				 at == MT_SLICE_NOWHERE
					 ? (MtSlice){0}
					 : mt_slice_sub(part, at + 2, part.n));
		mt_reader_give(line);
	}
}

MtLineClass
mt_exchange_trace(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice list = mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT_STATUS);

	if (!e->has_time || !mt_exchange_is_whole(row))
		return MT_LINE_DAMAGED;
	e->kind = MT_EVENT_RECEIVE;
	set_message(row, line);
	mt_exchange_size(e, mt_exchange_cell(row, line, MT_COLUMN_BYTES));
	mt_exchange_set(&e->client_ip,
			mt_exchange_cell(row, line, MT_COLUMN_ORIGINAL_IP));
	mt_exchange_set(&e->client_ip,
			mt_exchange_cell(row, line, MT_COLUMN_FROM_IP));
	mt_reader_give(line);
	e->client_ip = (MtSlice){0};
	e->has_time = false; /* it is when the message came */
	if (list.n > 0) {
		give_outcomes(line, list);
		return MT_LINE_UNDERSTOOD;
	}
	mt_exchange_set(&e->recipient,
			mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT));
	mt_exchange_set(&e->relay_ip,
			mt_exchange_cell(row, line, MT_COLUMN_TO_IP));
	set_last_outcome(e, mt_exchange_cell(row, line, MT_COLUMN_STATUS));
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}

/* Where only the four columns of the screen were kept, rows say what happened, and
 * not to which message. */
MtLineClass
mt_exchange_detail(const MtExchangeRow *row, const MtReaderLine *line)
{
	MtEvent *e = line->event;
	MtSlice name = mt_exchange_cell(row, line, MT_COLUMN_EVENT);
	MtSlice detail = mt_exchange_cell(row, line, MT_COLUMN_DETAIL);

	if (!e->has_time || !mt_exchange_is_whole(row) || name.n == 0)
		return MT_LINE_DAMAGED;
	set_outcome(e, name);
	if (mt_slice_eq_i(name, MT_SLICE("Receive")))
		e->kind = MT_EVENT_RECEIVE;
	set_message(row, line);
	mt_exchange_set(&e->recipient,
			mt_exchange_cell(row, line, MT_COLUMN_RECIPIENT));
	mt_exchange_status(e, detail.n > 0 ? detail : name);
	mt_reader_give(line);
	return MT_LINE_UNDERSTOOD;
}
