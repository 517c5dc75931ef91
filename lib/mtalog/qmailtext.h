/*
 * The texts of qmail's log: how a delivery ended, and what tcpserver and its
 * kin say of clients. Internal to lib/mtalog; the reader is readers/qmail.c.
 * Sources: qmail-send.c, qmail-remote.c, qmail-local.c of netqmail 1.06 and
 * notqmail; tcpserver.c of ucspi-tcp.
 */
#ifndef MT_MTALOG_QMAILTEXT_H
#define MT_MTALOG_QMAILTEXT_H

#include "mtalog/reader.h"

/* Each reads what stands behind its phrase; false if it is cut. */
typedef bool MtQmailRead(MtSlice rest, const MtReaderLine *line);

MtQmailRead mt_qmail_accepted; /* PID LOCAL:IP:PORT NAME:IP:INFO:PORT */
MtQmailRead mt_qmail_ended;    /* PID status N */
MtQmailRead mt_qmail_blocked;  /* IP pid N: 451 text; LIST blocked IP .. */

/* What a phrase means, and how what is behind it is read. */
typedef struct {
	MtSlice head;
	MtEventKind kind;
	MtStatus status;
	MtQmailRead *read; /* NULL: the text is the reply */
} MtQmailPhrase;

/*
 * The phrase of a server that the text begins with, or NULL; the name of a
 * program before it, where `program` did not take it, is taken off.
 */
const MtQmailPhrase *mt_qmail_server(MtSlice program, MtSlice *text);

/*
 * The report of a delivery, `192.0.2.25_accepted_message./Remote_host_said:_250
 * _ok/`: spaces were written as '_' and line ends as '/'. The text is given back
 * its spaces, and with the server's own words it is they that are the reply; so
 * a '_' of theirs is lost.
 */
void mt_qmail_report(MtSlice report, const MtReaderLine *line);

/* `D: ` off the front, or of indimail, which has several queues, `D.QUEUE: `: one
 * key of both. */
bool mt_qmail_delivery(MtSlice *text, int64_t *key);

/*
 * The address that the text begins with. qmail writes a space as '_', so that it
 * ends at one that no quotes are around; indimail puts its queue's name behind.
 */
MtSlice mt_qmail_address(MtSlice text);

#endif
