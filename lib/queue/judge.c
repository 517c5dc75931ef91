/* Groups against the others of their kind, messages against their host. */
#include <stdlib.h>

#include "queue/state.h"
#include "stats/outlier.h"

/* NOLINTBEGIN(clang-analyzer-unix.Malloc): g_autofree is not seen there */

#define WORD(literal)                                                          \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

MtSlice
mt_outlier_kind_word(MtOutlierKind kind)
{
	static const MtSlice words[MT_OUTLIER_KINDS] = {
		[MT_OUTLIER_DESTINATION] = WORD("destination"),
		[MT_OUTLIER_RELAY] = WORD("relay"),
		[MT_OUTLIER_PERIOD] = WORD("period"),
		[MT_OUTLIER_MESSAGE] = WORD("message"),
	};

	return words[kind];
}

static const struct {
	MtOutlierKind kind;
	MtBy by;
} kinds[] = {
	{MT_OUTLIER_DESTINATION, MT_BY_DOMAIN},
	{MT_OUTLIER_RELAY, MT_BY_RELAY},
	{MT_OUTLIER_PERIOD, MT_BY_HOUR},
};

static const double quantiles[MT_JUDGED_QUANTILES] = {0.5, 0.9};
enum {
	QUANTILES = MT_JUDGED_QUANTILES,
	AHEAD = 8, /* groups whose memory is on its way while one is read */
};

void
mt_outliers_clear(MtOutliers *outliers)
{
	g_free(outliers->all);
	*outliers = (MtOutliers){0};
}

static void
add(MtOutliers *outliers, const MtOutlier *outlier)
{
	if (outliers->n == outliers->room) {
		outliers->room = MAX(16, 2 * outliers->room);
		outliers->all =
			g_renew(MtOutlier, outliers->all, outliers->room);
	}
	outliers->all[outliers->n++] = *outlier;
}

/* The delays of all, sent or not; false where too few are known. */
static bool
read_candidate(MtCandidate *c, MtGroup *group)
{
	g_auto(MtQuantile) delays = {.exact = group->exact};

	mt_group_add_delays(group, &delays);
	*c = (MtCandidate){.group = group, .n = delays.n};
	for (unsigned i = 0; i < QUANTILES; i++)
		c->us[i] = mt_quantile_at(&delays, quantiles[i]);
	return c->n >= MT_OUTLIER_LEAST_N;
}

void
mt_candidates_read(MtCandidates *c, MtGroup *const *groups, size_t n)
{
	c->all = g_new(MtCandidate, MAX(n, 1));
	c->n = 0;
	for (size_t i = 0; i < n; i++) {
		mt_group_come_near(groups[MIN(i + AHEAD, n - 1)]);
		/* Most are too small to be read. */
		if (groups[i]->deliveries >= MT_OUTLIER_LEAST_N)
			c->n += read_candidate(&c->all[c->n], groups[i]);
	}
}

void
mt_candidates_clear(MtCandidates *c)
{
	g_free(c->all);
	*c = (MtCandidates){0};
}

/* What a group is compared with. */
typedef struct {
	MtBaseline baseline;
	uint64_t most; /* deliveries of a group that is not most of it itself */
} Rest;

/* A quantile says something where a few deliveries are above it. */
static bool
says(const MtCandidate *c, unsigned quantile)
{
	return quantiles[quantile] <= 0.5 ||
	       (double)c->n * (1 - quantiles[quantile]) >=
		       MT_OUTLIER_LEAST_ABOVE;
}

static bool
is_slow(const MtOutlier *o, int64_t slower_us)
{
	if (slower_us > 0)
		return o->value_us > slower_us;
	return o->has_score && o->score >= MT_OUTLIER_SCORE &&
	       o->value_us - o->baseline_us >= MT_OUTLIER_LEAST_US;
}

static void
compare_with(MtOutlier *o, const MtBaseline *baseline)
{
	o->has_score = true;
	o->score = mt_baseline_score(baseline, o->value_us);
	o->baseline_us = mt_baseline_us(baseline);
}

/* Where nearly a tenth of all mail is slow for a reason of its own, more than a
 * tenth of some groups is so by chance. */
static bool
is_chance(const MtOutlier *o, MtGroupTimes *all)
{
	uint64_t own = (uint64_t)((double)o->n * (1 - o->quantile)) + 1;
	uint64_t n = all->delay.n + all->not_sent.n;
	int64_t below = o->value_us - 1;
	uint64_t slow = n - mt_quantile_count(&all->delay, below) -
			mt_quantile_count(&all->not_sent, below);

	/* Without others, it is what there is. */
	return n >= 2 * o->n &&
	       mt_outlier_is_chance(own, o->n, slow - MIN(own, slow), n - o->n);
}

