/* The table of `stat`. */
#include "record/stat.h"

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
	MT_TEXT(by, "by", "all, domain, relay, sender_domain, host or hour"),
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
};

const MtRecordKind mt_record_stat = MT_KIND("stat", members);
