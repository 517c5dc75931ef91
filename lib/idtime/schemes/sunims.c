/*
 * Sun's, iPlanet's and Oracle's messaging servers: `0AAA00BBBCCCNN@host`, AAA and CCC
 * together being six digits of base 36 of seconds since 1970, the upper three and
 * the lower three.
 */
#include "idtime/scan.h"

enum { HIGH = 1, LOW = 9, DIGITS = 3, LENGTH = 14 };

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice id;
	uint64_t high, low;

	if (!mt_idscan_run(&scan, MT_BASE36, LENGTH, LENGTH, &id) ||
	    id.p[0] != '0' || id.p[4] != '0' || id.p[5] != '0' ||
	    !mt_idscan_take(&scan, "@") ||
	    !mt_id_number(mt_slice_sub(id, HIGH, HIGH + DIGITS), MT_BASE36,
			  &high) ||
	    !mt_id_number(mt_slice_sub(id, LOW, LOW + DIGITS), MT_BASE36,
			  &low) ||
	    !mt_id_since_1970(high * 36 * 36 * 36 + low, 1, time))
		return false;
	mt_id_mark(source, mt_slice_sub(id, HIGH, LOW + DIGITS), time);
	time->sure = MT_ID_LIKELY;
	return true;
}

const MtIdScheme mt_idscheme_sunims = {
	.name = "sun-messaging",
	.title = "Sun, Oracle messaging id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1999,
	.least = 15,
	.marks = "0@",
	.early_s = -86400,
	.late_s = 1800,
	.layout = "0, upper three digits of base 36 of seconds since 1970, 00, "
		  "counter (3), lower three digits, two more",
	.proves = "The server makes the id when it takes the message; exact to "
		  "the second.",
	.source = "compared with such fields",
	.decode = decode,
};
