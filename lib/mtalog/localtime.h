/*
 * Times of a log that do not say their zone: which zone the reader of the log
 * says they are in, and what that makes of them.
 *
 * A clock that is put forward skips local times; one that was written all the
 * same is taken as if the clock had not been put forward yet. A clock that is
 * put back shows an hour twice: the order of lines tells which one is meant.
 * The first is taken, until a line would be more than ten minutes earlier than
 * one before it.
 */
#ifndef MT_MTALOG_LOCALTIME_H
#define MT_MTALOG_LOCALTIME_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* What --tz said, in order. */
typedef struct MtLocalZones MtLocalZones;

/*
 * `rules` is NULL-terminated and may be NULL: each a name of the time zone
 * database, or GLOB=NAME, the glob for the path of the log. MT_ERROR_CONFIG for
 * a name that is unknown.
 */
MtLocalZones *mt_local_zones_new(char *const *rules, GError **error);
void mt_local_zones_free(MtLocalZones *zones);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtLocalZones, mt_local_zones_free)

/*
 * The zone of a log: the first rule whose glob matches, else the last without a
 * glob, else this machine's. *named: some rule named it. The zone belongs to
 * `zones`.
 */
GTimeZone *mt_local_zone(const MtLocalZones *zones, MtSlice path, bool *named);

/* Seconds that its clocks show beyond UTC at a time, in seconds of UTC. */
int64_t mt_local_offset(GTimeZone *zone, int64_t utc_s);

/* What is remembered from time to time by one thread. All zero is nothing. */
typedef struct {
	const GTimeZone *zone;
	int64_t quarter;       /* of an hour, of local time */
	int64_t first, second; /* microseconds east of Greenwich; the same
				  unless the quarter comes twice */
} MtLocalCache;

/*
 * UTC of a local time. Where it comes twice, *twice is set, the result is the
 * first, and `second` the other.
 */
int64_t mt_local_to_utc(GTimeZone *zone, MtLocalCache *cache, int64_t us,
			bool *twice, int64_t *second);

/* Which of two: `latest` is what this chose last in the log, INT64_MIN at first. */
int64_t mt_local_choose(int64_t first, int64_t second, int64_t *latest);

#endif
