/*
 * One header block out of a source, and not a byte of the body.
 *
 * A blank line ends it. A line of spaces and tabs ends it too, unless a field
 * or a fold follows (RFC 5322 4.2 lets such lines stand inside old folds, and
 * some writers make them): then it is noted and the block goes on.
 */
#ifndef MT_INPUT_HEADER_H
#define MT_INPUT_HEADER_H

#include "base/arena.h"
#include "base/buf.h"
#include "input/message.h"
#include "input/source.h"

/*
 * Read the block that begins where `source` stands into `arena`, and leave
 * `source` behind the blank line. Sets `header`, `offset` and the gaps of
 * `message`, and adds to its notes. Empty lines before the block are passed
 * if a field follows. `spare` is memory for blocks that outgrow the window.
 *
 * With `must` false is returned, and nothing more read, where no field begins
 * in the first MT_MAX_PREAMBLE bytes: it is something else than a message.
 */
bool mt_header_read(MtSource *source, MtArena *arena, MtBuf *spare, bool must,
		    MtMessage *message);

#endif
