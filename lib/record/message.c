/* The table of `message`, and how a chain fills it. */
#include "record/message.h"

#include "record/hop.h"
#include "record/table.h"

#define OF MtMessageRecord

static const MtMember members[] = {
	MT_TEXT(source, "source", "the file that the message stands in"),
	MT_BYTES(offset, "offset", "where the header block begins"),
	MT_BYTES(length, "length", "how long the header block is"),
	MT_NUMBER(message, "message",
		  "the message in its source; 1 is the first"),
	MT_TEXT(message_id, "message_id", "without angle brackets"),
	MT_TIME(date, "date", "the time of the Date field"),
	MT_TEXT(from, "from", "the address of the first author"),
	MT_TEXT(envelope_from, "envelope_from",
		"of Return-Path, else of the From_ line"),
	MT_TEXT(subject, "subject", "decoded, on one line"),
	MT_NUMBER(hops, "hops", "hop records of the message"),
	MT_NUMBER(received_fields, "received_fields",
		  "Received fields, where there are more than hops"),
	MT_NUMBER(x_received, "x_received", "x_received records"),
	MT_NUMBER(undated, "undated", "hops without a time"),
	MT_NUMBER(encrypted, "encrypted", "hops that say they used TLS"),
	MT_SECONDS(total_us, "total_s",
		   "from the first to the last hop with a time"),
	MT_NUMBER(slowest_hop, "slowest_hop",
		  "the hop with the longest delay; pulls do not count"),
	MT_SECONDS(slowest_us, "slowest_s", "the delay of that hop"),
	MT_NUMBER(boundary_hop, "boundary_hop",
		  "the hop at which the message came to the trusted side"),
	MT_ADDRESS(boundary_ip, "boundary_ip",
		   "the address that handed it over there"),
	MT_TEXTS(notes, "notes", "words for what is strange"),
};

const MtRecordKind mt_record_message = MT_KIND("message", members);

/* Bytes that a limit left out are part of the block all the same. */
static int64_t
block_length(const MtMessage *message)
{
	uint64_t n = message->header.n;

	for (size_t i = 0; i < message->n_gaps; i++)
		n += message->gaps[i].skipped;
	return (int64_t)n;
}

static void
fill_journey(MtMessageRecord *record, const MtChain *chain)
{
	record->hops = mt_number((int64_t)chain->n);
	record->received_fields =
		(MtNumber){(int64_t)chain->fields, chain->fields > chain->n};
	record->x_received = mt_number((int64_t)chain->n_x_received);
	record->undated = mt_number((int64_t)chain->undated);
	record->encrypted = mt_number((int64_t)chain->encrypted);
	record->total_us = (MtNumber){chain->total_us, chain->has_total};
	if (chain->slowest > 0) {
		record->slowest_hop = mt_number((int64_t)chain->slowest);
		record->slowest_us =
			mt_number(chain->hops[chain->slowest - 1].delay_us);
	}
	if (chain->boundary > 0) {
		record->boundary_hop = mt_number((int64_t)chain->boundary);
		record->boundary_ip =
			chain->hops[chain->boundary - 1].received.ip;
	}
}

void
mt_message_record_fill(MtMessageRecord *record, const MtMessage *message,
		       const MtHeading *heading, const MtChain *chain,
		       MtArena *arena)
{
	*record = (MtMessageRecord){
		.source = message->source,
		.offset = mt_number((int64_t)message->offset),
		.length = mt_number(block_length(message)),
		.message = mt_number((int64_t)message->ordinal),
		.message_id = heading->message_id,
		.date = mt_instant(&heading->date),
		.from = heading->from,
		.envelope_from = heading->envelope_from,
		.subject = heading->subject,
		.notes = mt_record_notes(&chain->notes, arena),
	};
	fill_journey(record, chain);
}
