/*
 * All deliveries in little memory: how long they took, where the time went, by
 * destination and by hour, and the reasons that were given.
 *
 * Destinations beyond MT_MAX_REPORT_DOMAINS share one row, as do reasons beyond
 * MT_MAX_REPORT_REASONS.
 */
#ifndef MT_REPORT_MODEL_DELIVERIES_H
#define MT_REPORT_MODEL_DELIVERIES_H

#include "record/delivery.h"
#include "report/chart/chart.h"
#include "report/zone.h"
#include "stats/quantile.h"

enum { MT_DELAY_BARS = 44 }; /* four in a decade from a millisecond on */

typedef struct {
	char *name; /* NULL: all others */
	uint64_t n;
	int64_t lost_us;
	int64_t stages[MT_STAGE_PARTS];
	uint32_t hours[MT_HEAT_COLUMNS][MT_HEAT_LEVELS];
} MtDestination;

typedef struct {
	char *text; /* NULL: all others */
	uint64_t n;
	int64_t lost_us;
} MtReason;

typedef struct {
	const MtZone *zone;
	int64_t slo_us;
	uint64_t n, sent, deferred, bounced, expired, waiting, within_slo;
	int64_t lost_us;
	int64_t stages[MT_STAGE_PARTS];
	MtQuantile delays; /* of those sent */
	GHashTable *destinations, *reasons;
	MtDestination *other_destinations;
	MtReason *other_reasons;
	MtInstant first, last;
} MtDeliveries;

void mt_deliveries_init(MtDeliveries *d, const MtZone *zone, int64_t slo_us);
void mt_deliveries_clear(MtDeliveries *d);
void mt_deliveries_add(MtDeliveries *d, const MtDeliveryRecord *delivery);

/* Most time lost first, the others that share a row last; free the array. */
GPtrArray *mt_deliveries_destinations(const MtDeliveries *d);
GPtrArray *mt_deliveries_reasons(const MtDeliveries *d);

/* Where a bar begins, in microseconds, and how many of these delays are in it;
 * the first and the last bar have no end. */
int64_t mt_deliveries_bar_us(size_t bar);
uint64_t mt_deliveries_bar(MtQuantile *delays, size_t bar);

#endif
