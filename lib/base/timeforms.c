/*
 * Dates in the forms that RFC 5322 does not want but mail shows: its obsolete
 * syntax, asctime(), ISO 8601, and what people would write.
 */
#include "base/timescan.h"

/* The time and its zone, behind a whole date. */
static bool
read_clock(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	MtTimeScan s;

	mt_timescan_gap(scan);
	s = *scan;
	/* `2018-05-07T10:11`, `05/Jan/2002:10:11:12`, `5 Jan 2002 at 10:11` */
	if (mt_timescan_take(&s, 'T') || mt_timescan_take(&s, 't') ||
	    mt_timescan_take(&s, ':') ||
	    (mt_timescan_take(&s, 'a') && mt_timescan_take(&s, 't'))) {
		mt_timescan_space(&s);
		mt_timescan_loosen(&s, MT_TIME_OTHER);
		*scan = s;
	}
	if (!mt_timeclock_read(scan, parts, time))
		return false;
	mt_timezone_read(scan, true, time);
	return true;
}

/* RFC 5322 4.3 says what a year of two or three digits is. */
static bool
read_year(MtTimeScan *scan, int *year)
{
	int width = mt_timescan_number(scan, year);

	if (width < 2 || width > 4)
		return false;
	if (width == 4 && *year < 1900)
		mt_timescan_loosen(scan, MT_TIME_OTHER);
	if (width == 2)
		*year += *year < 50 ? 2000 : 1900;
	else if (width == 3 || (*year >= 100 && *year < 200))
		*year += 1900; /* `0102` is a %04d of tm_year */
	return *year > 0;
}

/* A zone that no table has, in `Sat Jan  1 10:11:12 XYZ 2000`. */
static void
skip_word(MtTimeScan *scan)
{
	MtTimeScan s = *scan;
	const char *start;

	mt_timescan_space(&s);
	for (start = s.p; mt_is_alpha(mt_timescan_peek(&s));)
		s.p++;
	if (s.p - start >= 2 && s.p - start <= 5)
		*scan = s;
}

/* What asctime() and date(1) put behind the day: time, zone, year. */
static bool
read_asctime(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	mt_timescan_loosen(scan, MT_TIME_OTHER);
	if (!mt_timeclock_read(scan, parts, time))
		return false;
	if (!mt_timezone_read(scan, false, time))
		skip_word(scan);
	mt_timescan_gap(scan);
	if (mt_timescan_number(scan, &parts->year) != 4 || parts->year == 0)
		return false;
	if (!time->has_zone)
		mt_timezone_read(scan, false, time);
	return true;
}

static bool
read_year_and_time(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	mt_timescan_gap(scan);
	if (mt_timeclock_here(*scan))
		return read_asctime(scan, parts, time);
	return read_year(scan, &parts->year) && read_clock(scan, parts, time);
}

/* `5`, `05`, `5th` */
static bool
read_day(MtTimeScan *scan, int *day)
{
	static const char endings[][3] = {"st", "nd", "rd", "th"};
	int width = mt_timescan_number(scan, day);

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (mt_slice_starts_i(mt_timescan_rest(scan),
				      mt_slice(endings[i], 2))) {
			mt_timescan_loosen(scan, MT_TIME_OTHER);
			scan->p += 2;
			break;
		}
	return width == 1 || width == 2;
}

static bool
read_number_of_two(MtTimeScan *scan, int *number)
{
	int width = mt_timescan_number(scan, number);

	return width == 1 || width == 2;
}

/*
 * `22/08/2002`, `22.08.2002`, `08-22-2002`. Americans put the month first, the
 * others the day; with dots it is always the day.
 */
