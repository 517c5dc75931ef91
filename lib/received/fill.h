/*
 * The common reader: fills an MtReceived with what RFC 5321 and the comments
 * that many MTAs share say, before the dialect corrects it. Internal to
 * lib/received; dialects use the helpers at the end.
 */
#ifndef MT_RECEIVED_FILL_H
#define MT_RECEIVED_FILL_H

#include "received/dialect.h"

/* Where an address was found; a higher rank replaces a lower one. */
typedef enum {
	MT_IP_NONE,
	MT_IP_AS_NAME,    /* the first word of from is an address */
	MT_IP_BARE,       /* `(192.0.2.1)`, `name [192.0.2.1]` */
	MT_IP_IN_COMMENT, /* `(name [192.0.2.1])` */
} MtIpRank;

typedef struct {
	const MtClauses *clauses;
	const MtDialect *dialect;
	uint64_t offset; /* of clauses->value in the source */
	MtArena *arena;
	MtReceived *received;
	MtIpRank ip_rank;
} MtFill;

void mt_fill_note(MtFill *fill, MtNoteKind kind, MtSlice about);

/* from.c: the from clause and what stands before it. */
void mt_fill_from(MtFill *fill);

/* fromkey.c: is `word` a key or, with its '=', key and value? It is filled in
 * then; `used` says whether `next` (NULL where there is none) was the value. */
bool mt_from_key(MtFill *fill, MtSlice word, const MtToken *next, bool *used);

/* comment.c: one comment of a clause; returns false if it means nothing that
 * is known in every place (TLS, authentication, envelope sender). */
bool mt_fill_comment(MtFill *fill, MtSlice comment);

/* when.c: the time. */
void mt_fill_time(MtFill *fill);

/* fill.c: the clauses other than from. */
void mt_fill_rest(MtFill *fill);

/* with.c: the protocol; and what its name says, after the dialect. */
void mt_fill_with(MtFill *fill);
void mt_fill_protocol(MtReceived *received);

/* software.c: is this comment, of with or of another clause, a product? */
bool mt_is_software(MtSlice comment, bool of_with);

/* Helpers for dialects. */

/* Without the outer <>, also doubled, and a trailing comma. */
MtSlice mt_strip_path(MtSlice word);

/* An address in any of the ways that MTAs write one: `1.2.3.4`, `[..]`,
 * `[IPv6:..]`, `1.2.3.4:25`, `[1.2.3.4]:25`, `[1.2.3.4:25]`, and Exim 3's
 * `[1.2.3.4.25]`. `port` is set where one is given. */
bool mt_read_address(MtSlice text, MtIp *ip, int *port);

/* The value of `key` (with its '=') in `a=b c=d, e=f`; p is NULL without it. */
MtSlice mt_read_key(MtSlice text, MtSlice key);

/* The first word of from is no host but who submitted: an account of a web
 * service, a local user. It becomes the ident. */
void mt_from_is_user(MtReceived *received);

/* The name of a cipher suite, in whichever spelling? */
bool mt_is_cipher(MtSlice word);

/* `VERSION:CIPHER:BITS`, as Exim and others write it, also with less. */
bool mt_read_tls_triple(MtSlice text, MtReceived *received);

/* `with ESMTPS (CIPHER encrypted, authenticated)`, `with (CIPHER encrypted)
 * SMTP`, `with CIPHER encrypted SMTP`, as patches of qmail have it. */
void mt_read_encrypted(const MtClauses *clauses, MtReceived *received);

/* local.c */

/* `PRODUCT, from userid N` in `software`: the product, and N as the user. */
void mt_split_userid(MtReceived *received);

/* `(from user@host)` or `(user@host)` before the first clause. */
void mt_read_lead_user(const MtClauses *clauses, MtReceived *received);

/* `(qmail N invoked by uid N)` before the first clause: program and user. */
void mt_read_invoker(const MtClauses *clauses, MtReceived *received);

/* `(WORD RDNS [IP])`, as it stands where HELO is another name. */
void mt_read_true_name(const MtClauses *clauses, MtSlice word,
		       MtReceived *received);

/* For MTAs that name a host only with its address: without one, the first word
 * of from is the local user that submitted. */
void mt_local_user(const MtClauses *clauses, MtReceived *received);

#endif
