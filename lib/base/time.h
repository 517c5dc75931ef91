/*
 * Instants as mail and logs write them, and what is known of each.
 *
 * An instant is UTC microseconds since 1970. A date that cannot exist (30
 * February, hour 25) is refused, never normalised. The library never asks for
 * the current time; callers that need one pass it in.
 */
#ifndef MT_BASE_TIME_H
#define MT_BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

typedef enum {
	MT_TIME_STRICT,   /* as RFC 5322 3.3 wants it */
	MT_TIME_OBSOLETE, /* as RFC 5322 4.3 still allows: EST, two-digit year */
	MT_TIME_OTHER,    /* readable, but neither: ISO 8601, Go, asctime ... */
} MtTimeForm;

typedef struct {
	int64_t us;         /* UTC; meaningless unless `known` */
	int32_t offset_min; /* the zone east of Greenwich; 0 without a zone */
	bool known;
	bool has_zone;      /* a zone was written, by number or by name */
	bool weekday_wrong; /* a weekday was written and is another day */
	bool zone_absurd;   /* outside -1200..+1400, or minutes above 59 */
	uint8_t decimals;   /* digits of the second's fraction, at most 6 */
	MtTimeForm form;
	MtSlice zone; /* as written, `-0700` or `PST`; p is NULL without one */
} MtTime;

/*
 * Read one date that starts at the front of `text`, after white space and
 * comments, and give the bytes behind it in `rest` (which may be NULL). What
 * follows the date is the caller's concern; trailing comments are not part of
 * it. Returns false, with `time->known` false, where no date stands there.
 *
 * Understood: RFC 5322 with and without weekday, comma, seconds, with comments
 * between the parts; one- and two-digit days; years of two digits (RFC 5322 4.3:
 * 00-49 is 20xx, 50-99 is 19xx) and three (1900 added; so too `0102`); full
 * month names in any case, and those of other languages; `Jan 5, 2002`,
 * `05-Jan-2002`, `5th`; hh.mm.ss; fractions with '.' or ','; leap second 60;
 * AM/PM; asctime() and date(1) order; ISO 8601 / RFC 3339 with 'T' or space, and
 * its basic format; Go's "2006-01-02 15:04:05.999999999 -0700 MST m=+1.5".
 * `22/08/2002` is read where only one order gives a date, 02/10/2002 refused;
 * with dots the day is first.
 *
 * Zones: +hhmm, also without a space before it; +hh:mm, +hh, +hmm, `+-0800`,
 * GMT+2, hhmm without a sign; the names of RFC 822, those seen in mail (CET,
 * JST, MET DST ...) and those of Windows (Eastern Daylight Time), quoted too;
 * military letters (RFC 5322 4.3: as -0000). A name that is unknown or that
 * means several zones (IST) leaves has_zone false and is not taken as part of
 * the date. Where no zone stands, a comment that is one counts: `(PDT)`. A zone
 * repeated by name, `+0000 UTC`, is part of the date, the number being right.
 * Digits are taken as written: +0190 is 150 minutes and absurd.
 */
bool mt_time_read(MtSlice text, MtTime *time, MtSlice *rest);

/* The same, for a writer known to mean 2 October by `02/10/2002`. */
bool mt_time_read_day_first(MtSlice text, MtTime *time, MtSlice *rest);

/*
 * Find a date anywhere in `text`: the last one that reads, in linear time.
 * `where` (may be NULL) receives its bytes. For fields whose date is not where
 * it belongs, or is led by a weekday in another language.
 */
bool mt_time_find(MtSlice text, MtTime *time, MtSlice *where);

/*
 * Days since 1970-01-01 of a proleptic Gregorian date; and back. The month is
 * 1 to 12, the day 1 to 31; mt_time_days_valid() says whether the day exists.
 */
int64_t mt_time_days(int year, int month, int day);
void mt_time_date(int64_t days, int *year, int *month, int *day);
bool mt_time_days_valid(int year, int month, int day);

/*
 * RFC 3339 UTC with as many decimals as are known: `2026-01-31T12:00:00.25Z`.
 * A year that has not four digits gets a sign and six, as in ISO 8601; dates
 * that were read have none such.
 */
void mt_time_add_utc(MtBuf *out, int64_t us, unsigned decimals);

/* The same to `p`, where there is room for MT_UTC_ROOM bytes; returns its end. */
enum { MT_UTC_ROOM = sizeof "-290308-12-21T19:59:05.224192Z" };
char *mt_time_put_utc(char *p, int64_t us, unsigned decimals);

/* What mt_time_add_utc() wrote, or any RFC 3339 time; the whole of `text`. */
bool mt_time_parse_rfc3339(MtSlice text, int64_t *us, unsigned *decimals);

/*
 * A duration for people, at most three significant digits, in two units at
 * most: `0 s`, `0.12 s`, `1.5 s`, `26 s`, `1 m 16 s`, `21 min`, `1 h 5 m`,
 * `4 d 12 h`; a negative one begins with '-'. Ten units or more have no second
 * unit (`21 min`, `13 h`, `31 d`), days are counted in full, half a millisecond
 * and less is `0 s`. Never longer than nine bytes below 1000 days.
 */
void mt_duration_add(MtBuf *out, int64_t us);

/*
 * `90`, `90s`, `5m`, `1h30m`, `2d`, `1.5h`, also with `min`, `sec`, `w` and
 * `ms`, and with spaces as mt_duration_add() writes them. Units must fall. No
 * sign. Whole or refused.
 */
bool mt_duration_parse(MtSlice text, int64_t *us);

#endif
