/*
 * Google's Message-IDs of services (calendar, groups, syzbot) and the boundaries
 * of Gmail: 28 hexadecimal digits, twelve of a prefix, then the low 24 and the
 * high 32 bits of microseconds since 1970, then a counter.
 */
#include "idtime/scan.h"

enum { DIGITS = 28, PREFIX = 12, LOW = 6, HIGH = 8 };

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice id;
	uint64_t low, high;
	bool is_mid = source->place == MT_ID_MESSAGE_ID;
	bool by_google;

	if (!mt_idscan_run(&scan, MT_HEX_LOWER, DIGITS, DIGITS, &id) ||
	    (!is_mid && scan.rest.n > 0) ||
	    !mt_id_hex(mt_slice_sub(id, PREFIX, PREFIX + LOW), &low) ||
	    !mt_id_hex(mt_slice_sub(id, PREFIX + LOW, PREFIX + LOW + HIGH),
		       &high) ||
	    !mt_id_since_1970(high << 24 | low, 1000000, time))
		return false;
	mt_id_mark(source, mt_slice_sub(id, PREFIX, PREFIX + LOW + HIGH), time);
	by_google = mt_slice_starts(id, MT_SLICE("0000000000")) ||
		    mt_slice_eq_i(scan.rest, MT_SLICE("@google.com"));
	time->sure = by_google ? MT_ID_CERTAIN
		     : is_mid  ? MT_ID_POSSIBLE
			       : MT_ID_LIKELY;
	return true;
}

const MtIdScheme mt_idscheme_google_mid = {
	.name = "google",
	.title = "Google Message-ID, Gmail boundary",
	.places = 1U << MT_ID_MESSAGE_ID | 1U << MT_ID_BOUNDARY,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2005,
	.least = 28,
	.layout = "28 hexadecimal digits: prefix (12), microseconds since 1970 "
		  "(low 6, then high 8), counter (2)",
	.proves = "Gmail makes the boundary when it builds the body, Google's "
		  "services the id with the message; exact to the microsecond.",
	.source = "compared with 759 dates of such messages",
	.decode = decode,
};
