/* The time zone database is GLib's; the calendar is ours. */
#include "report/zone.h"

#include "base/error.h"

enum { DAY_S = 24 * 60 * 60 };

struct MtZone {
	char *name;
	GTimeZone *rules;
};

MtZone *
mt_zone_new(const char *name, GError **error)
{
	g_autoptr(GTimeZone) rules = NULL;
	MtZone *zone;

	if (name == NULL)
		name = "UTC";
	rules = strcmp(name, "local") == 0 ? g_time_zone_new_local()
					   : g_time_zone_new_identifier(name);
	if (rules == NULL) {
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "'%s' is no time zone such as Europe/Berlin", name);
		return NULL;
	}
	zone = g_new0(MtZone, 1);
	zone->name = g_strdup(name);
	zone->rules = g_steal_pointer(&rules);
	return zone;
}

void
mt_zone_free(MtZone *zone)
{
	if (zone == NULL)
		return;
	g_free(zone->name);
	g_time_zone_unref(zone->rules);
	g_free(zone);
}

MtSlice
mt_zone_name(const MtZone *zone)
{
	return mt_slice_str(zone->name);
}

static int64_t
floor_seconds(int64_t us)
{
	return us >= 0 ? us / G_USEC_PER_SEC
		       : -((-us - 1) / G_USEC_PER_SEC) - 1;
}

int64_t
mt_zone_local_s(const MtZone *zone, int64_t us)
{
	int64_t s = floor_seconds(us);
	int at = g_time_zone_find_interval(zone->rules, G_TIME_TYPE_UNIVERSAL,
					   s);

	return s + g_time_zone_get_offset(zone->rules, at);
}

static int64_t
day_of(int64_t seconds)
{
	int64_t day = seconds / DAY_S;

	return seconds % DAY_S < 0 ? day - 1 : day;
}

static void
add_date(MtBuf *out, int64_t seconds)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int year, month, day;

	mt_time_date(day_of(seconds), &year, &month, &day);
	mt_buf_addf(out, "%d %.3s %04d", day,
		    months + (ptrdiff_t)(month - 1) * 3, year);
}

static void
add_time(MtBuf *out, int64_t seconds)
{
	int rest = (int)(seconds - day_of(seconds) * DAY_S);

	mt_buf_addf(out, "%02d:%02d:%02d", rest / 3600, rest / 60 % 60,
		    rest % 60);
}

void
mt_zone_add_date(const MtZone *zone, MtBuf *out, int64_t us)
{
	add_date(out, mt_zone_local_s(zone, us));
}

void
mt_zone_add_time(const MtZone *zone, MtBuf *out, int64_t us)
{
	add_time(out, mt_zone_local_s(zone, us));
}

void
mt_zone_add_moment(const MtZone *zone, MtBuf *out, int64_t us)
{
	mt_zone_add_date(zone, out, us);
	mt_buf_add_char(out, ' ');
	mt_zone_add_time(zone, out, us);
}

bool
mt_zone_same_day(const MtZone *zone, int64_t a_us, int64_t b_us)
{
	return day_of(mt_zone_local_s(zone, a_us)) ==
	       day_of(mt_zone_local_s(zone, b_us));
}

void
mt_zone_add_written(MtBuf *out, const MtTime *time)
{
	static const char days[] = "ThuFriSatSunMonTueWed"; /* 1970 began so */
	int64_t s = floor_seconds(time->us) + INT64_C(60) * time->offset_min;
	int offset = ABS(time->offset_min);

	mt_buf_addf(out, "%.3s ", days + ((day_of(s) % 7 + 7) % 7) * 3);
	add_date(out, s);
	mt_buf_add_char(out, ' ');
	add_time(out, s);
	if (time->has_zone)
		mt_buf_addf(out, " %c%02d%02d",
			    time->offset_min < 0 ? '-' : '+', offset / 60,
			    offset % 60);
}
