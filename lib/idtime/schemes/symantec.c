/*
 * Symantec's SMTP gateway (SAVSMTP): `MYYYYMMDDhhmmssN`, in local time, N five digits
 * of a counter.
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice digits;

	if (!mt_idscan_take(&scan, "M") ||
	    !mt_idscan_run(&scan, MT_DIGITS, 15, 20, &digits) ||
	    scan.rest.n > 0)
		return false;
	digits = mt_slice_sub(digits, 0, 14);
	if (!mt_id_stamp(digits, time) || !mt_id_zoned(source, time))
		return false;
	mt_id_mark(source, digits, time);
	time->sure = MT_ID_LIKELY;
	return true;
}

const MtIdScheme mt_idscheme_symantec = {
	.name = "symantec",
	.title = "Symantec gateway id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2000,
	.least = 16,
	.most = 21,
	.marks = "M",
	.early_s = -3600,
	.late_s = 1800,
	.layout = "M; YYYYMMDDhhmmss of the server's local time; number",
	.proves = "The gateway makes the id when it takes the message; exact "
		  "to the second.",
	.source = "compared with such fields",
	.decode = decode,
};
