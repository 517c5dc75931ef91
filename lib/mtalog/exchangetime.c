/*
 * Times of rows. Servers and reports write RFC 3339 in UTC; what PowerShell exports
 * has the form of somebody's country, `11/5/2026 8:05:13 AM`, where day and month
 * change places. Which is which is taken from what leaves no doubt: a number above
 * 12, zeros as only one order has them, and other times of the row.
 */
#include "base/time.h"
#include "mtalog/exchangerow.h"
#include "mtalog/scan.h"

enum { DAY_FIRST = 1, MONTH_FIRST = 2, BOTH = DAY_FIRST | MONTH_FIRST };

static const int64_t hour_us = INT64_C(3600) * 1000000;
static const int64_t day_us = INT64_C(86400) * 1000000;

/* `05/11/2026 20:05:13`, `5/11/2026 8:05:13 PM`. */
typedef struct {
	int a, b, year;
	bool a_short, b_long; /* `5/..`, `../05` */
	char mark;
	MtStamp clock; /* of that day */
} Written;

/* One digit or two. */
static bool
take_two(MtSlice *rest, int *number, size_t *n)
{
	int64_t value;
	size_t had = rest->n;

	if (!mt_scan_number(rest, &value) || had - rest->n > 2)
		return false;
	*number = (int)value;
	*n = had - rest->n;
	return true;
}

static bool
take_date(MtSlice *rest, Written *w)
{
	size_t na, nb, had;
	int64_t year;

	if (!take_two(rest, &w->a, &na) || rest->n == 0)
		return false;
	w->mark = rest->p[0];
	if (w->mark != '/' && w->mark != '.' && w->mark != '-')
		return false;
	*rest = mt_slice_sub(*rest, 1, rest->n);
	if (!take_two(rest, &w->b, &nb) || rest->n == 0 ||
	    rest->p[0] != w->mark)
		return false;
	*rest = mt_slice_sub(*rest, 1, rest->n);
	had = rest->n;
	if (!mt_scan_number(rest, &year) || had - rest->n != 4 || year < 1970)
		return false;
	w->year = (int)year;
	w->a_short = na == 1;
	w->b_long = nb == 2 && w->b < 10;
	return true;
}

/* Spaces, also those that do not break, which newer systems put before AM. */
static void
pass_spaces(MtSlice *rest)
{
	while (mt_scan_skip(rest, MT_SLICE(" ")) ||
	       mt_scan_skip(rest, MT_SLICE("\xc2\xa0")) ||
	       mt_scan_skip(rest, MT_SLICE("\xe2\x80\xaf")))
		;
}

/* `AM`, `p.m.`, `a. m.`: hours to be added to those of the clock; -1 if the hour is
 * none of twelve. */
static int
half_of_day(MtSlice *rest, int hour)
{
	MtSlice s = *rest;
	char half = '\0';

	if (s.n > 0)
		half = mt_lower(s.p[0]);
	if (half != 'a' && half != 'p')
		return 0;
	s = mt_slice_sub(s, 1, s.n);
	mt_scan_skip(&s, MT_SLICE("."));
	pass_spaces(&s);
	if (s.n == 0 || mt_lower(s.p[0]) != 'm')
		return 0;
	s = mt_slice_sub(s, 1, s.n);
	mt_scan_skip(&s, MT_SLICE("."));
	*rest = s;
	if (hour < 1 || hour > 12)
		return -1;
	return half == 'a' ? (hour == 12 ? -12 : 0) : (hour == 12 ? 0 : 12);
}

/* `8:05:13 AM`, `20:05:13`; without seconds it is no time of a log. */
static bool
take_clock(MtSlice *rest, MtStamp *stamp)
{
	int part[3], more;
	size_t n;
	int64_t us = 0;

	for (size_t i = 0; i < 3; i++)
		if ((i > 0 && !mt_scan_skip(rest, MT_SLICE(":"))) ||
		    !take_two(rest, &part[i], &n) || (i > 0 && n != 2))
			return false;
	*stamp = (MtStamp){.known = true, .year = true};
	if (mt_scan_skip(rest, MT_SLICE(".")))
		stamp->decimals = (uint8_t)MIN(mt_scan_decimals(rest, &us), 6);
	pass_spaces(rest);
	more = half_of_day(rest, part[0]);
	if (more == -1 || part[0] > 23 || part[1] > 59 || part[2] > 60)
		return false;
	us += ((part[0] + more) * INT64_C(3600) + part[1] * INT64_C(60) +
	       part[2]) *
	      1000000;
	stamp->us = us;
	mt_stamp_zone(rest, stamp);
	return true;
}

static bool
take_written(MtSlice cell, Written *w)
{
	MtSlice rest = cell;

	if (!take_date(&rest, w))
		return false;
	mt_scan_skip(&rest, MT_SLICE(","));
	pass_spaces(&rest);
	return take_clock(&rest, &w->clock) && rest.n == 0;
}

