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
	MT_PACKED_INSTANCE,
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

/* Microseconds, of an attempt. */
typedef struct {
	int64_t delay_us, before_us, queue_us, connect_us, transmit_us,
		attempt_us;
} MtPackedTimes;

/* Of a message. */
typedef struct {
	int64_t size, recipients, receive_us;
	int32_t client_port;
} MtPackedSizes;

enum {
	MT_PACKED_HAS_SIZES = MT_HAS_SIZE | MT_HAS_RECIPIENTS |
			      MT_HAS_CLIENT_PORT | MT_HAS_RECEIVE_TIME,
};

/*
 * For the correlator. Small, since with several threads each line of cache that
 * it fills goes from one to another: lengths stand apart from what they are of,
 * and numbers are there only where there are any.
 */
struct MtPacked {
	uint64_t hash; /* of the id: mt_hash_id() */
	int64_t time_us;
	const char *source, *host, *id; /* of n_source bytes, and so on */
	uint64_t line, offset, session; /* which connection, hashed; 0: none */
	uint32_t n_source, n_host, n_id;
	uint32_t length, has, hash_recipient;
	uint32_t texts; /* 1 << MT_PACKED_..., of those that follow */
	uint8_t n_texts, kind, mta, status, decimals;
	bool has_time, zone_unsaid;
	/* One for each bit of `texts`; behind them MtPackedTimes of an attempt,
	 * and of other kinds MtPackedSizes with MT_PACKED_HAS_SIZES. */
	MtSlice text[];
};

static inline MtSlice
mt_packed_source(const MtPacked *e)
{
	return mt_slice(e->source, e->n_source);
}

static inline MtSlice
mt_packed_host(const MtPacked *e)
{
	return mt_slice(e->host, e->n_host);
}

static inline MtSlice
mt_packed_id(const MtPacked *e)
{
	return mt_slice(e->id, e->n_id);
}

static inline MtSlice
mt_packed_text(const MtPacked *e, MtPackedText which)
{
	uint32_t bit = 1U << which;

	if ((e->texts & bit) == 0)
		return (MtSlice){0};
	return e->text[__builtin_popcount(e->texts & (bit - 1))];
}

/* Of MT_EVENT_ATTEMPT; NULL of other kinds. */
static inline const MtPackedTimes *
mt_packed_times(const MtPacked *e)
{
	return e->kind != MT_EVENT_ATTEMPT ? NULL
					   : (const void *)&e->text[e->n_texts];
}

/* NULL where there are none, and of MT_EVENT_ATTEMPT. */
static inline const MtPackedSizes *
mt_packed_sizes(const MtPacked *e)
{
	return e->kind == MT_EVENT_ATTEMPT ||
			       (e->has & MT_PACKED_HAS_SIZES) == 0
		       ? NULL
		       : (const void *)&e->text[e->n_texts];
}

#endif
