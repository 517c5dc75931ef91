/* The `pair` record: what happened between one host and the next, over a run. */
#ifndef MT_RECORD_PAIR_H
#define MT_RECORD_PAIR_H

#include "chain/summary.h"
#include "record/record.h"

typedef struct {
	MtSlice host, next_host;
	MtNumber n, dated, negative, pull;
	MtNumber min_us, p50_us, p90_us, p99_us, max_us;
	MtNumber tls_share; /* millionths */
	MtInstant first, last;
} MtPairRecord;

extern const MtRecordKind mt_record_pair;

void mt_pair_record_fill(MtPairRecord *record, const MtPair *pair);

#endif
