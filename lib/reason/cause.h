/*
 * What makes a delivery wait or fail, in a few words that mean the same for
 * every MTA: told from what the other side, or the MTA itself, said.
 */
#ifndef MT_REASON_CAUSE_H
#define MT_REASON_CAUSE_H

#include "base/slice.h"

typedef enum {
	MT_CAUSE_NONE,       /* nothing was said */
	MT_CAUSE_GREYLISTED, /* come back later, on principle */
	MT_CAUSE_THROTTLED,  /* too many messages, recipients or connections */
	MT_CAUSE_POLICY,     /* content, reputation, block lists, SPF, DMARC */
	MT_CAUSE_USER,       /* no such user, or not accepted any more */
	MT_CAUSE_FULL,       /* a mailbox over its quota */
	MT_CAUSE_SIZE,       /* the message is too large */
	MT_CAUSE_DNS,        /* names that cannot be looked up */
	MT_CAUSE_TLS,        /* a handshake, a certificate, a TLS policy */
	MT_CAUSE_AUTH,       /* log in first, relaying denied */
	MT_CAUSE_SCAN,       /* a content filter, scanner or milter */
	MT_CAUSE_TIMEOUT,    /* no answer */
	MT_CAUSE_REFUSED,    /* nobody listens, or nobody talks to us */
	MT_CAUSE_NETWORK,    /* no route */
	MT_CAUSE_LOST,       /* the connection ended in the middle */
	MT_CAUSE_FALLBACK,   /* the host that was asked first failed: another MX
				or a fallback relay took it */
	MT_CAUSE_LOOP,       /* too many hops */
	MT_CAUSE_LOCAL,      /* this host: disk, memory, tables, programs */
	MT_CAUSE_SERVER,     /* that host has trouble of its own */
	MT_CAUSE_OTHER,      /* something else was said */
	MT_CAUSES,
} MtCause;

MtSlice mt_cause_word(MtCause cause); /* `greylisted`; of NONE, p is NULL */

/*
 * The words are looked for first, for servers use codes as they like; then the
 * enhanced status code (RFC 3463), given or in the text, and the reply code.
 */
MtCause mt_cause_of(MtSlice reply, MtSlice dsn);

#endif
