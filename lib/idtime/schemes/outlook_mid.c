/*
 * Outlook and Outlook Express: four hexadecimal digits, the high and, behind `$`, the
 * low half of a FILETIME, `$`, and a hash, which Express made of the address of
 * the machine, least byte first.
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice head, low, hash;
	uint64_t high, n;

	if (!mt_idscan_run(&scan, MT_HEX_LOWER, 12, 12, &head) ||
	    !mt_idscan_take(&scan, "$") ||
	    !mt_idscan_run(&scan, MT_HEX_LOWER, 8, 8, &low) ||
	    !mt_idscan_take(&scan, "$") ||
	    !mt_idscan_run(&scan, MT_HEX_LOWER, 8, 8, &hash) ||
	    !mt_idscan_take(&scan, "@") ||
	    !mt_id_hex(mt_slice_sub(head, 4, 12), &high) ||
	    !mt_id_hex(low, &n) || !mt_id_filetime(high << 32 | n, 0, time))
		return false;
	mt_id_mark(source, mt_slice(head.p + 4, 8 + 1 + 8), time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_outlook_mid = {
	.name = "outlook",
	.title = "Outlook Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.least = 30,
	.marks = "$",
	.layout = "number (4 hexadecimal digits); FILETIME (high 8, `$`, "
		  "low 8); `$`; hash",
	.proves = "Outlook makes the id when the message is first saved or "
		  "sent; exact to the microsecond.",
	.source = "compared with 220 dates of such messages",
	.decode = decode,
};
