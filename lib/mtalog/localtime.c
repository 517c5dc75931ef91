/* Local time to UTC through GTimeZone, a quarter of an hour at a time. */
#include "mtalog/localtime.h"

#include "base/error.h"

enum { SECOND_US = 1000000, QUARTER_S = 900, DAY_S = 86400 };

typedef struct {
	char *glob; /* NULL: every path */
	GTimeZone *zone;
} Rule;

struct MtLocalZones {
	Rule *rules;
	size_t n;
	GTimeZone *machine;
};

/* A '=' in a rule ends the glob; zone names have none. */
static bool
read_rule(const char *text, Rule *rule, GError **error)
{
	const char *equals = strrchr(text, '=');
	const char *name = equals == NULL ? text : equals + 1;

	rule->zone = g_time_zone_new_identifier(name);
	if (rule->zone == NULL) {
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "--tz: no time zone '%s'", name);
		return false;
	}
	if (equals != NULL)
		rule->glob = g_strndup(text, (size_t)(equals - text));
	return true;
}

MtLocalZones *
mt_local_zones_new(char *const *rules, GError **error)
{
	MtLocalZones *zones = g_new0(MtLocalZones, 1);
	size_t n = rules == NULL ? 0 : g_strv_length((GStrv)rules);

	zones->machine = g_time_zone_new_local();
	zones->rules = g_new0(Rule, n);
	for (; zones->n < n; zones->n++) {
		Rule *rule = &zones->rules[zones->n];

		if (read_rule(rules[zones->n], rule, error))
			continue;
		mt_local_zones_free(zones);
		return NULL;
	}
	return zones;
}

void
mt_local_zones_free(MtLocalZones *zones)
{
	if (zones == NULL)
		return;
	for (size_t i = 0; i < zones->n; i++) {
		g_free(zones->rules[i].glob);
		g_time_zone_unref(zones->rules[i].zone);
	}
	g_free(zones->rules);
	g_time_zone_unref(zones->machine);
	g_free(zones);
}

GTimeZone *
mt_local_zone(const MtLocalZones *zones, MtSlice path, bool *named)
{
	GTimeZone *found = NULL;

	for (size_t i = 0; i < zones->n; i++) {
		const Rule *rule = &zones->rules[i];

		if (rule->glob == NULL) {
			found = rule->zone;
		} else if (mt_slice_glob_i(mt_slice_str(rule->glob), path)) {
			*named = true;
			return rule->zone;
		}
	}
	*named = found != NULL;
	return found != NULL ? found : zones->machine;
}

int64_t
mt_local_offset(GTimeZone *zone, int64_t utc_s)
{
	gint i = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, utc_s);

	return i < 0 ? 0 : g_time_zone_get_offset(zone, i);
}

/*
 * The offsets a day before and after bracket any change of the clock near by.
 * Each is right if it is in force at the time that it leads to. In a gap none
 * is, and the one from before is taken.
 */
static void
look_up(GTimeZone *zone, MtLocalCache *cache)
{
	int64_t local = cache->quarter * QUARTER_S;
	int64_t before = mt_local_offset(zone, local - DAY_S);
	int64_t after = mt_local_offset(zone, local + DAY_S);
	bool is_before = mt_local_offset(zone, local - before) == before;
	bool is_after = mt_local_offset(zone, local - after) == after;

	cache->first = is_before || !is_after ? before : after;
	cache->second = is_after ? after : cache->first;
	cache->first *= SECOND_US;
	cache->second *= SECOND_US;
}

static int64_t
floor_quarter(int64_t us)
{
	int64_t length = (int64_t)QUARTER_S * SECOND_US, quarter = us / length;

	return us % length < 0 ? quarter - 1 : quarter;
}

int64_t
mt_local_to_utc(GTimeZone *zone, MtLocalCache *cache, int64_t us, bool *twice,
		int64_t *second)
{
	int64_t quarter = floor_quarter(us);

	if (cache->quarter != quarter || cache->zone != zone) {
		cache->zone = zone;
		cache->quarter = quarter;
		look_up(zone, cache);
	}
	*twice = cache->first != cache->second;
	*second = us - cache->second;
	return us - cache->first;
}

int64_t
mt_local_choose(int64_t first, int64_t second, int64_t *latest)
{
	static const int64_t slack = INT64_C(600) * SECOND_US;
	int64_t us = *latest != INT64_MIN && first < *latest - slack ? second
								     : first;

	if (us > *latest)
		*latest = us;
	return us;
}
