/* The calendar, and instants as RFC 3339 text. */
#include "base/time.h"

enum {
	DAYS_400_YEARS = 146097,
	DAYS_4_YEARS = 1461,
	/* From 0000-03-01 to 1970-01-01. */
	DAYS_TO_EPOCH = 719468,
};
static const int64_t us_per_s = 1000000;
static const int64_t us_per_day = 86400 * us_per_s;

/* Years are counted from March here, so that the leap day is the last one. */
int64_t
mt_time_days(int year, int month, int day)
{
	int from_march = month > 2 ? year : year - 1;
	int cycle = (from_march >= 0 ? from_march : from_march - 399) / 400;
	int64_t y = from_march - (int64_t)cycle * 400;
	int months = month > 2 ? month - 3 : month + 9;

	return (int64_t)cycle * DAYS_400_YEARS + y * 365 + y / 4 - y / 100 +
	       (months * 153 + 2) / 5 + day - 1 - DAYS_TO_EPOCH;
}

/*
 * In quarters of a day, centuries are of one length and so are years: the leap
 * days are spread over them. From March on, months are too, at 65536/2141 days.
 * Neri and Schneider, "Euclidean affine functions and their application to
 * calendar algorithms" (2022).
 */
void
mt_time_date(int64_t days, int *year, int *month, int *day)
{
	int64_t n = days + DAYS_TO_EPOCH;
	int64_t cycle = (n >= 0 ? n : n - DAYS_400_YEARS + 1) / DAYS_400_YEARS;
	uint32_t left = (uint32_t)(n - cycle * DAYS_400_YEARS) * 4 + 3;
	uint32_t century = left / DAYS_400_YEARS;
	uint32_t in_century = left % DAYS_400_YEARS | 3;
	uint32_t y = in_century / DAYS_4_YEARS;
	uint32_t part = in_century % DAYS_4_YEARS / 4 * 2141 + 197913;
	bool next = part >> 16 > 12; /* January and February */

	*day = (int)((part & 0xffff) / 2141) + 1;
	*month = (int)(part >> 16) - (next ? 12 : 0);
	*year = (int)(cycle * 400) + (int)(century * 100 + y) + next;
}

bool
mt_time_days_valid(int year, int month, int day)
{
	static const char lengths[] = {31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (month < 1 || month > 12 || day < 1)
		return false;
	return day <= lengths[month - 1] + (month == 2 && leap);
}

/* ISO 8601 wants a sign before a year that has not four digits. */
static char *
put_year(char *p, int year)
{
	unsigned number = year < 0 ? -(unsigned)year : (unsigned)year;

	if (number > 9999 || year < 0) {
		*p++ = year < 0 ? '-' : '+';
		p = mt_put_two(p, number / 10000);
		number %= 10000;
	}
	return mt_put_two(mt_put_two(p, number / 100), number % 100);
}

static char *
put_clock(char *p, unsigned seconds)
{
	p = mt_put_two(p, seconds / 3600);
	*p++ = ':';
	p = mt_put_two(p, seconds / 60 % 60);
	*p++ = ':';
	return mt_put_two(p, seconds % 60);
}

/* The first of the six digits that `us` has behind the point. */
static char *
put_fraction(char *p, unsigned us, unsigned decimals)
{
	*p = '.';
	mt_put_six(p + 1, us);
	return p + 1 + MIN(decimals, 6);
}

char *
mt_time_put_utc(char *p, int64_t us, unsigned decimals)
{
	int64_t rest = us % us_per_day;
	int64_t days = us / us_per_day - (rest < 0);
	int64_t left = rest < 0 ? rest + us_per_day : rest;
	int year, month, day;

	mt_time_date(days, &year, &month, &day);
	p = put_year(p, year);
	*p++ = '-';
	p = mt_put_two(p, (unsigned)month);
	*p++ = '-';
	p = mt_put_two(p, (unsigned)day);
	*p++ = 'T';
	p = put_clock(p, (unsigned)(left / us_per_s));
	if (decimals > 0)
		p = put_fraction(p, (unsigned)(left % us_per_s), decimals);
	*p++ = 'Z';
	return p;
}

void
mt_time_add_utc(MtBuf *out, int64_t us, unsigned decimals)
{
	char *p = mt_buf_room(out, MT_UTC_ROOM);

	mt_buf_end(out, mt_time_put_utc(p, us, decimals));
}

/* Take `width` digits, then `then` (none when it is NUL), off the front. */
static bool
take_digits(MtSlice *s, size_t width, char then, int *number)
{
	size_t n = width + (then != '\0');

	if (s->n < n || (then != '\0' && s->p[width] != then))
		return false;
	*number = 0;
	for (size_t i = 0; i < width; i++) {
		if (!mt_is_digit(s->p[i]))
			return false;
		*number = *number * 10 + (s->p[i] - '0');
	}
	*s = mt_slice_sub(*s, n, s->n);
	return true;
}

static bool
take_fraction(MtSlice *s, int *us, unsigned *decimals)
{
	size_t n = 1;

	*us = 0;
	*decimals = 0;
	if (s->n == 0 || s->p[0] != '.')
		return true;
	for (; n < s->n && mt_is_digit(s->p[n]); n++)
		if (*decimals < 6) {
			*us = *us * 10 + (s->p[n] - '0');
			++*decimals;
		}
	for (unsigned i = *decimals; i < 6; i++)
		*us *= 10;
	*s = mt_slice_sub(*s, n, s->n);
	return n > 1;
}

/* RFC 3339 5.6 time-offset, to the end of the text. */
static bool
take_offset(MtSlice s, int *minutes)
{
	int hour, minute;
	bool west;

	*minutes = 0;
	if (s.n == 1)
		return s.p[0] == 'Z' || s.p[0] == 'z';
	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-'))
		return false;
	west = s.p[0] == '-';
	s = mt_slice_sub(s, 1, s.n);
	if (!take_digits(&s, 2, ':', &hour) ||
	    !take_digits(&s, 2, '\0', &minute) || hour > 23 || minute > 59)
		return false;
	*minutes = (west ? -1 : 1) * (hour * 60 + minute);
	return true;
}

bool
mt_time_parse_rfc3339(MtSlice text, int64_t *us, unsigned *decimals)
{
	int year, month, day, hour, minute, second, fraction, offset;

	if (!take_digits(&text, 4, '-', &year) ||
	    !take_digits(&text, 2, '-', &month) ||
	    !take_digits(&text, 2, '\0', &day) || text.n == 0 ||
	    (mt_lower(text.p[0]) != 't' && text.p[0] != ' '))
		return false;
	text = mt_slice_sub(text, 1, text.n);
	if (!take_digits(&text, 2, ':', &hour) ||
	    !take_digits(&text, 2, ':', &minute) ||
	    !take_digits(&text, 2, '\0', &second) ||
	    !take_fraction(&text, &fraction, decimals) ||
	    !take_offset(text, &offset))
		return false;
	if (!mt_time_days_valid(year, month, day) || hour > 23 || minute > 59 ||
	    second > 60)
		return false;
	*us = mt_time_days(year, month, day) * us_per_day +
	      (hour * 3600 + (minute - offset) * 60 + second) * us_per_s +
	      fraction;
	return true;
}
