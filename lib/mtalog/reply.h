/*
 * What the next hop's answer to the final dot says: the id that it gave the
 * message, which is how one host's log leads to the next one's.
 */
#ifndef MT_MTALOG_REPLY_H
#define MT_MTALOG_REPLY_H

#include "base/slice.h"

/*
 * The id in a positive reply; p is NULL where none is known. Understood:
 *   Postfix        250 2.0.0 Ok: queued as ID   (also through amavis)
 *   Exim           250 OK id=ID
 *   sendmail       250 2.0.0 ID Message accepted for delivery
 *   OpenSMTPD      250 2.0.0 ID Message accepted for delivery: ...
 *   qmail          250 ok EPOCH qp PID          -> `EPOCH qp PID`
 *   Exchange       <MID> [InternalId=N, Hostname=H] ... Queued mail -> N
 *   Gmail          250 2.0.0 OK  EPOCH ID - gsmtp
 *   Courier        250 Ok. ID
 *   Dovecot LMTP   250 2.0.0 <user> SESSION Saved
 *   Proxmox filter 250 2.5.0 OK (ID)
 *   Haraka, SES, SendGrid, others: `queued as ID`, `Ok ID`, `Ok: ID`
 */
MtSlice mt_reply_remote_id(MtSlice reply);

/* `H` of Exchange's `[InternalId=N, Hostname=H]`: whose id it is. */
MtSlice mt_reply_remote_host(MtSlice reply);

/*
 * The enhanced status code (RFC 3463) of a reply such as `450 4.7.1 text` or
 * `450-4.7.1 text`; p is NULL without one.
 */
MtSlice mt_reply_dsn(MtSlice reply);

#endif
