/*
 * Times as log lines begin with them, read fast and whole or refused. Mail
 * headers have far more forms: base/time.h reads those.
 */
#ifndef MT_MTALOG_STAMP_H
#define MT_MTALOG_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef struct {
	int64_t us; /* since 1970 on the clock of the writer; UTC if `zone` */
	uint8_t decimals; /* at most 6 are kept */
	bool known;       /* there is a time */
	bool zone;        /* its zone was written */
	bool year; /* its year was written; else `us` has the year 1970 + k
			     that the caller named */
} MtStamp;

/*
 * Each takes a time off the front of `rest` and leaves both alone where none
 * stands there. What follows the time is not looked at, spaces included.
 *
 * bsd: `Jan  2 03:04:05` (RFC 3164), also with a fraction, with the year as in
 *      `Jan 2 2026 03:04:05`, `2026 Jan  2 03:04:05` or `Jan  2 03:04:05 2026 `, and
 *      with a zone as below. Without a year it is in `year`; 29 February of a
 *      year that has none is 1 March.
 * iso: `2026-01-02T03:04:05` (RFC 3339, ISO 8601), also with ' ' or '/', or as
 *      `20260102T030405`, `2026:01:02-03:04:05` of Sophos, `2026-01-02_03:04:05` of
 *      svlogd, a fraction after '.' or ',', and a zone: Z, +01:00,
 *      +0100, +01, or after a space as +0100.
 * day_first: `2 Jan 2026 03:04:05`, `02-Jan-2026 03:04:05`, `02/Jan/2026:03:04:05`,
 *      with a fraction and a zone as above. Not `01/02/2026`: nobody knows which
 *      of them is the month.
 * epoch: `1767323045`, nine to ten digits, also with a fraction, or milliseconds
 *      or microseconds in 13 or 16. UTC.
 * tai: `@400000006957...`, TAI64 or TAI64N as multilog writes it: 2^62 + 10 + the
 *      seconds of time(2), for it knows of no leap seconds. UTC.
 */
bool mt_stamp_bsd(MtSlice *rest, int year, MtStamp *stamp);
bool mt_stamp_iso(MtSlice *rest, MtStamp *stamp);
bool mt_stamp_day_first(MtSlice *rest, MtStamp *stamp);
bool mt_stamp_epoch(MtSlice *rest, MtStamp *stamp);
bool mt_stamp_tai(MtSlice *rest, MtStamp *stamp);

/* Any of them but tai. */
bool mt_stamp_any(MtSlice *rest, int year, MtStamp *stamp);

/* Z, +01:00, +0100, +01, or after a space as +0100, right behind a time. */
void mt_stamp_zone(MtSlice *rest, MtStamp *stamp);

/*
 * ` CET ` behind a time: what it names becomes the zone of one that has none, the
 * last space stays. A host may be called so: a zone has something else than the
 * colon of a program behind it. `any` takes names that say nothing, as IST.
 */
void mt_stamp_zone_name(MtSlice *rest, bool any, MtStamp *stamp);

/*
 * The time `inner` of a line that was passed on at `outer`. One that names no year
 * is `outer` itself, if both are the same but for seconds on the way and whole
 * quarters of an hour, which are a zone. Else what passed it on read an old line:
 * only the year is taken, so that both are as near as can be.
 */
void mt_stamp_enclosed(const MtStamp *outer, MtStamp *inner);

/* The time of a line with a year and no zone: that of `outer`, if it is the same
 * but for whole quarters of an hour. */
void mt_stamp_zoned(const MtStamp *outer, MtStamp *inner);

/* The month (1 to 12) that the first three letters name in English; 0 if none. */
int mt_stamp_month(const char *letters);

/*
 * `Mmm dd `, `Mmm  d `, or `Mmm d ` where two spaces became one on the way through a
 * web page; before an hour also with the month in another language. Where it ends,
 * before the last space; 0 if none is there.
 */
size_t mt_stamp_date(MtSlice s, int *month, int *day);

#endif
