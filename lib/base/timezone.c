/* Reading the zone of a date, which follows the time in most forms. */
#include "base/timescan.h"

typedef struct {
	MtSlice text;
	int minutes;
	bool absurd;
} Zone;

static bool
is_word_char(char c)
{
	return mt_is_alpha(c) || mt_is_digit(c);
}

static MtSlice
since(const MtTimeScan *scan, const char *start)
{
	return mt_slice(start, (size_t)(scan->p - start));
}

/* One to four digits as hours and minutes: `2`, `02`, `2:30`, `230`, `0230`. */
static bool
take_hours(MtTimeScan *scan, int *minutes, bool *absurd)
{
	int number, width = mt_timescan_number(scan, &number), part;

	if (width < 1 || width > 4)
		return false;
	if (width > 2) {
		part = number % 100;
		number /= 100;
	} else if (!mt_timescan_take(scan, ':')) {
		part = 0;
	} else if (mt_timescan_number(scan, &part) != 2) {
		return false;
	}
	*minutes = number * 60 + part;
	*absurd = part > 59;
	return true;
}

/*
 * `+0300` and its variants. Some programs print a '+' before the sign of a
 * negative number: `+-0800`.
 */
static bool
take_number(MtTimeScan *scan, Zone *zone)
{
	MtTimeScan s = *scan;
	bool west = false, absurd;
	int minutes;

	if (mt_timescan_take(&s, '+'))
		west = mt_timescan_take(&s, '-');
	else if (mt_timescan_take(&s, '-'))
		west = true;
	else
		return false;
	if (!take_hours(&s, &minutes, &absurd))
		return false;
	if (since(&s, scan->p).n != 5 || scan->p[1] == '-' || absurd)
		mt_timescan_loosen(&s, MT_TIME_OTHER);
	*zone = (Zone){since(&s, scan->p), west ? -minutes : minutes, absurd};
	*scan = s;
	return true;
}

static bool
take_bare(MtTimeScan *scan, Zone *zone)
{
	MtTimeScan s = *scan;
	int number, width = mt_timescan_number(&s, &number);

	if (width != 4 || number > 1400 || number % 100 > 59 ||
	    is_word_char(mt_timescan_peek(&s)) || mt_timescan_peek(&s) == ':')
		return false;
	mt_timescan_loosen(&s, MT_TIME_OTHER);
	*zone = (Zone){since(&s, scan->p), number / 100 * 60 + number % 100,
		       false};
	*scan = s;
	return true;
}

/* A letter is a zone only where nothing more comes: `10:11:12 A message`. */
static bool
take_military(MtTimeScan *scan, Zone *zone)
{
	MtTimeScan s = *scan;
	char letter = mt_timescan_peek(&s);
	bool zulu = letter == 'Z' || letter == 'z';

	if (!zulu && (letter < 'A' || letter > 'Y' || letter == 'J'))
		return false;
	s.p++;
	if (!zulu)
		mt_timescan_space(&s);
	if (is_word_char(mt_timescan_peek(&s)))
		return false;
	/* RFC 5322 4.3: their signs were defined wrongly, so they mean -0000. */
	*zone = (Zone){mt_slice(scan->p, 1), 0, false};
	scan->p++;
	return true;
}

/* `MET DST` and `METDST` are an hour ahead of `MET`. */
static bool
look_up(MtSlice word, int *minutes, bool *rfc5322)
{
	if (mt_timezone_abbreviation(word, minutes, rfc5322))
		return true;
	if (word.n < 6 || !mt_slice_ends_i(word, MT_SLICE("DST")) ||
	    !mt_timezone_abbreviation(mt_slice_sub(word, 0, word.n - 3),
				      minutes, rfc5322))
		return false;
	*minutes += 60;
	*rfc5322 = false;
	return true;
}

static MtSlice
take_letters(MtTimeScan *scan)
{
	const char *start = scan->p;

	while (mt_is_alpha(mt_timescan_peek(scan)))
		scan->p++;
	return since(scan, start);
}

/* `EST`, `MET DST`, `GMT+0300`. */
static bool
take_abbreviation(MtTimeScan *scan, Zone *zone)
{
	MtTimeScan s = *scan, after;
	MtSlice word = take_letters(&s);
	Zone number;
	int minutes;
	bool rfc5322;

	if (word.n < 2 || mt_is_digit(mt_timescan_peek(&s)) ||
	    !look_up(word, &minutes, &rfc5322))
		return false;
	if (!rfc5322)
		mt_timescan_loosen(&s, MT_TIME_OTHER);
	*zone = (Zone){word, minutes, false};

	after = s;
	mt_timescan_space(&after);
	if (mt_slice_eq(take_letters(&after), MT_SLICE("DST"))) {
		s = after;
		mt_timescan_loosen(&s, MT_TIME_OTHER);
		*zone = (Zone){since(&s, scan->p), minutes + 60, false};
	} else if (minutes == 0 && take_number(&s, &number)) {
		mt_timescan_loosen(&s, MT_TIME_OTHER);
		zone->text = since(&s, scan->p);
		zone->minutes = number.minutes;
		zone->absurd = number.absurd;
	}
	*scan = s;
	return true;
}

