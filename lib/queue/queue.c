/* What a report on queues is made of, and gone again. */
#define _GNU_SOURCE /* memrchr() */
#include "queue/state.h"

#include "base/limits.h"
#include "base/time.h"

static const uint32_t exact[MT_BYS] = {
	[MT_BY_DOMAIN] = MT_QUANTILE_FEW,
	[MT_BY_RELAY] = MT_QUANTILE_FEW,
	[MT_BY_SENDER_DOMAIN] = MT_QUANTILE_FEW,
};

MtQueue *
mt_queue_new(const MtQueueOptions *options)
{
	MtQueue *q = g_new0(MtQueue, 1);

	q->options = *options;
	q->options.detailed |= 1U << MT_BY_ALL | 1U << MT_BY_HOST;
	for (MtBy by = 0; by < MT_BYS; by++)
		mt_groups_init(&q->groups[by], by, exact[by],
			       (q->options.detailed >> by & 1) != 0);
	mt_groups_init(&q->sums, MT_BY_ALL, 0, true);
	q->all = mt_groups_get(&q->groups[MT_BY_ALL], MT_SLICE(""));
	q->own = mt_groups_get(&q->sums, MT_SLICE(""));
	q->handed =
		(MtRecent){.entry = sizeof(MtHanded), .most = MT_HANDED_MOST};
	mt_follow_init(&q->follow, options->whole);
	q->several = options->partial || options->whole;
	mt_reasons_init(&q->reasons);
	q->slowest = (MtSlowest){.most = MT_MAX_QUEUE_SLOW,
				 .least_us = MT_OUTLIER_LEAST_US};
	if (options->slower_us > 0)
		q->slowest.least_us = options->slower_us;
	q->hour = INT64_MIN;
	mt_ages_init(&q->ages, options->at_us);
	return q;
}

void
mt_queue_free(MtQueue *q)
{
	if (q == NULL)
		return;
	for (MtBy by = 0; by < MT_BYS; by++) {
		mt_groups_clear(&q->groups[by]);
		g_free(q->sorted[by]);
	}
	mt_outliers_clear(&q->outliers);
	mt_reasons_clear(&q->reasons);
	mt_slowest_clear(&q->slowest);
	mt_groups_clear(&q->sums);
	mt_recent_clear(&q->handed);
	mt_follow_clear(&q->follow);
	mt_backlog_clear(&q->backlog);
	mt_ages_clear(&q->ages);
	g_free(q->sorted_reasons);
	g_free(q);
}

MtGroup *
mt_queue_hour(MtQueue *q, int64_t us)
{
	const int64_t hour_us = INT64_C(3600) * 1000000;
	int64_t hour = us / hour_us - (us % hour_us < 0);
	g_auto(MtBuf) key = {0};

	if (hour == q->hour)
		return q->hour_group;
	mt_time_add_utc(&key, hour * hour_us, 0);
	q->hour = hour;
	q->hour_group =
		mt_groups_get(&q->groups[MT_BY_HOUR], mt_buf_slice(&key));
	return q->hour_group;
}

MtGroup *
mt_queue_find_host(MtQueue *q, MtSlice host)
{
	if (q->host != NULL && !mt_slice_eq_i(q->host->key, host))
		mt_queue_be_several(q);
	q->host = mt_groups_get(&q->groups[MT_BY_HOST], host);
	return q->host;
}

/* Behind the last '@'; an address without one is of this host. */
MtSlice
mt_address_domain(MtSlice address)
{
	const char *at;

	if (address.n == 0)
		return MT_SLICE("<>");
	at = memrchr(address.p, '@', address.n);
	if (at == NULL)
		return MT_SLICE("(local)");
	return mt_slice_sub(address, (size_t)(at + 1 - address.p), address.n);
}

void
mt_queue_saw(MtQueue *q, MtSlice host, int64_t us)
{
	MtGroup *group = mt_queue_host(q, host);

	group->end_us = MAX(group->end_us, us);
}
