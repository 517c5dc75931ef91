/*
 * The reasons of deferrals and bounces, folded (reason/fold.h) and counted. A
 * number stands for each; MT_REASON_OTHERS for all beyond a limit.
 */
#ifndef MT_QUEUE_REASONS_H
#define MT_QUEUE_REASONS_H

#include <glib.h>

#include "base/buf.h"
#include "flow/transaction.h"
#include "reason/cause.h"

enum {
	MT_REASON_OTHERS = 0,
	MT_EXAMPLES = 3,
};

/* The earliest messages that something happened to. */
typedef struct {
	struct {
		int64_t us;
		char *id; /* of the queue; NULL: none */
	} at[MT_EXAMPLES];
} MtExamples;

void mt_examples_add(MtExamples *examples, int64_t us, MtSlice id);
void mt_examples_merge(MtExamples *into, const MtExamples *from);
void mt_examples_clear(MtExamples *examples);

typedef struct {
	MtSlice text; /* folded; of MT_REASON_OTHERS `(others)` */
	MtCause cause;
	uint64_t attempts;         /* that it ended */
	uint64_t messages;         /* that met it */
	uint64_t bounced;          /* attempts that were the last for it */
	int64_t lost_us;           /* waited because of it */
	int64_t first_us, last_us; /* first > last: no times */
	uint8_t decimals;          /* of the times, at most */
	MtExamples examples;
	uint64_t message; /* the last one that was counted */
} MtQueueReason;

typedef struct {
	MtQueueReason *all;
	uint32_t n, room;
	uint32_t *slots; /* number + 1 */
	uint32_t size;
	MtBuf text; /* that is being folded */
} MtQueueReasons;

void mt_reasons_init(MtQueueReasons *reasons);
void mt_reasons_clear(MtQueueReasons *reasons);

/* The number of what was said. */
uint32_t mt_reasons_find(MtQueueReasons *reasons, MtSlice reply, MtSlice dsn);

/* The same of a host that another one took the message after. */
uint32_t mt_reasons_find_failed(MtQueueReasons *reasons, MtSlice reply);

/* The same of a text that is folded already. */
uint32_t mt_reasons_find_folded(MtQueueReasons *reasons, MtSlice text);

/* As if all that `from` met had met `into`, which has the same text. */
void mt_reason_merge(MtQueueReason *into, const MtQueueReason *from);

/* An attempt for message number `message` ended so, and `lost_us` until the next
 * one were lost. */
void mt_reason_met(MtQueueReason *reason, uint64_t message,
		   const MtAttempt *attempt, int64_t lost_us, MtSlice queue_id);

#endif
