/* Line by line: one letter says what a line is. */
#include "queue/partial.h"

#include "base/limits.h"
#include "queue/partialparts.h"
#include "reason/fold.h"

static void
take_examples(MtWords *w, MtExamples *examples)
{
	while (!w->bad && !mt_words_at_end(w)) {
		int64_t us = mt_words_take_number(w);
		MtSlice id = mt_words_take_text(w);

		if (!w->bad && id.n > 0)
			mt_examples_add(examples, us, id);
	}
}

/* Counts are kept in half of what they hold, so that sums do not wrap. */
static const uint64_t most_counts = UINT64_C(1) << 48;

static bool
read_group(MtPartial *partial, MtWords *w)
{
	uint64_t by = mt_words_take_count(w, MT_BYS - 1),
		 *counts[MT_PARTIAL_COUNTS];
	MtSlice key = mt_words_take_text(w);
	MtGroup sum = {.first_us = INT64_MAX};

	mt_partial_counts(&sum, counts);
	for (unsigned i = 0; i < MT_PARTIAL_COUNTS; i++)
		*counts[i] = mt_words_take_count(w, most_counts);
	sum.first_us = mt_words_take_number(w);
	sum.last_us = mt_words_take_number(w);
	sum.end_us = mt_words_take_number(w);
	sum.decimals = (uint8_t)mt_words_take_count(w, 6);
	for (unsigned s = 0; s < MT_STAGES; s++)
		sum.stage_us[s] = mt_words_take_sum(w);
	if (w->bad || !mt_words_at_end(w) || key.p == NULL)
		return false;
	partial->group = mt_groups_get(&partial->q->groups[by], key);
	mt_group_merge(partial->group, &sum);
	return true;
}

static bool
read_store(const MtPartial *partial, char which, MtSlice text)
{
	MtGroup *g = partial->group;
	MtGroupTimes *times = mt_group_times(g);
	g_auto(MtQuantile) store = {.exact = g->exact};

	if (!mt_quantile_read(&store, text))
		return false;
	if (which == 'D')
		mt_quantile_merge(&times->delay, &store);
	else if (which == 'U')
		mt_quantile_merge(&times->not_sent, &store);
	else if (mt_group_has_stages(g))
		mt_quantile_merge(&times->stages[which - '0'], &store);
	/* These two have the delays of all. */
	if (which == 'D' || which == 'U')
		g->lost_us += mt_quantile_sum(&store);
	return true;
}

static bool
read_group_reason(const MtPartial *partial, MtWords *w)
{
	MtSlice text = mt_words_take_text(w);
	MtGroupReason r = {.n = mt_words_take_count(w, most_counts)};
	bool good;

	r.lost_us = mt_words_take_sum(w);
	r.first_us = mt_words_take_number(w);
	r.last_us = mt_words_take_number(w);
	take_examples(w, &r.examples);
	good = !w->bad && text.n > 0 && text.n <= MT_FOLDED;
	if (good) {
		r.reason = mt_reasons_find_folded(&partial->q->reasons, text);
		mt_group_merge_reason(partial->group, &r);
	}
	mt_examples_clear(&r.examples);
	return good;
}

static bool
read_reason(const MtPartial *partial, MtWords *w)
{
	MtSlice text = mt_words_take_text(w);
	MtQueueReason r = {.attempts = mt_words_take_count(w, most_counts)};
	bool good;

	r.messages = mt_words_take_count(w, most_counts);
	r.bounced = mt_words_take_count(w, most_counts);
	r.lost_us = mt_words_take_sum(w);
	r.first_us = mt_words_take_number(w);
	r.last_us = mt_words_take_number(w);
	r.decimals = (uint8_t)mt_words_take_count(w, 6);
	take_examples(w, &r.examples);
	good = !w->bad && text.n > 0 && text.n <= MT_FOLDED;
	if (good)
		mt_reason_merge(&partial->q->reasons.all[mt_reasons_find_folded(
					&partial->q->reasons, text)],
				&r);
	mt_examples_clear(&r.examples);
	return good;
}

static bool
read_slow(const MtPartial *partial, MtWords *w)
{
	MtSlow s = {0};
	MtSlice *const texts[] = {&s.host,   &s.queue_id,  &s.parent,
				  &s.sender, &s.recipient, &s.relay};
	MtSlice reason;
	uint64_t flags;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = mt_words_take_text(w);
	s.status = (MtStatus)mt_words_take_count(w, MT_STATUSES - 1);
	flags = mt_words_take_count(w, 3);
	s.waiting = (flags & 1) != 0;
	s.handed = (flags & 2) != 0;
	s.decimals = (uint8_t)mt_words_take_count(w, 6);
	s.delay_us = mt_words_take_sum(w);
	s.arrived_us = mt_words_take_number(w);
	s.at_us = mt_words_take_number(w);
	for (unsigned i = 0; i < MT_STAGES; i++)
		s.stage_us[i] = mt_words_take_sum(w);
	reason = mt_words_take_text(w);
	if (w->bad || !mt_words_at_end(w) || s.queue_id.n == 0 ||
	    reason.n > MT_FOLDED)
		return false;
	s.has_reason = reason.p != NULL;
	if (s.has_reason)
		s.reason = mt_reasons_find_folded(&partial->q->reasons, reason);
	mt_slowest_add(&partial->q->slowest, &s);
	return true;
}

/* Those that were counted by different promises cannot be added. */
static bool
read_head(MtPartial *partial, MtSlice rest)
{
	MtWords w = {.rest = rest};
	int64_t slo_us = mt_words_take_number(&w);
	MtQueueOptions *options = &partial->q->options;

	if (w.bad || !mt_words_at_end(&w) || slo_us <= 0 ||
	    (partial->any && slo_us != options->slo_us))
		return false;
	options->slo_us = slo_us;
	partial->any = partial->begun = true;
	partial->group = NULL;
	mt_partial_clear(partial);
	return true;
}

void
mt_partial_clear(MtPartial *partial)
{
	g_clear_pointer(&partial->leg, g_free);
}

bool
mt_partial_read(MtPartial *partial, MtSlice line)
{
	g_autoptr(MtArena) arena = NULL;
	MtWords w;
	char kind;

	if (mt_slice_starts(line, MT_SLICE(MT_PARTIAL_HEAD)))
		return read_head(
			partial,
			mt_slice_sub(line, sizeof MT_PARTIAL_HEAD - 1, line.n));
	if (!partial->begun || line.n < 2 || line.p[1] != ' ')
		return false;
	kind = line.p[0];
	arena = mt_arena_new();
	w = (MtWords){.rest = mt_slice_sub(line, 2, line.n), .arena = arena};
	if (kind == 'G')
		return read_group(partial, &w);
	if (kind == 'N')
		return read_reason(partial, &w);
	if (kind == 'S')
		return read_slow(partial, &w);
	if (kind == 'L')
		return mt_partial_read_leg(partial, &w);
	if (kind == 'E')
		return mt_partial_read_end(partial, &w);
	if (partial->group == NULL)
		return false;
	if (kind == 'R')
		return read_group_reason(partial, &w);
	if (kind == 'D' || kind == 'U' ||
	    (kind >= '0' && kind < '0' + MT_STAGES))
		return read_store(partial, kind, w.rest);
	return false;
}
