/*
 * Postfix with enable_long_queue_ids: six or more digits of seconds and four of
 * microseconds in base 52, `z`, the inode in base 51 (mail_queue.h). Since the
 * inode has no `z`, the last one divides; the seconds have six digits until 2596.
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice seconds, micros, inode;
	uint64_t s, us, number;

	if (source->text.n < 12 || source->text.n > 24 ||
	    !mt_idscan_chars(&scan, MT_BASE52, 6, &seconds) ||
	    !mt_idscan_chars(&scan, MT_BASE52, 4, &micros) ||
	    !mt_idscan_take(&scan, "z") ||
	    !mt_idscan_run(&scan, MT_BASE52, 1, 13, &inode) ||
	    scan.rest.n != 0 || memchr(inode.p, 'z', inode.n) != NULL ||
	    !mt_id_number(inode, MT_BASE52, &number) ||
	    !mt_id_number(seconds, MT_BASE52, &s) ||
	    !mt_id_number(micros, MT_BASE52, &us) || us >= 1000000 ||
	    !mt_id_since_1970(s * 1000000 + us, 1000000, time))
		return false;
	mt_id_mark(source, mt_slice(seconds.p, 10), time);
	time->sure = mt_id_by_dialect(source, "postfix") ? MT_ID_CERTAIN
							 : MT_ID_LIKELY;
	return true;
}

const MtIdScheme mt_idscheme_postfix_long = {
	.name = "postfix-long",
	.title = "Postfix long queue id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_RECEIPT,
	.since = 2011,
	.least = 12,
	.most = 24,
	.marks = "z",
	.early_s = -3600,
	.late_s = 1800,
	.layout = "ten digits of base 52 without vowels: seconds since 1970, "
		  "microseconds; z; inode",
	.proves =
		"Postfix makes the id when it opens the queue file, and "
		"writes the date of its field then; exact to the microsecond. "
		"What local users submit has the date of submission, and may "
		"wait for days until Postfix is started.",
	.source = "Postfix mail_queue.h",
	.decode = decode,
};
