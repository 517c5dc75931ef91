/*
 * Years of times that do not name them (RFC 3164), from the order of the lines.
 *
 * Log lines go forward in time, so a date more than a week before the last one
 * is in the next year. Two things look like that and are not: lines of the last
 * and first days of a year that change places, and a clock that started at a
 * wrong date and was set right within a day of its own time; both are
 * recognised when the dates come back.
 */
#ifndef MT_MTALOG_YEAR_H
#define MT_MTALOG_YEAR_H

#include "input/frame.h"
#include "input/source.h"
#include "mtalog/stamp.h"

/* Where a walk along the lines stands. {.year = Y} is before the first. */
typedef struct {
	int year;
	int day; /* of the year as if it were a leap year, from 1; 0: none yet */
	int rolled_from; /* day before the last step of a year; 0: none */
	int rolled_to;   /* day after it */
	char text[6];    /* `Nov 23`, the date last looked at */
} MtYearWalk;

/* Does it begin with the date last looked at? Then there is nowhere to go. */
static inline bool
mt_year_walk_stays(const MtYearWalk *walk, MtSlice line)
{
	return line.n >= sizeof walk->text &&
	       mt_same_bytes(line.p, walk->text, sizeof walk->text);
}

/* The same as below for a line that begins otherwise than the one before. */
bool mt_year_walk_on(MtYearWalk *walk, MtSlice line);

/*
 * Go on to a line; the year that it is in is walk->year then. Lines that begin
 * with no such date change nothing. Returns whether the year changed.
 */
static inline bool
mt_year_walk(MtYearWalk *walk, MtSlice line)
{
	/* Most lines have the date of the one before, and nothing in front. */
	return !mt_year_walk_stays(walk, line) && mt_year_walk_on(walk, line);
}

/* What a look through a whole log says about its years. */
typedef struct {
	bool any; /* it has such dates */
	int first_day, last_day;
	int years;     /* that the last line is after the first */
	unsigned leap; /* bit k: k years after the first there is a 29 February,
			  k up to 31 */
} MtYearSpan;

/*
 * Look through the member that `source` stands at: all of it, for what is
 * packed, or UTF-16, can be read in no other way.
 */
void mt_year_span_read(MtSource *source, MtFrame frame, MtYearSpan *span);

/*
 * The same for an open plain file of `size` bytes. A large one is looked at in 64
 * places, and in up to a thousand where days lie between two of them: a year is not
 * seen only if it is between two places of one day, or in less than a thousandth.
 */
void mt_year_span_sample(int fd, uint64_t size, MtYearSpan *span);

/*
 * The year of the first line when the last one is not later than `us` (local
 * time): the latest that is possible.
 */
int mt_year_first(const MtYearSpan *span, int64_t us);

/* The time at which a day of a year begins. */
int64_t mt_year_day_us(int year, int day);

#endif
