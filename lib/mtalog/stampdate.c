/* Month and day as syslog daemons write them, and journalctl in other languages. */
#include "base/bytes16.h"
#include "base/time.h"
#include "base/timescan.h"
#include "mtalog/scan.h"
#include "mtalog/stamp.h"

int
mt_stamp_month(const char *letters)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (size_t i = 0; i < 12; i++)
		if (memcmp(names + i * 3, letters, 3) == 0)
			return (int)i + 1;
	return 0;
}

/* The day of ` dd`, `  d`, or ` d `: where it ends, 3 or 2; 0 if none is there. */
static size_t
take_day(const char *p, int *day)
{
	char digits[2] = {p[1], p[2]};

	if (p[0] != ' ')
		return 0;
	if (p[2] == ' ')
		digits[1] = p[1];
	if (p[1] == ' ' || p[2] == ' ')
		digits[0] = '0';
	*day = mt_scan_two(digits);
	return *day < 1 ? 0 : p[2] == ' ' ? 2 : 3;
}

/* `03:` behind a space, so that few words are looked up. */
static bool
is_hour(const char *p)
{
	return p[0] == ' ' && mt_scan_two(p + 1) >= 0 && p[3] == ':';
}

/* strftime(3) does as the locale says: `Dez 01`, `déc. 01`, `nov 30`. */
G_GNUC_NO_INLINE static size_t
foreign_date(MtSlice s, int *month, int *day)
{
	size_t at = mt_bytes16_find(s.p, s.n, ' '), n;
	MtTimeScan scan = {.p = s.p, .end = s.p + at};

	if (at < 3 || at + 8 > s.n)
		return 0;
	n = take_day(s.p + at, day);
	if (n == 0 || !is_hour(s.p + at + n))
		return 0;
	if (scan.end[-1] == '.')
		scan.end--;
	*month = mt_timescan_month(&scan);
	return *month > 0 && scan.p == scan.end ? at + n : 0;
}

size_t
mt_stamp_date(MtSlice s, int *month, int *day)
{
	size_t n;

	if (s.n < 15)
		return 0;
	*month = s.p[3] == ' ' ? mt_stamp_month(s.p) : 0;
	n = *month > 0 ? 3 + take_day(s.p + 3, day)
		       : foreign_date(s, month, day);
	/* 2000 has a 29 February. */
	return n > 3 && s.p[n] == ' ' && mt_time_days_valid(2000, *month, *day)
		       ? n
		       : 0;
}
