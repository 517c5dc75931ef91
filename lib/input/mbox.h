/*
 * From message to message in an mbox: mboxo, mboxrd, and mboxcl with a
 * Content-Length. A From_ line begins one behind a blank line; those quoted
 * with '>' are text like any other.
 */
#ifndef MT_INPUT_MBOX_H
#define MT_INPUT_MBOX_H

#include "base/arena.h"
#include "input/message.h"
#include "input/source.h"

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
