/* The table of `outlier`. */
#include "record/outlier.h"

#include "record/table.h"

#define OF MtOutlierRecord

static const MtMember members[] = {
	MT_TEXT(of, "of", "destination, relay, message or period"),
	MT_TEXT(key, "key", "which one"),
	MT_SECONDS(value_us, "value_s", "its median delay"),
	MT_SECONDS(baseline_us, "baseline_s", "the median of the others"),
	MT_ROW(DECIMAL, MtNumber, score, "score", "deviations",
	       "how far off: log delay in robust deviations from the median"),
	MT_NUMBER(n, "n", "deliveries that it is judged by"),
	MT_TEXT(stage, "stage", "where most of the time went"),
	MT_SHARE(stage_share, "stage_share", "how much of it"),
	MT_TEXT(reason, "reason", "the most frequent deferral, folded"),
	MT_TEXT(cause, "cause", "its class: greylisted, timeout, ..."),
	MT_SHARE(reason_share, "reason_share", "of the deferrals, these"),
	MT_TIME(first, "first", "the first slow result"),
	MT_TIME(last, "last", "the last slow result"),
	MT_TEXTS(examples, "examples", "queue ids"),
};

const MtRecordKind mt_record_outlier = MT_KIND("outlier", members);
