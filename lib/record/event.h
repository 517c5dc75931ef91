/* The `event` record: what one log line says about mail. */
#ifndef MT_RECORD_EVENT_H
#define MT_RECORD_EVENT_H

#include "mtalog/event.h"
#include "record/record.h"

typedef struct {
	MtSlice source;
	MtNumber offset, length, line;
	MtInstant time;
	MtSlice host, mta, instance, program;
	MtNumber pid;
	MtSlice queue_id, event, status, session;
	bool suspended;
	MtSlice message_id, sender, recipient, orig_recipient;
	MtNumber size, recipients;
	MtSlice client, helo, auth;
	MtIp client_ip;
	MtNumber client_port;
	MtSlice transport, relay;
	MtIp relay_ip;
	MtNumber relay_port;
	MtSlice dsn, reply, remote_id, related_id;
	MtNumber delay_us, before_queue_us, in_queue_us, connect_us,
		transmit_us;
	MtNumber attempt_us, receive_us;
	MtSlice tls_version, tls_cipher;
	MtNumber repeated;
} MtEventRecord;

extern const MtRecordKind mt_record_event;

/* Slices are borrowed from the event. */
void mt_event_record_fill(MtEventRecord *record, const MtEvent *event);

#endif
