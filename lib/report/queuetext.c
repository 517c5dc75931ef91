/*
 * Tables of 80 columns; what has no room in its row stands in the line below.
 *
 * Size: the tables of one page share their columns.
 */
#include "report/queuetext.h"

#include <math.h>

#include "base/time.h"
#include "report/cell.h"
#include "report/flow.h"

enum {
	KEY = 26,
	COUNT = 9,
	TIME = 10,
	BELOW = 6,  /* columns before what stands in the line below */
	LABEL = 24, /* of the lines at the top */
	CAUSE = 17,
};

/* In the order of a message's way. */
static const struct {
	MtStage stage;
	const char *words;
} stages[] = {
	{MT_STAGE_BEFORE, "before queue"}, {MT_STAGE_DEFERRED, "retries"},
	{MT_STAGE_QUEUE, "in queue"},      {MT_STAGE_CONNECT, "connect"},
	{MT_STAGE_TRANSMIT, "transmit"},
};

static const char *
stage_words(MtStage stage)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
		if (stages[i].stage == stage)
			return stages[i].words;
	return "";
}

/* `1,234,567` */
static void
add_count(MtBuf *out, uint64_t n)
{
	char digits[32];
	int length = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, n);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			mt_buf_add_char(out, ',');
		mt_buf_add_char(out, digits[i]);
	}
}

static void
add_count_cell(MtBuf *out, uint64_t n, size_t width)
{
	g_auto(MtBuf) text = {0};

	add_count(&text, n);
	mt_cell_add_padded(out, mt_buf_slice(&text), width, MT_CELL_RIGHT,
			   false);
}

static void
add_time_cell(MtBuf *out, bool known, int64_t us)
{
	g_auto(MtBuf) text = {0};

	if (known)
		mt_duration_add(&text, us);
	else
		mt_buf_add_char(&text, '-');
	mt_cell_add_padded(out, mt_buf_slice(&text), TIME, MT_CELL_RIGHT,
			   false);
}

static void
add_styled(const MtTerm *term, MtBuf *out, MtTermStyle style, const char *words)
{
	mt_buf_add(out, mt_term_style(term, style));
	mt_buf_add(out, mt_slice_str(words));
	mt_buf_add(out, mt_term_style(term, MT_TERM_PLAIN));
}

static void
add_head(const MtQueueText *t, MtBuf *out, const char *title, const char *names)
{
	mt_buf_add_char(out, '\n');
	add_styled(t->term, out, MT_TERM_HEAD, title);
	mt_buf_addf(out, "%*s", (int)(KEY - strlen(title)), "");
	add_styled(t->term, out, MT_TERM_FAINT, names);
	mt_buf_add_char(out, '\n');
}

static void
add_percent(MtBuf *out, double share)
{
	/* Nearly all is not all. */
	mt_buf_addf(out, share > 0.9 && share < 1 ? "%.1f %%" : "%.0f %%",
		    share < 1 ? fmin(share * 100, 99.9) : 100.0);
}

static void
add_moment(const MtQueueText *t, MtBuf *out, int64_t us)
{
	mt_zone_add_date(t->zone, out, us);
	mt_buf_add_char(out, ' ');
	mt_zone_add_time(t->zone, out, us);
}

/* From when to when; the day once, if it is one. */
static void
add_period(const MtQueueText *t, MtBuf *out, int64_t from, int64_t to)
{
	add_moment(t, out, from);
	mt_buf_add(out, MT_SLICE(" - "));
	if (mt_zone_same_day(t->zone, from, to))
		mt_zone_add_time(t->zone, out, to);
	else
		add_moment(t, out, to);
}

/* ---- the answer ---- */

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

	add_count(out, all->messages);
	mt_buf_addf(out, " message%s, ", all->messages == 1 ? "" : "s");
	add_count(out, all->deliveries);
	mt_buf_addf(out, " deliver%s: ", all->deliveries == 1 ? "y" : "ies");
	add_count(out, all->sent);
	mt_buf_add(out, MT_SLICE(" sent"));
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		if (counts[i].n == 0)
			continue;
		mt_buf_add(out, MT_SLICE(", "));
		add_count(out, counts[i].n);
		mt_buf_addf(out, " %s", counts[i].words);
	}
}

