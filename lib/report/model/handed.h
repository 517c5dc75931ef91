/*
 * What a message had cost on a host before it got another id there: a content
 * filter gave it back, an alias sent it on. The delivery in the end cost that as
 * well, which mt-queue counts the same way.
 *
 * Transactions of a trace come one after the other, the earlier ones first.
 */
#ifndef MT_REPORT_MODEL_HANDED_H
#define MT_REPORT_MODEL_HANDED_H

#include "record/transaction.h"

typedef struct {
	GHashTable *table; /* of the trace at hand, by host and id */
	char *trace;
} MtHandedTimes;

void mt_handed_init(MtHandedTimes *handed);
void mt_handed_clear(MtHandedTimes *handed);

/* Add to what `row`, of `transaction`, says of its delay what it had cost
 * before; and note that, where the message goes on on its host. */
void mt_handed_follow(MtHandedTimes *handed,
		      const MtTransactionRecord *transaction,
		      MtDeliveryRecord *row);

#endif
