/*
 * The `delivery` record: what became of a message for one recipient in one
 * queue, finally or so far. A row for a database; transactions hold the same
 * rows without what all of theirs share.
 */
#ifndef MT_RECORD_DELIVERY_H
#define MT_RECORD_DELIVERY_H

#include "record/record.h"

/* Where the delay of a row went. */
enum {
	MT_ROW_BEFORE_QUEUE,
	MT_ROW_IN_QUEUE,
	MT_ROW_CONNECT,
	MT_ROW_TRANSMIT,
	MT_ROW_DEFERRED,
	MT_ROW_STAGES,
};

typedef struct {
	MtSlice source; /* the log, and the line that says the result */
	MtNumber offset, length, line;
	MtInstant time;

	MtSlice host, instance, mta, queue_id, trace;
	MtSlice message_id, sender;
	MtNumber size;
	MtInstant arrived;

	MtSlice recipient, orig_recipient, domain;
	MtSlice transport, relay;
	MtIp relay_ip;
	MtSlice status;
	bool waiting;
	MtSlice dsn, reply, reason, cause, remote_id, handed_to;
	MtSlice failed_relay, failed_reply;
	MtSlice tls_version, tls_cipher;
	MtNumber attempts;
	MtNumber delay_us;
	/* The same by name and by MT_ROW_... */
	union {
		struct {
			MtNumber before_queue_us, in_queue_us, connect_us,
				transmit_us, deferred_us;
		};
		MtNumber stages_us[MT_ROW_STAGES];
	};
} MtDeliveryRecord;

extern const MtRecordKind mt_record_delivery;

/* The rows of `deliveries` in a transaction. */
extern const MtPart mt_record_delivery_part;

#endif
