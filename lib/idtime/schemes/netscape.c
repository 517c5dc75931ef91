/*
 * Netscape's messaging server: six digits of base 36, which are seconds since 1970,
 * two of a counter, `.` and three more.
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice id, tail;
	uint64_t n;

	if (!mt_idscan_run(&scan, MT_BASE36, 8, 8, &id) ||
	    !mt_idscan_take(&scan, ".") ||
	    !mt_idscan_run(&scan, MT_BASE36, 3, 3, &tail) || scan.rest.n > 0)
		return false;
	id = mt_slice_sub(id, 0, 6);
	if (!mt_id_number(id, MT_BASE36, &n) || !mt_id_since_1970(n, 1, time))
		return false;
	mt_id_mark(source, id, time);
	time->sure = mt_id_by_dialect(source, "netscape") ? MT_ID_CERTAIN
							  : MT_ID_POSSIBLE;
	return true;
}

const MtIdScheme mt_idscheme_netscape = {
	.name = "netscape",
	.title = "Netscape server id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1997,
	.least = 12,
	.most = 12,
	.marks = ".",
	.early_s = -86400,
	.late_s = 1800,
	.layout = "six digits of base 36: seconds since 1970; counter",
	.proves = "The server makes the id when it takes the message; exact to "
		  "the second.",
	.source = "compared with such fields",
	.decode = decode,
};
