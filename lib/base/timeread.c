/* Reading the date of a header field: the common form at once, others apart. */
#include "base/timescan.h"

static const int64_t us_per_s = 1000000;
static const int64_t us_per_day = 86400 * us_per_s;

/* Instants whose year has not four digits cannot be written (RFC 3339 1). */
static const int64_t year_1 = -719162 * us_per_day;
static const int64_t year_10000 = 2932897 * us_per_day;

/* 1970-01-01 was a Thursday; a million weeks keep the sum above zero. */
static const int day_0_weekday = 4 + 7 * 1000000;

static bool
take_two_digits(MtTimeScan *scan, int *number)
{
	const char *p = scan->p;

	if (scan->end - p < 2 || !mt_is_digit(p[0]) || !mt_is_digit(p[1]))
		return false;
	*number = (p[0] - '0') * 10 + (p[1] - '0');
	scan->p += 2;
	return true;
}

static bool
take_spaces(MtTimeScan *scan)
{
	const char *start = scan->p;

	mt_timescan_space(scan);
	return scan->p > start;
}

/* `Mon, ` or nothing. */
static bool
strict_weekday(MtTimeScan *scan, int *weekday)
{
	*weekday = -1;
	if (mt_is_digit(mt_timescan_peek(scan)))
		return true;
	if (scan->end - scan->p < 4 || scan->p[3] != ',')
		return false;
	*weekday = mt_timewords_weekday(scan->p);
	scan->p += 4;
	mt_timescan_space(scan);
	return *weekday >= 0;
}

/* `7 May 2018 ` */
static bool
strict_date(MtTimeScan *scan, MtTimeParts *parts)
{
	int century, year, width = mt_timescan_number(scan, &parts->day);

	if (width < 1 || width > 2 || !take_spaces(scan) ||
	    scan->end - scan->p < 3)
		return false;
	parts->month = mt_timewords_month(scan->p);
	scan->p += 3;
	if (parts->month == 0 || !take_spaces(scan) ||
	    !take_two_digits(scan, &century) || !take_two_digits(scan, &year))
		return false;
	parts->year = century * 100 + year;
	return century >= 19 && take_spaces(scan);
}

/* `10:11:12 ` or `10:11 ` */
static bool
strict_time(MtTimeScan *scan, MtTimeParts *parts)
{
	return take_two_digits(scan, &parts->hour) &&
	       mt_timescan_take(scan, ':') &&
	       take_two_digits(scan, &parts->minute) &&
	       (!mt_timescan_take(scan, ':') ||
		take_two_digits(scan, &parts->second)) &&
	       take_spaces(scan);
}

/* `GMT`, which sendmail writes where others write +0000 (RFC 5322 4.3). */
static bool
take_gmt(MtTimeScan *scan, MtTime *time)
{
	static const MtSlice gmt = {"GMT", 3};

	if (!mt_slice_starts(mt_timescan_rest(scan), gmt))
		return false;
	time->zone = mt_slice(scan->p, gmt.n);
	time->has_zone = true;
	scan->p += gmt.n;
	mt_timescan_loosen(scan, MT_TIME_OBSOLETE);
	return mt_timescan_at_end(scan);
}

static bool
strict_zone(MtTimeScan *scan, MtTime *time)
{
	const char *start = scan->p;
	char sign = mt_timescan_peek(scan);
	int hours, minutes, offset;

	if (sign == 'G')
		return take_gmt(scan, time);
	if (sign != '+' && sign != '-')
		return false;
	scan->p++;
	if (!take_two_digits(scan, &hours) ||
	    !take_two_digits(scan, &minutes) || minutes > 59)
		return false;
	offset = hours * 60 + minutes;
	time->offset_min = sign == '-' ? -offset : offset;
	time->zone = mt_slice(start, 5);
	time->has_zone = true;
	return true;
}

static bool
read_strict(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	MtTimeScan s = *scan;
	char next;

	if (!strict_weekday(&s, &parts->weekday) || !strict_date(&s, parts) ||
	    !strict_time(&s, parts) || !strict_zone(&s, time))
		return false;
	next = mt_timescan_peek(&s);
	if (mt_is_digit(next) || mt_is_alpha(next) || next == ':')
		return false;
	*scan = s;
	return true;
}

