/*
 * b4, which sends series of patches: `YYYYMMDD-NAME-vN-N-` and twelve hexadecimal digits,
 * the local day on which they were sent.
 */
#include "idtime/scan.h"

enum { DIGITS = 12 };

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice day, name;

	if (!mt_idscan_run(&scan, MT_DIGITS, 8, 8, &day) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_BASE62 "-_.", DIGITS + 1, 200, &name) ||
	    !mt_idscan_take(&scan, "@") || name.p[name.n - DIGITS - 1] != '-')
		return false;
	name = mt_slice_sub(name, name.n - DIGITS, name.n);
	scan.rest = name;
	if (!mt_idscan_run(&scan, MT_HEX_LOWER, DIGITS, DIGITS, &name))
		return false;
	if (!mt_id_stamp(day, time))
		return false;
	mt_id_mark(source, day, time);
	time->zone = MT_ID_LOCAL;
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_b4 = {
	.name = "b4",
	.title = "b4 Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2022,
	.least = 24,
	.marks = "-@",
	.layout = "YYYYMMDD of the client's zone; name and version of the "
		  "series; twelve hexadecimal digits",
	.proves = "b4 made the series ready to send on that day, in the "
		  "client's zone. A resent series keeps it.",
	.source = "b4 ez.py",
	.decode = decode,
};