/* `W. Europe Daylight Time`: up to six words, of which the last is "Time". */
static bool
take_words(MtTimeScan *scan, Zone *zone)
{
	MtTimeScan s = *scan;
	int minutes;

	for (int words = 0; words < 6; words++) {
		MtSlice word = take_letters(&s);

		if (word.n == 0)
			return false;
		if (words > 0 && mt_slice_eq_i(word, MT_SLICE("time")) &&
		    mt_timezone_words(since(&s, scan->p), &minutes)) {
			mt_timescan_loosen(&s, MT_TIME_OTHER);
			*zone = (Zone){since(&s, scan->p), minutes, false};
			*scan = s;
			return true;
		}
		mt_timescan_take(&s, '.');
		mt_timescan_take(&s, '-');
		mt_timescan_space(&s);
	}
	return false;
}

static bool
take_zone(MtTimeScan *scan, Zone *zone, bool bare)
{
	return take_number(scan, zone) || take_words(scan, zone) ||
	       take_military(scan, zone) || take_abbreviation(scan, zone) ||
	       (bare && take_bare(scan, zone));
}

/* A zone between two marks: `"GMT"`; or `(PDT)`, where no zone stands outside. */
static bool
take_enclosed(MtTimeScan *scan, Zone *zone, char open, char close)
{
	MtTimeScan s = *scan;

	mt_timescan_space(&s);
	if (!mt_timescan_take(&s, open))
		return false;
	mt_timescan_space(&s);
	if (!take_zone(&s, zone, false))
		return false;
	mt_timescan_space(&s);
	if (!mt_timescan_take(&s, close))
		return false;
	mt_timescan_loosen(&s, MT_TIME_OTHER);
	*scan = s;
	return true;
}

static bool
find_zone(MtTimeScan *scan, bool bare, Zone *zone)
{
	const char *start = scan->p;

	if (!mt_timescan_cfws(scan))
		return false;
	/* `10:11:12-PDT` is how the ARPANET wrote it (RFC 733). */
	if (mt_timescan_peek(scan) == '-' && scan->end - scan->p > 1 &&
	    mt_is_alpha(scan->p[1]))
		scan->p++;
	if (scan->p == start || scan->p[-1] == '-')
		mt_timescan_loosen(scan, MT_TIME_OTHER);
	return take_zone(scan, zone, bare) ||
	       take_enclosed(scan, zone, '"', '"');
}

bool
mt_timezone_read(MtTimeScan *scan, bool bare, MtTime *time)
{
	MtTimeScan s = *scan;
	Zone zone;

	if (find_zone(&s, bare, &zone)) {
		*scan = s;
	} else {
		mt_timescan_loosen(scan, MT_TIME_OTHER);
		s = *scan;
		if (!take_enclosed(&s, &zone, '(', ')'))
			return false;
	}
	time->zone = zone.text;
	time->offset_min = zone.minutes;
	time->zone_absurd = zone.absurd;
	time->has_zone = true;
	return true;
}

/* The monotonic clock that Go prints behind a zone: ` m=+6810983.8`. */
static bool
take_go_clock(MtTimeScan *scan)
{
	MtTimeScan s = *scan;
	int number;

	mt_timescan_space(&s);
	if (!mt_timescan_take(&s, 'm') || !mt_timescan_take(&s, '=') ||
	    (!mt_timescan_take(&s, '+') && !mt_timescan_take(&s, '-')) ||
	    mt_timescan_number(&s, &number) == 0)
		return false;
	if (mt_timescan_take(&s, '.'))
		mt_timescan_number(&s, &number);
	*scan = s;
	return true;
}

void
mt_timezone_skip_echo(MtTimeScan *scan, const MtTime *time)
{
	MtTimeScan s;
	Zone echo;
	bool known;

	if (mt_timescan_at_end(scan))
		return;
	s = *scan;
	mt_timescan_space(&s);
	known = take_abbreviation(&s, &echo) ||
		(take_number(&s, &echo) && echo.minutes == time->offset_min);
	if (!known)
		take_letters(&s);
	if (!take_go_clock(&s) && !known)
		return;
	mt_timescan_loosen(&s, MT_TIME_OTHER);
	*scan = s;
}
