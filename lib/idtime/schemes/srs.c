/*
 * The day in an SRS address: `SRS0=HHHH=TT=domain=local@forwarder`, TT being two
 * digits of base 32 (RFC 4648) of the days since 1970, modulo 1024. In SRS1 it
 * stands behind the second hash.
 */
#include "idtime/scan.h"

#define BASE32 MT_UPPER "234567"

enum { DAY_S = 86400, CYCLE = 1024 };

static bool
is_separator(char c)
{
	return c == '=' || c == '-' || c == '+';
}

/* The part behind `SRS0` or, in SRS1, behind the `==` of the first forwarder. */
static MtSlice
behind_head(MtSlice text)
{
	size_t at;

	if (mt_slice_starts_i(text, MT_SLICE("SRS0")))
		return mt_slice_sub(text, 4, text.n);
	if (!mt_slice_starts_i(text, MT_SLICE("SRS1")))
		return (MtSlice){0};
	at = mt_slice_find(text, MT_SLICE("=="));
	return at == MT_SLICE_NOWHERE ? (MtSlice){0}
				      : mt_slice_sub(text, at + 1, text.n);
}

static bool
read_day(MtSlice two, uint64_t *day)
{
	char upper[2] = {two.p[0], two.p[1]};

	/* Hosts that fold the case of local parts are allowed for. */
	for (size_t i = 0; i < 2; i++)
		if (upper[i] >= 'a' && upper[i] <= 'z')
			upper[i] = (char)(upper[i] - 'a' + 'A');
	return mt_id_number(mt_slice(upper, 2), BASE32, day);
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtSlice rest = behind_head(source->text), hash, stamp;
	uint64_t day;

	if (rest.n == 0 || !is_separator(rest.p[0]))
		return false;
	rest = mt_slice_sub(rest, 1, rest.n);
	if (!mt_slice_cut(&rest, '=', &hash) || hash.n < 2 || hash.n > 40 ||
	    !mt_slice_cut(&rest, '=', &stamp) || stamp.n != 2 ||
	    !read_day(stamp, &day))
		return false;
	time->us = (int64_t)day * DAY_S * 1000000;
	time->span_us = (int64_t)DAY_S * 1000000;
	time->period_us = (int64_t)CYCLE * DAY_S * 1000000;
	mt_id_mark(source, stamp, time);
	time->sure = MT_ID_CERTAIN;
	return mt_id_nearest(source, time);
}

const MtIdScheme mt_idscheme_srs = {
	.name = "srs",
	.title = "SRS address, TT",
	.places = 1U << MT_ID_ADDRESS,
	.moment = MT_ID_AT_REWRITING,
	.since = 2003,
	.early_s = -86400 * 7,
	.late_s = 86400,
	.layout = "two digits of base 32: days since 1970, modulo 1024",
	.proves = "The forwarder rewrote the sender on that day of UTC; the "
		  "same number comes again after 1024 days.",
	.source = "libsrs2, Shevek: The Sender Rewriting Scheme",
	.decode = decode,
};
