/*
 * Coremail (163.com and others): 22 characters of base64 with a `-` or `_` for what
 * is not known, which are 16 bytes; the third group of four is seconds since 1970,
 * least byte first; then `--.` and numbers. X-CM-TRANSID has the same id.
 */
#include "idtime/scan.h"

enum { FIRST = 10, CHARS = 6 };

static const char *const fields[] = {
	"X-CM-TRANSID",
	NULL,
};

/* Bytes 8 to 11 begin within character 10, behind four bits of byte 7. */
static uint32_t
seconds_of(const int digits[CHARS])
{
	uint64_t bits = 0;
	uint32_t big;

	for (size_t i = 0; i < CHARS; i++)
		bits = bits << 6 | (unsigned)digits[i];
	big = (uint32_t)bits;
	return big >> 24 | (big >> 8 & 0xff00) | (big << 8 & 0xff0000) |
	       big << 24;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {mt_slice_trim(source->text)};
	MtSlice id, when;
	int digits[CHARS];

	if (!mt_idscan_chars(&scan, MT_BASE64 "_", 22, &id) ||
	    !mt_idscan_take(&scan, "--."))
		return false;
	when = mt_slice_sub(id, FIRST, FIRST + CHARS);
	for (size_t i = 0; i < CHARS; i++) {
		digits[i] = mt_id_digit(when.p[i], MT_BASE64);
		if (digits[i] < 0)
			return false;
	}
	if (!mt_id_since_1970(seconds_of(digits), 1, time))
		return false;
	mt_id_mark(source, when, time);
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_coremail = {
	.name = "coremail",
	.title = "Coremail transaction id",
	.places = 1U << MT_ID_RECEIVED | 1U << MT_ID_FIELD,
	.moment = MT_ID_AT_CONNECTION,
	.since = 2005,
	.least = 25,
	.marks = "-.",
	.early_s = -86400,
	.late_s = 1800,
	.fields = fields,
	.layout = "base64 of 16 bytes: the third 32 bits are seconds since "
		  "1970, least byte first",
	.proves = "Coremail makes the id for a session or a message; exact to "
		  "the second.",
	.source = "compared with such fields",
	.decode = decode,
};
