/*
 * The day in a BATV address: `prvs=KDDDSSSSSS=local@domain`, DDD being the last three
 * digits of the days since 1970 on which the address ends, a week after it was
 * made as a rule (draft-levine-smtp-batv).
 */
#include "idtime/scan.h"

enum { DAY_S = 86400, CYCLE = 1000 };

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice key, day, signature;
	uint64_t n;

	if (!mt_slice_starts_i(source->text, MT_SLICE("prvs=")))
		return false;
	scan.rest = mt_slice_sub(source->text, 5, source->text.n);
	if (!mt_idscan_chars(&scan, MT_DIGITS, 1, &key) ||
	    !mt_idscan_chars(&scan, MT_DIGITS, 3, &day) ||
	    !mt_idscan_chars(&scan, MT_HEX_LOWER "ABCDEF", 6, &signature) ||
	    !mt_idscan_take(&scan, "=") || !mt_id_number(day, MT_DIGITS, &n))
		return false;
	time->us = (int64_t)n * DAY_S * 1000000;
	time->span_us = (int64_t)DAY_S * 1000000;
	time->period_us = (int64_t)CYCLE * DAY_S * 1000000;
	mt_id_mark(source, day, time);
	time->sure = MT_ID_CERTAIN;
	return mt_id_nearest(source, time);
}

const MtIdScheme mt_idscheme_batv = {
	.name = "batv",
	.title = "BATV address, DDD",
	.places = 1U << MT_ID_ADDRESS,
	.moment = MT_ID_AT_EXPIRY,
	.since = 2004,
	.early_s = -86400,
	.late_s = 86400 * 31,
	.layout = "three digits: days since 1970 of the day on which it ends, "
		  "modulo 1000",
	.proves = "The sender's server made the address some days before "
		  "that day of UTC, seven as a rule; the same number comes "
		  "again after 1000 days.",
	.source = "draft-levine-smtp-batv 4",
	.decode = decode,
};
