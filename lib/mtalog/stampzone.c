/* Zones behind the times of log lines. */
#include "base/time.h"
#include "base/timescan.h"
#include "mtalog/scan.h"
#include "mtalog/stamp.h"

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
	hours = mt_scan_two(s.p + 1);
	if (s.n >= 6 && s.p[3] == ':' && mt_scan_two(s.p + 4) >= 0) {
		rest = mt_scan_two(s.p + 4);
		n = 6;
	} else if (s.n >= 5 && mt_scan_two(s.p + 3) >= 0) {
		rest = mt_scan_two(s.p + 3);
		n = 5;
	}
	if (hours < 0 || hours > 18 || rest > 59)
		return 0;
	*minutes = (hours * 60 + rest) * (s.p[0] == '-' ? -1 : 1);
	return n;
}

void
mt_stamp_zone(MtSlice *rest, MtStamp *stamp)
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

static const int64_t second_us = 1000000, quarter_us = INT64_C(900000000),
		     day_us = INT64_C(86400000000);

/* The same day and time in another year. */
static int64_t
in_year(int64_t us, int64_t by)
{
	int64_t days = us / day_us - (us % day_us < 0);
	int year, month, day;

	mt_time_date(days, &year, &month, &day);
	return us + (mt_time_days(year + (int)by, month, 1) + day - 1 - days) *
			    day_us;
}

/* From 1970 to 9999. */
static bool
is_in_range(int64_t us)
{
	return us >= 0 && us / second_us < INT64_C(253402300800);
}

static bool
is_same_moment(int64_t outer_us, int64_t inner_us)
{
	const int64_t late = 5 * second_us, early = second_us;
	const int64_t widest = 56 * quarter_us;
	int64_t lag, rest;

	/* Journals may hold any number. */
	if (!is_in_range(outer_us) || !is_in_range(inner_us))
		return false;
	lag = outer_us - inner_us;
	if (lag < -widest - early || lag > widest + late)
		return false;
	rest = (lag % quarter_us + quarter_us) % quarter_us;
	return rest <= late || rest >= quarter_us - early;
}

void
mt_stamp_enclosed(const MtStamp *outer, MtStamp *inner)
{
	const int64_t half_year = 183 * day_us;
	int year, now, month, day;

	if (!inner->known || !outer->known) {
		*inner = inner->known ? *inner : *outer;
		return;
	}
	if (inner->year || !outer->year || !is_in_range(outer->us) ||
	    !is_in_range(inner->us))
		return;
	mt_time_date(inner->us / day_us, &year, &month, &day);
	mt_time_date(outer->us / day_us, &now, &month, &day);
	inner->us = in_year(inner->us, now - year);
	if (inner->us - outer->us > half_year)
		inner->us = in_year(inner->us, -1);
	else if (outer->us - inner->us > half_year)
		inner->us = in_year(inner->us, 1);
	inner->year = true;
	if (is_same_moment(outer->us, inner->us))
		*inner = *outer;
}

void
mt_stamp_zoned(const MtStamp *outer, MtStamp *inner)
{
	const int64_t half = quarter_us / 2;
	int64_t lag;

	if (!outer->known || !outer->zone ||
	    !is_same_moment(outer->us, inner->us))
		return;
	lag = outer->us - inner->us;
	inner->us += (lag + (lag < 0 ? -half : half)) / quarter_us * quarter_us;
	inner->zone = true;
}
