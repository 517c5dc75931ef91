/* The table of `clock`. */
#include "record/clock.h"

#include "record/table.h"

#define OF MtClockRecord

static const MtMember members[] = {
	MT_TEXT(host, "host", "the host whose clock it is"),
	MT_SECONDS(offset_us, "offset_s",
		   "its clock minus the common clock; positive is fast"),
	MT_SECONDS(uncertainty_us, "uncertainty_s",
		   "the offset may be wrong by this much either way"),
	MT_NUMBER(n, "n", "observations that the estimate rests on"),
	MT_TEXT(method, "method", "how the offset was estimated"),
	MT_TRUE(zone_unsaid, "zone_unsaid", "its log names no zone"),
};

const MtRecordKind mt_record_clock = MT_KIND("clock", members);

void
mt_clock_record_fill(MtClockRecord *r, const MtClock *clock)
{
	*r = (MtClockRecord){.host = clock->host,
			     .n = mt_number((int64_t)clock->n)};
	r->method = mt_slice_str(mt_clock_method_word(clock->method));
	if (clock->method == MT_CLOCK_UNKNOWN)
		return;
	r->offset_us = mt_number(clock->offset_us);
	r->uncertainty_us = mt_number(clock->uncertainty_us);
}

void
mt_clock_record_fill_log(MtClockRecord *r, const MtLogHost *host)
{
	*r = (MtClockRecord){
		.host = host->name,
		.offset_us = mt_number(host->offset_us),
		.n = mt_number((int64_t)host->n),
		.method = MT_CLOCK_BY_LOGS,
		.zone_unsaid = host->zone_unsaid,
	};
}
