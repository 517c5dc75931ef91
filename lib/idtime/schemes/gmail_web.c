/*
 * Gmail's web pages until 2010: eight hexadecimal digits that stay the same for
 * an account, the minute in Pacific time, and two random numbers, each behind a
 * letter that is no digit: `46a038f9 0705310028 y 6f180214 s 9018f8af5e71d0ed`.
 * In April and May 2010 with a letter, 2 and a letter in front, as `h2o`.
 */
#include "idtime/scan.h"

#define BEYOND_F "ghijklmnopqrstuvwxyz"

enum { YEAR = 2000, PACIFIC_H = 7, HOUR_S = 3600 };

static bool
take_number(MtIdScan *scan, size_t most)
{
	MtSlice run;

	return mt_idscan_chars(scan, BEYOND_F, 1, &run) &&
	       mt_idscan_run(scan, MT_HEX_LOWER, 4, most, &run);
}

/* `YYMMDDhhmm`. */
static bool
read_minute(MtSlice digits, int64_t parts[6])
{
	for (size_t i = 0; i < 5; i++)
		parts[i] = (digits.p[2 * i] - '0') * 10 + digits.p[2 * i + 1] -
			   '0';
	parts[0] += YEAR;
	parts[5] = 0;
	return parts[0] >= 2004 && parts[0] <= 2011;
}

static bool
take_all(MtIdScan scan, MtSlice *minute)
{
	MtSlice account;

	return mt_idscan_chars(&scan, MT_HEX_LOWER, 8, &account) &&
	       mt_idscan_chars(&scan, MT_DIGITS, 10, minute) &&
	       take_number(&scan, 8) && take_number(&scan, 16) &&
	       mt_slice_eq_i(scan.rest, MT_SLICE("@mail.gmail.com"));
}

static bool
take_front(MtIdScan *scan)
{
	MtSlice run;

	return mt_idscan_chars(scan, MT_LOWER, 1, &run) &&
	       mt_idscan_take(scan, "2") &&
	       mt_idscan_chars(scan, MT_LOWER, 1, &run);
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice minute;
	int64_t parts[6];

	if (!take_all(scan, &minute) &&
	    (!take_front(&scan) || !take_all(scan, &minute)))
		return false;
	if (!read_minute(minute, parts) || !mt_id_civil(parts, time))
		return false;
	mt_id_mark(source, minute, time);
	/* Summer time or not, seven or eight hours behind. */
	time->us += INT64_C(1000000) * PACIFIC_H * HOUR_S;
	time->span_us = INT64_C(1000000) * (HOUR_S + 60);
	time->decimals = 0;
	time->sure = MT_ID_CERTAIN;
	return true;
}

const MtIdScheme mt_idscheme_gmail_web = {
	.name = "gmail-web",
	.title = "Gmail Message-ID",
	.places = 1U << MT_ID_MESSAGE_ID,
	.moment = MT_ID_AT_COMPOSITION,
	.since = 2004,
	.least = 43,
	.most = 61,
	.marks = "@",
	.layout = "8 hexadecimal digits of the account; YYMMDDhhmm of Pacific "
		  "time; two random numbers, each behind a letter beyond f; in "
		  "the spring of 2010 behind three characters as h2o",
	.proves = "Gmail made the id when the message was sent from its web "
		  "pages, until 2010; exact to the minute, but for the hour of "
		  "summer time.",
	.source = "nine of nine ids of public lists, 2007 to 2009, agree with "
		  "their Date",
	.decode = decode,
};
