/* The tables of `backlog` and `age`. */
#include "record/backlog.h"

#include "record/table.h"

#define OF MtBacklogRecord

static const MtMember backlog_members[] = {
	MT_TIME(time, "time", "the moment"),
	MT_TEXT(host, "host", "whose queue; left out for all"),
	MT_NUMBER(incoming, "incoming", "messages that were not tried yet"),
	MT_NUMBER(active, "active", "messages that were being tried"),
	MT_NUMBER(deferred, "deferred", "messages that waited for a retry"),
	MT_NUMBER(held, "held", "messages on hold"),
	MT_SECONDS(oldest_us, "oldest_s", "how long the oldest had been there"),
};

const MtRecordKind mt_record_backlog = MT_KIND("backlog", backlog_members);

#undef OF
#define OF MtAgeRecord

static const MtMember age_members[] = {
	MT_TIME(time, "time", "the moment"),
	MT_TEXT(domain, "domain", "of the recipients; left out for all"),
	MT_NUMBER(total, "total", "recipients in the queue"),
	MT_NUMBER(below[0], "below_5m", "of these, for less than 5 minutes"),
	MT_NUMBER(below[1], "below_10m", "for 5 to 10 minutes"),
	MT_NUMBER(below[2], "below_20m", "for 10 to 20 minutes"),
	MT_NUMBER(below[3], "below_40m", "for 20 to 40 minutes"),
	MT_NUMBER(below[4], "below_80m", "for 40 to 80 minutes"),
	MT_NUMBER(below[5], "below_160m", "for 80 to 160 minutes"),
	MT_NUMBER(below[6], "below_320m", "for 160 to 320 minutes"),
	MT_NUMBER(below[7], "below_640m", "for 320 to 640 minutes"),
	MT_NUMBER(below[8], "below_1280m", "for 640 to 1280 minutes"),
	MT_NUMBER(below[9], "above_1280m", "for longer"),
};

const MtRecordKind mt_record_age = MT_KIND("age", age_members);

void
mt_backlog_record_fill(MtBacklogRecord *record, const MtBacklog *backlog,
		       size_t i)
{
	const MtQueuedPoint *point = &backlog->points[i];
	int64_t us = (backlog->first + (int64_t)i) * backlog->step_us;

	*record = (MtBacklogRecord){
		.time = {us, 0, true},
		.incoming = mt_number((int64_t)point->n[MT_QUEUED_INCOMING]),
		.active = mt_number((int64_t)point->n[MT_QUEUED_ACTIVE]),
		.deferred = mt_number((int64_t)point->n[MT_QUEUED_DEFERRED]),
		.held = mt_number((int64_t)point->n[MT_QUEUED_HELD]),
	};
	if (point->oldest_us > 0)
		record->oldest_us = mt_number(point->oldest_us);
}

void
mt_age_record_fill(MtAgeRecord *record, int64_t at_us, const MtAge *age,
		   bool all)
{
	*record = (MtAgeRecord){
		.time = {at_us, at_us % 1000000 == 0 ? 0 : 6, true},
		.domain = all ? (MtSlice){0} : age->domain,
		.total = mt_number((int64_t)age->total),
	};
	for (unsigned i = 0; i < MT_AGE_BUCKETS; i++)
		record->below[i] = mt_number((int64_t)age->below[i]);
}
