/* What the queues held over time, from the stays of all messages in them. */
#include "cli/incident.h"
#include "record/backlog.h"

enum { POINTS = 240 };

typedef struct {
	int64_t from_us, step_us;
	int64_t active[POINTS + 1], deferred[POINTS + 1]; /* changes */
} Curve;

/* The first point at or after a time. */
static size_t
point_at(const Curve *c, int64_t us)
{
	int64_t n;

	if (us <= c->from_us)
		return 0;
	n = (us - c->from_us + c->step_us - 1) / c->step_us;
	return n > POINTS ? POINTS : (size_t)n;
}

static void
add_stay(const Curve *c, int64_t *changes, int64_t from, int64_t to)
{
	if (from >= to)
		return;
	changes[point_at(c, from)]++;
	changes[point_at(c, to)]--;
}

/* When it was first put off; `end` where it never was. */
static int64_t
first_deferral(const MtTransaction *t, int64_t end)
{
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next)
		for (const MtAttempt *a = d->attempts; a != NULL; a = a->next)
			if (a->status == MT_STATUS_DEFERRED && a->at.has_time)
				end = MIN(end, a->at.time_us);
	return end;
}

static void
add_transaction(Curve *c, const MtTransaction *t, int64_t last_us)
{
	int64_t end, deferred;

	if (!t->arrived.has_time || t->refused)
		return;
	if (t->removed.has_time)
		end = t->removed.time_us;
	else if (mt_transaction_is_waiting(t))
		end = last_us + 1;
	else
		end = t->last.has_time ? t->last.time_us : t->arrived.time_us;
	deferred = first_deferral(t, end);
	add_stay(c, c->active, t->arrived.time_us, deferred);
	add_stay(c, c->deferred, deferred, end);
}

static void
add_points(const Curve *c, MtModel *model)
{
	int64_t active = 0, deferred = 0;

	for (int i = 0; i < POINTS; i++) {
		MtBacklogRecord record = {
			.time = {c->from_us + c->step_us * i, 0, true}};

		active += c->active[i];
		deferred += c->deferred[i];
		record.active = mt_number(active);
		record.deferred = mt_number(deferred);
		mt_model_add(model, &mt_record_backlog, &record);
	}
}

void
mt_incident_add_backlog(MtModel *model, const MtJoin *join, int64_t first_us,
			int64_t last_us)
{
	g_autofree Curve *c = g_new0(Curve, 1);

	c->from_us = first_us;
	c->step_us = MAX((last_us - first_us) / (POINTS - 1), G_USEC_PER_SEC);
	for (size_t i = 0; i < mt_join_n(join); i++) {
		const MtTrace *trace = mt_join_trace(join, i);

		for (size_t k = 0; k < trace->n; k++)
			add_transaction(c, trace->steps[k]->t, last_us);
	}
	add_points(c, model);
}