/* What was written becomes an instant, if it is one. */
static bool
resolve(const MtTimeParts *parts, MtTime *time)
{
	int days, minutes;

	if (!mt_time_days_valid(parts->year, parts->month, parts->day) ||
	    parts->hour > 23 || parts->minute > 59 || parts->second > 60)
		return false;
	days = (int)mt_time_days(parts->year, parts->month, parts->day);
	minutes = parts->hour * 60 + parts->minute - time->offset_min;
	time->us = days * us_per_day +
		   (minutes * 60 + parts->second) * us_per_s + parts->micro;
	if (time->us < year_1 || time->us >= year_10000)
		return false;
	time->weekday_wrong = parts->weekday >= 0 &&
			      parts->weekday != (days + day_0_weekday) % 7;
	time->zone_absurd |=
		time->offset_min < -12 * 60 || time->offset_min > 14 * 60;
	time->known = true;
	return true;
}

static bool
read_parts(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	*parts = (MtTimeParts){.weekday = -1};
	*time = (MtTime){0};
	if (read_strict(scan, parts, time))
		return true;
	*parts = (MtTimeParts){.weekday = -1};
	*time = (MtTime){0};
	mt_timescan_loosen(scan, MT_TIME_OBSOLETE);
	return mt_timeforms_read(scan, parts, time);
}

static bool
read_date(MtTimeScan *scan, MtTime *time)
{
	MtTimeParts parts;

	if (!read_parts(scan, &parts, time) || !resolve(&parts, time)) {
		*time = (MtTime){0};
		return false;
	}
	if (time->has_zone)
		mt_timezone_skip_echo(scan, time);
	time->form = scan->form;
	return true;
}

/* Comments are gone through a few times where one form after another fails. */
static size_t
comment_allowance(MtSlice text)
{
	return text.n * 8;
}

static bool
read_at_front(MtSlice text, bool day_first, MtTime *time, MtSlice *rest)
{
	size_t allowance = comment_allowance(text);
	MtTimeScan scan = {text.p, text.p, &allowance, MT_TIME_STRICT,
			   day_first};

	*time = (MtTime){0};
	if (text.n == 0)
		return false;
	scan.end += text.n;
	if (!mt_timescan_cfws(&scan) || !read_date(&scan, time))
		return false;
	if (rest != NULL)
		*rest = mt_timescan_rest(&scan);
	return true;
}

bool
mt_time_read(MtSlice text, MtTime *time, MtSlice *rest)
{
	return read_at_front(text, false, time, rest);
}

bool
mt_time_read_day_first(MtSlice text, MtTime *time, MtSlice *rest)
{
	return read_at_front(text, true, time, rest);
}

/* A date begins at a word or number that is not the tail of something else. */
static bool
may_begin(MtSlice text, size_t at)
{
	bool letter = mt_is_alpha(text.p[at]);
	char before;

	if (!letter && !mt_is_digit(text.p[at]))
		return false;
	if (at == 0)
		return true;
	before = text.p[at - 1];
	return !mt_is_alpha(before) && !mt_is_digit(before) &&
	       (unsigned char)before < 0x80 &&
	       !mt_timescan_is_one_of(before, letter ? MT_SLICE(".-_@")
						     : MT_SLICE(".-_@:/+%"));
}

bool
mt_time_find(MtSlice text, MtTime *time, MtSlice *where)
{
	size_t allowance = comment_allowance(text), at = 0;
	MtTime found;

	*time = (MtTime){0};
	while (at < text.n) {
		MtTimeScan scan = {text.p + at, text.p + text.n, &allowance,
				   MT_TIME_STRICT, false};

		if (!may_begin(text, at) || !read_date(&scan, &found)) {
			at++;
			continue;
		}
		*time = found;
		if (where != NULL)
			*where = mt_slice(text.p + at,
					  (size_t)(scan.p - text.p) - at);
		at = (size_t)(scan.p - text.p);
	}
	return time->known;
}
