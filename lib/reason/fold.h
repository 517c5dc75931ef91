/*
 * What servers answer, with all taken out that differs from message to message:
 * ids, addresses, names of hosts, IP addresses, times, numbers. So equal causes
 * become equal texts, and can be counted.
 *
 *	host mx.example[192.0.2.1] said: 450 4.2.0 <a@b.example>: Greylisted, try
 *	again in 299 seconds (in reply to RCPT TO command)
 * becomes
 *	450 4.2.0 *: Greylisted, try again in * seconds
 */
#ifndef MT_REASON_FOLD_H
#define MT_REASON_FOLD_H

#include "base/buf.h"

/* Bytes of a folded text, at most; longer ones are cut at a space. */
enum { MT_FOLDED = 160 };

/* Append the folded text; nothing where nothing was said. Reply and status
 * codes stay where a reply begins with them. */
void mt_reason_fold(MtBuf *out, MtSlice reply);

/*
 * What came of asking a host, where another one took the message after it: `another
 * host took it: Connection timed out`. Its cause is MT_CAUSE_FALLBACK.
 */
void mt_reason_fold_failed(MtBuf *out, MtSlice reply);

#endif
