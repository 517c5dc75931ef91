/*
 * Pine and Alpine: `Pine.SYSTEM.VERSION.YYMMDDhhmmssN.PID`, in the client's local
 * time, N a counter (send.c, generate_message_id).
 */
#include "idtime/scan.h"

/* The part of twelve or thirteen characters that begins with a date. */
static bool
find_stamp(MtSlice rest, MtSlice *stamp)
{
	MtSlice part;

	for (unsigned i = 0; i < 8 && mt_slice_cut(&rest, '.', &part); i++) {
		MtIdScan scan = {part};

		if (part.n >= 12 && part.n <= 13 &&
		    mt_idscan_chars(&scan, MT_DIGITS, 12, stamp))
			return true;
	}
	return false;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtSlice stamp;
	char full[14];

	if ((!mt_slice_starts(source->text, MT_SLICE("Pine.")) &&
	     !mt_slice_starts(source->text, MT_SLICE("alpine."))) ||
	    !find_stamp(mt_slice_sub(source->text, 0, 80), &stamp))
		return false;
	full[0] = stamp.p[0] == '9' ? '1' : '2';
	full[1] = stamp.p[0] == '9' ? '9' : '0';
	memcpy(full + 2, stamp.p, stamp.n);
	if (!mt_id_stamp(mt_slice(full, 14), time))
		return false;
	mt_id_mark(source, stamp, time);
	time->zone = MT_ID_LOCAL;
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_pine = {
	.name = "pine",
	.title = "Pine, Alpine Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1993,
	.least = 20,
	.marks = ".",
	.layout = "`Pine` or `alpine`, system, version, YYMMDDhhmmss of the "
		  "client's zone and a counter, pid",
	.proves = "Pine makes the id when the message is begun or sent, in the "
		  "client's local time: the difference to the true time is its "
		  "zone. Exact to the second.",
	.source = "alpine pith/send.c, generate_message_id",
	.decode = decode,
};
