/* The time of day, as dates that are not quite RFC 5322 write it. */
#include "base/timescan.h"

/* A ':' of the time; RFC 5322 4.3 allows comments around it. */
static bool
take_colon(MtTimeScan *scan)
{
	MtTimeScan s = *scan;

	if (!mt_timescan_cfws(&s) || !mt_timescan_take(&s, ':') ||
	    !mt_timescan_cfws(&s) || !mt_is_digit(mt_timescan_peek(&s)))
		return false;
	*scan = s;
	return true;
}

/* `.11.12`, behind an hour. */
static bool
at_dotted_time(MtTimeScan s)
{
	int number;

	for (int i = 0; i < 2; i++)
		if (!mt_timescan_take(&s, '.') ||
		    mt_timescan_number(&s, &number) != 2)
			return false;
	return true;
}

bool
mt_timeclock_here(MtTimeScan s)
{
	int number, width = mt_timescan_number(&s, &number);

	return width >= 1 && width <= 2 &&
	       (at_dotted_time(s) || take_colon(&s));
}

void
mt_timeclock_fraction(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	MtTimeScan s = *scan;
	int micro = 0, unit = 100000;

	if ((!mt_timescan_take(&s, '.') && !mt_timescan_take(&s, ',')) ||
	    !mt_is_digit(mt_timescan_peek(&s)))
		return;
	for (; mt_is_digit(mt_timescan_peek(&s)); s.p++, unit /= 10) {
		micro += (*s.p - '0') * unit;
		time->decimals += unit > 0;
	}
	parts->micro = micro;
	mt_timescan_loosen(&s, MT_TIME_OTHER);
	*scan = s;
}

/* `AM`, `p.m.`; false where it contradicts the hour. */
static bool
take_half(MtTimeScan *scan, int *hour)
{
	MtTimeScan s = *scan;
	char half;

	mt_timescan_space(&s);
	half = mt_lower(mt_timescan_peek(&s));
	if (half != 'a' && half != 'p')
		return true;
	s.p++;
	mt_timescan_take(&s, '.');
	if (mt_lower(mt_timescan_peek(&s)) != 'm')
		return true;
	s.p++;
	mt_timescan_take(&s, '.');
	if (mt_is_alpha(mt_timescan_peek(&s)))
		return true;
	mt_timescan_loosen(&s, MT_TIME_OTHER);
	*scan = s;
	/* `15:31 PM` is seen, and clear. */
	if (half == 'a' && *hour > 12)
		return false;
	if (half == 'a' && *hour == 12)
		*hour = 0;
	else if (half == 'p' && *hour < 12)
		*hour += 12;
	return true;
}

bool
mt_timeclock_read(MtTimeScan *scan, MtTimeParts *parts, MtTime *time)
{
	int hours = mt_timescan_number(scan, &parts->hour), minutes,
	    seconds = 2;

	if (at_dotted_time(*scan)) {
		mt_timescan_loosen(scan, MT_TIME_OTHER);
		scan->p++;
		minutes = mt_timescan_number(scan, &parts->minute);
		scan->p++;
		seconds = mt_timescan_number(scan, &parts->second);
	} else if (take_colon(scan)) {
		minutes = mt_timescan_number(scan, &parts->minute);
		if (take_colon(scan))
			seconds = mt_timescan_number(scan, &parts->second);
	} else {
		return false;
	}
	if (hours < 1 || hours > 2 || minutes > 2 || seconds > 2)
		return false;
	if (hours + minutes + seconds < 6)
		mt_timescan_loosen(scan, MT_TIME_OTHER);
	mt_timeclock_fraction(scan, parts, time);
	return take_half(scan, &parts->hour);
}
