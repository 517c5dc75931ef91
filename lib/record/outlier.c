/* The table of `outlier`. */
#include "record/outlier.h"

#include <math.h>

#include "record/table.h"

#define OF MtOutlierRecord

static const MtMember members[] = {
	MT_TEXT(of, "of", "destination, relay, message or period"),
	MT_TEXT(key, "key", "which one; of a message, its queue id"),
	MT_TEXT(host, "host", "of a message, whose queue it was in"),
	MT_SHARE(quantile, "quantile", "that value_s is, of its delays"),
	MT_SECONDS(value_us, "value_s", "the delay that is too long"),
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
	MT_TEXT(sender, "sender", "of a message"),
	MT_TEXT(recipient, "recipient", "of a message, the slowest"),
	MT_TEXT(relay, "relay", "of a message, that had it last"),
	MT_TEXT(status, "status", "of a message, what became of it"),
	MT_TRUE(waiting, "waiting", "the message is in the queue yet"),
};

const MtRecordKind mt_record_outlier = MT_KIND("outlier", members);

static MtNumber
millionths(double x)
{
	return mt_number(llround(x * 1e6));
}

static void
fill_message(MtOutlierRecord *record, const MtSlow *slow)
{
	record->key = slow->queue_id;
	record->host = slow->host;
	record->sender = slow->sender;
	record->recipient = slow->recipient;
	record->relay = slow->relay;
	record->status = mt_status_word(slow->status);
	record->waiting = slow->waiting;
}

static void
fill_why(MtOutlierRecord *record, const MtOutlier *outlier)
{
	if (outlier->stage < MT_STAGES) {
		record->stage = mt_stage_word(outlier->stage);
		record->stage_share = millionths(outlier->stage_share);
	}
	if (outlier->reason != NULL) {
		record->reason = outlier->reason->text;
		record->cause = mt_cause_word(outlier->reason->cause);
	}
	if (outlier->reason != NULL && outlier->group != NULL)
		record->reason_share = millionths(outlier->reason_share);
	if (outlier->first_us <= outlier->last_us) {
		uint8_t decimals = outlier->group != NULL
					   ? outlier->group->decimals
					   : outlier->slow->decimals;

		record->first = (MtInstant){outlier->first_us, decimals, true};
		record->last = (MtInstant){outlier->last_us, decimals, true};
	}
	record->examples = (MtTexts){outlier->examples, outlier->n_examples};
}

void
mt_outlier_record_fill(MtOutlierRecord *record, const MtOutlier *outlier)
{
	*record = (MtOutlierRecord){
		.of = mt_outlier_kind_word(outlier->kind),
		.value_us = mt_number(outlier->value_us),
		.n = mt_number((int64_t)outlier->n),
	};
	if (outlier->quantile > 0)
		record->quantile = millionths(outlier->quantile);
	if (outlier->has_score) {
		record->baseline_us = mt_number(outlier->baseline_us);
		record->score = millionths(outlier->score);
	}
	if (outlier->group != NULL)
		record->key = outlier->group->key;
	else
		fill_message(record, outlier->slow);
	fill_why(record, outlier);
}
