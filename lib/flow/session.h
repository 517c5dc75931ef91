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
	MtMoment held;    /* what it sends next goes on hold, */
	MtSlice held_why; /* because of this */

	/* Of a process that delivers: the first host that failed it, and the
	 * hash of the message whose attempt that was and of the host that it
	 * ended with; 0: its result is still to come. */
	MtSlice failed_relay, failed_reply;
	int64_t failed_us;
	uint64_t failed_attempt;

	/* Of a process that delivers: the last connection that was encrypted, to
	 * which host, and the message that went that way; 0: none yet. */
	MtSlice secure_relay, secure_version, secure_cipher;
	int64_t secure_us;
	uint64_t secure_message;
} MtSession;

typedef struct MtSessions MtSessions;

MtSessions *mt_sessions_new(void);
void mt_sessions_free(MtSessions *sessions);

/* NULL where it is not known. */
MtSession *mt_sessions_find(MtSessions *sessions, uint64_t key);

/* What the event says of it is added; `fresh` forgets what was known. */
MtSession *mt_sessions_add(MtSessions *sessions, const MtPacked *e, bool fresh);

/* What it sends next goes on hold. */
void mt_sessions_hold(MtSession *session, const MtMoment *at, MtSlice why);

/* A host failed a process that delivers: it will try another one, as a rule. */
void mt_sessions_fail(MtSessions *sessions, const MtPacked *e);

/* The session whose failure belongs to this attempt; NULL where none does. */
const MtSession *mt_sessions_failed(MtSessions *sessions, const MtPacked *e);

/* A process that delivers has encrypted its connection to a host. */
void mt_sessions_encrypt(MtSessions *sessions, const MtPacked *e);

/* The session whose encrypted connection this attempt used; NULL where none is
 * known. */
const MtSession *mt_sessions_encrypted(MtSessions *sessions, const MtPacked *e);

void mt_sessions_end(MtSession *session);

#endif
