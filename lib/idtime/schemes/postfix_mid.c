/*
 * Postfix adds to mail that has no Message-ID `YYYYMMDDhhmmss.QUEUEID@host`, in UTC
 * (cleanup_message.c). quilt and others write a number where the queue id is,
 * so a short one must have a letter.
 */
#include "idtime/scan.h"

static bool
is_short(MtSlice id)
{
	uint64_t us;

	if (id.n < 6 || id.n > 16 ||
	    !mt_id_number(mt_slice_sub(id, 0, 5), MT_HEX_UPPER, &us) ||
	    us >= 1000000)
		return false;
	for (size_t i = 0; i < id.n; i++)
		if (!mt_is_digit(id.p[i]))
			return true;
	return false;
}

static bool
is_long(MtSlice id)
{
	return id.n >= 12 && id.n <= 24 && id.p[10] == 'z';
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text}, id;
	MtSlice stamp, run;

	if (!mt_idscan_run(&scan, MT_DIGITS, 14, 14, &stamp) ||
	    !mt_idscan_take(&scan, "."))
		return false;
	id = scan;
	if (!(mt_idscan_run(&id, MT_HEX_UPPER, 6, 16, &run) && is_short(run)) &&
	    !(mt_idscan_run(&scan, MT_BASE52, 12, 24, &run) && is_long(run)))
		return false;
	if (run.p + run.n == source->text.p + source->text.n ||
	    run.p[run.n] != '@' || !mt_id_stamp(stamp, time))
		return false;
	mt_id_mark(source, stamp, time);
	time->sure = MT_ID_LIKELY;
	return true;
}

const MtIdScheme mt_idscheme_postfix_mid = {
	.name = "postfix-message-id",
	.title = "Postfix Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1999,
	.least = 22,
	.marks = ".@",
	.layout = "YYYYMMDDhhmmss UTC; queue id",
	.proves = "Postfix adds it when it takes a message that has none; the "
		  "queue id is the one of that hop. Exact to the second.",
	.source = "Postfix cleanup_message.c",
	.decode = decode,
};
