/*
 * sendmail 8.10 and later, and what is built on it (Proofpoint): one digit of
 * base 60 each for the year since 1900 (modulo 60), the month from 0, the day, hour,
 * minute and second of UTC, one for a sequence and the pid (five digits, or six where
 * pids are larger); from 8.12 on two for the sequence and six to eight of pid (queue.c, assign_queueid).
 */
#include "idtime/scan.h"

/* 0-9 A-Z a-x */
#define BASE60 MT_DIGITS MT_UPPER "abcdefghijklmnopqrstuvwx"

enum { PARTS = 6, PERIOD_YEARS = 60, FIRST_YEAR = 1998 };

static bool
read_parts(MtSlice digits, int64_t parts[PARTS])
{
	for (size_t i = 0; i < PARTS; i++) {
		parts[i] = mt_id_digit(digits.p[i], BASE60);
		if (parts[i] < 0)
			return false;
	}
	parts[1]++;
	/* 8.10 is of 2000: an earlier year is one 60 years later. */
	parts[0] += 1900;
	while (parts[0] < FIRST_YEAR)
		parts[0] += PERIOD_YEARS;
	return parts[5] < 60;
}

/* Short ids of Postfix are such runs, too: capitals of base 16. */
static bool
is_hexadecimal(MtSlice id)
{
	MtIdScan scan = {id};
	MtSlice run;

	return mt_idscan_run(&scan, MT_HEX_UPPER, 1, 16, &run) &&
	       scan.rest.n == 0;
}

static MtIdSure
how_sure(const MtIdSource *source)
{
	if (mt_id_by_dialect(source, "sendmail") ||
	    mt_id_by_dialect(source, "proofpoint"))
		return MT_ID_CERTAIN;
	return source->dialect == NULL || mt_id_by_dialect(source, "generic")
		       ? MT_ID_LIKELY
		       : MT_ID_POSSIBLE;
}

/* The pid, of which most ids of others have not a digit. */
static bool
ends_in_pid(MtSlice id)
{
	for (size_t i = id.n - 5; i < id.n; i++)
		if (!mt_is_digit(id.p[i]))
			return false;
	return true;
}

static bool
decode(const MtIdSource *source, MtIdTime *time)
{
	MtIdScan scan = {source->text};
	MtSlice when, sequence, pid;
	int64_t parts[PARTS];
	size_t n = source->text.n;

	if (n < 12 || n > 16 || !ends_in_pid(source->text) ||
	    !mt_idscan_chars(&scan, BASE60, PARTS, &when) ||
	    !mt_idscan_chars(&scan, BASE60, n < 14 ? 1 : 2, &sequence) ||
	    !mt_idscan_run(&scan, MT_DIGITS, 5, 8, &pid) || scan.rest.n != 0 ||
	    !read_parts(when, parts) || !mt_id_civil(parts, time))
		return false;
	time->sure = how_sure(source);
	mt_id_mark(source, when, time);
	return time->sure == MT_ID_CERTAIN || !is_hexadecimal(source->text);
}

const MtIdScheme mt_idscheme_sendmail = {
	.name = "sendmail",
	.title = "sendmail queue id",
	.places = 1U << MT_ID_RECEIVED,
	.moment = MT_ID_AT_CONNECTION,
	.since = 1999,
	.least = 12,
	.most = 16,
	.early_s = -86400,
	.late_s = 1800,
	.layout = "six digits of base 60: year, month, day, hour, minute, "
		  "second UTC; sequence; pid",
	.proves = "sendmail makes the id when the client connects or the "
		  "message before it is done, so it is never later than the "
		  "date, but hours earlier where sessions are kept; exact to "
		  "the second. Repeats every 60 years.",
	.source = "sendmail queue.c",
	.decode = decode,
};
