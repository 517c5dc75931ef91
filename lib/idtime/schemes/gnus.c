/*
 * Gnus and Emacs: the user id, then two groups of four digits of base 36, which
 * are the upper and the lower 16 bits of seconds since 1970 with a counter above
 * them, then `.fsf`. The digits run backwards: z is 0 (message.el,
 * message-unique-id).
 */
#include "idtime/scan.h"

#define DIGITS_DOWN "zyxwvutsrqponmlkjihgfedcba9876543210"

enum { COUNTER_LIMIT = 25 };
static const size_t group = 4;

static bool
read_group(MtSlice digits, uint64_t *bits)
{
	uint64_t n;

	if (!mt_id_number(digits, DIGITS_DOWN, &n) || n >> 16 >= COUNTER_LIMIT)
		return false;
	*bits = n & 0xffff;
	return true;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice id;
	uint64_t high, low;

	if (!mt_idscan_run(&scan, MT_LOWER MT_DIGITS, 2 * group, 14, &id) ||
	    (!mt_idscan_take(&scan, ".fsf") && !mt_idscan_take(&scan, ".ffs") &&
	     !mt_idscan_take(&scan, ".wl-")))
		return false;
	id = mt_slice_sub(id, id.n - 2 * group, id.n);
	if (!read_group(mt_slice_sub(id, 0, group), &high) ||
	    !read_group(mt_slice_sub(id, group, 2 * group), &low) ||
	    !mt_id_since_1970(high << 16 | low, 1, time))
		return false;
	mt_id_mark(source, id, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_gnus = {
	.name = "gnus",
	.title = "Gnus Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.least = 12,
	.marks = ".",
	.layout = "user id, then eight digits of base 36 that run from z down: "
		  "upper and lower 16 bits of seconds since 1970; `.fsf`",
	.proves = "Emacs makes the id when the message is first saved or sent; "
		  "a draft keeps it. Exact to the second.",
	.source = "Gnus message.el, message-unique-id",
	.decode = decode,
};
