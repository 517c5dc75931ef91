/*
 * ZMailer (vger.kernel.org until 2023): `S`, the inode in decimal, eight digits
 * of base 64 in an alphabet of its own: three for the year, then month and day
 * from 0, hour, minute and second of UTC.
 */
#include "idtime/scan.h"

#define ALPHABET MT_UPPER "0123" MT_LOWER "456789+-"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice inode, when, more;
	uint64_t year, n;
	int64_t parts[6];

	if (!mt_idscan_take(&scan, "S") ||
	    !mt_idscan_run(&scan, MT_DIGITS, 1, 12, &inode) ||
	    scan.rest.n < 8 || scan.rest.n > 12)
		return false;
	/* The year begins with `A`, so no digit of it is taken for the inode. */
	when = mt_slice_sub(scan.rest, 0, 8);
	more = mt_slice_sub(scan.rest, 8, scan.rest.n);
	if (!mt_id_number(mt_slice_sub(when, 0, 3), ALPHABET, &year) ||
	    (more.n > 0 && !mt_id_number(more, ALPHABET, &n)))
		return false;
	parts[0] = (int64_t)year;
	for (size_t i = 1; i < 6; i++) {
		int digit = mt_id_digit(when.p[i + 2], ALPHABET);

		if (digit < 0)
			return false;
		parts[i] = digit + (i < 3);
	}
	if (!mt_id_civil(parts, time))
		return false;
	mt_id_mark(source, when, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_zmailer = {
	.name = "zmailer",
	.title = "ZMailer spool id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1995,
	.least = 10,
	.most = 26,
	.marks = "S",
	.early_s = -3600,
	.late_s = 1800,
	.layout = "S, inode, eight digits of base 64: year (three), month, "
		  "day, hour, minute, second UTC",
	.proves = "ZMailer names the spool file when it takes the message; "
		  "exact to the second.",
	.source = "ZMailer, taskspoolid()",
	.decode = decode,
};
