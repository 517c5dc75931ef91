/*
 * What one Received field says: RFC 5321 4.4 clauses, the MTA's own comments,
 * and the time.
 *
 * Slices lie in the unfolded value or in the arena, but for the few words that
 * are the readers' own (`TLSv1.3`, `yes`); p is NULL for what the field does
 * not say. Nothing is guessed: a member is there because bytes of the field
 * say so.
 */
#ifndef MT_RECEIVED_RECEIVED_H
#define MT_RECEIVED_RECEIVED_H

#include "base/arena.h"
#include "base/ipaddr.h"
#include "base/note.h"
#include "base/slice.h"
#include "base/time.h"

typedef struct {
	const char *dialect; /* the reader that understood it; never NULL */
	MtSlice software;    /* product and version as written */

	MtSlice helo;  /* what the client called itself */
	MtSlice rdns;  /* the name that the receiver looked up or verified */
	MtIp ip;       /* the client's address, as the receiver saw it */
	int port;      /* of the client; 0 where not said */
	MtSlice ident; /* RFC 1413 answer, or the local user that submitted */

	MtSlice by;
	MtIp by_ip;

	MtSlice with;        /* protocol as written, white space squeezed */
	MtSlice tls_version; /* `TLSv1.3` whatever the spelling in the field */
	MtSlice tls_cipher;
	int tls_bits;
	MtSlice auth; /* the authenticated user, else the mechanism, else `yes` */

	MtSlice id;    /* without angle brackets */
	MtSlice *for_; /* recipients, without angle brackets */
	size_t n_for;
	MtSlice envelope_from; /* without angle brackets; n is 0 for <> */
	MtSlice via;

	MtTime time;
	bool encrypted; /* the field says that this hop used TLS */
	bool pull;      /* fetched (fetchmail, IMAP, POP), not sent */

	MtNotes notes; /* offsets are in the source */
} MtReceived;

/*
 * Read one unfolded value; `offset` is that of its first byte in the source,
 * for notes. Any bytes are accepted: what cannot be read is left out and noted.
 * Time and memory are linear in the length.
 */
void mt_received_parse(MtSlice value, uint64_t offset, MtArena *arena,
		       MtReceived *received);

/* `TLS1_2`, `TLSv1/SSLv3`, `TLSv13` ... as `TLSv1.2`; none if unknown. */
MtSlice mt_tls_version(MtSlice text);

#endif
