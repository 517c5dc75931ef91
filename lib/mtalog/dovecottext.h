/*
 * What Dovecot's delivery says behind `lmtp(user)<pid><session>: `. Internal to
 * lib/mtalog; the reader is readers/dovecot.c. Sources: mail-deliver.c and
 * deliver_log_format, lmtp-proxy.c, and log.h of Pigeonhole for what Sieve did.
 */
#ifndef MT_MTALOG_DOVECOTTEXT_H
#define MT_MTALOG_DOVECOTTEXT_H

#include "mtalog/reader.h"

/*
 * Take `msgid=<..>: ` off the front, or what else deliver_log_format puts
 * before the result: members such as from_envelope, size, session and
 * delivery_time, with ", " or ": " behind each. False where no member is there.
 */
bool mt_dovecot_members(MtSlice *text, MtEvent *event);

/* `saved mail to INBOX` and the like: the event of a result. */
MtLineClass mt_dovecot_result(const MtReaderLine *line, MtSlice text);

/*
 * `.. Sent message to <b> at HOST:PORT: 250 2.0.0 <b> SESSION Saved (1/1 ..)` of
 * a proxy; false where it is none.
 */
bool mt_dovecot_proxied(const MtReaderLine *line, MtSlice text);

/*
 * Take `conn IP:PORT [1]: rcpt b: ` off the front, with `lmtp-server: ` before it
 * or without: what stands behind is about that client, and that recipient.
 */
bool mt_dovecot_served(MtSlice *text, MtEvent *event);

/* `Successfully relayed message: from=<a>, size=N, id=.., nrcpt=N, reply=`250
 * ..'`: handed to the MTA; `Failed to relay message: ..`: it did not take it. */
MtLineClass mt_dovecot_submission(const MtReaderLine *line, MtSlice text);

#endif
