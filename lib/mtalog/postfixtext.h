/*
 * The phrases of Postfix's log: what may stand behind a queue id, and how each
 * is read. Internal to lib/mtalog; the reader is readers/postfix.c.
 */
#ifndef MT_MTALOG_POSTFIXTEXT_H
#define MT_MTALOG_POSTFIXTEXT_H

#include "mtalog/reader.h"

/*
 * Reads the text behind the phrase into `event`, whose kind and status the
 * table has set. May be NULL where there is nothing to read. Returns false for
 * what does not have the known form.
 */
typedef bool MtPhraseRead(MtSlice rest, MtEvent *event);

typedef struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	MtPhraseRead *read;
} MtPhrase;

MtPhraseRead mt_postfix_delivery;   /* to=<..>, relay=.., status=.. (..) */
MtPhraseRead mt_postfix_queue;      /* from=<..>, size=.., nrcpt=.. */
MtPhraseRead mt_postfix_message_id; /* <..>, or what there is */
MtPhraseRead mt_postfix_client;     /* name[ip], sasl_username=.. */
MtPhraseRead mt_postfix_pickup;     /* uid=N from=<..> */
MtPhraseRead mt_postfix_reject;     /* RCPT from name[ip]: 550 ..; from= */
MtPhraseRead mt_postfix_related;    /* an id of this host */
MtPhraseRead mt_postfix_peer;       /* name[ip]:port ... */
MtPhraseRead mt_postfix_said;       /* name[ip] said: 450 ... */
MtPhraseRead mt_postfix_tls;        /* from name[ip]: TLSv1.3 with cipher .. */
MtPhraseRead mt_postfix_text;       /* anything: it is the reply */

#endif
