/* Lines that were coloured for a terminal: by docker compose, journalctl, grep. */
#ifndef MT_MTALOG_COLOUR_H
#define MT_MTALOG_COLOUR_H

#include "base/arena.h"
#include "base/slice.h"

/* May there be any in these lines? */
static inline bool
mt_colour_is_in(MtSlice lines)
{
	return lines.n > 0 && memchr(lines.p, '\x1b', lines.n) != NULL;
}

/*
 * The line without control sequences (ECMA-48 5.4), in `arena` if it was coloured. It
 * was not if the last of them is no end of a colour: a server may have said that.
 */
MtSlice mt_colour_strip(MtSlice line, MtArena *arena);

#endif
