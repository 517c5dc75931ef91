/* What the readers of dates share: a place in the text and the parts found. */
#ifndef MT_BASE_TIMESCAN_H
#define MT_BASE_TIMESCAN_H

#include "base/time.h"

/* A copy is a place to come back to. */
typedef struct {
	const char *p, *end;
	/*
	 * Bytes that may still be spent on comments. Comments nest, so that a
	 * search would follow each '(' of "1(1(1(" to the end of the text; all
	 * attempts of a search share one allowance, which keeps it linear.
	 */
	size_t *allowance;
	MtTimeForm form; /* the strictest form that fits what was read so far */
	bool day_first;  /* 02/10/2002 is in October */
} MtTimeScan;

/* A date as written, in its own zone; not yet checked. */
typedef struct {
	int year, month, day;
	int hour, minute, second, micro;
	int weekday; /* 0 is Sunday; -1 is none */
} MtTimeParts;

static inline char
mt_timescan_peek(const MtTimeScan *scan)
{
	if (scan->p == scan->end)
		return '\0';
	return *scan->p;
}

static inline bool
mt_timescan_take(MtTimeScan *scan, char c)
{
	if (scan->p == scan->end || *scan->p != c)
		return false;
	scan->p++;
	return true;
}

static inline void
mt_timescan_space(MtTimeScan *scan)
{
	while (scan->p < scan->end && mt_is_space(*scan->p))
		scan->p++;
}

/* Does nothing follow but white space, or a comment? */
static inline bool
mt_timescan_at_end(const MtTimeScan *scan)
{
	const char *p = scan->p;

	while (p < scan->end && mt_is_space(*p))
		p++;
	return p == scan->end || *p == '(';
}

static inline void
mt_timescan_loosen(MtTimeScan *scan, MtTimeForm form)
{
	if (scan->form < form)
		scan->form = form;
}

static inline bool
mt_timescan_is_one_of(char c, MtSlice set)
{
	return mt_slice_find_char(set, c) != MT_SLICE_NOWHERE;
}

static inline MtSlice
mt_timescan_rest(const MtTimeScan *scan)
{
	return mt_slice(scan->p, (size_t)(scan->end - scan->p));
}

/*
 * A whole run of digits: its length, and its value when that is 9 or less.
 * Nothing is taken where no digit stands.
 */
static inline int
mt_timescan_number(MtTimeScan *scan, int *number)
{
	const char *start = scan->p;

	for (*number = 0; mt_is_digit(mt_timescan_peek(scan)); scan->p++)
		if (scan->p - start < 9)
			*number = *number * 10 + (*scan->p - '0');
	return (int)MIN(scan->p - start, 10);
}

/*
 * Skip white space and comments (RFC 5322 CFWS). False, with the scan at the
 * '(', where a comment does not end.
 */
bool mt_timescan_cfws(MtTimeScan *scan);

/* Skip CFWS and the punctuation that people put between the parts of a date. */
void mt_timescan_gap(MtTimeScan *scan);

/* A month's name or abbreviation, English or another language: 1 to 12, or 0. */
int mt_timescan_month(MtTimeScan *scan);

/* An English weekday, abbreviated to three letters or more: 0 to 6, or -1. */
int mt_timescan_weekday(MtTimeScan *scan);

/* The same of the first three letters, whatever follows them. */
int mt_timewords_month(const char *letters);
int mt_timewords_weekday(const char *letters);

/*
 * A zone, after CFWS: its offset and the bytes in `time`. `bare` allows four
 * digits without a sign, which elsewhere would be a year.
 */
bool mt_timezone_read(MtTimeScan *scan, bool bare, MtTime *time);

/*
 * Skip what repeats the zone of `time`: `+0000 UTC`, and Go's `-0300 -03 m=+1.5`.
 */
void mt_timezone_skip_echo(MtTimeScan *scan, const MtTime *time);

/* Minutes east of Greenwich of an abbreviation; one of RFC 5322 4.3, or other. */
bool mt_timezone_abbreviation(MtSlice name, int *minutes, bool *rfc5322);

/* The same of a name in words, as Windows has them: `Eastern Daylight Time`. */
bool mt_timezone_words(MtSlice name, int *minutes);

/* Does a time stand here, rather than a year? `10:`, or `10.11.12`. */
bool mt_timeclock_here(MtTimeScan scan);

/* `10:11:12`, `9(comment): 55`, `0:4:52`, `10.11.12`, all with fraction, PM. */
bool mt_timeclock_read(MtTimeScan *scan, MtTimeParts *parts, MtTime *time);

/* `.25` or `,25` of a second, if any. */
void mt_timeclock_fraction(MtTimeScan *scan, MtTimeParts *parts, MtTime *time);

/* The forms other than the strict one. `parts` and `time` are as for no date. */
bool mt_timeforms_read(MtTimeScan *scan, MtTimeParts *parts, MtTime *time);

#endif
