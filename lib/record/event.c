/* The table of `event`, and how an event fills it. */
#include "record/event.h"

#include "record/table.h"

#define OF MtEventRecord

static const MtMember members[] = {
	MT_TEXT(source, "source", "the log that the line stands in"),
	MT_BYTES(offset, "offset", "where the line begins"),
	MT_BYTES(length, "length", "how long the line is"),
	MT_NUMBER(line, "line", "the line in its source; 1 is the first"),
	MT_TIME(time, "time", "when it was logged"),
	MT_TEXT(host, "host", "the host that logged it"),
	MT_TEXT(mta, "mta", "postfix, exim, sendmail, ..."),
	MT_TEXT(instance, "instance",
		"of several on the host; not the default"),
	MT_TEXT(program, "program", "as written: postfix/smtp, sm-mta"),
	MT_NUMBER(pid, "pid", "its process"),
	MT_TEXT(queue_id, "queue_id", "the id of the message on the host"),
	MT_TEXT(event, "event", "what happened: receive, attempt, ..."),
	MT_TEXT(status, "status", "its result: sent, deferred, bounced, ..."),
	MT_TRUE(suspended, "suspended", "deferred without an attempt"),
	MT_TEXT(session, "session", "the id of the connection"),
	MT_TEXT(message_id, "message_id", "without angle brackets"),
	MT_TEXT(sender, "sender", "of the envelope; empty for bounces"),
	MT_TEXT(recipient, "recipient", "of the envelope"),
	MT_TEXT(orig_recipient, "orig_recipient",
		"the recipient before aliases"),
	MT_BYTES(size, "size", "of the message"),
	MT_NUMBER(recipients, "recipients", "how many the message has here"),
	MT_TEXT(client, "client", "the host that handed it over, by name"),
	MT_ADDRESS(client_ip, "client_ip", "the address of that host"),
	MT_NUMBER(client_port, "client_port", "and its port"),
	MT_TEXT(helo, "helo", "what it called itself"),
	MT_TEXT(auth, "auth", "the user that logged in"),
	MT_TEXT(transport, "transport", "smtp, lmtp, local, ..., as named"),
	MT_TEXT(relay, "relay", "the host that it was handed to, by name"),
	MT_ADDRESS(relay_ip, "relay_ip", "the address of that host"),
	MT_NUMBER(relay_port, "relay_port", "and its port"),
	MT_TEXT(dsn, "dsn", "RFC 3463 status: 4.7.1"),
	MT_TEXT(reply, "reply", "what that host, or the MTA, said"),
	MT_TEXT(remote_id, "remote_id", "the id that the next host gave it"),
	MT_TEXT(related_id, "related_id",
		"its other id here: child, parent, re-injected"),
	MT_SECONDS(delay_us, "delay_s", "time in this queue, as logged"),
	MT_SECONDS(before_queue_us, "before_queue_s",
		   "of this, before the queue manager had it"),
	MT_SECONDS(in_queue_us, "in_queue_s", "of this, in the queue manager"),
	MT_SECONDS(connect_us, "connect_s", "of this, connecting"),
	MT_SECONDS(transmit_us, "transmit_s", "of this, sending"),
	MT_SECONDS(attempt_us, "attempt_s", "how long this attempt took"),
	MT_SECONDS(receive_us, "receive_s", "how long taking it in took"),
	MT_TEXT(tls_version, "tls_version", "as written: TLSv1.3"),
	MT_TEXT(tls_cipher, "tls_cipher", "the cipher suite, as written"),
	MT_NUMBER(repeated, "repeated", "the line stands for so many"),
};

const MtRecordKind mt_record_event = MT_KIND("event", members);

static MtNumber
number_if(const MtEvent *e, uint32_t bit, int64_t n)
{
	return (MtNumber){n, (e->has & bit) != 0};
}

static void
fill_numbers(MtEventRecord *record, const MtEvent *e)
{
	record->pid = number_if(e, MT_HAS_PID, e->pid);
	record->size = number_if(e, MT_HAS_SIZE, e->size);
	record->recipients = number_if(e, MT_HAS_RECIPIENTS, e->recipients);
	record->client_port = number_if(e, MT_HAS_CLIENT_PORT, e->client_port);
	record->relay_port = number_if(e, MT_HAS_RELAY_PORT, e->relay_port);
	record->delay_us = number_if(e, MT_HAS_DELAY, e->delay_us);
	record->before_queue_us =
		number_if(e, MT_HAS_STAGES, e->before_queue_us);
	record->in_queue_us = number_if(e, MT_HAS_STAGES, e->in_queue_us);
	record->connect_us = number_if(e, MT_HAS_STAGES, e->connect_us);
	record->transmit_us = number_if(e, MT_HAS_STAGES, e->transmit_us);
	record->attempt_us = number_if(e, MT_HAS_ATTEMPT_TIME, e->attempt_us);
	record->receive_us = number_if(e, MT_HAS_RECEIVE_TIME, e->receive_us);
	record->repeated = number_if(e, MT_HAS_REPEATED, e->repeated);
}

void
mt_event_record_fill(MtEventRecord *record, const MtEvent *e)
{
	*record = (MtEventRecord){
		.source = e->source,
		.offset = mt_number((int64_t)e->offset),
		.length = mt_number((int64_t)e->length),
		.line = mt_number((int64_t)e->line),
		.time = {e->time_us, e->decimals, e->has_time},
		.host = e->host,
		.mta = mt_mta_word(e->mta),
		.instance = e->instance,
		.program = e->program,
		.queue_id = e->queue_id,
		.event = mt_event_kind_word(e->kind),
		.status = mt_status_word(e->status),
		.suspended = e->status == MT_STATUS_SUSPENDED,
		.session = e->session,
		.message_id = e->message_id,
		.sender = e->sender,
		.recipient = e->recipient,
		.orig_recipient = e->orig_recipient,
		.client = e->client,
		.helo = e->helo,
		.auth = e->auth,
		.transport = e->transport,
		.relay = e->relay,
		.dsn = e->dsn,
		.reply = e->reply,
		.remote_id = e->remote_id,
		.related_id = e->related_id,
		.tls_version = e->tls_version,
		.tls_cipher = e->tls_cipher,
	};
	mt_ip_parse(e->client_ip, &record->client_ip);
	mt_ip_parse(e->relay_ip, &record->relay_ip);
	fill_numbers(record, e);
}
