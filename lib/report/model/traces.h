/* What the logs say about messages: where each lost time, and what never came. */
#ifndef MT_REPORT_MODEL_TRACES_H
#define MT_REPORT_MODEL_TRACES_H

#include "record/transaction.h"
#include "report/model/picks.h"

/* Less than this is nothing to a person: between hosts, whose clocks have whole
 * seconds as a rule; and within one, where the log of one clock says it. */
#define MT_MODEL_LEAST_US (INT64_C(5) * G_USEC_PER_SEC)
#define MT_LOSS_LEAST_US (INT64_C(2) * G_USEC_PER_SEC)

/* Time that one message lost at one place. */
typedef struct {
	int64_t us;
	const char *stage; /* as in records, `held`, or empty: not known */
	MtSlice host, relay, reason, cause, queue_id, message_id, recipient,
		status, trace;
	MtInstant at;
	int64_t attempts;
	bool has_attempts;
} MtLoss;

typedef struct {
	GHashTable *ids;   /* Message-IDs of messages that were given */
	MtPicks losses;    /* of MtLoss */
	MtPicks own;       /* of MtTransactionRecord: of messages given */
	MtPicks unsettled; /* of MtDeliveryRecord: not delivered */
	uint64_t transactions, incomplete;
} MtTraces;

void mt_traces_init(MtTraces *traces);
void mt_traces_clear(MtTraces *traces);

/* What is said about this message later on is kept first of all. */
void mt_traces_want(MtTraces *traces, MtSlice message_id);

/* `rows`: its deliveries are not given as records of their own. */
void mt_traces_add(MtTraces *traces, const MtTransactionRecord *transaction,
		   bool rows);
void mt_traces_add_delivery(MtTraces *traces, const MtDeliveryRecord *delivery);

/* A row of a transaction with what all of its rows share. */
MtDeliveryRecord mt_traces_row(const MtTransactionRecord *transaction,
			       const MtDeliveryRecord *row);

#endif
