/* What came of it, in order. */
#include <stdlib.h>

#include "base/pool.h"
#include "queue/state.h"

/* Groups whose memory is on its way while one is looked at. */
enum { AHEAD = 16 };

/* A group, and what it is ranked by: the groups themselves lie far apart. */
typedef struct {
	int64_t lost_us; /* 0 for hours, which stand in order of time */
	MtGroup *group;
} Ranked;

static int
by_lost(const void *a, const void *b)
{
	const Ranked *x = a, *y = b;

	if (x->lost_us != y->lost_us)
		return x->lost_us > y->lost_us ? -1 : 1;
	return mt_slice_compare(x->group->key, y->group->key);
}

static int
reason_by_lost(const void *a, const void *b)
{
	const MtQueueReason *x = *(const MtQueueReason *const *)a,
			    *y = *(const MtQueueReason *const *)b;

	if (x->lost_us != y->lost_us)
		return x->lost_us > y->lost_us ? -1 : 1;
	if (x->attempts != y->attempts)
		return x->attempts > y->attempts ? -1 : 1;
	return mt_slice_compare(x->text, y->text);
}

/* A host whose log was read, and others that have deliveries: what was handed
 * over to another host may leave none. */
static bool
has_row(const MtGroup *group)
{
	return group != NULL &&
	       (group->deliveries > 0 || group->by == MT_BY_HOST ||
		group->by == MT_BY_ALL);
}

static void
rank(Ranked *ranked, size_t *n, MtGroup *group)
{
	if (!has_row(group))
		return;
	ranked[(*n)++] =
		(Ranked){group->by == MT_BY_HOUR ? 0 : group->lost_us, group};
}

static void
sort_groups(MtQueue *q, MtBy by)
{
	const MtGroups *groups = &q->groups[by];
	g_autofree Ranked *ranked = g_new(Ranked, groups->n + 1);
	size_t n = 0, last = groups->size - 1;

	for (size_t i = 0; i < groups->size; i++) {
		const MtGroup *coming =
			groups->slots[MIN(i + AHEAD, last)].group;

		if (coming != NULL)
			mt_group_come_near(coming);
		rank(ranked, &n, groups->slots[i].group);
	}
	rank(ranked, &n, groups->others);
	qsort(ranked, n, sizeof *ranked, by_lost);
	q->sorted[by] = g_new(MtGroup *, groups->n + 1);
	q->n_sorted[by] = n;
	for (size_t i = 0; i < n; i++)
		q->sorted[by][i] = ranked[i].group;
}

/* What one host had is what it cost from end to end. */
static void
sum_up(MtQueue *q)
{
	mt_group_settle(q->all);
	mt_group_settle(q->own);
	for (size_t i = 0; i < q->n_sorted[MT_BY_HOST]; i++) {
		MtGroup *host = q->sorted[MT_BY_HOST][i];

		mt_group_settle(host);
		mt_group_merge(q->own, host);
		if (!q->several)
			mt_group_merge(q->all, host);
	}
}

static void
sort_reasons(MtQueue *q)
{
	size_t n = 0;

	q->sorted_reasons = g_new(const MtQueueReason *, q->reasons.n);
	for (uint32_t i = 0; i < q->reasons.n; i++)
		if (q->reasons.all[i].attempts > 0)
			q->sorted_reasons[n++] = &q->reasons.all[i];
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
	qsort(q->sorted_reasons, n, sizeof *q->sorted_reasons, reason_by_lost);
}

/* ---- what can be done side by side: groups of one kind each ---- */

typedef struct {
	MtQueue *q;
	MtCandidates candidates[MT_BYS];
	MtBy next;
} Judging;

static void *
kind_new(void *data)
{
	(void)data;
	return g_new(MtBy, 1);
}

static bool
take_kind(void *batch, void *data)
{
	MtBy *by = batch;
	Judging *j = data;

	*by = j->next;
	if (j->next == MT_BYS)
		return false;
	j->next++;
	return true;
}

static void
read_kind(void *batch, unsigned worker, void *data)
{
	MtBy by = *(const MtBy *)batch;
	Judging *j = data;

	(void)worker;
	sort_groups(j->q, by);
	mt_candidates_read(&j->candidates[by], j->q->sorted[by],
			   j->q->n_sorted[by]);
}

static bool
end_kind(void *batch, void *data)
{
	(void)batch;
	(void)data;
	return true;
}

void
mt_queue_judge(MtQueue *q)
{
	static const MtPoolJob job = {kind_new, g_free, take_kind, read_kind,
				      end_kind};
	Judging judging = {.q = q};

	mt_queue_settle(q, true);
	mt_pending_settle(&q->pending);
	mt_slowest_sort(&q->slowest);
	sort_reasons(q);
	mt_pool_run(&job, &judging, MAX(q->options.threads, 1));
	sum_up(q);
	mt_outliers_find(&q->outliers, q, judging.candidates, &q->slowest);
	for (MtBy by = 0; by < MT_BYS; by++)
		mt_candidates_clear(&judging.candidates[by]);
}

const MtQueueOptions *
mt_queue_options(const MtQueue *q)
{
	return &q->options;
}

MtGroup *
mt_queue_all(const MtQueue *q)
{
	return q->all;
}

MtGroup *
mt_queue_own(const MtQueue *q)
{
	return q->own;
}

MtGroup *const *
mt_queue_groups(MtQueue *q, MtBy by, size_t *n)
{
	*n = q->n_sorted[by];
	return q->sorted[by];
}

const MtQueueReason *
mt_queue_reason(const MtQueue *q, uint32_t number)
{
	return &q->reasons.all[number];
}

const MtQueueReason *const *
mt_queue_reasons(MtQueue *q, size_t *n)
{
	*n = 0;
	for (uint32_t i = 0; i < q->reasons.n; i++)
		*n += q->reasons.all[i].attempts > 0;
	return q->sorted_reasons;
}

MtBacklog *
mt_queue_backlog(MtQueue *q)
{
	return &q->backlog;
}

const MtAges *
mt_queue_ages(const MtQueue *q)
{
	return &q->ages;
}

const MtOutlier *
mt_queue_outliers(const MtQueue *q, size_t *n)
{
	*n = q->outliers.n;
	return q->outliers.all;
}
