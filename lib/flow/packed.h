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
	MT_KEEP_ALL = (1 << 5) - 1,
};

typedef struct MtPacked MtPacked;

/*
 * Copy what is wanted to `arena`; NULL where nothing is. Slices are borrowed:
 * they must live until the correlator had it, as those of MtLogSink.take do.
 */
MtPacked *mt_packed_take(const MtEvent *event, unsigned keep, MtArena *arena);

#endif
