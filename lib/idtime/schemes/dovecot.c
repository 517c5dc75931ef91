/*
 * Dovecot's LMTP: 22 characters of base64, which are 16 bytes: nanoseconds,
 * seconds and pid, each in 32 bits, least byte first, and a hash of the host
 * (lib/guid.c, guid_128_generate; lmtp session ids).
 */
#include "idtime/scan.h"

static uint32_t
le32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	uint8_t b[16];
	uint32_t ns;

	/* A session that delivers to several adds `:n`. */
	if (source->text.n < 22 ||
	    (source->text.n > 22 && source->text.p[22] != ':') ||
	    !mt_id_base64(mt_slice_sub(source->text, 0, 22), MT_BASE64, b, 16))
		return false;
	ns = le32(b);
	if (ns >= 1000000000 || le32(b + 8) > 1U << 22 ||
	    !mt_id_since_1970(le32(b + 4) * (uint64_t)1000000 + ns / 1000,
			      1000000, time))
		return false;
	/* Bytes 0 to 7 are characters 0 to 10 and some bits of the next. */
	mt_id_mark(source, mt_slice_sub(source->text, 0, 11), time);
	time->sure = mt_id_by_dialect(source, "dovecot") ? MT_ID_CERTAIN
							 : MT_ID_LIKELY;
	return true;
}

const MtIdScheme mt_idscheme_dovecot = {
	.name = "dovecot-lmtp",
	.title = "Dovecot LMTP session id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_CONNECTION,
	.since = 2010,
	.least = 22,
	.early_s = -3600,
	.late_s = 1800,
	.layout = "base64 of 16 bytes: nanoseconds, seconds since 1970 and "
		  "pid (32 bits each, least byte first), hash of the host",
	.proves = "Dovecot makes the id for a delivery session; exact to the "
		  "nanosecond, of which microseconds are shown.",
	.source = "Dovecot guid.c",
	.decode = decode,
};
