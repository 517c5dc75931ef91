/* The table of `stat`. */
#include "record/stat.h"

#include <math.h>

#include "record/table.h"

#define OF MtStatRecord

/* NOLINTBEGIN(bugprone-macro-parentheses): names and words are joined */
#define STAGE(member, name, what)                                              \
	MT_SECONDS(member.p50_us, name "_p50_s", "the median " what),          \
		MT_SECONDS(member.p95_us, name "_p95_s",                       \
			   "the 95th percentile of the time " what),           \
		MT_SHARE(member.share, name "_share",                          \
			 "of all time lost, that " what)
/* NOLINTEND(bugprone-macro-parentheses) */

static const MtMember members[] = {
	MT_TEXT(by, "by",
		"all, domain, relay, sender_domain, host, hour or reason"),
	MT_TEXT(key, "key", "which one; left out for all"),
	MT_NUMBER(messages, "messages", "how many messages"),
	MT_NUMBER(deliveries, "deliveries", "results for a recipient"),
	MT_NUMBER(sent, "sent", "of these, delivered"),
	MT_NUMBER(deferred, "deferred", "of these, deferred at least once"),
	MT_NUMBER(bounced, "bounced", "of these, returned or refused"),
	MT_NUMBER(expired, "expired", "of these, given up after a time"),
	MT_NUMBER(waiting, "waiting", "of these, in the queue at the end"),
	MT_SHARE(within_slo, "within_slo", "of the sent, in the time of --slo"),
	MT_SECONDS(min_us, "min_s", "the least delay of those sent"),
	MT_SECONDS(p50_us, "p50_s", "their median delay"),
	MT_SECONDS(p90_us, "p90_s", "their 90th percentile"),
	MT_SECONDS(p95_us, "p95_s", "their 95th percentile"),
	MT_SECONDS(p99_us, "p99_s", "their 99th percentile"),
	MT_SECONDS(max_us, "max_s", "their longest delay"),
	MT_SECONDS(mean_us, "mean_s", "their mean delay"),
	MT_SECONDS(lost_us, "lost_s", "the sum of their delays"),
	STAGE(before_queue, "before_queue", "until the queue manager had it"),
	STAGE(in_queue, "in_queue", "in the queue manager"),
	STAGE(connect, "connect", "looking up and connecting"),
	STAGE(transmit, "transmit", "sending"),
	STAGE(deferral, "deferred", "lost to earlier attempts"),
	MT_TIME(first, "first", "the earliest result"),
	MT_TIME(last, "last", "the latest result"),
	MT_TEXT(cause, "cause", "of a reason, its class"),
	MT_NUMBER(handed_over, "handed_over",
		  "of those sent, to another host of the logs"),
};

const MtRecordKind mt_record_stat = MT_KIND("stat", members);

/* A part of a whole, in millionths. */
static MtNumber
share_of(int64_t part, int64_t whole)
{
	if (whole <= 0)
		return (MtNumber){0};
	return mt_number(llround((double)part / (double)whole * 1e6));
}

static void
fill_stage(MtStageRecord *record, MtGroup *group, MtStage stage)
{
	MtQuantile *store = mt_group_has_stages(group)
				    ? &group->times->stages[stage]
				    : NULL;

	if (store != NULL && store->n > 0) {
		record->p50_us = mt_number(mt_quantile_at(store, 0.5));
		record->p95_us = mt_number(mt_quantile_at(store, 0.95));
	}
	if (mt_group_knows_stages(group))
		record->share = share_of(
			group->stage_us[stage],
			mt_stages_whole(group->stage_us, group->lost_us));
}

static void
fill_delays(MtStatRecord *record, MtQuantile *delay)
{
	record->min_us = mt_number(delay->min);
	record->p50_us = mt_number(mt_quantile_at(delay, 0.5));
	record->p90_us = mt_number(mt_quantile_at(delay, 0.9));
	record->p95_us = mt_number(mt_quantile_at(delay, 0.95));
	record->p99_us = mt_number(mt_quantile_at(delay, 0.99));
	record->max_us = mt_number(delay->max);
	record->mean_us = mt_number(mt_quantile_mean(delay));
}

void
mt_stat_record_fill(MtStatRecord *record, MtGroup *group)
{
	*record = (MtStatRecord){
		.by = mt_by_word(group->by),
		.key = group->by == MT_BY_ALL ? (MtSlice){0} : group->key,
		.messages = mt_number((int64_t)group->messages),
		.deliveries = mt_number((int64_t)group->deliveries),
		.sent = mt_number((int64_t)group->sent),
		.deferred = mt_number((int64_t)group->deferred),
		.bounced = mt_number((int64_t)group->bounced),
		.expired = mt_number((int64_t)group->expired),
		.waiting = mt_number((int64_t)group->waiting),
		.within_slo =
			share_of((int64_t)group->within, (int64_t)group->sent),
		.lost_us = mt_number(group->lost_us),
	};
	mt_group_settle(group);
	if (group->handed > 0)
		record->handed_over = mt_number((int64_t)group->handed);
	if (group->times->delay.n > 0)
		fill_delays(record, &group->times->delay);
	fill_stage(&record->before_queue, group, MT_STAGE_BEFORE);
	fill_stage(&record->in_queue, group, MT_STAGE_QUEUE);
	fill_stage(&record->connect, group, MT_STAGE_CONNECT);
	fill_stage(&record->transmit, group, MT_STAGE_TRANSMIT);
	fill_stage(&record->deferral, group, MT_STAGE_DEFERRED);
	if (mt_group_has_times(group)) {
		record->first =
			(MtInstant){group->first_us, group->decimals, true};
		record->last =
			(MtInstant){group->last_us, group->decimals, true};
	}
}

void
mt_stat_record_fill_reason(MtStatRecord *record, const MtQueueReason *reason)
{
	*record = (MtStatRecord){
		.by = MT_SLICE("reason"),
		.key = reason->text,
		.messages = mt_number((int64_t)reason->messages),
		.deferred = mt_number(
			(int64_t)(reason->attempts - reason->bounced)),
		.bounced = mt_number((int64_t)reason->bounced),
		.lost_us = mt_number(reason->lost_us),
		.cause = mt_cause_word(reason->cause),
	};
	if (reason->first_us <= reason->last_us) {
		record->first =
			(MtInstant){reason->first_us, reason->decimals, true};
		record->last =
			(MtInstant){reason->last_us, reason->decimals, true};
	}
}