/* In that order, on the writer's clock; false where there is no such day. */
static bool
in_order(const Written *w, unsigned order, int64_t *us)
{
	int day = order == DAY_FIRST ? w->a : w->b;
	int month = order == DAY_FIRST ? w->b : w->a;

	if (!mt_time_days_valid(w->year, month, day))
		return false;
	*us = mt_time_days(w->year, month, day) * day_us + w->clock.us;
	return true;
}

/* The orders that the digits themselves leave. */
static unsigned
orders_of(const Written *w)
{
	int64_t us;
	unsigned left = (in_order(w, DAY_FIRST, &us) ? DAY_FIRST : 0) |
			(in_order(w, MONTH_FIRST, &us) ? MONTH_FIRST : 0);

	/* No country has points and the month first, or `5/03` so. */
	if (w->mark == '.' || (w->a_short && w->b_long))
		left &= DAY_FIRST;
	return left;
}

/* A network message id ends with when it was made: the upper six of eight bytes of
 * 100 ns since the year 1. */
static bool
id_time(MtSlice id, int64_t *us)
{
	uint64_t ticks = 0;

	if (id.n != 36 || id.p[23] != '-')
		return false;
	for (size_t i = 24; i < 36; i++) {
		char c = mt_lower(id.p[i]);

		if (!g_ascii_isxdigit(c))
			return false;
		ticks = ticks << 4 | (uint64_t)g_ascii_xdigit_value(c);
	}
	*us = (int64_t)((ticks << 16 & ~(UINT64_C(3) << 62)) / 10) +
	      mt_time_days(1, 1, 1) * day_us;
	return true;
}

/* `2026-11-05T08:05:12.9Z` at the front of a cell, or behind its first ';'. */
static bool
cell_time(MtSlice cell, int64_t *us)
{
	MtStamp stamp = {0};

	if (!mt_stamp_iso(&cell, &stamp)) {
		mt_scan_until(&cell, ';');
		if (!mt_stamp_iso(&cell, &stamp))
			return false;
	}
	*us = stamp.us;
	return stamp.zone;
}

/* The orders by which the row is not before its message was made, nor much later:
 * wherever the clock's zone is, and as long as queues keep mail. */
static unsigned
orders_near(const Written *w, int64_t made_us)
{
	unsigned left = 0;
	int64_t us;

	for (unsigned order = DAY_FIRST; order <= MONTH_FIRST; order++)
		if (in_order(w, order, &us) && us > made_us - 15 * hour_us &&
		    us < made_us + 10 * day_us)
			left |= order;
	return left;
}

static unsigned
orders_in_row(const MtExchangeRow *row, const Written *w)
{
	static const MtColumn times[] = {MT_COLUMN_INFO, MT_COLUMN_CONTEXT};
	static const MtColumn dates[] = {MT_COLUMN_FROM_DATE,
					 MT_COLUMN_TO_DATE};
	unsigned left = orders_of(w);
	Written other;
	int64_t us;

	for (size_t i = 0; i < G_N_ELEMENTS(dates) && left == BOTH; i++)
		if (take_written(row->cells[dates[i]], &other))
			left &= orders_of(&other);
	if (left == BOTH && id_time(row->cells[MT_COLUMN_NETWORK_ID], &us) &&
	    orders_near(w, us) != 0)
		left = orders_near(w, us);
	for (size_t i = 0; i < G_N_ELEMENTS(times) && left == BOTH; i++)
		if (cell_time(row->cells[times[i]], &us) &&
		    orders_near(w, us) != 0)
			left = orders_near(w, us);
	return left;
}

static bool
take_national(MtExchangeRow *row, MtSlice cell, MtStamp *stamp)
{
	Written w;
	unsigned left;
	int64_t us;

	if (!take_written(cell, &w))
		return false;
	left = orders_in_row(row, &w);
	if (left == DAY_FIRST || left == MONTH_FIRST)
		row->orders |= left;
	else if (left == BOTH && w.a != w.b)
		left = row->orders;
	else if (left == BOTH)
		left = DAY_FIRST;
	if ((left != DAY_FIRST && left != MONTH_FIRST) ||
	    !in_order(&w, left, &us))
		return false;
	*stamp = w.clock;
	stamp->us += us - w.clock.us;
	return true;
}

bool
mt_exchange_time(MtExchangeRow *row, MtStamp *stamp)
{
	MtSlice cell = row->cells[MT_COLUMN_TIME], rest = cell;

	if ((!mt_stamp_iso(&rest, stamp) || rest.n > 0) &&
	    !take_national(row, cell, stamp)) {
		*stamp = (MtStamp){0};
		return false;
	}
	stamp->zone = stamp->zone || !row->local;
	return true;
}
