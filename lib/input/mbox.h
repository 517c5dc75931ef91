/*
 * Where the messages of an mbox begin: mboxo, mboxrd, and mboxcl with a
 * Content-Length.
 *
 * A From_ line begins a message at the start of the file, or behind a blank
 * line when it looks like one: with a date in the form of asctime() or RFC
 * 5322 or ISO 8601, or with nothing at all, which Thunderbird writes. A body
 * line that only begins with "From " does not.
 */
#ifndef MT_INPUT_MBOX_H
#define MT_INPUT_MBOX_H

#include "base/arena.h"
#include "input/message.h"
#include "input/source.h"

/* What every From_ line begins with. */
#define MT_MBOX_FROM MT_SLICE("From ")

/* Is `line` a From_ line with a date? In linear time, for any bytes. */
bool mt_mbox_is_from(MtSlice line);

/*
 * Pass over the From_ line where `source` stands. It is given without its end;
 * returns what ends it, '\n' or '\r'.
 */
char mt_mbox_from_line(MtSource *source, MtArena *arena, MtSlice *line);

/*
 * Pass over the body of `message`, behind whose header `source` stands, to the
 * next From_ line or the end. Content-Length decides where it leads to a
 * From_ line or to the end; elsewhere it is noted as wrong.
 */
void mt_mbox_pass_body(MtSource *source, char mark, MtArena *arena,
		       MtMessage *message);

#endif
