/*
 * What a receiver wrote about authentication: Authentication-Results (RFC
 * 8601), ARC-Authentication-Results (RFC 8617), Received-SPF (RFC 7208 9.1).
 *
 * Read as real receivers write them: several results without `;` between them,
 * comments everywhere, values with spaces, no authserv-id at all. Parsing only:
 * whether to believe it is for the caller. Slices lie in the unfolded value (byte i
 * is byte i of the raw one), p is NULL for what is not there. Linear.
 */
#ifndef MT_AUTHRES_AUTHRES_H
#define MT_AUTHRES_AUTHRES_H

#include "base/arena.h"
#include "base/ipaddr.h"
#include "base/slice.h"

/* `header.d=example.com`: type, property and value. Without a dot (what is
 * not from RFC 8601: `action=none`), the type has no p. Quotes are taken off. */
typedef struct {
	MtSlice type, name, value;
} MtAuthProp;

/* `dkim=pass (2048-bit key) reason="..." header.d=example.com` */
typedef struct {
	MtSlice method;  /* `dkim`, without its version */
	MtSlice result;  /* `pass` */
	MtSlice comment; /* the first one, without parentheses */
	MtSlice reason;
	MtAuthProp *props;
	size_t n_props;
	MtSlice whole; /* all of it, for evidence */
} MtAuthResult;

typedef struct {
	MtSlice authserv_id; /* none with Outlook.com and others */
	MtSlice version;     /* behind the authserv-id */
	int instance;        /* ARC: 1 to 50; 0 without */
	MtAuthResult *results;
	size_t n;
	bool none; /* "no authentication was performed" */
} MtAuthResults;

void mt_authres_read(MtSlice value, MtArena *arena, MtAuthResults *results);

/* The first result of a method (any case) at or after index `from`; NULL. */
const MtAuthResult *mt_authres_find(const MtAuthResults *results,
				    const char *method, size_t from);

/* The value of `type.name` (any case; type NULL: any); p is NULL without. */
MtSlice mt_authres_prop(const MtAuthResult *result, const char *type,
			const char *name);

/*
 * Has the comment these words, in any case? A space in them, not at the beginning,
 * stands for all white space: fields are folded between words. `behind`, unless
 * NULL, becomes what follows.
 */
bool mt_authres_says(MtSlice comment, const char *words, MtSlice *behind);

/* `Pass (mx.example.org: domain of ... ) client-ip=192.0.2.1; ...` */
typedef struct {
	MtSlice result;
	MtSlice comment;
	MtSlice client_ip;     /* as written */
	MtIp ip;               /* the same; family 0 where it is none */
	MtSlice envelope_from; /* without angle brackets */
	MtSlice helo, receiver, identity, mechanism, problem;
	MtAuthProp *props; /* all pairs, those above too; type has no p */
	size_t n_props;
} MtReceivedSpf;

void mt_received_spf_read(MtSlice value, MtArena *arena, MtReceivedSpf *spf);

#endif
