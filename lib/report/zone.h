/* Instants for people, in the time zone that they asked for. */
#ifndef MT_REPORT_ZONE_H
#define MT_REPORT_ZONE_H

#include <glib.h>

#include "base/buf.h"
#include "base/time.h"

typedef struct MtZone MtZone;

/*
 * `name` is NULL or "UTC" for UTC, "local" for the zone of this machine, else
 * a name of the time zone database. MT_ERROR_CONFIG for a name it lacks.
 */
MtZone *mt_zone_new(const char *name, GError **error);
void mt_zone_free(MtZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtZone, mt_zone_free)

/* The zone as a heading says it: `UTC`, `local`, `Europe/Berlin`. */
MtSlice mt_zone_name(const MtZone *zone);

/* `23 Nov 2026`, `08:06:37`, and both; in the zone of the clock. */
void mt_zone_add_date(const MtZone *zone, MtBuf *out, int64_t us);
void mt_zone_add_time(const MtZone *zone, MtBuf *out, int64_t us);
void mt_zone_add_moment(const MtZone *zone, MtBuf *out, int64_t us);

/* Seconds since 1970 as a clock on the wall there counts them. */
int64_t mt_zone_local_s(const MtZone *zone, int64_t us);

/* Do two instants fall on the same day? */
bool mt_zone_same_day(const MtZone *zone, int64_t a_us, int64_t b_us);

/* `Mon 23 Nov 2026 08:06:37 +0000`, in the offset that the time itself names. */
void mt_zone_add_written(MtBuf *out, const MtTime *time);

#endif
