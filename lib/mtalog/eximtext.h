/*
 * What stands behind the id of a line of Exim's main log: an address, fields
 * such as `H=name (helo) [ip]`, and a reason. Internal to lib/mtalog; the
 * reader is readers/exim.c. Source: Exim's specification, "Log files".
 */
#ifndef MT_MTALOG_EXIMTEXT_H
#define MT_MTALOG_EXIMTEXT_H

#include "mtalog/reader.h"

/* Between the name of an authenticator and the client that it did not believe. */
#define MT_EXIM_FAILED_LOGIN MT_SLICE(" authenticator failed for ")

/* Each reads what stands behind its mark into the event; false if it is cut
 * before what it must have. */
typedef bool MtEximRead(MtSlice rest, MtEvent *event);

MtEximRead mt_exim_arrival;   /* sender H=.. S=.. id=.. for a b */
MtEximRead mt_exim_delivery;  /* address <original> R=.. T=.. C=".." */
MtEximRead mt_exim_failure;   /* address <original> R=.. T=..: reason */
MtEximRead mt_exim_deferral;  /* address R=.. T=.. defer (N): reason */
MtEximRead mt_exim_rejected;  /* H=.. F=<..> rejected RCPT <..>: reason */
MtEximRead mt_exim_host_line; /* that, or H=name [ip]: what a server said */
MtEximRead mt_exim_client;    /* name (helo) [ip]:port .. */
MtEximRead mt_exim_peer;      /* H=name [ip]: text; it is the relay */
MtEximRead mt_exim_from;      /* .. from name [ip] .., .. H=name [ip] .. */
MtEximRead mt_exim_server;    /* .. host name [ip]: what it said */
MtEximRead mt_exim_sender;    /* F=a@b H=.. rejected by local_scan(): reason */
MtEximRead mt_exim_unqualified; /* recipient rejected: <bob> H=.. */
MtEximRead mt_exim_unnamed;     /* IP, of which no name is known */
MtEximRead mt_exim_ignored;     /* address: error ignored */
MtEximRead mt_exim_times;       /* QT=.. and the like */

/* What a phrase means, and how what is behind it is read. */
typedef struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	MtEximRead *read;
} MtEximPhrase;

/* The phrase that `text` begins with; NULL without one. */
const MtEximPhrase *mt_exim_phrase(MtSlice text, bool has_id);

/* What Exim says of itself. */
bool mt_exim_is_not_mail(MtSlice text);

/* What an address is said to have, whose bounce could not be sent. */
#define MT_EXIM_IGNORED MT_SLICE(": error ignored")

/* The server that a reason names, where no field does. */
void mt_exim_find_server(MtSlice reason, MtEvent *event);

/* `name [ip] text` without H=. */
bool mt_exim_is_peer(MtSlice text);

/* The status code of an answer that is quoted in a text. */
MtSlice mt_exim_find_dsn(MtSlice text);

/* The reply, and the status code in it; times behind it are taken off. */
void mt_exim_reason(MtSlice reason, MtEvent *event);

#endif
