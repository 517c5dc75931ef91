/*
 * The phrases of Postfix's log: what may stand behind a queue id, and how each
 * is read. Internal to lib/mtalog; the reader is readers/postfix.c.
 */
#ifndef MT_MTALOG_POSTFIXTEXT_H
#define MT_MTALOG_POSTFIXTEXT_H

#include <glib.h>

#include "mtalog/reader.h"

/*
 * Reads the text behind the phrase into `event`, whose kind and status the
 * table has set; of kind `other` the whole text is the reply already. May be
 * NULL where there is nothing to read. Returns false for what does not have the
 * known form.
 */
typedef bool MtPhraseRead(MtSlice rest, MtEvent *event);

typedef struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	MtPhraseRead *read;
} MtPhrase;

/* What a phrase of a table begins with. */
#define MT_HEAD(literal)                                                       \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* The phrase that `text` begins with, or NULL. */
static inline const MtPhrase *
mt_postfix_phrase(const MtPhrase *phrases, size_t n, MtSlice text)
{
	if (text.n == 0)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (text.p[0] == phrases[i].head.p[0] &&
		    mt_slice_starts(text, phrases[i].head))
			return &phrases[i];
	return NULL;
}

/* That of a line without an id, or NULL. */
const MtPhrase *mt_postfix_without_id(MtSlice text);

/* Of the daemons about themselves? */
bool mt_postfix_is_not_mail(MtSlice text);

/* Speaks the program with servers, not with clients? */
bool mt_postfix_is_sender(const MtEvent *event);

MtPhraseRead mt_postfix_delivery;    /* to=<..>, relay=.., status=.. (..) */
MtPhraseRead mt_postfix_queue;       /* from=<..>, size=.., nrcpt=.. */
MtPhraseRead mt_postfix_message_id;  /* <..>, or what there is */
MtPhraseRead mt_postfix_client;      /* name[ip], sasl_username=.. */
MtPhraseRead mt_postfix_pickup;      /* uid=N from=<..> */
MtPhraseRead mt_postfix_reject;      /* RCPT from name[ip]: 550 ..; from= */
MtPhraseRead mt_postfix_related;     /* an id of this host */
MtPhraseRead mt_postfix_peer;        /* name[ip]:port .. */
MtPhraseRead mt_postfix_said;        /* name[ip] said: 450 .. */
MtPhraseRead mt_postfix_server_said; /* .. server name[ip] said: 535 .. */
MtPhraseRead mt_postfix_tls;         /* established from name[ip]: TLSv1.3 .. */
MtPhraseRead mt_postfix_tlsrpt;      /* status=.., receiving_mx=name[ip], .. */
MtPhraseRead mt_postfix_from;        /* .. from name[ip]:port .. */
MtPhraseRead mt_postfix_for_client;  /* .. for [ip]:port */
MtPhraseRead mt_postfix_for_relay;   /* .. for name[ip]:port */
MtPhraseRead mt_postfix_of_server;   /* .. by host name[ip]:port, or none */
MtPhraseRead mt_postfix_relay;       /* name[ip]:port .. */
MtPhraseRead mt_postfix_screened;    /* NEW [ip]:port */
MtPhraseRead mt_postfix_warning;     /* name[ip]: text, or text */
MtPhraseRead mt_postfix_of_peer;     /* name[ip]:port: text */
MtPhraseRead mt_postfix_rate;        /* .. for (service:ip) at .. */
MtPhraseRead mt_postfix_listed;      /* ip listed by .. */

/* Shared by these: each takes a value off the front. */
void mt_postfix_take_client(MtSlice *rest, MtEvent *event);
bool mt_postfix_take_address(MtSlice *rest, MtSlice *address);
bool mt_postfix_take_relay(MtSlice *rest, MtEvent *event);

/* `header Subject: text from name[ip]`: of header_checks(5) and the like. */
bool mt_postfix_is_content(MtSlice reason);

size_t mt_postfix_find_last(MtSlice s, MtSlice what);

#endif
