/* How transactions and their deliveries become records. */
#ifndef MT_RECORD_TRACE_H
#define MT_RECORD_TRACE_H

#include "flow/join.h"
#include "record/transaction.h"

/*
 * One recipient of a transaction. What depends on more than that is left:
 * its trace. Slices are borrowed, or made in `arena`.
 */
void mt_delivery_record_fill(MtDeliveryRecord *record, const MtTransaction *t,
			     const MtDelivery *d, MtArena *arena);

/*
 * A step of a trace, with all its deliveries. The name of a trace is host,
 * queue id and time of its first step, so it is the same in every run that
 * sees that step.
 */
void mt_transaction_record_fill(MtTransactionRecord *record, const MtJoin *join,
				const MtStep *step, MtArena *arena);

MtSlice mt_trace_name(const MtTrace *trace, MtArena *arena);

#endif
