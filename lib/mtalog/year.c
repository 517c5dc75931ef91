/* One comparison of six bytes for most lines; arithmetic where the day changes. */
#include "mtalog/year.h"

#include <errno.h>
#include <unistd.h>

#include "base/time.h"
#include "input/lines.h"
#include "mtalog/prefix.h"

enum {
	LEAP = 2000, /* a year that has all days */
	WEEK = 7,
	LAST_DAY = 366,
	FEB_29 = 60,
	WHOLE = 16 * 1024 * 1024, /* a file of this size is read in full */
	STEPS = 64, /* through a large one, and where a day may be hidden */
	SMALLEST_STEP = 16, /* as many in each */
	SAMPLE = 8 * 1024,
};

/* Behind what does not belong to the line, and behind `<22>`. */
static MtSlice
skip_lead(MtSlice line)
{
	size_t i = 1;

	line = mt_slice_sub(line, mt_line_lead(line), line.n);
	if (line.n == 0 || line.p[0] != '<')
		return line;
	while (i < line.n && i < 5 && line.p[i] != '>')
		i++;
	return mt_slice_sub(line, i + 1, line.n);
}

/* The day of a leap year that `Mmm dd hh:` names; 0 where it names none. */
static int
day_of(MtSlice line)
{
	int month, day;
	size_t n = mt_stamp_date(line, &month, &day);

	if (n == 0 || n + 3 >= line.n || line.p[n + 3] != ':')
		return 0;
	return (int)(mt_time_days(LEAP, month, day) -
		     mt_time_days(LEAP, 1, 1)) +
	       1;
}

/* The same, also behind a mark such as `mail.log:`: where it begins, or NULL. */
static const char *
find_day(MtSlice line, int *day)
{
	MtPrefixMarks marks = {0};
	MtSlice rest;

	*day = day_of(line);
	if (*day > 0)
		return line.p;
	while (mt_prefix_mark(line, &marks, &rest)) {
		*day = day_of(rest);
		if (*day > 0)
			return rest.p;
	}
	return NULL;
}

/* How many years later the day is: 0, 1, or -1 for coming back. */
static int
step(MtYearWalk *walk, int day)
{
	int diff = day - walk->day;

	if (diff < -WEEK) {
		walk->rolled_from = walk->day;
		walk->rolled_to = day;
		return 1;
	}
	if (walk->day <= 2 && day > LAST_DAY - 2)
		return -1;
	/* A clock that was wrong for a day at most is where it had been. */
	if (walk->rolled_from > 0 && diff > 1 &&
	    walk->day - walk->rolled_to <= 1 && day >= walk->rolled_from - 1 &&
	    day <= walk->rolled_from + WEEK) {
		walk->rolled_from = 0;
		return -1;
	}
	return 0;
}

/* All forms that begin with a digit write the year, as those of whole logs. */
static bool
begins_with_year(MtSlice line)
{
	return line.n > 0 && mt_is_digit(line.p[0]);
}

bool
mt_year_walk_on(MtYearWalk *walk, MtSlice line)
{
	const char *date;
	int day, years;

	if (begins_with_year(line))
		return false;
	line = skip_lead(line);
	if (begins_with_year(line) || mt_year_walk_stays(walk, line))
		return false;
	date = find_day(line, &day);
	if (date == NULL)
		return false;
	/* Only of months of three letters this is the date as a whole. */
	if (date[3] == ' ')
		memcpy(walk->text, date, sizeof walk->text);
	else
		memset(walk->text, 0, sizeof walk->text);
	years = walk->day == 0 ? 0 : step(walk, day);
	walk->day = day;
	walk->year += years;
	return years != 0;
}

static void
look_at(MtYearSpan *span, MtYearWalk *walk, MtSlice line)
{
	mt_year_walk(walk, line);
	if (walk->day == 0)
		return;
	if (!span->any)
		span->first_day = walk->day;
	span->any = true;
	span->last_day = walk->day;
	span->years = walk->year;
	if (walk->day == FEB_29 && walk->year >= 0 && walk->year < 32)
		span->leap |= 1U << walk->year;
}

void
mt_year_span_read(MtSource *source, MtFrame frame, MtYearSpan *span)
{
	MtLines lines = {
		.source = source, .frame = frame, .size = (size_t)256 * 1024};
	g_auto(MtLineBlock) block = {0};
	MtYearWalk walk = {0};

	*span = (MtYearSpan){0};
	while (mt_lines_next(&lines, &block))
		for (size_t i = 0; i < block.n; i++)
			look_at(span, &walk, mt_line_block_get(&block, i));
	mt_lines_clear(&lines);
}

