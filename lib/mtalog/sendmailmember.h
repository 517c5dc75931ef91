/*
 * The members `key=value` of sendmail's lines, which commas separate. Internal to
 * lib/mtalog, for sendmailtext.h.
 */
#ifndef MT_MTALOG_SENDMAILMEMBER_H
#define MT_MTALOG_SENDMAILMEMBER_H

#include "mtalog/event.h"

/*
 * All members into the event, whose kind says whose `relay` is: the next host's
 * of an attempt, else the client's. `stat` is the value of that one, which ends a
 * delivery; untouched where there is none.
 */
void mt_sendmail_members(MtSlice rest, MtEvent *event, MtSlice *stat);

/*
 * Take a value off the front: up to the comma that another key follows, `, dsn=`.
 * Message-IDs and quoted local parts are not looked into.
 */
MtSlice mt_sendmail_value(MtSlice *rest);

/* `<a@b>`, or without brackets. */
void mt_sendmail_address(MtSlice value, MtSlice *address);

/* `host. [ip]`, `[ip]`, `host [IPv6:ip] (may be forged)`, `user@host`. */
void mt_sendmail_peer_of(MtSlice value, MtSlice *name, MtSlice *address);

#endif
