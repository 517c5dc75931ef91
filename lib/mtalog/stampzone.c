/* Zones behind the times of log lines. */
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
