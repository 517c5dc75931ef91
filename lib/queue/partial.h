/*
 * A report on queues that is not judged yet as text, so that those of many
 * hosts or days become one: the same as one run over all of their logs, but for
 * messages of one queue whose lines are spread over several.
 *
 * A line each: `mt-queue 2`, then groups with their quantiles and reasons, then
 * all reasons, then the slowest messages, and then the legs of messages that are
 * not counted end to end yet: another host may have handed them over, or have
 * taken them. Texts are escaped like in URLs.
 */
#ifndef MT_QUEUE_PARTIAL_H
#define MT_QUEUE_PARTIAL_H

#include "base/buf.h"
#include "queue/leg.h"
#include "queue/queue.h"

/* How the first line begins. Behind it: what was promised, by which deliveries
 * were counted. */
#define MT_PARTIAL_HEAD "mt-queue 2"

/* Of a queue that got all it will get, with its option `partial`. */
void mt_partial_write(MtBuf *out, MtQueue *q);

/* A text that holds what several of these wrote is read line by line. Options of
 * the queue that count are those that it was written with, and `whole`. */
typedef struct {
	MtQueue *q;
	bool any;        /* something was read */
	bool begun;      /* the first line was there */
	MtGroup *group;  /* that the following lines are of */
	MtLeg *leg;      /* the same; or NULL */
	uint32_t n_ends; /* that it will have */
} MtPartial;

/* What is left of an input that ended too early. */
void mt_partial_clear(MtPartial *partial);

/* False for a line that mt_partial_write() did not write. */
bool mt_partial_read(MtPartial *partial, MtSlice line);

#endif
