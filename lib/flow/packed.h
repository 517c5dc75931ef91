/*
 * What correlation wants of an event, small enough to wait for its turn: made
 * on any thread, used on one.
 */
#ifndef MT_FLOW_PACKED_H
#define MT_FLOW_PACKED_H

#include "base/arena.h"
#include "mtalog/event.h"

/* What a program wants to know beyond ids, addresses, times and results. */
enum {
	MT_KEEP_MESSAGE_ID = 1 << 0,
	MT_KEEP_CLIENT = 1 << 1,     /* client, helo, auth, TLS, session */
	MT_KEEP_SENT_REPLY = 1 << 2, /* what was answered to what was taken */
	MT_KEEP_ATTEMPTS = 1 << 3,   /* the list, not only the last */
	MT_KEEP_REFUSED = 1 << 4,    /* what was refused before it had an id */
	MT_KEEP_TRANSPORT = 1 << 5,  /* by which way, to which address, for whom
					first */
	MT_KEEP_FAILED =
		1 << 6, /* hosts that failed before another one took it,
				    where that took a second or more */
	MT_KEEP_ALL = (1 << 7) - 1,
};

typedef struct MtPacked MtPacked;

/*
 * Copy what is wanted to `arena`; NULL where nothing is. Slices are borrowed:
 * they must live until the correlator had it, as those of MtLogSink.take do.
 */
MtPacked *mt_packed_take(const MtEvent *event, unsigned keep, MtArena *arena);

/* The texts of an event that may be packed, in the order they are kept. */
typedef enum {
	MT_PACKED_RELATED_ID,
	MT_PACKED_MESSAGE_ID,
	MT_PACKED_SENDER,
	MT_PACKED_RECIPIENT,
	MT_PACKED_ORIG_RECIPIENT,
	MT_PACKED_RELAY,
	MT_PACKED_RELAY_IP,
	MT_PACKED_DSN,
	MT_PACKED_REPLY,
	MT_PACKED_REMOTE_ID,
	MT_PACKED_TRANSPORT,
	MT_PACKED_CLIENT,
	MT_PACKED_CLIENT_IP,
	MT_PACKED_HELO,
	MT_PACKED_AUTH,
	MT_PACKED_SESSION,
	MT_PACKED_TLS_VERSION,
	MT_PACKED_TLS_CIPHER,
	MT_PACKED_TEXTS,
} MtPackedText;

/* For the correlator. */
struct MtPacked {
	uint64_t hash; /* of the id: mt_hash_id() */
	int64_t time_us;
	MtSlice source, host, instance, id;
	uint64_t line, offset, session; /* which connection, hashed; 0: none */
	uint32_t length, has, hash_recipient;
	uint32_t texts; /* 1 << MT_PACKED_..., of those that follow */
	uint8_t kind, mta, status, decimals;
	bool has_time, zone_unsaid;
	union {
		struct {
			int64_t delay_us, before_us, queue_us, connect_us,
				transmit_us, attempt_us;
		} attempt;
		struct {
			int64_t size, recipients, receive_us;
			int32_t client_port;
		} message;
	};
	MtSlice text[]; /* one for each bit of `texts` */
};

static inline MtSlice
mt_packed_text(const MtPacked *e, MtPackedText which)
{
	uint32_t bit = 1U << which;

	if ((e->texts & bit) == 0)
		return (MtSlice){0};
	return e->text[__builtin_popcount(e->texts & (bit - 1))];
}

#endif
