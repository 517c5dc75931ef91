/* What is written here is read in partialin.c, letter by letter. */
#include "queue/partial.h"

#include "queue/partialparts.h"

static void
add_examples(MtBuf *out, const MtExamples *examples)
{
	for (unsigned i = 0; i < MT_EXAMPLES; i++) {
		if (examples->at[i].id == NULL)
			break;
		mt_words_add_number(out, examples->at[i].us);
		mt_words_add_text(out, mt_slice_str(examples->at[i].id));
	}
	mt_buf_add_char(out, '\n');
}

static void
add_store(MtBuf *out, char which, const MtQuantile *store)
{
	if (store->n == 0)
		return;
	mt_buf_addf(out, "%c ", which);
	mt_quantile_write(out, store);
	mt_buf_add_char(out, '\n');
}

static void
add_group_reason(MtBuf *out, const MtQueue *q, const MtGroupReason *r)
{
	MT_BUF_ADD(out, "R");
	mt_words_add_text(out, q->reasons.all[r->reason].text);
	mt_words_add_number(out, (int64_t)r->n);
	mt_words_add_number(out, r->lost_us);
	mt_words_add_number(out, r->first_us);
	mt_words_add_number(out, r->last_us);
	add_examples(out, &r->examples);
}

static void
add_group(MtBuf *out, const MtQueue *q, MtGroup *g)
{
	uint64_t *counts[MT_PARTIAL_COUNTS];

	/* Others are of deliveries that wait in legs. */
	if (g->deliveries == 0 && g->n_reasons == 0 && g->by != MT_BY_HOST)
		return;
	mt_group_settle(g);
	mt_partial_counts(g, counts);
	mt_buf_addf(out, "G %u", g->by);
	mt_words_add_text(out, g->key);
	for (unsigned i = 0; i < MT_PARTIAL_COUNTS; i++)
		mt_words_add_number(out, (int64_t)*counts[i]);
	mt_words_add_number(out, g->first_us);
	mt_words_add_number(out, g->last_us);
	mt_words_add_number(out, g->end_us);
	mt_words_add_number(out, g->decimals);
	for (unsigned s = 0; s < MT_STAGES; s++)
		mt_words_add_number(out, g->stage_us[s]);
	mt_buf_add_char(out, '\n');
	add_store(out, 'D', &g->times->delay);
	add_store(out, 'U', &g->times->not_sent);
	for (unsigned s = 0; mt_group_has_stages(g) && s < MT_STAGES; s++)
		add_store(out, (char)('0' + s), &g->times->stages[s]);
	for (uint32_t i = 0; i < g->n_reasons; i++)
		add_group_reason(out, q, &g->reasons[i]);
}

static void
add_reason(MtBuf *out, const MtQueueReason *r)
{
	MT_BUF_ADD(out, "N");
	mt_words_add_text(out, r->text);
	mt_words_add_number(out, (int64_t)r->attempts);
	mt_words_add_number(out, (int64_t)r->messages);
	mt_words_add_number(out, (int64_t)r->bounced);
	mt_words_add_number(out, r->lost_us);
	mt_words_add_number(out, r->first_us);
	mt_words_add_number(out, r->last_us);
	mt_words_add_number(out, r->decimals);
	add_examples(out, &r->examples);
}

static void
add_slow(MtBuf *out, const MtQueue *q, const MtSlow *s)
{
	const MtSlice texts[] = {s->host,   s->queue_id,  s->parent,
				 s->sender, s->recipient, s->relay};

	MT_BUF_ADD(out, "S");
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		mt_words_add_text(out, texts[i]);
	mt_words_add_number(out, s->status);
	mt_words_add_number(out, s->waiting | s->handed << 1);
	mt_words_add_number(out, s->decimals);
	mt_words_add_number(out, s->delay_us);
	mt_words_add_number(out, s->arrived_us);
	mt_words_add_number(out, s->at_us);
	for (unsigned i = 0; i < MT_STAGES; i++)
		mt_words_add_number(out, s->stage_us[i]);
	mt_words_add_text(out, s->has_reason ? q->reasons.all[s->reason].text
					     : (MtSlice){0});
	mt_buf_add_char(out, '\n');
}

void
mt_partial_write(MtBuf *out, MtQueue *q)
{
	mt_pending_settle(&q->pending);
	MT_BUF_ADD(out, MT_PARTIAL_HEAD);
	mt_words_add_number(out, q->options.slo_us);
	mt_buf_add_char(out, '\n');
	for (MtBy by = MT_BY_ALL; by < MT_BYS; by++) {
		size_t n;
		g_autofree MtGroup **list = mt_groups_list(&q->groups[by], &n);

		for (size_t i = 0; i < n; i++)
			add_group(out, q, list[i]);
	}
	for (uint32_t i = 0; i < q->reasons.n; i++)
		if (q->reasons.all[i].attempts > 0)
			add_reason(out, &q->reasons.all[i]);
	for (size_t i = 0; i < q->slowest.n; i++)
		add_slow(out, q, q->slowest.heap[i].slow);
	for (const MtLeg *leg = q->follow.first; leg != NULL; leg = leg->next)
		mt_partial_add_leg(out, leg);
}
