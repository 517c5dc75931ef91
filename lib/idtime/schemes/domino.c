/*
 * Domino: `YYYYMMDDhhmmsscc-N`, or with `:`, in the server's local time, cc being
 * hundredths of a second.
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice stamp, number;
	uint64_t cs;

	if (!mt_idscan_run(&scan, MT_DIGITS, 16, 16, &stamp) ||
	    (!mt_idscan_take(&scan, "-") && !mt_idscan_take(&scan, ":")) ||
	    !mt_idscan_run(&scan, MT_DIGITS, 1, 10, &number) ||
	    scan.rest.n > 0 || !mt_id_stamp(mt_slice_sub(stamp, 0, 14), time) ||
	    !mt_id_number(mt_slice_sub(stamp, 14, 16), MT_DIGITS, &cs) ||
	    !mt_id_zoned(source, time))
		return false;
	time->us += (int64_t)cs * 10000;
	time->span_us = 10000;
	time->decimals = 2;
	mt_id_mark(source, stamp, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_domino = {
	.name = "domino",
	.title = "Domino id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1996,
	.least = 18,
	.most = 27,
	.early_s = -86400,
	.late_s = 1800,
	.layout = "YYYYMMDDhhmmss and hundredths of the server's local time; "
		  "number",
	.proves = "Domino makes the id when it takes the message; exact to the "
		  "hundredth of a second.",
	.source = "compared with such fields",
	.decode = decode,
};
