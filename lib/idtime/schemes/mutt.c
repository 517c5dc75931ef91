/*
 * Mutt 2: sixteen characters of base64 (RFC 4648 5), of which the first four
 * bytes are seconds since 1970, most significant byte first (sendlib.c,
 * mutt_gen_msgid). Nothing else marks the id.
 */
#include "idtime/scan.h"

/* Random base64 has letters of both cases; names and numbers have not. */
static bool
is_mixed(MtSlice s)
{
	bool upper = false, lower = false;

	for (size_t i = 0; i < s.n; i++) {
		upper = upper || (s.p[i] >= 'A' && s.p[i] <= 'Z');
		lower = lower || (s.p[i] >= 'a' && s.p[i] <= 'z');
	}
	return upper && lower;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice id;
	uint8_t b[4];

	if (!mt_idscan_run(&scan, MT_BASE64URL "+/", 16, 16, &id) ||
	    !mt_idscan_take(&scan, "@") || !is_mixed(id) ||
	    (!mt_id_base64(id, MT_BASE64URL, b, 4) &&
	     !mt_id_base64(id, MT_BASE64, b, 4)) ||
	    !mt_id_since_1970((uint64_t)b[0] << 24 | (uint64_t)b[1] << 16 |
				      (uint64_t)b[2] << 8 | b[3],
			      1, time))
		return false;
	mt_id_mark(source, mt_slice_sub(id, 0, 6), time);
	time->sure = MT_ID_POSSIBLE;
	return true;
}

const MtIdScheme mt_idscheme_mutt = {
	.name = "mutt",
	.title = "Mutt 2 Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2020,
	.least = 18,
	.marks = "@",
	.agent = "Mutt/2",
	.layout = "16 characters of base64: seconds since 1970 (the first 32 "
		  "bits, most significant byte first), random",
	.proves = "Mutt makes the id when the message is sent or postponed; "
		  "exact to the second. One in five random ids decodes, too.",
	.source = "mutt sendlib.c, mutt_gen_msgid",
	.decode = decode,
};
