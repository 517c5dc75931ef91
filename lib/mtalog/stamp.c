/* The times of log lines: fixed columns first, since nearly all lines have them. */
#include "mtalog/stamp.h"

#include "base/bytes16.h"
#include "base/time.h"
#include "mtalog/scan.h"

enum { DAY_S = 86400 };

/* Of two bytes that are known to be digits. */
static int
two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

static int
four(const char *p)
{
	int high = mt_scan_two(p), low = mt_scan_two(p + 2);

	return high < 0 || low < 0 ? -1 : high * 100 + low;
}

/* `03:04:05` at `p`, or `030405`: seconds of the day, or -1. */
static int
clock_seconds(const char *p, bool colons)
{
	size_t step = colons ? 3 : 2;
	int h = mt_scan_two(p), m = mt_scan_two(p + step),
	    s = mt_scan_two(p + 2 * step);

	if (h < 0 || m < 0 || s < 0 || h > 23 || m > 59 || s > 60 ||
	    (colons && (p[2] != ':' || p[5] != ':')))
		return -1;
	return h * 3600 + m * 60 + s;
}

/* A fraction of a second: `.095266` or `,5`; digits beyond six are cut. */
static void
take_fraction(MtSlice *rest, MtStamp *stamp)
{
	MtSlice digits;
	int64_t us;
	size_t n;

	if (rest->n < 2 || (rest->p[0] != '.' && rest->p[0] != ',') ||
	    !mt_is_digit(rest->p[1]))
		return;
	digits = mt_slice_sub(*rest, 1, rest->n);
	n = mt_scan_decimals(&digits, &us);
	stamp->decimals = (uint8_t)MIN(n, 6);
	stamp->us += us;
	*rest = digits;
}

static void
set_seconds(MtStamp *stamp, int64_t days, int seconds)
{
	stamp->us = (days * DAY_S + seconds) * 1000000;
	stamp->decimals = 0;
	stamp->known = true;
	stamp->zone = false;
}

/* `2026 ` at the front. */
static int
take_year(MtSlice *rest)
{
	int year = rest->n > 4 && rest->p[4] == ' ' ? four(rest->p) : -1;

	if (year < 1970)
		return 0;
	*rest = mt_slice(rest->p + 5, rest->n - 5);
	return year;
}

/* ` 2026 ` behind the time, of which the last space stays. */
static int
take_year_behind(MtSlice *rest)
{
	MtSlice s = *rest;
	int year = 0;

	if (mt_scan_skip(&s, MT_SLICE(" ")))
		year = take_year(&s);
	if (year > 0)
		*rest = mt_slice(s.p - 1, s.n + 1);
	return year;
}

/* 29 February in a year that has none: the year is wrong, not the day. */
static int64_t
days_of(int year, int month, int day)
{
	return mt_time_days(year, month, 1) + day - 1;
}

bool
mt_stamp_bsd(MtSlice *rest, int year, MtStamp *stamp)
{
	MtSlice s = *rest;
	int written = take_year(&s), month, day, seconds;
	size_t n;

	n = mt_stamp_date(s, &month, &day);
	if (n == 0)
		return false;
	s = mt_slice(s.p + n + 1, s.n - n - 1);
	if (written == 0)
		written = take_year(&s);
	seconds = s.n < 8 ? -1 : clock_seconds(s.p, true);
	if (seconds < 0)
		return false;
	s = mt_slice(s.p + 8, s.n - 8);
	set_seconds(stamp, 0, seconds);
	take_fraction(&s, stamp);
	if (written == 0)
		written = take_year_behind(&s);
	mt_stamp_zone(&s, stamp);
	stamp->year = written > 0;
	stamp->us += days_of(stamp->year ? written : year, month, day) * DAY_S *
		     1000000;
	*rest = s;
	return true;
}

/* Where the date ends, of `2026-01-02`, `2026/01/02`, `2026:01:02` or `20260102`; 0:
 * none. */
static size_t
iso_date(MtSlice s, int64_t *days)
{
	bool basic = s.n > 8 && mt_is_digit(s.p[4]);
	size_t n = basic ? 8 : 10;
	int year, month, day;

	if (s.n <= n ||
	    (!basic && (s.p[4] != s.p[7] ||
			(s.p[4] != '-' && s.p[4] != '/' && s.p[4] != ':'))))
		return 0;
	year = four(s.p);
	month = mt_scan_two(s.p + (basic ? 4 : 5));
	day = mt_scan_two(s.p + n - 2);
	if (year < 1 || !mt_time_days_valid(year, month, day))
		return 0;
	*days = mt_time_days(year, month, day);
	return n;
}

/* `03:04:05`, or `030405` where `basic`: where it ends, 0: none. */
static size_t
iso_clock(MtSlice s, bool basic, int *seconds)
{
	*seconds = s.n < 8 ? -1 : clock_seconds(s.p, true);
	if (*seconds >= 0)
		return 8;
	*seconds = !basic || s.n < 6 ? -1 : clock_seconds(s.p, false);
	return *seconds < 0 ? 0 : 6;
}

/* What may stand behind date and clock: a fraction and a zone. */
static void
set_written(MtStamp *stamp, int64_t days, int seconds, MtSlice behind,
	    MtSlice *rest)
{
	set_seconds(stamp, days, seconds);
	stamp->year = true;
	take_fraction(&behind, stamp);
	mt_stamp_zone(&behind, stamp);
	*rest = behind;
}

/* `2026-01-02 03:04:05`: sixteen bytes tell at once that digits stand where they
 * must, and these need not be looked at one by one. */
