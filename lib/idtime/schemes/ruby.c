/*
 * The Mail library of Ruby: seconds since 1970 and microseconds in base 16, without
 * anything between them, `_`, pid and more; as Message-ID `...@host.mail`, as a
 * boundary behind `--==_mimepart_` (utilities.rb, Mail.random_tag).
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice run, rest;
	uint64_t n, us;
	bool is_mid = source->place == MT_ID_MESSAGE_ID;

	if ((!is_mid && !mt_idscan_take(&scan, "--==_mimepart_")) ||
	    !mt_idscan_run(&scan, MT_HEX_LOWER, 9, 13, &run) ||
	    !mt_idscan_take(&scan, "_") ||
	    !mt_idscan_run(&scan, MT_HEX_LOWER, 6, 40, &rest) ||
	    (is_mid && (!mt_idscan_take(&scan, "@") ||
			!mt_slice_ends_i(scan.rest, MT_SLICE(".mail")))) ||
	    !mt_id_hex(mt_slice_sub(run, 0, 8), &n) ||
	    !mt_id_hex(mt_slice_sub(run, 8, run.n), &us) || us >= 1000000 ||
	    !mt_id_since_1970(n * 1000000 + us, 1000000, time))
		return false;
	mt_id_mark(source, run, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_ruby = {
	.name = "ruby-mail",
	.title = "Ruby Mail Message-ID, boundary",
	.places = 1U << MT_ID_MESSAGE_ID | 1U << MT_ID_BOUNDARY,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2009,
	.least = 16,
	.marks = "_",
	.layout = "seconds since 1970 (8 hexadecimal digits), microseconds (1 "
		  "to 5), `_`, pid and random digits",
	.proves = "The program made the message then; exact to the "
		  "microsecond.",
	.source = "mail gem, utilities.rb",
	.decode = decode,
};
