/*
 * sendmail adds to mail that has no Message-ID `YYYYMMDDhhmm.QUEUEID@host`, in UTC
 * (the macros t and i). The queue id of 8.10 and later says the seconds.
 */
#include "idtime/scan.h"

extern const MtIdScheme mt_idscheme_sendmail;

/* Before 8.10: the hour as a letter, `AA`, a pid. */
static bool
is_old(MtSlice id)
{
	MtIdScan scan = {id};
	MtSlice run;

	return mt_idscan_run(&scan, MT_UPPER, 3, 3, &run) && run.p[0] <= 'X' &&
	       run.p[1] == 'A' && run.p[2] == 'A' &&
	       mt_idscan_run(&scan, MT_DIGITS, 5, 7, &run) && scan.rest.n == 0;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice stamp, id;
	MtIdSource inner;
	MtIdTime by_id = {0};

	if (!mt_idscan_run(&scan, MT_DIGITS, 12, 12, &stamp) ||
	    !mt_idscan_take(&scan, ".") ||
	    !mt_idscan_run(&scan, MT_BASE62, 8, 16, &id) ||
	    !mt_idscan_take(&scan, "@") || !mt_id_stamp(stamp, time))
		return false;
	inner = (MtIdSource){.place = MT_ID_RECEIVED, .text = id};
	mt_id_mark(source, stamp, time);
	time->sure = MT_ID_CERTAIN;
	if (!mt_idscheme_sendmail.decode(&inner, &by_id))
		return is_old(id);
	/* The id is made before $t is; both in the same session. */
	if (by_id.us >= time->us && by_id.us < time->us + time->span_us) {
		time->us = by_id.us;
		time->span_us = by_id.span_us;
		time->length = stamp.n + 1 + by_id.length;
	}
	return true;
}

const MtIdScheme mt_idscheme_sendmail_mid = {
	.name = "sendmail-message-id",
	.title = "sendmail Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_RECEIPT,
	.since = 1990,
	.least = 22,
	.marks = ".@",
	.layout = "YYYYMMDDhhmm UTC; queue id, whose second is read where it "
		  "lies in that minute",
	.proves = "sendmail adds it when it takes a message that has none; the "
		  "queue id is the one of that hop. Exact to the minute, or "
		  "the second.",
	.source = "sendmail cf/m4/proto.m4, H?M?Message-Id",
	.decode = decode,
};
