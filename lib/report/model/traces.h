/* What the logs say about messages: where each lost time, and what never came. */
#ifndef MT_REPORT_MODEL_TRACES_H
#define MT_REPORT_MODEL_TRACES_H

#include "report/model/losses.h"
#include "report/model/picks.h"

typedef struct {
	GHashTable *ids;   /* Message-IDs of messages that were given */
	GHashTable *names; /* of their traces */
	MtPicks losses;    /* of MtLoss */
	MtPicks own;       /* of MtTransactionRecord: of messages given */
	uint64_t transactions, incomplete;
	uint64_t held; /* still on hold at the end */
	MtInstant held_first;
	/* In the trace that was added to last: how long it took to hand the
	 * message over, by the id that it got. */
	GHashTable *handings;
	char *trace;
} MtTraces;

void mt_traces_init(MtTraces *traces);
void mt_traces_clear(MtTraces *traces);

/* What is said about this message later on is kept first of all. */
void mt_traces_want(MtTraces *traces, MtSlice message_id);
bool mt_traces_wants(const MtTraces *traces, MtSlice message_id);
/* The same of a trace: some MTAs log no Message-ID. */
void mt_traces_want_trace(MtTraces *traces, MtSlice trace);

/* `rows`: its deliveries are not given as records of their own. */
void mt_traces_add(MtTraces *traces, const MtTransactionRecord *transaction,
		   bool rows);
void mt_traces_add_delivery(MtTraces *traces, const MtDeliveryRecord *delivery);

#endif
