/*
 * The `transaction` record: one queue id on one host, from arrival to removal,
 * with what became of it for each recipient.
 */
#ifndef MT_RECORD_TRANSACTION_H
#define MT_RECORD_TRANSACTION_H

#include "record/delivery.h"

/* Another transaction that this one led to, or came from. */
typedef struct {
	MtSlice host, queue_id;
	MtSlice how; /* `reply`, `message-id`, `reinject`, `bounce`, ... */
} MtLinkRecord;

typedef struct {
	MtSlice source; /* the first line about it */
	MtNumber offset, length, line;
	MtSlice host, instance, mta, queue_id;
	MtSlice trace;
	MtNumber step;
	MtSlice message_id, sender;
	MtNumber size, recipients;
	MtSlice client;
	MtIp client_ip;
	MtSlice helo, auth, tls_version, tls_cipher;
	MtInstant arrived, removed;
	MtNumber residence_us;
	bool complete;
	MtInstant held, released;
	MtNumber held_us;
	MtSlice hold_reason;
	MtSlice status, reply;
	MtNumber attempts;
	MtObjects deliveries; /* of MtDeliveryRecord */
	MtSlice from_trace;
	MtObjects next, previous; /* of MtLinkRecord */
	MtTexts notes;
} MtTransactionRecord;

extern const MtRecordKind mt_record_transaction;

#endif
