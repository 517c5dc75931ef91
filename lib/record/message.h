/* The `message` record: one message and its journey in numbers. */
#ifndef MT_RECORD_MESSAGE_H
#define MT_RECORD_MESSAGE_H

#include "chain/chain.h"
#include "input/message.h"
#include "mime/heading.h"
#include "record/record.h"

typedef struct {
	MtSlice source;
	MtNumber offset, length;
	MtNumber message;

	MtSlice message_id;
	MtInstant date;
	MtSlice from, envelope_from, subject;

	MtNumber hops, received_fields, x_received, undated, encrypted;
	MtNumber total_us;
	MtNumber slowest_hop, slowest_us;
	MtNumber boundary_hop;
	MtIp boundary_ip;
	MtTexts notes;
} MtMessageRecord;

extern const MtRecordKind mt_record_message;

/* Slices are borrowed from `message` and `heading`. */
void mt_message_record_fill(MtMessageRecord *record, const MtMessage *message,
			    const MtHeading *heading, const MtChain *chain,
			    MtArena *arena);

#endif