static void
add_wrapped(const MtQueueText *t, MtBuf *out, size_t column, MtSlice words)
{
	MtFlow flow = mt_flow(out, t->term, column, column);
	MtSlice word;

	while (mt_slice_word(&words, &word))
		mt_flow_add(&flow, word);
	mt_flow_end(&flow);
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

	if (all->delay.n == 0)
		return;
	MT_BUF_ADD(&label, "delivered within ");
	mt_duration_add(&label, mt_queue_options(q)->slo_us);
	add_label(t, out, mt_buf_slice(&label));
	add_percent(out, (double)all->within / (double)all->sent);
	mt_buf_add_char(out, '\n');
	add_label(t, out, MT_SLICE("how long it took"));
	add_percentile(out, "p50 ", mt_quantile_at(&all->delay, 0.5));
	add_percentile(out, ", p90 ", mt_quantile_at(&all->delay, 0.9));
	add_percentile(out, ", p99 ", mt_quantile_at(&all->delay, 0.99));
	add_percentile(out, ", max ", all->delay.max);
	mt_buf_add_char(out, '\n');
}

/* The stage with most time among those that are not `done`, which it then is. */
static size_t
take_longest(const MtGroup *all, bool *done)
{
	size_t best = 0;

	while (done[best])
		best++;
	for (size_t i = best; i < G_N_ELEMENTS(stages); i++)
		if (!done[i] && all->stage_us[stages[i].stage] >
					all->stage_us[stages[best].stage])
			best = i;
	done[best] = true;
	return best;
}

/* The stages, the longest first; what is less than half a percent is left out. */
static void
add_stages(const MtQueueText *t, MtBuf *out, const MtGroup *all)
{
	bool done[G_N_ELEMENTS(stages)] = {0};
	int64_t lost = mt_group_lost(all);
	g_auto(MtBuf) words = {0};
	MtFlow flow;

	if (lost <= 0)
		return;
	add_label(t, out, MT_SLICE("where the time went"));
	flow = mt_flow(out, t->term, LABEL, LABEL);
	for (size_t k = 0; k < G_N_ELEMENTS(stages); k++) {
		size_t stage = take_longest(all, done);
		double share = (double)all->stage_us[stages[stage].stage] /
			       (double)lost;

		if (share < 0.005)
			break;
		if (words.n > 0) {
			mt_buf_add_char(&words, ',');
			mt_flow_add(&flow, mt_buf_slice(&words));
			words.n = 0;
		}
		mt_buf_addf(&words, "%s %.0f %%", stages[stage].words,
			    share * 100);
	}
	mt_flow_add(&flow, mt_buf_slice(&words));
	mt_flow_end(&flow);
}

static void
add_answer(const MtQueueText *t, MtBuf *out, MtQueue *q)
{
	MtGroup *all = mt_queue_all(q);
	g_auto(MtBuf) counts = {0};

	if (mt_group_has_times(all)) {
		add_period(t, out, all->first_us, all->last_us);
		mt_buf_add_char(out, ' ');
		mt_buf_add(out, mt_zone_name(t->zone));
		mt_buf_add_char(out, '\n');
	}
	add_counts(&counts, all);
	add_wrapped(t, out, 0, mt_buf_slice(&counts));
	mt_buf_add_char(out, '\n');
	add_service(t, out, q, all);
	add_stages(t, out, all);
}

/* ---- rows ---- */

static void
add_key(const MtQueueText *t, MtBuf *out, const MtGroup *g)
{
	g_auto(MtBuf) moment = {0};
	MtSlice key = g->key;
	unsigned decimals;
	int64_t us;

	if (g->by == MT_BY_HOUR && mt_time_parse_rfc3339(key, &us, &decimals)) {
		add_moment(t, &moment, us);
		key = mt_buf_slice(&moment);
	}
	mt_cell_add_padded(out, key, KEY - 2, MT_CELL_LEFT, t->term->utf8);
}

