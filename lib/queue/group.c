/* What is counted of a group: added, merged and judged in one place. */
#include "queue/group.h"

static unsigned
n_stages(const MtGroup *group)
{
	return mt_group_has_stages(group) ? MT_STAGES : 0;
}

MtGroupTimes *
mt_group_times(MtGroup *group)
{
	unsigned n = n_stages(group);
	MtGroupTimes *t = group->times;

	if (t != NULL)
		return t;
	t = group->times = g_malloc0(sizeof *t + n * sizeof t->stages[0]);
	t->delay.exact = t->not_sent.exact = group->exact;
	for (unsigned s = 0; s < n; s++)
		t->stages[s].exact = group->exact;
	return t;
}

void
mt_group_times_free(MtGroup *group)
{
	MtGroupTimes *t = group->times;

	if (t == NULL)
		return;
	mt_quantile_clear(&t->delay);
	mt_quantile_clear(&t->not_sent);
	for (unsigned s = 0; s < n_stages(group); s++)
		mt_quantile_clear(&t->stages[s]);
	g_clear_pointer(&group->times, g_free);
}

static MtGroupReason *
get_reason(MtGroup *group, uint32_t reason)
{
	uint32_t i = 0;

	while (i < group->n_reasons && group->reasons[i].reason != reason)
		i++;
	if (i < group->n_reasons)
		return &group->reasons[i];
	if (i == group->room_reasons) {
		group->room_reasons = i + 1 + i / 4;
		group->reasons = g_renew(MtGroupReason, group->reasons,
					 group->room_reasons);
	}
	group->reasons[i] = (MtGroupReason){
		.reason = reason, .first_us = INT64_MAX, .last_us = INT64_MIN};
	group->n_reasons++;
	return &group->reasons[i];
}

void
mt_group_merge_reason(MtGroup *into, const MtGroupReason *from)
{
	MtGroupReason *r = get_reason(into, from->reason);

	r->n += from->n;
	r->lost_us += from->lost_us;
	r->first_us = MIN(r->first_us, from->first_us);
	r->last_us = MAX(r->last_us, from->last_us);
	mt_examples_merge(&r->examples, &from->examples);
}

static void
merge_times(MtGroup *into, const MtGroup *from)
{
	MtGroupTimes *t = mt_group_times(into);

	mt_quantile_merge(&t->delay, &from->times->delay);
	mt_quantile_merge(&t->not_sent, &from->times->not_sent);
	for (unsigned s = 0; s < MIN(n_stages(into), n_stages(from)); s++)
		mt_quantile_merge(&t->stages[s], &from->times->stages[s]);
}

/* As if all that was added to `from` had been added to `into`. */
void
mt_group_merge(MtGroup *into, const MtGroup *from)
{
	into->messages += from->messages;
	into->deliveries += from->deliveries;
	into->sent += from->sent;
	into->within += from->within;
	into->first_us = MIN(into->first_us, from->first_us);
	into->last_us = MAX(into->last_us, from->last_us);
	into->decimals = MAX(into->decimals, from->decimals);
	into->end_us = MAX(into->end_us, from->end_us);
	into->deferred += from->deferred;
	into->bounced += from->bounced;
	into->expired += from->expired;
	into->waiting += from->waiting;
	into->handed += from->handed;
	into->lost_us += from->lost_us;
	for (unsigned s = 0; s < MT_STAGES; s++)
		into->stage_us[s] += from->stage_us[s];
	if (from->times != NULL)
		merge_times(into, from);
	for (uint32_t i = 0; i < from->n_reasons; i++)
		mt_group_merge_reason(into, &from->reasons[i]);
}

/* From the rows to the quantiles. */
static void
spread(MtGroup *g)
{
	MtRowsColumn column[1 + MT_STAGES];
	MtGroupTimes *t = mt_group_times(g);

	mt_rows_read(&g->rows, column);
	mt_quantile_add_all(&t->delay, column[0].us, column[0].n);
	for (unsigned s = 0; s < n_stages(g); s++)
		mt_quantile_add_all(&t->stages[s], column[1 + s].us,
				    column[1 + s].n);
	g->rows.rows = 0;
	g->rows.n = 0;
}

void
mt_group_settle(MtGroup *g)
{
	spread(g);
	mt_rows_clear(&g->rows);
}

void
mt_group_add_delays(const MtGroup *group, MtQuantile *into)
{
	MtRowsColumn delays;

	mt_rows_read_first(&group->rows, &delays);
	if (group->times != NULL)
		mt_quantile_merge(into, &group->times->delay);
	mt_quantile_add_all(into, delays.us, delays.n);
	if (group->times != NULL)
		mt_quantile_merge(into, &group->times->not_sent);
}

