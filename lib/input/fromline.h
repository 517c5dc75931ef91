/*
 * The line that begins a message in an mbox: "From ", an address or a word,
 * and a date in the order of asctime(), RFC 5322 or ISO 8601; or nothing but
 * "From ", which Thunderbird has written since 2023. Text that only begins with
 * that word is none.
 */
#ifndef MT_INPUT_FROMLINE_H
#define MT_INPUT_FROMLINE_H

#include "base/limits.h"
#include "base/slice.h"
#include "input/line.h"

#define MT_FROMLINE MT_SLICE("From ")

/* Is `line` one with a date? In linear time, for any bytes. */
bool mt_fromline_is_dated(MtSlice line);

/*
 * Does a message begin with the bytes `s`, whose lines end with `mark`? The
 * first line of a file may have any text for a date if a field follows. Looks
 * at MT_FROMLINE_LOOK bytes.
 */
bool mt_fromline_begins(MtSlice s, char mark, bool first);

/* A line of the greatest length, a byte to see that it is longer, a name. */
enum { MT_FROMLINE_LOOK = MT_MAX_FROM_LINE + 1 + MT_LINE_LOOK };

#endif
