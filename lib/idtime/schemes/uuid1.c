/*
 * UUIDs of version 1 (RFC 9562 5.1): 60 bits of 100 ns since 15 October 1582, low
 * part first. Other versions have no time that mail software uses.
 */
#include "idtime/scan.h"

/* 1970-01-01 in 100 ns since 1582-10-15. */
static const uint64_t epoch = 0x01b21dd213814000U;

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	static const size_t groups[] = {8, 4, 4, 4, 12};
	MtIdScan scan = {source->text};
	MtSlice run[5];
	uint64_t low, middle, high, variant, ticks;

	for (size_t i = 0; i < 5; i++)
		if ((i > 0 && !mt_idscan_take(&scan, "-")) ||
		    (!mt_idscan_run(&scan, MT_HEX_LOWER, groups[i], groups[i],
				    &run[i]) &&
		     !mt_idscan_run(&scan, MT_HEX_UPPER, groups[i], groups[i],
				    &run[i])))
			return false;
	if (!mt_id_hex(run[0], &low) || !mt_id_hex(run[1], &middle) ||
	    !mt_id_hex(run[2], &high) || !mt_id_hex(run[3], &variant) ||
	    high >> 12 != 1 || variant >> 14 != 2)
		return false;
	ticks = (high & 0xfff) << 48 | middle << 32 | low;
	if (ticks < epoch ||
	    !mt_id_since_1970((ticks - epoch) / 10, 1000000, time))
		return false;
	mt_id_mark(source, mt_slice(run[0].p, 8 + 1 + 4 + 1 + 4), time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_uuid1 = {
	.name = "uuid1",
	.title = "UUID version 1",
	.places = 1U << MT_ID_MESSAGE_ID | 1U << MT_ID_BOUNDARY |
		  1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 1996,
	.least = 36,
	.marks = "-",
	.layout = "60 bits of 100 ns since 1582: low 8, middle 4, high 3 "
		  "hexadecimal digits behind the version",
	.proves = "The program made the UUID then, by the clock of its host; "
		  "exact to the microsecond.",
	.source = "RFC 9562 5.1",
	.decode = decode,
};
