/*
 * What was said of a recipient before the result: Courier logs the server's
 * answer and the relay on lines of their own, and the result behind them without
 * either. Internal to lib/mtalog; the reader is readers/courier.c.
 */
#ifndef MT_MTALOG_COURIERSAID_H
#define MT_MTALOG_COURIERSAID_H

#include "base/arena.h"
#include "mtalog/event.h"

void *mt_couriersaid_open(void);
void mt_couriersaid_close(void *said);

/* Reply and relay, whichever the event has, for its queue id and recipient. */
void mt_couriersaid_keep(void *said, const MtEvent *event, MtArena *arena);

/* Give both to the event of the result, and forget them. */
void mt_couriersaid_recall(void *said, MtEvent *event, MtArena *arena);

#endif
