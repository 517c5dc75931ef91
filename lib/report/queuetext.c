/* Tables of 80 columns; what has no room in its row stands in the line below. */
#include "report/queuetext.h"

#include "base/time.h"
#include "report/cell.h"
#include "report/queuecells.h"

enum { CAUSE = 17 };

/* ---- rows ---- */

static void
add_key(const MtQueueText *t, MtBuf *out, const MtGroup *g)
{
	g_auto(MtBuf) moment = {0};
	MtSlice key = g->key;
	unsigned decimals;
	int64_t us;

	if (g->by == MT_BY_HOUR && mt_time_parse_rfc3339(key, &us, &decimals)) {
		mt_zone_add_moment(t->zone, &moment, us);
		key = mt_buf_slice(&moment);
	}
	mt_cell_add_padded(out, key, MT_QUEUE_KEY - 2, MT_CELL_LEFT,
			   t->term->utf8);
}

static void
add_group_row(const MtQueueText *t, MtBuf *out, MtGroup *g)
{
	MtQuantile *store;
	double share;
	MtStage stage = mt_group_stage(g, &share);

	mt_group_settle(g);
	store = g->times->delay.n > 0 ? &g->times->delay : &g->times->not_sent;
	MT_BUF_ADD(out, "  ");
	add_key(t, out, g);
	mt_queuecells_add_number(out, g->messages, MT_QUEUE_COUNT);
	mt_queuecells_add_time(out, store->n > 0, mt_quantile_at(store, 0.5));
	mt_queuecells_add_time(out, store->n > 0, mt_quantile_at(store, 0.95));
	mt_queuecells_add_time(out, store->n > 0, mt_quantile_at(store, 1));
	if (stage < MT_STAGES)
		mt_buf_addf(out, "  %s %.0f %%", mt_queuecells_stage(stage),
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
	mt_buf_addf(out, "%*s", MT_QUEUE_BELOW, "");
	mt_queuecells_add_wrapped(t, out, MT_QUEUE_BELOW, mt_buf_slice(&words));
}

static void
add_since(const MtQueueText *t, MtBuf *out, const MtOutlier *o)
{
	g_auto(MtBuf) words = {0};

	if (o->first_us > o->last_us)
		return;
	mt_queuecells_add_period(t, &words, o->first_us, o->last_us);
	for (size_t i = 0; i < o->n_examples; i++) {
		mt_buf_add(&words, i == 0 ? MT_SLICE(", as ") : MT_SLICE(" "));
		mt_buf_add(&words, o->examples[i]);
	}
	mt_buf_addf(out, "%*s", MT_QUEUE_BELOW, "");
	mt_buf_add(out, mt_term_style(t->term, MT_TERM_FAINT));
	mt_queuecells_add_wrapped(t, out, MT_QUEUE_BELOW, mt_buf_slice(&words));
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
	mt_queuecells_add_head(t, out, title,
			       " messages       p50       p95       max");
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

	mt_queuecells_add_time(out, true, slow->delay_us);
	MT_BUF_ADD(out, "  ");
	mt_buf_add(&words, slow->host);
	mt_buf_add_char(&words, ' ');
	mt_buf_add(&words, slow->queue_id);
	MT_BUF_ADD(&words, " to ");
	mt_buf_add(&words, slow->recipient);
	if (o->stage < MT_STAGES)
		mt_buf_addf(&words, ", %s %.0f %%",
			    mt_queuecells_stage(o->stage),
			    o->stage_share * 100);
	if (slow->waiting)
		MT_BUF_ADD(&words, ", still waiting");
	mt_queuecells_add_wrapped(t, out, MT_QUEUE_TIME + 2,
				  mt_buf_slice(&words));
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
	mt_queuecells_add_styled(t->term, out, MT_TERM_HEAD, "slow messages\n");
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
	mt_queuecells_add_styled(t->term, out, MT_TERM_HEAD,
				 " time lost messages  reasons\n");
	for (size_t i = 0; i < shown; i++) {
		g_auto(MtBuf) cause = {0};

		add_cause(&cause, all[i]->cause);
		mt_queuecells_add_time(out, true, all[i]->lost_us);
		mt_queuecells_add_number(out, all[i]->messages, MT_QUEUE_COUNT);
		MT_BUF_ADD(out, "  ");
		mt_cell_add_padded(out, mt_buf_slice(&cause), CAUSE,
				   MT_CELL_LEFT, t->term->utf8);
		mt_queuecells_add_wrapped(
			t, out, MT_QUEUE_TIME + MT_QUEUE_COUNT + 2 + CAUSE,
			all[i]->text);
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
		mt_queuecells_add_head(
			t, out, titles[by],
			" messages       p50       p95       max");
		for (size_t i = 0; i < shown; i++)
			add_group_row(t, out, groups[i]);
		add_rest(out, shown, n);
	}
}

void
mt_queuetext_add(const MtQueueText *text, MtBuf *out, MtQueue *queue)
{
	mt_queueanswer_add(text, out, queue);
	add_outliers(text, out, queue);
	add_reasons(text, out, queue);
	add_tables(text, out, queue);
}
