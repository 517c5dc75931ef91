/*
 * What one log line says about mail, in one vocabulary for all MTAs.
 *
 * Slices lie in the block that the line is in, in its arena, or are constants:
 * they end with the block. p is NULL for text, and the MT_HAS_ bit unset for
 * numbers, that the line does not give: a reader never makes up a 0 or "". A
 * number without its bit is not cleared and means nothing. Record: `event`.
 */
#ifndef MT_MTALOG_EVENT_H
#define MT_MTALOG_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"

typedef enum {
	MT_MTA_NONE,
	MT_MTA_POSTFIX,
	MT_MTA_EXIM,
	MT_MTA_SENDMAIL,
	MT_MTA_OPENSMTPD,
	MT_MTA_QMAIL,
	MT_MTA_COURIER,
	MT_MTA_DOVECOT,
	MT_MTA_EXCHANGE,
	MT_MTA_AMAVIS,
	MT_MTA_RSPAMD,
	MT_MTA_OTHER, /* postgrey, opendkim, policy servers, milters */
} MtMta;

typedef enum {
	MT_EVENT_OTHER,      /* about mail, understood, none of the below */
	MT_EVENT_CONNECT,    /* a client connected (or: to a server) */
	MT_EVENT_DISCONNECT, /* and went */
	MT_EVENT_REJECT,     /* refused: no queue id, or before one counts */
	MT_EVENT_RECEIVE,    /* taken in: client, or local user */
	MT_EVENT_MESSAGE_ID, /* the Message-ID became known */
	MT_EVENT_QUEUE,      /* in the queue: sender, size, recipients */
	MT_EVENT_ATTEMPT,    /* a delivery attempt and its result */
	MT_EVENT_BOUNCE,     /* a DSN was made: related_id is its id */
	MT_EVENT_EXPIRE,     /* given up: too long in the queue */
	MT_EVENT_HOLD,       /* put on hold (frozen) */
	MT_EVENT_RELEASE,    /* taken off hold (thawed) */
	MT_EVENT_REINJECT,   /* goes on as related_id on this host */
	MT_EVENT_REMOVE,     /* left the queue */
	MT_EVENT_TLS,        /* a TLS session: version and cipher */
	MT_EVENT_KINDS,
} MtEventKind;

typedef enum {
	MT_STATUS_NONE,
	MT_STATUS_SENT,
	MT_STATUS_DEFERRED,
	MT_STATUS_SUSPENDED, /* deferred without an attempt being made */
	MT_STATUS_BOUNCED,
	MT_STATUS_EXPIRED,
	MT_STATUS_REJECTED,
	MT_STATUS_DISCARDED,
	MT_STATUS_DELETED, /* by the administrator */
	MT_STATUS_DELIVERABLE,
	MT_STATUS_UNDELIVERABLE, /* verify probes: no message */
	MT_STATUS_NOT_CACHED,    /* undeliverable, and will be asked again */
	MT_STATUSES,
} MtStatus;

/* Which numbers of an event are given. */
enum {
	MT_HAS_SIZE = 1 << 0,
	MT_HAS_RECIPIENTS = 1 << 1,
	MT_HAS_RELAY_PORT = 1 << 2,
	MT_HAS_DELAY = 1 << 3,
	MT_HAS_STAGES = 1 << 4, /* before_queue, in_queue, connect, transmit */
	MT_HAS_PID = 1 << 5,
	MT_HAS_CLIENT_PORT = 1 << 6,
	MT_HAS_RECEIVE_TIME = 1 << 7,
	MT_HAS_ATTEMPT_TIME = 1 << 8,
	MT_HAS_REPEATED = 1 << 9,
};

typedef struct {
	/* From the prefix of the line and the file it stands in. */
	int64_t time_us; /* UTC */
	bool has_time;
	bool zone_unsaid; /* by line and --tz: taken for this machine's */
	uint8_t decimals;
	MtSlice host;
	MtSlice instance; /* `postfix-out`; p NULL for the default */
	MtSlice program;  /* as written: `postfix/smtp`, `sm-mta`, `exim` */
	MtSlice source;   /* path; outlives the event */
	uint64_t line;    /* 1-based in its source */
	uint64_t offset;  /* of the line in its source */
	uint64_t length;  /* of the line, its end not counted */
	int64_t pid;

	/* What mt_event_clear() clears begins here. */
	MtEventKind kind;
	MtMta mta;
	MtStatus status;
	uint32_t has;

	/* What ties lines together. */
	MtSlice queue_id;
	MtSlice session;    /* id of a session where the MTA logs one; of
			       Exchange the network message id, which is
			       the same on all its servers */
	MtSlice message_id; /* without <> */
	MtSlice remote_id;  /* the id that the next hop answered with */
	MtSlice related_id; /* child, parent or re-injected id on this host; of
			       qmail `qp PID`, which ends the remote id that
			       a client got from it */

	MtSlice sender; /* envelope; n is 0 for <> */
	MtSlice recipient, orig_recipient;
	MtSlice client, client_ip, helo, auth;
	MtSlice relay, relay_ip;
	MtSlice dsn;   /* `4.7.1` */
	MtSlice reply; /* what the other side, or the MTA itself, said */
	MtSlice tls_version, tls_cipher;
	MtSlice transport; /* Postfix smtp/lmtp/local ..., Exim T=, mailer= */

	/* And ends here: these have a bit in `has`. */
	int64_t size;       /* bytes */
	int64_t recipients; /* number */
	int64_t repeated;   /* the line stands for so many equal ones */
	int32_t client_port, relay_port;

	/* Microseconds, as logged: see mailtrace-record(5). */
	int64_t delay_us;
	int64_t before_queue_us, in_queue_us, connect_us, transmit_us;
	int64_t attempt_us; /* this attempt alone: sendmail xdelay, Exim DT */
	int64_t receive_us; /* time to take the message in: Exim RT */
} MtEvent;

/* All that a line says is unknown again; its prefix stays, but for the pid. */
static inline void
mt_event_clear(MtEvent *event)
{
	memset(&event->kind, 0,
	       offsetof(MtEvent, size) - offsetof(MtEvent, kind));
}

MtSlice mt_event_kind_word(MtEventKind kind);
MtSlice mt_mta_word(MtMta mta);
/* MT_STATUS_SUSPENDED is `deferred` in records, which say `suspended` too. */
MtSlice mt_status_word(MtStatus status);

/* Called for each event of a line, in order; the event ends with the call. */
typedef void MtEventSink(const MtEvent *event, void *data);

#endif
