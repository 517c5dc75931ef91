/*
 * Field values for people: RFC 2047 words decoded, and the address of a From
 * field. Ordinary values never reach GMime; what does is in UTF-8 afterwards.
 *
 * Safe in any thread. Results are in the value or in the arena.
 */
#ifndef MT_MIME_DECODE_H
#define MT_MIME_DECODE_H

#include "base/arena.h"
#include "base/slice.h"

/*
 * A raw value, or one that was unfolded, as a line of text: without white space
 * at its ends, a fold or a tab as one space, a NUL as SUB (0x1a), encoded words
 * decoded. A value without encoded words keeps its bytes above 127 as they
 * are, whatever their charset; else those that are not UTF-8 are read as
 * ISO 8859-1.
 */
MtSlice mt_decode_text(MtSlice value, MtArena *arena);

/*
 * The addr-spec (RFC 5322 3.4.1) of the first mailbox in a value, be it alone,
 * behind a name, in a list or in a group; as written, without its brackets.
 * p is NULL where there is none. No more than MT_MAX_ADDRESS bytes are read.
 */
MtSlice mt_decode_address(MtSlice value, MtArena *arena);

#endif
