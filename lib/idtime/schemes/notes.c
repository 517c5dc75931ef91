/*
 * Lotus Notes and Domino: `OFxxxxxxxx.xxxxxxxx-ONyyyyyyyy.yyyyyyyy`. The second pair is
 * a TIMEDATE: the low 24 bits of its first word are the Julian day, the second
 * word hundredths of seconds since midnight of GMT; the high bits are the zone
 * of the client (Notes C API, TIMEDATE).
 */
#include "idtime/scan.h"

/* 1970-01-01 as a Julian day. */
enum { EPOCH_DAY = 2440588, DAY_CS = 8640000 };

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice run, day_run, time_run;
	uint64_t day, cs;

	if (!mt_idscan_take(&scan, "OF") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 1, 8, &run) ||
	    !mt_idscan_take(&scan, ".") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 1, 8, &run) ||
	    !mt_idscan_take(&scan, "-ON") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 7, 8, &day_run) ||
	    !mt_idscan_take(&scan, ".") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 1, 8, &time_run) ||
	    !mt_id_hex(day_run, &day) || !mt_id_hex(time_run, &cs))
		return false;
	day &= 0xffffff;
	if (day < EPOCH_DAY || cs >= DAY_CS ||
	    !mt_id_since_1970((day - EPOCH_DAY) * DAY_CS + cs, 100, time))
		return false;
	mt_id_mark(source, mt_slice(day_run.p, day_run.n + 1 + time_run.n),
		   time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_notes = {
	.name = "notes",
	.title = "Notes Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.least = 30,
	.marks = "OF-N.",
	.layout = "OF, two words, ON, TIMEDATE: Julian day (low 24 bits), "
		  "hundredths of seconds since midnight UTC",
	.proves = "Notes makes the id when the message is saved or sent, by "
		  "the clock of the client or its server. Exact to the "
		  "hundredth of a second.",
	.source = "Notes C API, TIMEDATE",
	.decode = decode,
};
