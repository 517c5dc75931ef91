/*
 * Outlook and programs with Microsoft's CDO: `----=_NextPart_000_XXXX_` and the
 * halves of a FILETIME, which counts the local time of the client: subtract the
 * Date and its zone is left.
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice number, high_run, low_run;
	uint64_t high, low;

	if (!mt_idscan_take(&scan, "----=_NextPart_") ||
	    !mt_idscan_run(&scan, MT_DIGITS, 3, 3, &number) ||
	    !mt_idscan_take(&scan, "_") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 4, 4, &number) ||
	    !mt_idscan_take(&scan, "_") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 8, 8, &high_run) ||
	    !mt_idscan_take(&scan, ".") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 8, 8, &low_run) ||
	    scan.rest.n > 0 || !mt_id_hex(high_run, &high) ||
	    !mt_id_hex(low_run, &low) ||
	    !mt_id_filetime(high << 32 | low, 0, time))
		return false;
	mt_id_mark(source, mt_slice(high_run.p, 8 + 1 + 8), time);
	time->zone = MT_ID_LOCAL;
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_nextpart = {
	.name = "nextpart",
	.title = "Outlook boundary",
	.places = 1U << MT_ID_BOUNDARY,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.least = 40,
	.marks = "-=_.",
	.layout = "`_NextPart_`, numbers, FILETIME (high 8, `.`, low 8 "
		  "hexadecimal digits) in the client's local time",
	.proves = "Outlook makes the boundary when it builds the body; minus "
		  "the Date it gives the zone of the client's clock, which the "
		  "zone of Date need not be. Exact to the microsecond.",
	.source = "compared with 42 dates of such messages",
	.decode = decode,
};
