/* The times of log lines: fixed columns first, since nearly all lines have them. */
#include "mtalog/stamp.h"

#include "base/time.h"
#include "base/timescan.h"
#include "mtalog/scan.h"

enum { DAY_S = 86400 };

/* Two digits at `p`, or -1. */
static int
two(const char *p)
{
	return mt_is_digit(p[0]) && mt_is_digit(p[1])
		       ? (p[0] - '0') * 10 + (p[1] - '0')
		       : -1;
}

static int
four(const char *p)
{
	int high = two(p), low = two(p + 2);

	return high < 0 || low < 0 ? -1 : high * 100 + low;
}

/* `03:04:05` at `p`, which has 8 bytes: seconds of the day, or -1. */
static int
clock_seconds(const char *p)
{
	int h = two(p), m = two(p + 3), s = two(p + 6);

	if (h < 0 || m < 0 || s < 0 || p[2] != ':' || p[5] != ':' || h > 23 ||
	    m > 59 || s > 60)
		return -1;
	return h * 3600 + m * 60 + s;
}

int
mt_stamp_month(const char *letters)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (size_t i = 0; i < 12; i++)
		if (memcmp(names + i * 3, letters, 3) == 0)
			return (int)i + 1;
	return 0;
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

static bool
is_day(int month, int day)
{
	/* 2000 has a 29 February. */
	return mt_time_days_valid(2000, month, day);
}

size_t
mt_stamp_day(const char *p, int *day)
{
	char digits[2] = {p[4], p[5]};

	if (p[3] != ' ')
		return 0;
	if (p[5] == ' ')
		digits[1] = p[4];
	if (p[4] == ' ' || p[5] == ' ')
		digits[0] = '0';
	*day = two(digits);
	return *day < 1 ? 0 : p[5] == ' ' ? 5 : 6;
}

bool
mt_stamp_bsd(MtSlice *rest, int year, MtStamp *stamp)
{
	MtSlice s = *rest;
	int written = take_year(&s), month, day, seconds;
	size_t n;

	if (s.n < 15 || s.p[3] != ' ')
		return false;
	month = mt_stamp_month(s.p);
	n = mt_stamp_day(s.p, &day);
	if (month == 0 || n == 0 || s.p[n] != ' ' || !is_day(month, day))
		return false;
	s = mt_slice(s.p + n + 1, s.n - n - 1);
	if (written == 0)
		written = take_year(&s);
	seconds = s.n < 8 ? -1 : clock_seconds(s.p);
	if (seconds < 0)
		return false;
	s = mt_slice(s.p + 8, s.n - 8);
	set_seconds(stamp, 0, seconds);
	take_fraction(&s, stamp);
	if (written == 0)
		written = take_year_behind(&s);
	stamp->year = written > 0;
	stamp->us += days_of(stamp->year ? written : year, month, day) * DAY_S *
		     1000000;
	*rest = s;
	return true;
}

static void
set_offset(MtStamp *stamp, int minutes)
{
	stamp->us -= (int64_t)minutes * 60 * 1000000;
	stamp->zone = true;
}

/* +01:00, +0100 or +01 at `p`; the bytes taken, 0 where none stands. */
static size_t
offset_at(MtSlice s, int *minutes)
{
	int hours, rest = 0;
	size_t n = 3;

	if (s.n < 3 || (s.p[0] != '+' && s.p[0] != '-'))
		return 0;
	hours = two(s.p + 1);
	if (s.n >= 6 && s.p[3] == ':' && two(s.p + 4) >= 0) {
		rest = two(s.p + 4);
		n = 6;
	} else if (s.n >= 5 && two(s.p + 3) >= 0) {
		rest = two(s.p + 3);
		n = 5;
	}
	if (hours < 0 || hours > 18 || rest > 59)
		return 0;
	*minutes = (hours * 60 + rest) * (s.p[0] == '-' ? -1 : 1);
	return n;
}

static void
take_zone(MtSlice *rest, MtStamp *stamp)
{
	MtSlice s = *rest;
	int minutes = 0;
	size_t n = 0;

	if (s.n > 0 && s.p[0] == 'Z')
		n = 1;
	else if (s.n > 6 && s.p[0] == ' ' && (s.p[1] == '+' || s.p[1] == '-'))
		n = offset_at(mt_slice(s.p + 1, s.n - 1), &minutes) + 1;
	else
		n = offset_at(s, &minutes);
	/* A lone space is not a zone, nor is a sign without digits. */
	if (n == 0 || (n == 1 && s.p[0] != 'Z'))
		return;
	set_offset(stamp, minutes);
	*rest = mt_slice(s.p + n, s.n - n);
}

void
mt_stamp_zone_name(MtSlice *rest, bool any, MtStamp *stamp)
{
	MtSlice s = *rest, name, behind, after;
	bool known, of_mail;
	size_t n = 1;
	int minutes = 0;

	if (stamp->zone || s.n == 0 || s.p[0] != ' ')
		return;
	while (n < s.n && n < 6 && s.p[n] >= 'A' && s.p[n] <= 'Z')
		n++;
	if (n < 3 || n == s.n || s.p[n] != ' ')
		return;
	name = mt_slice(s.p + 1, n - 1);
	after = s = mt_slice_sub(s, n, s.n);
	known = mt_timezone_abbreviation(name, &minutes, &of_mail);
	if ((!known && !any) || !mt_slice_word(&after, &behind) ||
	    (minutes != 0 && behind.p[behind.n - 1] == ':'))
		return;
	if (known)
		set_offset(stamp, minutes);
	*rest = s;
}

bool
mt_stamp_iso(MtSlice *rest, MtStamp *stamp)
{
	MtSlice s = *rest;
	int year, month, day, seconds;

	if (s.n < 19 || s.p[4] != s.p[7] || (s.p[4] != '-' && s.p[4] != '/') ||
	    (s.p[10] != 'T' && s.p[10] != ' ' && s.p[10] != '-'))
		return false;
	year = four(s.p);
	month = two(s.p + 5);
	day = two(s.p + 8);
	seconds = clock_seconds(s.p + 11);
	if (year < 1 || seconds < 0 || !mt_time_days_valid(year, month, day))
		return false;
	set_seconds(stamp, mt_time_days(year, month, day), seconds);
	stamp->year = true;
	s = mt_slice(s.p + 19, s.n - 19);
	take_fraction(&s, stamp);
	take_zone(&s, stamp);
	*rest = s;
	return true;
}

bool
mt_stamp_epoch(MtSlice *rest, MtStamp *stamp)
{
	MtSlice s = *rest;
	int64_t seconds = 0;
	size_t i = 0;

	while (i < s.n && i < 11 && mt_is_digit(s.p[i]))
		seconds = seconds * 10 + (s.p[i++] - '0');
	if (i != 9 && i != 10)
		return false;
	set_seconds(stamp, 0, 0);
	stamp->us = seconds * 1000000;
	stamp->zone = stamp->year = true;
	s = mt_slice(s.p + i, s.n - i);
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
