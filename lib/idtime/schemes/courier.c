/*
 * Courier: three numbers of base 16, of which the second is seconds since 1970:
 * inode, time, pid, with capitals and leading zeros (submit/cdmsgq.C).
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice inode, when, pid;
	uint64_t n;

	if (!mt_idscan_run(&scan, MT_HEX_UPPER, 8, 16, &inode) ||
	    !mt_idscan_take(&scan, ".") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 8, 16, &when) ||
	    !mt_idscan_take(&scan, ".") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 8, 8, &pid) ||
	    scan.rest.n > 0 || !mt_id_hex(when, &n) ||
	    !mt_id_since_1970(n, 1, time))
		return false;
	mt_id_mark(source, when, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_courier = {
	.name = "courier",
	.title = "Courier id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1999,
	.least = 26,
	.marks = ".",
	.early_s = -86400,
	.late_s = 1800,
	.layout = "hexadecimal capitals: inode; seconds since 1970; pid",
	.proves = "Courier makes the id when it opens the queue file; exact to "
		  "the second.",
	.source = "Courier submit; compared with such fields",
	.decode = decode,
};