/* All that is there of `n` bytes: one call may bring less than that. */
static MtSlice
read_at(int fd, uint64_t offset, char *to, size_t n)
{
	size_t had = 0;
	ssize_t got;

	do {
		got = pread(fd, to + had, n - had, (off_t)(offset + had));
		if (got > 0)
			had += (size_t)got;
	} while (had < n && (got > 0 || (got == -1 && errno == EINTR)));
	return mt_slice(to, had);
}

/* The first whole line at a place that names a day, or all there are. */
static void
look_at_sample(int fd, uint64_t offset, bool all, MtYearSpan *span,
	       MtYearWalk *walk)
{
	char buf[SAMPLE];
	MtSlice rest = read_at(fd, offset, buf, sizeof buf), line;

	if (offset > 0 && !mt_slice_cut(&rest, '\n', &line))
		return;
	while (mt_slice_cut(&rest, '\n', &line)) {
		look_at(span, walk, line);
		if (!all && walk->day > 0)
			return;
	}
}

/* Is there a 29 February of `year` between two places on both sides of it? */
static void
look_for_leap(int fd, uint64_t from, uint64_t to, int year, MtYearSpan *span,
	      MtYearWalk walk)
{
	while (to - from > SAMPLE) {
		uint64_t middle = from + (to - from) / 2;
		MtYearWalk here = walk;

		look_at_sample(fd, middle, false, span, &here);
		if (here.year < year ||
		    (here.year == year && here.day < FEB_29)) {
			from = middle;
			walk = here;
		} else if (here.year > year || here.day > FEB_29) {
			to = middle;
		} else {
			return;
		}
	}
	look_at_sample(fd, from, true, span, &walk);
}

/* What was seen up to a place. */
typedef struct {
	uint64_t offset;
	MtYearWalk walk;
	MtYearSpan span;
} Seen;

static Seen
look_on(int fd, const Seen *from, uint64_t offset)
{
	Seen to = *from;

	to.offset = offset;
	look_at_sample(fd, offset, false, &to.span, &to.walk);
	if (from->walk.day > 0 && to.walk.day > FEB_29 &&
	    (from->walk.day < FEB_29 || from->walk.year < to.walk.year)) {
		MtYearSpan leap = to.span;

		look_for_leap(fd, from->offset, offset, to.walk.year, &leap,
			      from->walk);
		to.span.leap = leap.leap;
	}
	return to;
}

/* No day between the two: nor are years, unless the dates come back to one. */
static bool
is_near(const Seen *a, const Seen *b)
{
	return a->walk.year == b->walk.year && b->walk.day >= a->walk.day &&
	       b->walk.day <= a->walk.day + 1;
}

static void
sample(int fd, uint64_t size, MtYearSpan *span)
{
	uint64_t end = size - SAMPLE, step = size / STEPS,
		 least = step / SMALLEST_STEP;
	Seen at = look_on(fd, &(Seen){0}, 0);

	while (at.offset < end) {
		Seen next = look_on(fd, &at, MIN(at.offset + step, end));

		if (step > least && !is_near(&at, &next)) {
			step /= 2;
			continue;
		}
		at = next;
		step = MIN(step * 2, size / STEPS);
	}
	look_at_sample(fd, end, true, &at.span, &at.walk);
	*span = at.span;
}

void
mt_year_span_sample(int fd, uint64_t size, MtYearSpan *span)
{
	MtYearWalk walk = {0};
	g_autofree char *all = NULL;
	MtSlice rest, line;

	*span = (MtYearSpan){0};
	if (size > WHOLE) {
		sample(fd, size, span);
		return;
	}
	all = g_malloc(size + 1);
	rest = read_at(fd, 0, all, size);
	while (mt_slice_cut(&rest, '\n', &line))
		look_at(span, &walk, line);
	look_at(span, &walk, rest);
}

static bool
is_leap(int year)
{
	return mt_time_days_valid(year, 2, 29);
}

int64_t
mt_year_day_us(int year, int day)
{
	int skip = !is_leap(year) && day >= FEB_29 ? 2 : 1;

	return (mt_time_days(year, 1, 1) + day - skip) * INT64_C(86400000000);
}

static bool
fits(const MtYearSpan *span, int first)
{
	for (int k = 0; k < 32; k++)
		if ((span->leap >> k & 1) != 0 && !is_leap(first + k))
			return false;
	return true;
}

int
mt_year_first(const MtYearSpan *span, int64_t us)
{
	int year, month, day, first;

	mt_time_date(us / INT64_C(86400000000), &year, &month, &day);
	if (mt_year_day_us(year, span->last_day) > us)
		year--;
	first = year - span->years;
	/* Two centuries without a leap year in that place: the dates are
	 * made up. */
	for (int back = 0; back < 200; back++)
		if (fits(span, first - back))
			return first - back;
	return first;
}
