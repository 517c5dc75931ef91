/* The table of `transaction`. */
#include "record/transaction.h"

#include "record/table.h"

#define OF MtLinkRecord

static const MtMember link_members[] = {
	MT_TEXT(host, "host", "where it is"),
	MT_TEXT(queue_id, "queue_id", "its id there"),
	MT_TEXT(how, "how", "what joins them: reply, message-id, bounce, ..."),
};

static const MtPart link_part = MT_PART("link", link_members);

#undef OF
#define OF MtTransactionRecord

static const MtMember members[] = {
	MT_TEXT(source, "source", "the log with the first line about it"),
	MT_BYTES(offset, "offset", "where that line begins"),
	MT_BYTES(length, "length", "how long it is"),
	MT_NUMBER(line, "line", "its number; 1 is the first"),
	MT_TEXT(host, "host", "the host whose queue it was in"),
	MT_TEXT(instance, "instance", "of several on the host"),
	MT_TEXT(mta, "mta", "postfix, exim, sendmail, ..."),
	MT_TEXT(queue_id, "queue_id", "left out where it was never queued"),
	MT_TEXT(trace, "trace", "the same for one message on all hosts"),
	MT_NUMBER(step, "step", "in its trace; 1 is the first host seen"),
	MT_TEXT(message_id, "message_id", "without angle brackets"),
	MT_TEXT(sender, "sender", "of the envelope; empty for bounces"),
	MT_BYTES(size, "size", "of the message"),
	MT_NUMBER(recipients, "recipients", "how many it has here"),
	MT_TEXT(client, "client", "the host that handed it over, by name"),
	MT_ADDRESS(client_ip, "client_ip", "the address of that host"),
	MT_TEXT(helo, "helo", "what it called itself"),
	MT_TEXT(auth, "auth", "the user that logged in"),
	MT_TEXT(tls_version, "tls_version", "of the connection it came by"),
	MT_TEXT(tls_cipher, "tls_cipher", "its cipher suite"),
	MT_TIME(arrived, "arrived", "when it came"),
	MT_TIME(removed, "removed", "when it left the queue"),
	MT_SECONDS(residence_us, "residence_s", "the time between"),
	MT_TRUE(complete, "complete", "both ends were seen"),
	MT_TIME(held, "held", "when it was put on hold"),
	MT_TIME(released, "released", "when it was let go"),
	MT_SECONDS(held_us, "held_s", "of this, on hold"),
	MT_TEXT(hold_reason, "hold_reason", "why, as the log says"),
	MT_TEXT(status, "status", "of all recipients: sent, mixed, rejected"),
	MT_TEXT(reply, "reply", "why it was refused, expired or deleted"),
	MT_NUMBER(attempts, "attempts", "of all recipients"),
	MT_OBJECTS(deliveries, "deliveries", &mt_record_delivery_part,
		   "the result for each recipient"),
	MT_TEXT(from_trace, "from_trace", "the trace that it came out of"),
	MT_OBJECTS(next, "next", &link_part, "where it went on"),
	MT_OBJECTS(previous, "previous", &link_part, "where it came from"),
	MT_TEXTS(notes, "notes", "words for what is strange"),
};

const MtRecordKind mt_record_transaction = MT_KIND("transaction", members);
