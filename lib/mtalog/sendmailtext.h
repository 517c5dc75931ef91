/*
 * What stands behind the id of a line of sendmail: members `key=value` that
 * commas separate. Internal to lib/mtalog; the reader is readers/sendmail.c.
 * Source: the Installation and Operation Guide, "The System Log", and
 * logdelivery() of deliver.c.
 */
#ifndef MT_MTALOG_SENDMAILTEXT_H
#define MT_MTALOG_SENDMAILTEXT_H

#include "mtalog/reader.h"

/* Each reads what stands behind its phrase into the event of the line; false if
 * it is cut. None but the deliveries gives it. */
typedef bool MtSendmailRead(const MtReaderLine *line, MtSlice rest);

MtSendmailRead mt_sendmail_from; /* <a>, size=.., nrcpts=.., relay=.. */
MtSendmailRead mt_sendmail_to;   /* <a>,<b>, delay=.., stat=..: an event each */
MtSendmailRead mt_sendmail_tls;  /* server, relay=.., version=.., cipher=.. */
MtSendmailRead mt_sendmail_rule; /* check_rcpt, arg1=<a>, reject=550 .. */
MtSendmailRead mt_sendmail_done; /* ; delay=.., ntries=1 */
MtSendmailRead mt_sendmail_peer; /* name [ip] .. */
MtSendmailRead mt_sendmail_milter;      /* .. to=<a>, reject=550 .. */
MtSendmailRead mt_sendmail_auth;        /* client, relay=.., mech=.. */
MtSendmailRead mt_sendmail_of_client;   /* .. from name [ip] ..; relay=.. */
MtSendmailRead mt_sendmail_tcpwrappers; /* name, ip) rejection */

#endif
