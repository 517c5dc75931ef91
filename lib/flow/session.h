/*
 * Connections: what is said of a client before a message has an id. Internal
 * to lib/flow. Bounded: where there are too many, old ones are forgotten.
 */
#ifndef MT_FLOW_SESSION_H
#define MT_FLOW_SESSION_H

#include "flow/packed.h"
#include "flow/transaction.h"

typedef struct {
	uint64_t key; /* 0: free */
	uint64_t used;
	MtSlice client, client_ip, helo, auth, tls_version, tls_cipher;
	MtMoment held;    /* what it sends next goes on hold */
	uint64_t message; /* hash of the last one that it sent; 0: none */
} MtSession;

typedef struct MtSessions MtSessions;

MtSessions *mt_sessions_new(void);
void mt_sessions_free(MtSessions *sessions);

/* NULL where it is not known. */
MtSession *mt_sessions_find(MtSessions *sessions, uint64_t key);

/* What the event says of it is added; `fresh` forgets what was known. */
MtSession *mt_sessions_add(MtSessions *sessions, const MtPacked *e, bool fresh);

void mt_sessions_end(MtSession *session);

#endif
