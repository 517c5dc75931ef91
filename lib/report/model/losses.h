/* Time that a message lost at one place, and what the log says of it. */
#ifndef MT_REPORT_MODEL_LOSSES_H
#define MT_REPORT_MODEL_LOSSES_H

#include "record/transaction.h"

/* Less than this is nothing to a person: between hosts, whose clocks have whole
 * seconds as a rule; and within one, where the log of one clock says it. */
#define MT_MODEL_LEAST_US (INT64_C(5) * G_USEC_PER_SEC)
#define MT_LOSS_LEAST_US (INT64_C(2) * G_USEC_PER_SEC)

typedef struct {
	int64_t us;
	/* As in records; `held`, `filter` (of the host's own); or empty: not
	 * known. */
	const char *stage;
	MtSlice host, relay, reason, cause, queue_id, message_id, status, trace;
	MtSlice onward; /* the id that it went on as; p is NULL: none is known */
	MtSlice client; /* that it came from, where it was slow to come */
	MtSlice failed_relay, failed_reply;
	MtInstant at;
	bool waiting;
} MtLoss;

/* A copy in `arena`; an MtPickCopy. */
void *mt_loss_copy(const void *loss, MtArena *arena);

/*
 * The longest part of a delivery, if it is worth a word. One that knows its
 * delay, and not where it went, has a loss as well. Of a message that goes on
 * under another id without having been delivered, all is told of that one.
 */
bool mt_loss_of_delivery(const MtDeliveryRecord *delivery, MtLoss *loss);

/* Was it on hold when its log ended? */
bool mt_loss_is_held(const MtTransactionRecord *transaction);

/* The time on hold, if it is worth a word. */
bool mt_loss_on_hold(const MtTransactionRecord *transaction, MtLoss *loss);

#endif
