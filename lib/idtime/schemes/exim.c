/*
 * Exim: `tttttt-pppppp-ss` in base 62, from 4.97 on `tttttt-ppppppppppp-ssss`:
 * seconds since 1970, pid, and a fraction whose unit depends on whether the
 * host has a localhost_number, so it is not read (receive.c, msgid_header).
 * Where a message has no Message-ID, Exim adds `E` and its own id as one.
 */
#include "idtime/scan.h"

/* Programs of other names that make ids of this form have rules of their own:
 * Gmane's gateway, Gmexim, writes the same id into all its hops. */
static bool
is_other(MtSlice software)
{
	return software.n > 0 && !mt_slice_starts(software, MT_SLICE("Exim")) &&
	       !mt_slice_starts(software, MT_SLICE("WEB.DE "));
}

static MtIdSure
how_sure(const MtIdSource *source)
{
	if (source->place == MT_ID_MESSAGE_ID)
		return MT_ID_CERTAIN;
	if (is_other(source->software))
		return MT_ID_POSSIBLE;
	return mt_id_by_dialect(source, "exim") ? MT_ID_CERTAIN : MT_ID_LIKELY;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice seconds, pid, fraction;
	bool is_mid = source->place == MT_ID_MESSAGE_ID;
	uint64_t n, number;

	if ((is_mid && !mt_idscan_take(&scan, "E")) ||
	    !mt_idscan_run(&scan, MT_BASE62, 6, 6, &seconds) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_BASE62, 6, 11, &pid) ||
	    !mt_idscan_take(&scan, "-") ||
	    !mt_idscan_run(&scan, MT_BASE62, 2, 4, &fraction) ||
	    !((pid.n == 6 && fraction.n == 2) ||
	      (pid.n == 11 && fraction.n == 4)) ||
	    (is_mid ? !mt_idscan_take(&scan, "@") : scan.rest.n != 0))
		return false;
	/* A pid has 31 bits at most; one in 26 random ids is so. */
	if (!mt_id_number(pid, MT_BASE62, &number) || number > INT32_MAX ||
	    !mt_id_number(seconds, MT_BASE62, &n) ||
	    !mt_id_since_1970(n, 1, time))
		return false;
	mt_id_mark(source, seconds, time);
	time->sure = how_sure(source);
	return true;
}

const MtIdScheme mt_idscheme_exim = {
	.name = "exim",
	.title = "Exim id",
	.places = 1U << MT_ID_RECEIVED | 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1995,
	.least = 16,
	.marks = "-",
	.early_s = -86400,
	.late_s = 1800,
	.layout = "six digits of base 62: seconds since 1970; pid; fraction",
	.proves = "Exim makes the id when it begins to read the message, and "
		  "writes its date when it has it, which takes a client less "
		  "than two hours; exact to the second.",
	.source = "Exim receive.c",
	.decode = decode,
};
