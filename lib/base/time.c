/* The calendar, and instants as RFC 3339 text. */
#include "base/time.h"

enum {
	DAYS_400_YEARS = 146097,
	DAYS_100_YEARS = 36524,
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

void
mt_time_date(int64_t days, int *year, int *month, int *day)
{
	int64_t n = days + DAYS_TO_EPOCH;
	int64_t cycle = (n >= 0 ? n : n - DAYS_400_YEARS + 1) / DAYS_400_YEARS;
	int left = (int)(n - cycle * DAYS_400_YEARS);
	int y, months;

	/* The last day of each cycle would begin a fifth one: hence MIN(). */
	y = MIN(left / DAYS_100_YEARS, 3) * 100;
	left -= y / 100 * DAYS_100_YEARS;
	y += left / DAYS_4_YEARS * 4;
	left %= DAYS_4_YEARS;
	y += MIN(left / 365, 3);
	left -= MIN(left / 365, 3) * 365;

	months = (left * 5 + 2) / 153;
	*day = left - (months * 153 + 2) / 5 + 1;
	*month = months < 10 ? months + 3 : months - 9;
	*year = (int)(cycle * 400) + y + (*month <= 2);
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

static char *
put_digits(char *p, int width, int64_t number)
{
	for (int i = width; i-- > 0; number /= 10)
		p[i] = (char)('0' + number % 10);
	return p + width;
}

/* Two at once, which is most of what a time has. */
static inline char *
put_two(char *p, int number)
{
	p[0] = (char)('0' + number / 10);
	p[1] = (char)('0' + number % 10);
	return p + 2;
}

/* ISO 8601 wants a sign before a year that has not four digits. */
static char *
put_year(char *p, int year)
{
	if (year >= 0 && year <= 9999)
		return put_two(put_two(p, year / 100), year % 100);
	*p++ = year < 0 ? '-' : '+';
	return put_digits(p, 6, year < 0 ? -(int64_t)year : year);
}

void
mt_time_add_utc(MtBuf *out, int64_t us, unsigned decimals)
{
	static const int pow10[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
	int64_t rest = us % us_per_day;
	int64_t days = us / us_per_day - (rest < 0);
	int64_t left = rest < 0 ? rest + us_per_day : rest;
	int seconds = (int)(left / us_per_s), year, month, day;
	char *start = mt_buf_room(out, 40), *p;

	decimals = MIN(decimals, 6);
	mt_time_date(days, &year, &month, &day);
	p = put_year(start, year);
	*p++ = '-';
	p = put_two(p, month);
	*p++ = '-';
	p = put_two(p, day);
	*p++ = 'T';
	p = put_two(p, seconds / 3600);
	*p++ = ':';
	p = put_two(p, seconds / 60 % 60);
	*p++ = ':';
	p = put_two(p, seconds % 60);
	if (decimals > 0) {
		*p++ = '.';
		p = put_digits(p, (int)decimals,
			       left % us_per_s / pow10[decimals]);
	}
	*p++ = 'Z';
	out->n += (size_t)(p - start);
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
