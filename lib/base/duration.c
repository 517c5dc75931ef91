/* Durations as people write and read them. */
#include "base/time.h"

#define SECOND UINT64_C(1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/*
 * How a length under `under` is rounded and named: three digits at most, so
 * that a column of delays is compared at a glance. Rounding may carry into the
 * next row (59.96 s is 1 min), which is why each row tests the rounded length.
 */
static const struct shape {
	uint64_t under, round;
	uint64_t unit, part; /* part 0: the unit takes decimals */
	const char *alone, *with_part, *part_name;
} shapes[] = {
	{SECOND, SECOND / 1000, SECOND, 0, " s", NULL, NULL},
	{10 * SECOND, SECOND / 100, SECOND, 0, " s", NULL, NULL},
	{MINUTE, SECOND / 10, SECOND, 0, " s", NULL, NULL},
	{10 * MINUTE, SECOND, MINUTE, SECOND, " min", " m ", " s"},
	{HOUR, MINUTE, MINUTE, MINUTE, " min", NULL, NULL},
	{10 * HOUR, MINUTE, HOUR, MINUTE, " h", " h ", " m"},
	{DAY, HOUR, HOUR, HOUR, " h", NULL, NULL},
	{10 * DAY, HOUR, DAY, HOUR, " d", " d ", " h"},
	{UINT64_MAX, DAY, DAY, DAY, " d", NULL, NULL},
};

static void
add_decimals(MtBuf *out, uint64_t part, uint64_t unit)
{
	mt_buf_add_char(out, '.');
	for (; part > 0; part %= unit) {
		unit /= 10;
		mt_buf_add_char(out, (char)('0' + part / unit));
	}
}

void
mt_duration_add(MtBuf *out, int64_t us)
{
	uint64_t length = us < 0 ? -(uint64_t)us : (uint64_t)us, part;
	const struct shape *shape = shapes;

	while ((length + shape->round / 2) / shape->round * shape->round >=
	       shape->under)
		shape++;
	length = (length + shape->round / 2) / shape->round * shape->round;
	part = length % shape->unit;

	if (us < 0 && length > 0)
		mt_buf_add_char(out, '-');
	mt_buf_add_int(out, (int64_t)(length / shape->unit));
	if (part > 0 && shape->part == 0)
		add_decimals(out, part, shape->unit);
	if (part == 0 || shape->part == 0) {
		mt_buf_add(out, mt_slice_str(shape->alone));
		return;
	}
	mt_buf_add(out, mt_slice_str(shape->with_part));
	mt_buf_add_int(out, (int64_t)(part / shape->part));
	mt_buf_add(out, mt_slice_str(shape->part_name));
}

static const struct {
	MtSlice name;
	uint64_t us;
} units[] = {
	{MT_SLICE("w"), 7 * DAY}, {MT_SLICE("d"), DAY},
	{MT_SLICE("h"), HOUR},    {MT_SLICE("min"), MINUTE},
	{MT_SLICE("m"), MINUTE},  {MT_SLICE("sec"), SECOND},
	{MT_SLICE("s"), SECOND},  {MT_SLICE("ms"), SECOND / 1000},
};

/* Units must fall: `*unit` is the last one, and becomes the one of `name`. */
static bool
take_unit(MtSlice name, uint64_t *unit)
{
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		if (mt_slice_eq_i(name, units[i].name) && units[i].us < *unit) {
			*unit = units[i].us;
			return true;
		}
	return false;
}

static MtSlice
take_while(MtSlice *rest, bool (*is)(char))
{
	size_t n = 0;

	while (n < rest->n && is(rest->p[n]))
		n++;
	MtSlice head = mt_slice_sub(*rest, 0, n);
	*rest = mt_slice_trim(mt_slice_sub(*rest, n, rest->n));
	return head;
}

static bool
is_number(char c)
{
	return mt_is_digit(c) || c == '.';
}

/* A number with at most six decimals, in microseconds of `unit`. */
static bool
scale(MtSlice number, uint64_t unit, uint64_t *us)
{
	MtSlice whole = number, decimals = {NULL, 0};
	unsigned long long n, tenths = 0;

	if (mt_slice_cut(&number, '.', &whole)) {
		decimals = number;
		if (decimals.n > 6 ||
		    !mt_slice_number(decimals, UINT64_MAX, &tenths))
			return false;
	}
	if (!mt_slice_number(whole, INT64_MAX / unit, &n))
		return false;
	tenths *= unit;
	for (size_t i = 0; i < decimals.n; i++)
		tenths /= 10;
	*us = n * unit + tenths;
	return true;
}

bool
mt_duration_parse(MtSlice text, int64_t *us)
{
	MtSlice rest = mt_slice_trim(text);
	uint64_t sum = 0, unit = UINT64_MAX;

	if (rest.n == 0)
		return false;
	while (rest.n > 0) {
		MtSlice number = take_while(&rest, is_number);
		MtSlice name = take_while(&rest, mt_is_alpha);
		uint64_t part;

		/* Seconds need no name, but only where they stand alone. */
		if (name.n == 0 && rest.n == 0 && unit == UINT64_MAX)
			unit = SECOND;
		else if (!take_unit(name, &unit))
			return false;
		if (!scale(number, unit, &part) || part > INT64_MAX - sum)
			return false;
		sum += part;
	}
	*us = (int64_t)sum;
	return true;
}
