/*
 * What stands behind the id of a line of Exim's main log: an address, fields
 * such as `H=name (helo) [ip]`, and a reason. Internal to lib/mtalog; the
 * reader is readers/exim.c. Source: Exim's specification, "Log files".
 */
#ifndef MT_MTALOG_EXIMTEXT_H
#define MT_MTALOG_EXIMTEXT_H

#include "mtalog/reader.h"

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
MtEximRead mt_exim_times;     /* QT=.. and the like */

#endif
