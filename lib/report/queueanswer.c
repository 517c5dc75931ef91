/* The first lines on queues: how many, how fast, and where the time went. */
#include "base/time.h"
#include "report/cell.h"
#include "report/flow.h"
#include "report/queuecells.h"

enum { LABEL = 24 };

static void
add_counts(MtBuf *out, const MtGroup *all)
{
	const struct {
		uint64_t n;
		const char *words;
	} counts[] = {
		{all->deferred, "deferred on the way"},
		{all->bounced, "bounced"},
		{all->expired, "expired"},
		{all->waiting, "still waiting"},
	};

	mt_buf_add_count(out, all->messages);
	mt_buf_addf(out, " message%s, ", all->messages == 1 ? "" : "s");
	mt_buf_add_count(out, all->deliveries);
	mt_buf_addf(out, " deliver%s: ", all->deliveries == 1 ? "y" : "ies");
	mt_buf_add_count(out, all->sent);
	mt_buf_add(out, MT_SLICE(" sent"));
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		if (counts[i].n == 0)
			continue;
		mt_buf_add(out, MT_SLICE(", "));
		mt_buf_add_count(out, counts[i].n);
		mt_buf_addf(out, " %s", counts[i].words);
	}
}

static void
add_label(const MtQueueText *t, MtBuf *out, MtSlice label)
{
	mt_cell_add_padded(out, label, LABEL, MT_CELL_LEFT, t->term->utf8);
}

static void
add_percentile(MtBuf *out, const char *name, int64_t us)
{
	mt_buf_add(out, mt_slice_str(name));
	mt_duration_add(out, us);
}

static void
add_service(const MtQueueText *t, MtBuf *out, MtQueue *q, MtGroup *all)
{
	g_auto(MtBuf) label = {0};

	if (all->times->delay.n == 0)
		return;
	MT_BUF_ADD(&label, "delivered within ");
	mt_duration_add(&label, mt_queue_options(q)->slo_us);
	add_label(t, out, mt_buf_slice(&label));
	mt_queuecells_add_percent(out, (double)all->within / (double)all->sent);
	mt_buf_add_char(out, '\n');
	add_label(t, out, MT_SLICE("how long it took"));
	add_percentile(out, "p50 ", mt_quantile_at(&all->times->delay, 0.5));
	add_percentile(out, ", p90 ", mt_quantile_at(&all->times->delay, 0.9));
	add_percentile(out, ", p99 ", mt_quantile_at(&all->times->delay, 0.99));
	add_percentile(out, ", max ", all->times->delay.max);
	mt_buf_add_char(out, '\n');
}

/* The stage with most time among those that are not `done`, which it then is. */
static size_t
take_longest(const MtGroup *all, bool *done)
{
	size_t best = 0;

	while (done[best])
		best++;
	for (size_t i = best; i < MT_STAGES; i++)
		if (!done[i] && all->stage_us[i] > all->stage_us[best])
			best = i;
	done[best] = true;
	return best;
}

/* Delays and their parts are rounded, each in its own way. */
static const double least_unknown = 0.05;

/* What no line told of goes to no stage. */
static double
unknown_share(const MtGroup *all, int64_t whole)
{
	int64_t us = whole;

	for (size_t stage = 0; stage < MT_STAGES; stage++)
		us -= all->stage_us[stage];
	return (double)us / (double)whole;
}

static void
add_share(MtFlow *flow, MtBuf *words, const char *what, double share)
{
	if (words->n > 0) {
		mt_buf_add_char(words, ',');
		mt_flow_add(flow, mt_buf_slice(words));
		words->n = 0;
	}
	mt_buf_addf(words, "%s %.0f %%", what, share * 100);
}

/* The stages, the longest first; what is less than half a percent is left out. */
static void
add_stages(const MtQueueText *t, MtBuf *out, const MtGroup *all)
{
	bool done[MT_STAGES] = {0};
	g_auto(MtBuf) words = {0};
	int64_t whole = mt_stages_whole(all->stage_us, all->lost_us);
	MtFlow flow;

	if (whole <= 0)
		return;
	add_label(t, out, MT_SLICE("where the time went"));
	flow = mt_flow(out, t->term, LABEL, LABEL);
	for (size_t k = 0; k < MT_STAGES; k++) {
		size_t stage = take_longest(all, done);
		double share = (double)all->stage_us[stage] / (double)whole;

		if (share < 0.005)
			break;
		add_share(&flow, &words, mt_queuecells_stage((MtStage)stage),
			  share);
	}
	if (unknown_share(all, whole) >= least_unknown)
		add_share(&flow, &words, "not logged",
			  unknown_share(all, whole));
	mt_flow_add(&flow, mt_buf_slice(&words));
	mt_flow_end(&flow);
}

void
mt_queueanswer_add(const MtQueueText *t, MtBuf *out, MtQueue *q)
{
	MtGroup *all = mt_queue_all(q);
	g_auto(MtBuf) counts = {0};

	if (mt_group_has_times(all)) {
		mt_queuecells_add_period(t, out, all->first_us, all->last_us);
		mt_buf_add_char(out, ' ');
		mt_buf_add(out, mt_zone_name(t->zone));
		mt_buf_add_char(out, '\n');
	}
	add_counts(&counts, all);
	mt_queuecells_add_wrapped(t, out, 0, mt_buf_slice(&counts));
	if (all->times->delay.n > 0 || all->lost_us > 0)
		mt_buf_add_char(out, '\n');
	add_service(t, out, q, all);
	add_stages(t, out, all);
}
