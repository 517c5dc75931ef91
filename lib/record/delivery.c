/* The table of `delivery`. */
#include "record/delivery.h"

#include "record/table.h"

#define OF MtDeliveryRecord

#define PLACE                                                                  \
	MT_TEXT(source, "source", "the log that tells the result"),            \
		MT_BYTES(offset, "offset", "where its line begins"),           \
		MT_BYTES(length, "length", "how long that line is"),           \
		MT_NUMBER(line, "line", "its number; 1 is the first"),         \
		MT_TIME(time, "time", "when this result came")

#define RESULT                                                                 \
	MT_TEXT(recipient, "recipient", "of the envelope"),                    \
		MT_TEXT(orig_recipient, "orig_recipient",                      \
			"the recipient before aliases"),                       \
		MT_TEXT(domain, "domain", "of the recipient, lower case"),     \
		MT_TEXT(transport, "transport", "smtp, lmtp, local, ..."),     \
		MT_TEXT(relay, "relay", "the host it was handed to"),          \
		MT_ADDRESS(relay_ip, "relay_ip", "the address of that host"),  \
		MT_TEXT(status, "status", "sent, deferred, bounced, ..."),     \
		MT_TRUE(waiting, "waiting", "still in the queue at the end"),  \
		MT_TEXT(dsn, "dsn", "RFC 3463 status: 4.7.1"),                 \
		MT_TEXT(reply, "reply", "what that host, or the MTA, said"),   \
		MT_TEXT(reason, "reason",                                      \
			"the same, ids and addresses folded away"),            \
		MT_TEXT(cause, "cause", "its class: greylisted, timeout, .."), \
		MT_TEXT(remote_id, "remote_id",                                \
			"the id that the next host gave it"),                  \
		MT_TEXT(handed_to, "handed_to",                                \
			"its next id on this host: not the end"),              \
		MT_TEXT(failed_relay, "failed_relay",                          \
			"the host that was asked before, in vain"),            \
		MT_TEXT(failed_reply, "failed_reply", "what came of that"),    \
		MT_TEXT(tls_version, "tls_version",                            \
			"of the connection to that host: TLSv1.3"),            \
		MT_TEXT(tls_cipher, "tls_cipher", "its cipher suite"),         \
		MT_NUMBER(attempts, "attempts", "how often it was tried"),     \
		MT_SECONDS(delay_us, "delay_s",                                \
			   "from arrival in this queue to this result"),       \
		MT_SECONDS(before_queue_us, "before_queue_s",                  \
			   "of this, until the queue manager had it"),         \
		MT_SECONDS(in_queue_us, "in_queue_s",                          \
			   "of this, in the queue manager"),                   \
		MT_SECONDS(connect_us, "connect_s", "of this, connecting"),    \
		MT_SECONDS(transmit_us, "transmit_s", "of this, sending"),     \
		MT_SECONDS(deferred_us, "deferred_s",                          \
			   "of this, lost to earlier attempts")

static const MtMember members[] = {
	PLACE,
	MT_TEXT(host, "host", "the host whose queue it was in"),
	MT_TEXT(instance, "instance", "of several on the host"),
	MT_TEXT(mta, "mta", "postfix, exim, sendmail, ..."),
	MT_TEXT(queue_id, "queue_id", "its id there"),
	MT_TEXT(trace, "trace", "the same for one message on all hosts"),
	MT_TEXT(message_id, "message_id", "without angle brackets"),
	MT_TEXT(sender, "sender", "of the envelope; empty for bounces"),
	MT_BYTES(size, "size", "of the message"),
	MT_TIME(arrived, "arrived", "when it came into this queue"),
	RESULT,
};

static const MtMember rows[] = {PLACE, RESULT};

const MtRecordKind mt_record_delivery = MT_KIND("delivery", members);
const MtPart mt_record_delivery_part = MT_PART("delivery", rows);
