/*
 * One queue id on one host from arrival to removal, put together from the
 * lines that name it.
 *
 * What no line says is not known: a slice with p NULL, a moment with `known`
 * false, a number whose bit in `has` (MT_HAS_ of mtalog/event.h) is unset, a
 * stage whose bit in `stages.known` is unset. Every statement rests on a line,
 * and says which: its moment. Records: `transaction` and `delivery`.
 */
#ifndef MT_FLOW_TRANSACTION_H
#define MT_FLOW_TRANSACTION_H

#include "base/arena.h"
#include "mtalog/event.h"

/* The line that says it, and its time (UTC, as the host's clock had it). */
typedef struct {
	int64_t time_us;
	MtSlice source; /* lives as long as the log that was read */
	uint64_t line, offset;
	uint32_t length;
	uint8_t decimals;
	bool known;       /* some line says it */
	bool has_time;    /* and that line has a time */
	bool zone_unsaid; /* whose zone was taken for this machine's */
} MtMoment;

/* Where the time of a delivery went, in order. */
typedef enum {
	MT_STAGE_BEFORE, /* before the queue: taken in, filtered, on hold */
	MT_STAGE_DEFERRED, /* lost to earlier attempts and the wait for the last */
	MT_STAGE_QUEUE,    /* waiting in the active queue */
	MT_STAGE_CONNECT,  /* DNS, connecting, greeting, TLS */
	MT_STAGE_TRANSMIT, /* the message itself, until the answer. Where the
			      MTA does not tell it from connecting, both */
	MT_STAGES,
} MtStage;

typedef struct {
	int64_t us[MT_STAGES]; /* never negative */
	uint8_t known;         /* 1 << MT_STAGE_... */
} MtStageTimes;

MtSlice mt_stage_word(MtStage stage); /* `before_queue`, `deferred`, ... */

/* One try to deliver to one recipient. */
typedef struct MtAttempt {
	struct MtAttempt *next; /* later */
	MtMoment at;
	MtStatus status; /* MT_STATUS_SUSPENDED is none, and not counted */
	MtSlice relay, relay_ip, dsn, reply;
	MtStageTimes stages;
} MtAttempt;

/* One recipient, and what became of it so far. */
typedef struct MtDelivery {
	struct MtDelivery *next;
	MtSlice recipient, orig_recipient, transport;
	MtStatus status; /* of the last attempt; MT_STATUS_SUSPENDED only where
			    there was no attempt at all; MT_STATUS_NONE where
			    only the address is known */
	MtMoment at;     /* of the line that gave the status */
	MtSlice relay, relay_ip, dsn, reply, remote_id;
	MtStageTimes stages; /* from arrival to `at` */
	int64_t delay_us;    /* from arrival to `at`, as logged; see `has` */
	uint32_t has;        /* MT_HAS_DELAY */

	/* The message stays on this host: a filter that hands it back under
	 * `handed_to`, an alias that is sent on as that. No final delivery. */
	MtSlice handed_to;
	/* A host that failed in the attempt that `at` tells of, before `relay`
	 * was asked; p is NULL where none did. */
	MtSlice failed_relay, failed_reply;
	/* Of the connection to `relay`, in that attempt. */
	MtSlice tls_version, tls_cipher;
	struct MtStep *to; /* where it led: flow/join.h sets it in its copy */

	MtAttempt *attempts, *last_attempt; /* oldest first; some in the middle
					       left out beyond a limit */
	uint32_t n_attempts;                /* all that were made */
	uint32_t n_deferred;                /* of these */
	uint32_t n_suspended;               /* deferred without an attempt */
	uint32_t hash;                      /* of the recipient */
} MtDelivery;

/* Another message that came out of this one, on the same host. */
typedef enum {
	MT_CHILD_BOUNCE,  /* to the sender: not delivered */
	MT_CHILD_DELAY,   /* to the sender: not delivered yet */
	MT_CHILD_SUCCESS, /* to the sender: delivered */
	MT_CHILD_FORWARD, /* the message itself: alias, list, filter, requeued */
	MT_CHILD_KINDS,
} MtChildKind;

MtSlice mt_child_kind_word(MtChildKind kind);

typedef struct MtChild {
	struct MtChild *next;
	MtSlice queue_id;
	MtChildKind kind;
	MtMoment at;
} MtChild;

typedef struct MtTransaction {
	MtSlice host, instance, queue_id; /* queue_id.p NULL: refused before
					     there was one */
	MtMta mta;
	uint32_t
		has; /* MT_HAS_SIZE, _RECIPIENTS, _CLIENT_PORT, _RECEIVE_TIME */
	MtSlice message_id, sender;
	MtSlice client, client_ip, helo, auth;
	MtSlice session; /* or another id of it that other hosts may name: qmail's
			    qp, Exchange's network message id */
	MtSlice tls_version, tls_cipher; /* that it came in with */
	MtSlice parent;                  /* the id on this host it came from */
	int64_t size, recipients, receive_us;
	int32_t client_port;

	MtMoment first, last;    /* lines that name it */
	MtMoment arrived;        /* taken in */
	MtMoment queued;         /* first in the active queue */
	MtMoment removed;        /* left the queue */
	MtMoment held, released; /* the last time each */
	MtSlice held_why; /* what the log says of that: a check, a filter */
	MtMoment expired;
	int64_t held_us;      /* all time on hold */
	bool removed_implied; /* the MTA does not log it: all recipients done */
	bool complete;        /* both ends were seen */
	bool deleted;         /* by the administrator */
	bool refused; /* by this host, all of it: `deliveries` say why */
	bool evicted; /* given up for want of memory: more may follow */

	MtDelivery *deliveries, *last_delivery; /* in order of appearance */
	uint32_t n_deliveries; /* listed; beyond MT_MAX_LISTED only counted */
	uint32_t n_unlisted;
	MtChild *children, *last_child;
	uint32_t n_children;

	/* Attempts by result, over all recipients, listed or not. */
	uint32_t n_sent, n_deferred, n_suspended, n_bounced;
	uint64_t n_lines; /* events that went into it */
} MtTransaction;

/* Is this result the last word on a recipient? */
bool mt_status_is_final(MtStatus status);

/*
 * Still in the queue when its log ended, or lost from sight: not removed, not
 * refused, and not evicted.
 */
bool mt_transaction_is_waiting(const MtTransaction *t);

/* When it came, or the first that is known of it where that has no time. */
const MtMoment *mt_transaction_came(const MtTransaction *t);

/* From arrival to removal; false where either has no time. */
bool mt_transaction_residence(const MtTransaction *t, int64_t *us);

/* From arrival to the result of a recipient, as logged or by the clock; false
 * where neither is known. */
bool mt_delivery_delay(const MtTransaction *t, const MtDelivery *d,
		       int64_t *us);

/* What its host answers with, where that is not the id of its log; p is NULL
 * where it is. */
MtSlice mt_transaction_other_id(const MtTransaction *t);

/* The id of an answer, as the log of the host that gave it has it. */
MtSlice mt_answered_id(MtSlice remote_id);

/* A copy of all of it in `arena`; sources are borrowed as they are. */
MtTransaction *mt_transaction_copy(const MtTransaction *t, MtArena *arena);

#endif
