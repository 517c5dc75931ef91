/*
 * t= and x= of DKIM-Signature, ARC-Seal and ARC-Message-Signature: seconds since
 * 1970, when the signature was made and when it ends (RFC 6376 3.5).
 */
#include "idtime/scan.h"

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtSlice digits = mt_slice_trim(source->text);
	uint64_t n;

	if (digits.n > 12 || !mt_id_number(digits, MT_DIGITS, &n) ||
	    !mt_id_since_1970(n, 1, time))
		return false;
	if (mt_slice_eq(source->field, MT_SLICE("x")))
		time->moment = MT_ID_AT_EXPIRY;
	else if (!mt_slice_eq(source->field, MT_SLICE("t")))
		return false;
	mt_id_mark(source, digits, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_dkim = {
	.name = "dkim",
	.title = "DKIM and ARC, t= and x=",
	.places = 1U << MT_ID_TAG,
	.moment = MT_ID_AT_SIGNING,
	.since = 2004,
	.layout = "seconds since 1970, in decimal",
	.proves = "The signer wrote the time at which it signed (t=) or until "
		  "which the signature holds (x=); it is covered by the "
		  "signature. Exact to the second.",
	.source = "RFC 6376 3.5, RFC 8617 4.1",
	.decode = decode,
};