static bool
take_columns(MtSlice s, int64_t *days, int *seconds)
{
	const MtBytes16 digits = {-1, -1, -1, -1, 0,  -1, -1, 0,
				  -1, -1, 0,  -1, -1, 0,  -1, -1};
	const char *p = s.p;
	MtBytes16 x;
	int year, month, day, hour, minute, second;

	if (s.n < 19 || p[4] != '-' || p[7] != '-' ||
	    (p[10] != ' ' && p[10] != 'T') || p[13] != ':' || p[16] != ':')
		return false;
	x = mt_bytes16_load(p);
	if (mt_bytes16_any(((x < '0') | (x > '9')) & digits))
		return false;
	year = two(p) * 100 + two(p + 2);
	month = two(p + 5);
	day = two(p + 8);
	hour = two(p + 11);
	minute = two(p + 14);
	second = mt_scan_two(p + 17);
	if (year < 1 || !mt_time_days_valid(year, month, day) || hour > 23 ||
	    minute > 59 || second < 0 || second > 60)
		return false;
	*days = mt_time_days(year, month, day);
	*seconds = (hour * 60 + minute) * 60 + second;
	return true;
}

bool
mt_stamp_iso(MtSlice *rest, MtStamp *stamp)
{
	MtSlice s = *rest;
	int64_t days;
	int seconds;
	size_t date, clock;

	/* Nearly all have this form. */
	if (take_columns(s, &days, &seconds)) {
		set_written(stamp, days, seconds, mt_slice(s.p + 19, s.n - 19),
			    rest);
		return true;
	}
	date = iso_date(s, &days);

	if (date == 0 || (s.p[date] != 'T' && s.p[date] != ' ' &&
			  s.p[date] != '-' && s.p[date] != '_'))
		return false;
	s = mt_slice(s.p + date + 1, s.n - date - 1);
	clock = iso_clock(s, date == 8, &seconds);
	if (clock == 0)
		return false;
	set_written(stamp, days, seconds, mt_slice(s.p + clock, s.n - clock),
		    rest);
	return true;
}

bool
mt_stamp_day_first(MtSlice *rest, MtStamp *stamp)
{
	MtSlice s = *rest;
	size_t at = s.n > 1 && mt_is_digit(s.p[1]) ? 2 : 1;
	int day, month, year, seconds;
	char digits[2] = {'0', '0'};

	if (s.n < at + 18 ||
	    (s.p[at] != ' ' && s.p[at] != '-' && s.p[at] != '/') ||
	    s.p[at + 4] != s.p[at] ||
	    (s.p[at + 9] != ' ' && s.p[at + 9] != ':'))
		return false;
	memcpy(digits + 2 - at, s.p, at);
	day = mt_scan_two(digits);
	month = mt_stamp_month(s.p + at + 1);
	year = four(s.p + at + 5);
	seconds = clock_seconds(s.p + at + 10, true);
	if (month == 0 || year < 1970 || seconds < 0 ||
	    !mt_time_days_valid(year, month, day))
		return false;
	set_written(stamp, mt_time_days(year, month, day), seconds,
		    mt_slice(s.p + at + 18, s.n - at - 18), rest);
	return true;
}

bool
mt_stamp_epoch(MtSlice *rest, MtStamp *stamp)
{
	MtSlice s = *rest;
	int64_t number = 0;
	size_t i = 0;

	while (i < s.n && i < 17 && mt_is_digit(s.p[i]))
		number = number * 10 + (s.p[i++] - '0');
	if (i != 9 && i != 10 && i != 13 && i != 16)
		return false;
	set_seconds(stamp, 0, 0);
	stamp->us = number * (i == 16 ? 1 : i == 13 ? 1000 : 1000000);
	stamp->zone = stamp->year = true;
	s = mt_slice(s.p + i, s.n - i);
	if (i > 10)
		stamp->decimals = (uint8_t)(i - 10);
	else
		take_fraction(&s, stamp);
	*rest = s;
	return true;
}

/* Hexadecimal digits at `p`. */
static bool
hex(const char *p, size_t n, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < n; i++) {
		char c = mt_lower(p[i]);

		if (!mt_is_digit(c) && (c < 'a' || c > 'f'))
			return false;
		*number = *number << 4 |
			  (uint64_t)(mt_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return true;
}

bool
mt_stamp_tai(MtSlice *rest, MtStamp *stamp)
{
	static const uint64_t epoch = (UINT64_C(1) << 62) + 10;
	MtSlice s = *rest;
	uint64_t seconds, nanos;
	size_t n = 17;

	if (s.n < n || s.p[0] != '@' || !hex(s.p + 1, 16, &seconds) ||
	    seconds < epoch || seconds - epoch > INT64_C(1) << 36)
		return false;
	set_seconds(stamp, 0, 0);
	stamp->us = (int64_t)(seconds - epoch) * 1000000;
	if (s.n >= n + 8 && hex(s.p + n, 8, &nanos) && nanos < 1000000000) {
		stamp->us += (int64_t)(nanos / 1000);
		stamp->decimals = 6;
		n += 8;
	}
	stamp->zone = stamp->year = true;
	*rest = mt_slice(s.p + n, s.n - n);
	return true;
}

bool
mt_stamp_any(MtSlice *rest, int year, MtStamp *stamp)
{
	if (rest->n == 0)
		return false;
	if (!mt_is_digit(rest->p[0]))
		return mt_stamp_bsd(rest, year, stamp);
	return mt_stamp_iso(rest, stamp) || mt_stamp_epoch(rest, stamp) ||
	       mt_stamp_day_first(rest, stamp) ||
	       mt_stamp_bsd(rest, year, stamp);
}