static void
add_group_row(const MtQueueText *t, MtBuf *out, MtGroup *g)
{
	MtQuantile *store = g->delay.n > 0 ? &g->delay : &g->not_sent;
	double share;
	MtStage stage = mt_group_stage(g, &share);

	MT_BUF_ADD(out, "  ");
	add_key(t, out, g);
	add_count_cell(out, g->messages, COUNT);
	add_time_cell(out, store->n > 0, mt_quantile_at(store, 0.5));
	add_time_cell(out, store->n > 0, mt_quantile_at(store, 0.95));
	add_time_cell(out, store->n > 0, mt_quantile_at(store, 1));
	if (stage < MT_STAGES)
		mt_buf_addf(out, "  %s %.0f %%", stage_words(stage),
			    share * 100);
	mt_buf_add_char(out, '\n');
}

/* `mailbox full` */
static void
add_cause(MtBuf *out, MtCause cause)
{
	MtSlice word = mt_cause_word(cause);

	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		if (c == '_')
			c = ' ';
		mt_buf_add_char(out, c);
	}
}

/* `throttled (88 %): 421 4.7.0 ..` */
static void
add_reason(const MtQueueText *t, MtBuf *out, const MtQueueReason *reason,
	   double share)
{
	g_auto(MtBuf) words = {0};

	add_cause(&words, reason->cause);
	if (share > 0)
		mt_buf_addf(&words, " (%.0f %%)", share * 100);
	MT_BUF_ADD(&words, ": ");
	mt_buf_add(&words, reason->text);
	mt_buf_addf(out, "%*s", BELOW, "");
	add_wrapped(t, out, BELOW, mt_buf_slice(&words));
}

static void
add_since(const MtQueueText *t, MtBuf *out, const MtOutlier *o)
{
	g_auto(MtBuf) words = {0};

	if (o->first_us > o->last_us)
		return;
	add_period(t, &words, o->first_us, o->last_us);
	for (size_t i = 0; i < o->n_examples; i++) {
		mt_buf_add(&words, i == 0 ? MT_SLICE(", as ") : MT_SLICE(" "));
		mt_buf_add(&words, o->examples[i]);
	}
	mt_buf_addf(out, "%*s", BELOW, "");
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_FAINT));
	add_wrapped(t, out, BELOW, mt_buf_slice(&words));
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_PLAIN));
}

static void
add_rest(MtBuf *out, size_t shown, size_t all)
{
	if (all > shown)
		mt_buf_addf(out, "  and %zu more (--top 0 shows all)\n",
			    all - shown);
}

static size_t
rows(const MtQueueText *t, size_t n)
{
	return t->top > 0 ? MIN(t->top, n) : n;
}

/* ---- what stands out ---- */

static void
add_slow_groups(const MtQueueText *t, MtBuf *out, const char *title,
		const MtOutlier *all, size_t n)
{
	if (n == 0)
		return;
	add_head(t, out, title, " messages       p50       p95       max");
	for (size_t i = 0; i < rows(t, n); i++) {
		add_group_row(t, out, all[i].group);
		if (all[i].reason != NULL)
			add_reason(t, out, all[i].reason, all[i].reason_share);
		add_since(t, out, &all[i]);
	}
	add_rest(out, rows(t, n), n);
}

static void
add_slow_message(const MtQueueText *t, MtBuf *out, const MtOutlier *o)
{
	const MtSlow *slow = o->slow;
	g_auto(MtBuf) words = {0};

	add_time_cell(out, true, slow->delay_us);
	MT_BUF_ADD(out, "  ");
	mt_buf_add(&words, slow->host);
	mt_buf_add_char(&words, ' ');
	mt_buf_add(&words, slow->queue_id);
	MT_BUF_ADD(&words, " to ");
	mt_buf_add(&words, slow->recipient);
	if (o->stage < MT_STAGES)
		mt_buf_addf(&words, ", %s %.0f %%", stage_words(o->stage),
			    o->stage_share * 100);
	if (slow->waiting)
		MT_BUF_ADD(&words, ", still waiting");
	add_wrapped(t, out, TIME + 2, mt_buf_slice(&words));
	if (o->reason != NULL)
		add_reason(t, out, o->reason, 0);
}

