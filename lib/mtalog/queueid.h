/* The shapes of queue ids, for log lines that begin with one. */
#ifndef MT_MTALOG_QUEUEID_H
#define MT_MTALOG_QUEUEID_H

#include <stdbool.h>

#include "base/slice.h"

/*
 * Postfix: short is 5 upper-case hex digits of microseconds and the inode in
 * hex (6 or more in all); long (enable_long_queue_ids) is 10 or more of the 52
 * letters and digits without vowels, `z`, and the inode in the same alphabet
 * without `z` (mail_queue.h).
 */
bool mt_queueid_is_postfix(MtSlice id);

/* The length of such an id that `text` begins with and ": " follows, as before
 * all that Postfix says of a message; 0 if there is none. */
size_t mt_queueid_postfix(MtSlice text);

/* Exim: 6-6-2 or, from 4.97 on, 6-11-4 characters of base 62. */
bool mt_queueid_is_exim(MtSlice id);

/* sendmail: 8 characters of time in base 60, a sequence, 5 or more digits of
 * pid; before 8.10 a letter, `AA` and 5 digits. */
bool mt_queueid_is_sendmail(MtSlice id);

#endif