static bool
read_numeric(MtTimeScan *scan, MtTimeParts *parts)
{
	bool day_first = scan->day_first;
	int first, second;
	char mark;

	mt_timescan_loosen(scan, MT_TIME_OTHER);
	if (!read_number_of_two(scan, &first))
		return false;
	mark = *scan->p++;
	if (!read_number_of_two(scan, &second) ||
	    !mt_timescan_take(scan, mark) ||
	    mt_timescan_number(scan, &parts->year) != 4)
		return false;
	if (mark == '.' || first > 12 || first == second)
		day_first = true;
	else if (!day_first && second <= 12)
		return false;
	parts->day = day_first ? first : second;
	parts->month = day_first ? second : first;
	return parts->year > 0;
}

static bool
has_mark(MtTimeScan s)
{
	int number;

	mt_timescan_number(&s, &number);
	return s.end - s.p > 1 && mt_is_digit(s.p[1]) &&
	       mt_timescan_is_one_of(*s.p, MT_SLICE("-/."));
}

/* `7 May 2018 ...`, `22/08/2002 ...` */
static bool
read_from_day(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	if (has_mark(*scan))
		return read_numeric(scan, parts) &&
		       read_clock(scan, parts, time);
	if (!read_day(scan, &parts->day))
		return false;
	mt_timescan_gap(scan);
	parts->month = mt_timescan_month(scan);
	return parts->month > 0 && read_year_and_time(scan, parts, time);
}

/* `May 7, 2018 ...`, `May 7 10:11:12 2018` */
static bool
read_from_month(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	mt_timescan_loosen(scan, MT_TIME_OTHER);
	parts->month = mt_timescan_month(scan);
	if (parts->month == 0)
		return false;
	mt_timescan_gap(scan);
	return read_day(scan, &parts->day) &&
	       read_year_and_time(scan, parts, time);
}

/* `2018-05-07 ...`, `2018/5/7`, `2018 May 7` */
static bool
read_from_year(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	char mark;

	mt_timescan_loosen(scan, MT_TIME_OTHER);
	if (!has_mark(*scan)) {
		mt_timescan_number(scan, &parts->year);
		mt_timescan_gap(scan);
		parts->month = mt_timescan_month(scan);
		mt_timescan_gap(scan);
		return parts->year > 0 && parts->month > 0 &&
		       read_day(scan, &parts->day) &&
		       read_clock(scan, parts, time);
	}
	mt_timescan_number(scan, &parts->year);
	mark = *scan->p++;
	return parts->year > 0 && read_number_of_two(scan, &parts->month) &&
	       mt_timescan_take(scan, mark) &&
	       read_number_of_two(scan, &parts->day) &&
	       read_clock(scan, parts, time);
}

/* The basic format of ISO 8601: `20180507T101112Z`. */
static bool
read_basic(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	int date, clock;

	mt_timescan_loosen(scan, MT_TIME_OTHER);
	mt_timescan_number(scan, &date);
	if (!mt_timescan_take(scan, 'T') ||
	    mt_timescan_number(scan, &clock) != 6)
		return false;
	parts->year = date / 10000;
	parts->month = date / 100 % 100;
	parts->day = date % 100;
	parts->hour = clock / 10000;
	parts->minute = clock / 100 % 100;
	parts->second = clock % 100;
	mt_timeclock_fraction(scan, parts, time);
	mt_timezone_read(scan, true, time);
	return parts->year > 0;
}

bool
mt_timeforms_read(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	MtTimeScan ahead;
	int number;

	parts->weekday = mt_timescan_weekday(scan);
	if (parts->weekday >= 0) {
		mt_timescan_cfws(scan);
		if (!mt_timescan_take(scan, ','))
			mt_timescan_loosen(scan, MT_TIME_OTHER);
		mt_timescan_gap(scan);
	}
	ahead = *scan;
	switch (mt_timescan_number(&ahead, &number)) {
	case 0:
		return read_from_month(scan, parts, time);
	case 1:
	case 2:
		return read_from_day(scan, parts, time);
	case 4:
		return read_from_year(scan, parts, time);
	case 8:
		return read_basic(scan, parts, time);
	default:
		return false;
	}
}