static void
add_slow_messages(const MtQueueText *t, MtBuf *out, const MtOutlier *all,
		  size_t n)
{
	if (n == 0)
		return;
	mt_buf_add_char(out, '\n');
	add_styled(t->term, out, MT_TERM_HEAD, "slow messages\n");
	for (size_t i = 0; i < rows(t, n); i++)
		add_slow_message(t, out, &all[i]);
	add_rest(out, rows(t, n), n);
}

static void
add_unnamed(MtBuf *out, size_t n)
{
	if (n > 0)
		mt_buf_addf(out, "\n%zu slow relay%s (--by relay)\n", n,
			    n == 1 ? "" : "s");
}

static void
add_outliers(const MtQueueText *t, MtBuf *out, MtQueue *q)
{
	static const char *const titles[] = {
		[MT_OUTLIER_DESTINATION] = "slow destinations",
		[MT_OUTLIER_RELAY] = "slow relays",
		[MT_OUTLIER_PERIOD] = "slow hours",
	};
	size_t n, from = 0;
	const MtOutlier *all = mt_queue_outliers(q, &n);

	for (MtOutlierKind kind = 0; kind < MT_OUTLIER_KINDS; kind++) {
		size_t to = from;

		while (to < n && all[to].kind == kind)
			to++;
		/* As a rule these are the destinations again. */
		if (kind == MT_OUTLIER_RELAY && (t->by >> MT_BY_RELAY & 1) == 0)
			add_unnamed(out, to - from);
		else if (kind == MT_OUTLIER_MESSAGE)
			add_slow_messages(t, out, all + from, to - from);
		else
			add_slow_groups(t, out, titles[kind], all + from,
					to - from);
		from = to;
	}
	if (n == 0)
		MT_BUF_ADD(out, "\nnothing stands out\n");
}

/* ---- why ---- */

static void
add_reasons(const MtQueueText *t, MtBuf *out, MtQueue *q)
{
	size_t n, shown;
	const MtQueueReason *const *all = mt_queue_reasons(q, &n);

	if (n == 0)
		return;
	shown = rows(t, n);
	mt_buf_add_char(out, '\n');
	add_styled(t->term, out, MT_TERM_HEAD,
		   " time lost messages  reasons\n");
	for (size_t i = 0; i < shown; i++) {
		g_auto(MtBuf) cause = {0};

		add_cause(&cause, all[i]->cause);
		add_time_cell(out, true, all[i]->lost_us);
		add_count_cell(out, all[i]->messages, COUNT);
		MT_BUF_ADD(out, "  ");
		mt_cell_add_padded(out, mt_buf_slice(&cause), CAUSE,
				   MT_CELL_LEFT, t->term->utf8);
		add_wrapped(t, out, TIME + COUNT + 2 + CAUSE, all[i]->text);
	}
	add_rest(out, shown, n);
}

static void
add_tables(const MtQueueText *t, MtBuf *out, MtQueue *q)
{
	static const char *const titles[MT_BYS] = {
		[MT_BY_DOMAIN] = "by destination",
		[MT_BY_RELAY] = "by relay",
		[MT_BY_SENDER_DOMAIN] = "by sender domain",
		[MT_BY_HOST] = "by host",
		[MT_BY_HOUR] = "by hour of arrival",
	};

	for (MtBy by = MT_BY_DOMAIN; by < MT_BYS; by++) {
		size_t n, shown;
		MtGroup *const *groups = mt_queue_groups(q, by, &n);

		if ((t->by >> by & 1) == 0 || n == 0)
			continue;
		shown = by == MT_BY_HOUR ? n : rows(t, n);
		add_head(t, out, titles[by],
			 " messages       p50       p95       max");
		for (size_t i = 0; i < shown; i++)
			add_group_row(t, out, groups[i]);
		add_rest(out, shown, n);
	}
}

void
mt_queuetext_add(const MtQueueText *text, MtBuf *out, MtQueue *queue)
{
	add_answer(text, out, queue);
	add_outliers(text, out, queue);
	add_reasons(text, out, queue);
	add_tables(text, out, queue);
}
