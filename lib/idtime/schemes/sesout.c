/*
 * X-SES-Outgoing of Amazon SES: `YYYY.MM.DD-ADDRESS`, the day of UTC and the address
 * from which SES sent the message on.
 */
#include "idtime/scan.h"

static const char *const fields[] = {
	"X-SES-Outgoing",
	NULL,
};

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	static const size_t widths[] = {4, 2, 2};
	MtSlice text = mt_slice_trim(source->text), run;
	MtIdScan scan = {text};
	int64_t parts[6] = {0};
	uint64_t n;

	for (size_t i = 0; i < 3; i++) {
		if ((i > 0 && !mt_idscan_take(&scan, ".")) ||
		    !mt_idscan_run(&scan, MT_DIGITS, widths[i], widths[i],
				   &run) ||
		    !mt_id_number(run, MT_DIGITS, &n))
			return false;
		parts[i] = (int64_t)n;
	}
	if (!mt_idscan_take(&scan, "-") || !mt_id_civil(parts, time))
		return false;
	time->span_us = 86400 * (int64_t)1000000;
	mt_id_mark(source, mt_slice_sub(text, 0, 10), time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_sesout = {
	.name = "amazon-ses-outgoing",
	.title = "X-SES-Outgoing",
	.places = 1U << MT_ID_FIELD,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2011,
	.least = 12,
	.marks = ".-",
	.early_s = -86400 * 2,
	.late_s = 86400,
	.fields = fields,
	.layout = "YYYY.MM.DD of UTC; `-`; the address that sent it on",
	.proves = "SES sent the message on that day of UTC, from that address, "
		  "which must be the client of the next hop.",
	.source = "compared with such fields",
	.decode = decode,
};
