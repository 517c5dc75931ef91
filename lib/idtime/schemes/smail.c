/*
 * Smail 3, from which Exim has its ids: `m`, six digits of base 62 of seconds since
 * 1970, `-`, seven more of pid and inode.
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice seconds, rest;
	uint64_t n;

	if (!mt_idscan_take(&scan, "m") ||
	    !mt_idscan_run(&scan, MT_BASE62, 6, 6, &seconds) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_BASE62, 7, 7, &rest) || scan.rest.n > 0 ||
	    !mt_id_number(seconds, MT_BASE62, &n) ||
	    !mt_id_since_1970(n, 1, time))
		return false;
	mt_id_mark(source, seconds, time);
	time->sure = mt_id_by_dialect(source, "smail") ? MT_ID_CERTAIN
						       : MT_ID_LIKELY;
	return true;
}

const MtIdScheme mt_idscheme_smail = {
	.name = "smail",
	.title = "Smail id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1990,
	.least = 15,
	.most = 15,
	.marks = "m-",
	.early_s = -86400,
	.late_s = 1800,
	.layout = "m; six digits of base 62: seconds since 1970; pid, inode",
	.proves = "Smail makes the id when it takes the message; exact to the "
		  "second.",
	.source = "smail queue.c",
	.decode = decode,
};
