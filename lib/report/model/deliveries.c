/* One pass over deliveries, whatever their number. */
#include "report/model/deliveries.h"

#include <math.h>

#include "base/limits.h"

void
mt_deliveries_init(MtDeliveries *d, const MtZone *zone, int64_t slo_us)
{
	*d = (MtDeliveries){.zone = zone, .slo_us = slo_us};
	d->destinations = g_hash_table_new(g_str_hash, g_str_equal);
	d->reasons = g_hash_table_new(g_str_hash, g_str_equal);
}

static void
free_destination(MtDestination *d)
{
	if (d == NULL)
		return;
	g_free(d->name);
	g_free(d);
}

static void
free_reason(MtReason *r)
{
	if (r == NULL)
		return;
	g_free(r->text);
	g_free(r);
}

void
mt_deliveries_clear(MtDeliveries *d)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, d->destinations);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		free_destination(value);
	g_hash_table_iter_init(&iter, d->reasons);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		free_reason(value);
	free_destination(d->other_destinations);
	free_reason(d->other_reasons);
	g_hash_table_unref(d->destinations);
	g_hash_table_unref(d->reasons);
	mt_quantile_clear(&d->delays);
}

/* A key of the tables ends at a NUL; the names of two that differ behind one
 * share a row. */
static char *
key_of(MtSlice s, char room[static 256])
{
	size_t n = MIN(s.n, 255);

	if (n > 0)
		memcpy(room, s.p, n);
	room[n] = '\0';
	return room;
}

static MtDestination *
destination_of(MtDeliveries *d, MtSlice domain)
{
	char room[256];
	const char *key = key_of(domain, room);
	MtDestination *at = g_hash_table_lookup(d->destinations, key);

	if (at != NULL)
		return at;
	if (g_hash_table_size(d->destinations) >= MT_MAX_REPORT_DOMAINS) {
		if (d->other_destinations == NULL)
			d->other_destinations = g_new0(MtDestination, 1);
		return d->other_destinations;
	}
	at = g_new0(MtDestination, 1);
	at->name = g_strdup(key);
	g_hash_table_insert(d->destinations, at->name, at);
	return at;
}

static MtReason *
reason_of(MtDeliveries *d, MtSlice text)
{
	char room[256];
	const char *key = key_of(text, room);
	MtReason *at = g_hash_table_lookup(d->reasons, key);

	if (at != NULL)
		return at;
	if (g_hash_table_size(d->reasons) >= MT_MAX_REPORT_REASONS) {
		if (d->other_reasons == NULL)
			d->other_reasons = g_new0(MtReason, 1);
		return d->other_reasons;
	}
	at = g_new0(MtReason, 1);
	at->text = g_strdup(key);
	g_hash_table_insert(d->reasons, at->text, at);
	return at;
}

int64_t
mt_deliveries_bar_us(size_t bar)
{
	return bar == 0 ? 0 : (int64_t)(pow(10, 3 + (double)bar / 4) + 0.5);
}

static uint64_t
count_below(MtQuantile *delays, size_t bar)
{
	if (bar == 0)
		return 0;
	return bar == MT_DELAY_BARS
		       ? delays->n
		       : mt_quantile_count(delays,
					   mt_deliveries_bar_us(bar) - 1);
}

uint64_t
mt_deliveries_bar(MtQuantile *delays, size_t bar)
{
	return count_below(delays, bar + 1) - count_below(delays, bar);
}

static int
hour_of(const MtDeliveries *d, int64_t us)
{
	g_auto(MtBuf) text = {0};

	mt_zone_add_time(d->zone, &text, us);
	return (text.p[0] - '0') * 10 + (text.p[1] - '0');
}

static void
add_period(MtDeliveries *d, MtInstant time)
{
	if (!time.known)
		return;
	if (!d->first.known || time.us < d->first.us)
		d->first = time;
	if (!d->last.known || time.us > d->last.us)
		d->last = time;
}

static void
add_status(MtDeliveries *d, const MtDeliveryRecord *r)
{
	d->n++;
	if (mt_slice_eq(r->status, MT_SLICE("sent")))
		d->sent++;
	else if (mt_slice_eq(r->status, MT_SLICE("bounced")))
		d->bounced++;
	else if (mt_slice_eq(r->status, MT_SLICE("expired")))
		d->expired++;
	if (r->waiting)
		d->waiting++;
	if (r->deferred_us.known && r->deferred_us.n > 0)
		d->deferred++;
}

/* Clocks that go back make a stage negative: no time was won by it. */
static int64_t
stage_of(const MtDeliveryRecord *r, int stage)
{
	const MtNumber *us = &r->stages_us[stage];

	return us->known ? MAX(us->n, 0) : 0;
}

static void
add_delay(MtDeliveries *d, MtDestination *to, const MtDeliveryRecord *r)
{
	int64_t us = MAX(r->delay_us.n, 0);

	if (!r->delay_us.known)
		return;
	d->lost_us += us;
	to->lost_us += us;
	if (!mt_slice_eq(r->status, MT_SLICE("sent")))
		return;
	mt_quantile_add(&d->delays, us);
	d->within_slo += us <= d->slo_us;
	if (r->time.known)
		to->hours[hour_of(d, r->time.us)][mt_heat_cell(us) - 1]++;
}

void
mt_deliveries_add(MtDeliveries *d, const MtDeliveryRecord *r)
{
	MtDestination *to = destination_of(d, r->domain);

	add_status(d, r);
	add_period(d, r->time);
	to->n++;
	add_delay(d, to, r);
	for (int i = 0; i < MT_STAGE_PARTS; i++) {
		d->stages[i] += stage_of(r, i);
		to->stages[i] += stage_of(r, i);
	}
	if (r->deferred_us.known && r->deferred_us.n > 0 && r->reason.n > 0) {
		MtReason *why = reason_of(d, r->reason);

		why->n++;
		why->lost_us += r->deferred_us.n;
	}
}

static gint
by_lost(gconstpointer a, gconstpointer b)
{
	const MtDestination *x = *(MtDestination *const *)a;
	const MtDestination *y = *(MtDestination *const *)b;

	if (x->lost_us != y->lost_us)
		return x->lost_us > y->lost_us ? -1 : 1;
	return strcmp(x->name, y->name);
}

static gint
by_time(gconstpointer a, gconstpointer b)
{
	const MtReason *x = *(MtReason *const *)a, *y = *(MtReason *const *)b;

	if (x->lost_us != y->lost_us)
		return x->lost_us > y->lost_us ? -1 : 1;
	return strcmp(x->text, y->text);
}

static GPtrArray *
sorted(GHashTable *table, GCompareFunc order, void *others)
{
	GPtrArray *all = g_ptr_array_new();
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, table);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_ptr_array_add(all, value);
	g_ptr_array_sort(all, order);
	if (others != NULL)
		g_ptr_array_add(all, others);
	return all;
}

GPtrArray *
mt_deliveries_destinations(const MtDeliveries *d)
{
	return sorted(d->destinations, by_lost, d->other_destinations);
}

GPtrArray *
mt_deliveries_reasons(const MtDeliveries *d)
{
	return sorted(d->reasons, by_time, d->other_reasons);
}
