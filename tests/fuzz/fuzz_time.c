/* Any bytes as a date: what is read lies in the text and is written back. */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/time.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
must_lie_in(MtSlice part, MtSlice whole)
{
	must(part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

/* What every reader promises of its result. */
static void
must_hold(const MtTime *time, MtSlice text)
{
	g_auto(MtBuf) utc = {0};
	unsigned decimals;
	int64_t us;

	if (!time->known) {
		must(time->zone.p == NULL && !time->has_zone);
		return;
	}
	must(time->decimals <= 6);
	must(time->has_zone == (time->zone.p != NULL));
	must(time->has_zone || time->offset_min == 0);
	must(ABS(time->offset_min) <= 99 * 60 + 99);
	must(time->zone_absurd ||
	     (time->offset_min >= -12 * 60 && time->offset_min <= 14 * 60));
	if (time->has_zone)
		must_lie_in(time->zone, text);
	mt_time_add_utc(&utc, time->us, time->decimals);
	must(mt_time_parse_rfc3339(mt_buf_slice(&utc), &us, &decimals));
	must(us == time->us && decimals == time->decimals);
}

static void
check_read(MtSlice text)
{
	MtSlice rest = text;
	MtTime time, again;

	if (mt_time_read(text, &time, &rest)) {
		must_lie_in(rest, text);
		must(rest.n < text.n);
		/* The order of day and month is in doubt in no RFC form. */
		mt_time_read_day_first(text, &again, NULL);
		must(time.form == MT_TIME_OTHER || again.us == time.us);
	}
	must_hold(&time, text);
}

static void
check_find(MtSlice text)
{
	MtSlice where = {NULL, 0};
	MtTime found, again;

	if (mt_time_find(text, &found, &where)) {
		must_lie_in(where, text);
		/* The bytes given as the date read as the same one, but for a
		 * zone in the comment behind them. */
		must(mt_time_read(where, &again, NULL));
		must(again.us == found.us || found.zone.p >= where.p + where.n);
	}
	must_hold(&found, text);
}

static void
check_duration(MtSlice text)
{
	g_auto(MtBuf) shown = {0}, again = {0};
	int64_t us;

	if (!mt_duration_parse(text, &us))
		return;
	must(us >= 0);
	mt_duration_add(&shown, us);
	must(mt_duration_parse(mt_buf_slice(&shown), &us));
	mt_duration_add(&again, us);
	must(mt_slice_eq(mt_buf_slice(&shown), mt_buf_slice(&again)));
}

static void
check_instant(const uint8_t *data, size_t size)
{
	g_auto(MtBuf) out = {0};
	int year, month, day;
	int64_t us = 0;

	memcpy(&us, data, MIN(size, sizeof us));
	mt_time_add_utc(&out, us, 6);
	mt_duration_add(&out, us);
	mt_time_date(us / 86400000000, &year, &month, &day);
	must(mt_time_days_valid(year, month, day));
	must(mt_time_days(year, month, day) == us / 86400000000);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	MtSlice text = mt_slice((const char *)data, size);
	unsigned decimals;
	int64_t us;

	check_read(text);
	check_find(text);
	check_duration(text);
	check_instant(data, size);
	mt_time_parse_rfc3339(text, &us, &decimals);
	return 0;
}
