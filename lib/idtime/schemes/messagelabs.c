/*
 * MessageLabs and Symantec's cloud: `XX/XX-PPPPP-TTTTTTTT`, the last being seconds since
 * 1970 in base 16, least digit first. Momentum (ecelerity), whose ids look the same,
 * has them least byte first.
 */
#include "idtime/scan.h"

enum { DIGITS = 8 };

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice run, when;
	char turned[DIGITS];
	uint64_t n;

	if (!mt_id_by_dialect(source, "messagelabs") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 2, 2, &run) ||
	    !mt_idscan_take(&scan, "/") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, 2, 2, &run) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_DIGITS, 4, 10, &run) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_HEX_UPPER, DIGITS, DIGITS, &when) ||
	    scan.rest.n > 0)
		return false;
	for (size_t i = 0; i < DIGITS; i++)
		turned[i] = when.p[DIGITS - 1 - i];
	if (!mt_id_hex(mt_slice(turned, DIGITS), &n) ||
	    !mt_id_since_1970(n, 1, time))
		return false;
	mt_id_mark(source, when, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_messagelabs = {
	.name = "messagelabs",
	.title = "MessageLabs id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2000,
	.least = 19,
	.marks = "/-",
	.early_s = -3600,
	.late_s = 1800,
	.layout = "two bytes; pid; seconds since 1970 in eight hexadecimal "
		  "digits, the least first",
	.proves = "The server makes the id when it takes the message; exact to "
		  "the second.",
	.source = "compared with such fields",
	.decode = decode,
};
