/* One row of numbers for each pair of hosts. */
#include "chain/summary.h"

#include <stdlib.h>

#include "base/limits.h"
#include "chain/host.h"
#include "chain/pairs.h"
#include "stats/quantile.h"

/* All zero is an empty row. */
typedef struct {
	uint64_t n, encrypted, pull, negative;
	MtQuantile delays;
	int64_t lost_us;
	bool seen;
	int64_t first_us, last_us;
} Row;

struct MtSummary {
	MtPairs *pairs; /* of Row */
	Row others;
	MtPair *sorted;
	MtPair others_pair;
};

MtSummary *
mt_summary_new(void)
{
	MtSummary *summary = g_new0(MtSummary, 1);

	summary->pairs = mt_pairs_new(sizeof(Row), MT_MAX_SUMMARY_PAIRS);
	return summary;
}

void
mt_summary_free(MtSummary *summary)
{
	if (summary == NULL)
		return;
	for (size_t i = 0; i < mt_pairs_n(summary->pairs); i++) {
		Row *row = mt_pairs_get(summary->pairs, i, NULL, NULL);

		mt_quantile_clear(&row->delays);
	}
	mt_quantile_clear(&summary->others.delays);
	mt_pairs_free(summary->pairs);
	g_free(summary->sorted);
	g_free(summary);
}

static Row *
row_at(MtSummary *summary, MtSlice host, MtSlice next)
{
	Row *row = mt_pairs_at(summary->pairs, host, next);

	return row != NULL ? row : &summary->others;
}

/* Of values above zero, so that their order makes no difference. */
static int64_t
add_up(int64_t a, int64_t b)
{
	return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static void
add_delay(Row *row, const MtHop *hop)
{
	int64_t us = hop->has_adjusted ? hop->adjusted_us : hop->delay_us;

	mt_quantile_add(&row->delays, us);
	row->negative += us < 0;
	if (us > 0)
		row->lost_us = add_up(row->lost_us, us);
}

static void
add_time(Row *row, int64_t first_us, int64_t last_us)
{
	if (!row->seen || first_us < row->first_us)
		row->first_us = first_us;
	if (!row->seen || last_us > row->last_us)
		row->last_us = last_us;
	row->seen = true;
}

static void
add_hop(Row *row, const MtHop *older, const MtHop *hop)
{
	const MtReceived *r = &hop->received;

	row->n++;
	row->encrypted += r->encrypted;
	row->pull += r->pull;
	if (r->time.known)
		add_time(row, r->time.us, r->time.us);
	if (hop->has_delay && hop->since == older->number &&
	    !mt_hop_is_waiting(older, hop))
		add_delay(row, hop);
}

/* A name that is not there is an empty one: it shall be a row like others. */
static MtSlice
host_of(const MtChain *chain, size_t i)
{
	MtSlice host = mt_chain_host(chain, i);

	return host.p != NULL ? host : MT_SLICE("");
}

void
mt_summary_add_chain(MtSummary *summary, const MtChain *chain)
{
	MtSlice host = chain->n > 1 ? host_of(chain, 0) : (MtSlice){0};

	for (size_t i = 1; i < chain->n; i++) {
		MtSlice next = host_of(chain, i);

		add_hop(row_at(summary, host, next), &chain->hops[i - 1],
			&chain->hops[i]);
		host = next;
	}
}

static void
merge_row(Row *into, const Row *from)
{
	into->n += from->n;
	into->encrypted += from->encrypted;
	into->pull += from->pull;
	into->negative += from->negative;
	into->lost_us = add_up(into->lost_us, from->lost_us);
	mt_quantile_merge(&into->delays, &from->delays);
	if (from->seen)
		add_time(into, from->first_us, from->last_us);
}

void
mt_summary_merge(MtSummary *into, const MtSummary *from)
{
	const MtNames *names = mt_pairs_names(from->pairs);

	for (size_t i = 0; i < mt_pairs_n(from->pairs); i++) {
		uint32_t host, next;
		const Row *row = mt_pairs_get(from->pairs, i, &host, &next);

		merge_row(row_at(into, mt_names_text(names, host),
				 mt_names_text(names, next)),
			  row);
	}
	merge_row(&into->others, &from->others);
}

static MtPair
pair_of(Row *row, MtSlice host, MtSlice next)
{
	return (MtPair){
		.host = host,
		.next_host = next,
		.n = row->n,
		.encrypted = row->encrypted,
		.pull = row->pull,
		.dated = row->delays.n,
		.negative = row->negative,
		.min_us = row->delays.min,
		.p50_us = mt_quantile_at(&row->delays, 0.50),
		.p90_us = mt_quantile_at(&row->delays, 0.90),
		.p99_us = mt_quantile_at(&row->delays, 0.99),
		.max_us = row->delays.max,
		.lost_us = row->lost_us,
		.seen = row->seen,
		.first_us = row->first_us,
		.last_us = row->last_us,
	};
}

static int
by_time_lost(const void *a, const void *b)
{
	const MtPair *x = a, *y = b;
	int order;

	if (x->lost_us != y->lost_us)
		return x->lost_us > y->lost_us ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	order = mt_slice_compare(x->host, y->host);
	return order != 0 ? order
			  : mt_slice_compare(x->next_host, y->next_host);
}

void
mt_summary_finish(MtSummary *summary)
{
	const MtNames *names = mt_pairs_names(summary->pairs);
	size_t n = mt_pairs_n(summary->pairs);

	summary->sorted = g_new(MtPair, n + 1);
	for (size_t i = 0; i < n; i++) {
		uint32_t host, next;
		Row *row = mt_pairs_get(summary->pairs, i, &host, &next);

		summary->sorted[i] = pair_of(row, mt_names_text(names, host),
					     mt_names_text(names, next));
	}
	qsort(summary->sorted, n, sizeof *summary->sorted, by_time_lost);
	summary->others_pair =
		pair_of(&summary->others, (MtSlice){0}, (MtSlice){0});
}

const MtPair *
mt_summary_pairs(const MtSummary *summary, size_t *n)
{
	*n = mt_pairs_n(summary->pairs);
	return summary->sorted;
}

const MtPair *
mt_summary_others(const MtSummary *summary)
{
	return summary->others_pair.n > 0 ? &summary->others_pair : NULL;
}
