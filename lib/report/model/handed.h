/*
 * What a message had cost before it came to where it was delivered: on that host
 * under other ids, where a content filter gave it back or an alias sent it on,
 * and on other hosts of the logs. The delivery in the end cost that as well, and
 * what was handed on is no delivery: mt-queue counts the same way.
 *
 * Transactions of a trace come one after the other, the earlier ones first, and
 * each names those that it led to.
 */
#ifndef MT_REPORT_MODEL_HANDED_H
#define MT_REPORT_MODEL_HANDED_H

#include "record/transaction.h"

typedef struct {
	GHashTable *table; /* of the trace at hand, by host and id */
	char *trace;
	/* Where the transaction at hand went on: links by their ids, and those
	 * whose hosts answered with another id than that of their logs. */
	GHashTable *next;
	GPtrArray *others;
} MtHandedTimes;

void mt_handed_init(MtHandedTimes *handed);
void mt_handed_clear(MtHandedTimes *handed);

/* Rows of this one, which is borrowed, follow. */
void mt_handed_begin(MtHandedTimes *handed,
		     const MtTransactionRecord *transaction);

/* Add to what `row`, of `transaction`, says of its delay what it had cost
 * before. Returns true where it was handed on, and notes that. */
bool mt_handed_goes_on(MtHandedTimes *handed,
		       const MtTransactionRecord *transaction,
		       MtDeliveryRecord *row);

#endif