/* What one delivery adds to each of its groups. */
typedef struct {
	const MtResult *result;
	int64_t lost_us, stage_us[MT_STAGES]; /* 0 for what is not known */
	MtRowsRow row;
} Addend;

static void
make_row(MtRowsRow *row, const MtResult *r)
{
	int64_t us[1 + MT_STAGES];

	us[0] = r->has_delay ? r->delay_us : INT64_MIN;
	for (unsigned s = 0; s < MT_STAGES; s++)
		us[1 + s] = (r->stages.known >> s & 1) != 0 ? r->stages.us[s]
							    : INT64_MIN;
	mt_rows_encode(row, us, 1 + MT_STAGES);
}

static void
make_addend(Addend *a, const MtResult *r)
{
	a->result = r;
	a->lost_us = r->has_delay ? r->delay_us : 0;
	for (unsigned s = 0; s < MT_STAGES; s++)
		a->stage_us[s] =
			(r->stages.known >> s & 1) != 0 ? r->stages.us[s] : 0;
	if (r->status == MT_STATUS_SENT)
		make_row(&a->row, r);
}

static void
add_sent(MtGroup *g, const Addend *a)
{
	g->sent++;
	g->within += a->result->within;
	if (g->rows.rows == MT_ROWS_MOST)
		spread(g);
	mt_rows_add(&g->rows, &a->row);
}

static void
add_not_sent(MtGroup *g, const MtResult *r)
{
	g->bounced += r->status == MT_STATUS_BOUNCED;
	g->expired += r->status == MT_STATUS_EXPIRED;
	g->waiting += r->waiting;
	if (r->has_delay)
		mt_quantile_add(&mt_group_times(g)->not_sent, r->delay_us);
}

static void
add_to(MtGroup *g, const Addend *a)
{
	const MtResult *r = a->result;

	g->deliveries++;
	g->messages += g->message != r->message;
	g->message = r->message;
	if (r->has_time) {
		g->first_us = MIN(g->first_us, r->time_us);
		g->last_us = MAX(g->last_us, r->time_us);
		g->decimals = MAX(g->decimals, r->decimals);
	}
	g->lost_us += a->lost_us;
	for (unsigned s = 0; s < MT_STAGES; s++)
		g->stage_us[s] += a->stage_us[s];
	/* In a cache line that most deliveries need not touch. */
	if (r->deferred)
		g->deferred++;
	if (r->status == MT_STATUS_SENT)
		add_sent(g, a);
	else
		add_not_sent(g, r);
}

void
mt_group_add(MtGroup *const *groups, size_t n, const MtResult *result)
{
	Addend a;

	make_addend(&a, result);
	for (size_t i = 0; i < n; i++)
		add_to(groups[i], &a);
}

void
mt_group_add_reason(MtGroup *group, uint32_t reason, const MtAttempt *attempt,
		    int64_t lost_us, MtSlice queue_id)
{
	MtGroupReason *r = get_reason(group, reason);
	const MtMoment *at = &attempt->at;

	r->n++;
	r->lost_us += lost_us;
	if (!at->known || !at->has_time)
		return;
	r->first_us = MIN(r->first_us, at->time_us);
	r->last_us = MAX(r->last_us, at->time_us);
	mt_examples_add(&r->examples, at->time_us, queue_id);
}

const MtGroupReason *
mt_group_reason(const MtGroup *group, double *share)
{
	const MtGroupReason *best = NULL;
	uint64_t all = 0;

	for (uint32_t i = 0; i < group->n_reasons; i++) {
		const MtGroupReason *r = &group->reasons[i];

		all += r->n;
		if (best == NULL || r->n > best->n ||
		    (r->n == best->n && (r->lost_us > best->lost_us ||
					 (r->lost_us == best->lost_us &&
					  r->first_us < best->first_us))))
			best = r;
	}
	*share = best == NULL ? 0 : (double)best->n / (double)all;
	return best;
}

static int64_t
sum_of(const int64_t *stage_us)
{
	int64_t sum = 0;

	for (MtStage s = 0; s < MT_STAGES; s++)
		sum += stage_us[s];
	return sum;
}

int64_t
mt_stages_whole(const int64_t *stage_us, int64_t lost_us)
{
	return MAX(lost_us, sum_of(stage_us));
}

MtStage
mt_stage_of(const int64_t *us, int64_t lost_us, double *share)
{
	int64_t whole = mt_stages_whole(us, lost_us);
	MtStage best = 0;

	*share = 0;
	for (MtStage s = 0; s < MT_STAGES; s++)
		if (us[s] > us[best])
			best = s;
	if (whole <= 0 || us[best] < whole - sum_of(us))
		return MT_STAGES;
	*share = (double)us[best] / (double)whole;
	return best;
}

MtStage
mt_group_stage(const MtGroup *group, double *share)
{
	return mt_stage_of(group->stage_us, group->lost_us, share);
}