static void
judge_group(MtOutliers *outliers, MtOutlierKind kind, const MtCandidate *c,
	    const Rest *rests, MtGroupTimes *all, int64_t slower_us)
{
	MtOutlier best = {0};
	bool slow = false;

	for (unsigned i = 0; i < QUANTILES; i++) {
		MtOutlier o = {.kind = kind,
			       .group = c->group,
			       .n = c->n,
			       .value_us = c->us[i],
			       .quantile = quantiles[i]};

		if (!says(c, i))
			continue;
		if (c->n <= rests[i].most)
			compare_with(&o, &rests[i].baseline);
		if (!is_slow(&o, slower_us) || (slow && o.score <= best.score))
			continue;
		if (slower_us == 0 && is_chance(&o, all))
			continue;
		best = o;
		slow = true;
	}
	if (slow)
		add(outliers, &best);
}

/*
 * The same quantile of the other groups; where these are too few, that of all
 * deliveries, if these are enough.
 */
static void
find_rest(MtQuantile *all, const MtCandidates *candidates, unsigned quantile,
	  Rest *rest)
{
	g_autofree double *logs = g_new(double, MAX(candidates->n, 1));
	size_t k = 0;

	for (size_t i = 0; i < candidates->n; i++) {
		const MtCandidate *c = &candidates->all[i];

		if (says(c, quantile))
			logs[k++] = mt_baseline_log(c->us[quantile]);
	}
	if (k >= MT_OUTLIER_LEAST_GROUPS) {
		rest->baseline = mt_baseline_of(logs, k);
		rest->most = UINT64_MAX;
		return;
	}
	rest->most = all->n / 3;
	if (all->n > 0)
		rest->baseline = mt_baseline_of_store(all, quantiles[quantile]);
}

static void
judge_groups(MtOutliers *outliers, MtQueue *q, MtOutlierKind kind, MtBy by,
	     const MtCandidates *candidates)
{
	/* Relays have the time of one queue, the others all of it. */
	MtGroup *all = by == MT_BY_RELAY ? mt_queue_own(q) : mt_queue_all(q);
	Rest rests[QUANTILES];

	for (unsigned k = 0; k < QUANTILES; k++)
		find_rest(&all->times->delay, candidates, k, &rests[k]);
	for (size_t i = 0; i < candidates->n; i++)
		judge_group(outliers, kind, &candidates->all[i], rests,
			    all->times, mt_queue_options(q)->slower_us);
}

/* Each host has its own way of being fast; but one that is slow as a whole is
 * not the measure of its messages. */
typedef struct {
	MtSlice host;
	Rest rest;
} HostRest;

static void
find_message_rest(MtQuantile *delays, Rest *rest)
{
	rest->most = delays->n >= MT_OUTLIER_LEAST_N;
	if (rest->most > 0)
		rest->baseline = mt_baseline_of_store(delays, 0.5);
}

static const Rest *
rest_of(const HostRest *all, size_t n, MtSlice host)
{
	for (size_t i = 0; i < n; i++)
		if (mt_slice_eq_i(all[i].host, host))
			return &all[i].rest;
	return NULL;
}

/* What a message is compared with: the faster of its host and of all. */
static void
judge_message(MtOutliers *outliers, const MtSlow *slow, const Rest *all,
	      const Rest *host, int64_t slower_us)
{
	MtOutlier o = {.kind = MT_OUTLIER_MESSAGE,
		       .slow = slow,
		       .value_us = slow->delay_us,
		       .n = 1},
		  by_host = o;

	if (all->most > 0)
		compare_with(&o, &all->baseline);
	if (host != NULL && host->most > 0)
		compare_with(&by_host, &host->baseline);
	if (by_host.has_score && (!o.has_score || by_host.score > o.score))
		o = by_host;
	if (is_slow(&o, slower_us))
		add(outliers, &o);
}

/* The ids that slow messages had before: each of these is told with what it
 * went on as. */
static GHashTable *
find_parents(const MtSlowest *slowest, uint64_t *keys)
{
	GHashTable *table = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (size_t i = 0; i < slowest->n; i++) {
		const MtSlow *slow = slowest->heap[i].slow;

		keys[i] = mt_queue_key(slow->host, slow->parent);
		if (slow->parent.n > 0)
			g_hash_table_add(table, &keys[i]);
	}
	return table;
}

static void
judge_messages(MtOutliers *outliers, MtQueue *q, const MtSlowest *slowest)
{
	size_t n;
	MtGroup *const *groups = mt_queue_groups(q, MT_BY_HOST, &n);
	g_autofree HostRest *hosts = g_new0(HostRest, MAX(n, 1));
	g_autofree uint64_t *keys = g_new(uint64_t, MAX(slowest->n, 1));
	g_autoptr(GHashTable) parents = find_parents(slowest, keys);
	Rest all = {0};

	find_message_rest(&mt_queue_own(q)->times->delay, &all);
	for (size_t i = 0; i < n; i++) {
		hosts[i].host = groups[i]->key;
		find_message_rest(&groups[i]->times->delay, &hosts[i].rest);
	}
	for (size_t i = 0; i < slowest->n; i++) {
		const MtSlow *slow = slowest->heap[i].slow;
		uint64_t key = mt_queue_key(slow->host, slow->queue_id);

		if (!slow->handed || !g_hash_table_contains(parents, &key))
			judge_message(outliers, slow, &all,
				      rest_of(hosts, n, slow->host),
				      mt_queue_options(q)->slower_us);
	}
}

/* Is the slow message one of the group? */
static bool
is_of(const MtOutlier *o, const MtSlow *slow)
{
	MtSlice key = o->group->key;

	switch (o->group->by) {
	case MT_BY_DOMAIN:
		return mt_slice_eq_i(mt_address_domain(slow->recipient), key);
	case MT_BY_RELAY:
		return mt_slice_eq_i(slow->relay, key);
	default:
		return false;
	}
}

/* Without a reason that was given, the slowest messages show what it is. */
static void
show_slowest(MtOutlier *o, const MtSlowest *slowest)
{
	for (size_t i = 0; i < slowest->n && o->n_examples < MT_EXAMPLES; i++) {
		const MtSlow *slow = slowest->heap[i].slow;

		if (!slow->handed && is_of(o, slow))
			o->examples[o->n_examples++] = slow->queue_id;
	}
}

static void
explain_group(MtOutlier *o, const MtQueue *q, const MtSlowest *slowest)
{
	const MtGroupReason *most = mt_group_reason(o->group, &o->reason_share);

	o->stage = mt_group_stage(o->group, &o->stage_share);
	o->first_us = o->group->first_us;
	o->last_us = o->group->last_us;
	if (most != NULL)
		o->reason = mt_queue_reason(q, most->reason);
	if (most == NULL || o->stage != MT_STAGE_DEFERRED) {
		show_slowest(o, slowest);
		return;
	}
	o->first_us = most->first_us;
	o->last_us = most->last_us;
	for (unsigned i = 0; i < MT_EXAMPLES; i++)
		if (most->examples.at[i].id != NULL)
			o->examples[o->n_examples++] =
				mt_slice_str(most->examples.at[i].id);
}

static void
explain_message(MtOutlier *o, const MtQueue *q)
{
	o->stage = mt_stage_of(o->slow->stage_us, o->slow->delay_us,
			       &o->stage_share);
	if (o->slow->has_reason)
		o->reason = mt_queue_reason(q, o->slow->reason);
	o->first_us = o->slow->arrived_us;
	o->last_us = o->slow->at_us;
	o->examples[o->n_examples++] = o->slow->queue_id;
}

static void
explain(MtOutlier *o, const MtQueue *q, const MtSlowest *slowest)
{
	if (o->group != NULL)
		explain_group(o, q, slowest);
	else
		explain_message(o, q);
}

static int
by_kind(const void *a, const void *b)
{
	const MtOutlier *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->value_us != y->value_us)
		return x->value_us > y->value_us ? -1 : 1;
	if (x->group == NULL)
		return mt_slow_compare(x->slow, y->slow);
	return mt_slice_compare(x->group->key, y->group->key);
}

void
mt_outliers_find(MtOutliers *outliers, MtQueue *q,
		 const MtCandidates *candidates, const MtSlowest *slowest)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		judge_groups(outliers, q, kinds[i].kind, kinds[i].by,
			     &candidates[kinds[i].by]);
	judge_messages(outliers, q, slowest);
	for (size_t i = 0; i < outliers->n; i++)
		explain(&outliers->all[i], q, slowest);
	if (outliers->n > 0)
		qsort(outliers->all, outliers->n, sizeof *outliers->all,
		      by_kind);
}
/* NOLINTEND(clang-analyzer-unix.Malloc) */
