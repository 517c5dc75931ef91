/*
 * Words with spaces between them; one letter says what a line is.
 *
 * Size: what is written is read beside it, letter by letter.
 */
#include "queue/partial.h"

#include <inttypes.h>

#include "base/limits.h"
#include "queue/state.h"
#include "reason/fold.h"

#define HEAD "mt-queue 1"

/* Behind it: what was promised, by which deliveries were counted. */

/* ---- writing ---- */

/* `=text`; `-` for what is not known. */
static void
add_text(MtBuf *out, MtSlice text)
{
	static const char hex[] = "0123456789ABCDEF";

	if (text.p == NULL) {
		MT_BUF_ADD(out, " -");
		return;
	}
	MT_BUF_ADD(out, " =");
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c > ' ' && c != '%' && c < 0x7f) {
			mt_buf_add_char(out, (char)c);
			continue;
		}
		mt_buf_add_char(out, '%');
		mt_buf_add_char(out, hex[c >> 4]);
		mt_buf_add_char(out, hex[c & 15]);
	}
}

static void
add_number(MtBuf *out, int64_t n)
{
	mt_buf_addf(out, " %" PRId64, n);
}

static void
add_examples(MtBuf *out, const MtExamples *examples)
{
	for (unsigned i = 0; i < MT_EXAMPLES; i++) {
		if (examples->at[i].id == NULL)
			break;
		add_number(out, examples->at[i].us);
		add_text(out, mt_slice_str(examples->at[i].id));
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
	add_text(out, q->reasons.all[r->reason].text);
	add_number(out, (int64_t)r->n);
	add_number(out, r->lost_us);
	add_number(out, r->first_us);
	add_number(out, r->last_us);
	add_examples(out, &r->examples);
}

/* The counts of a group, in the order that they are written. */
static void
counts_of(MtGroup *g, uint64_t **counts)
{
	uint64_t *const all[] = {&g->messages, &g->deliveries, &g->sent,
				 &g->within,   &g->deferred,   &g->bounced,
				 &g->expired,  &g->waiting};

	memcpy(counts, all, sizeof all);
}

enum { COUNTS = 8 };

static void
add_group(MtBuf *out, const MtQueue *q, MtGroup *g)
{
	uint64_t *counts[COUNTS];

	mt_group_settle(g);
	counts_of(g, counts);
	mt_buf_addf(out, "G %u", g->by);
	add_text(out, g->key);
	for (unsigned i = 0; i < COUNTS; i++)
		add_number(out, (int64_t)*counts[i]);
	add_number(out, g->first_us);
	add_number(out, g->last_us);
	add_number(out, g->end_us);
	add_number(out, g->decimals);
	for (unsigned s = 0; s < MT_STAGES; s++)
		add_number(out, g->stage_us[s]);
	mt_buf_add_char(out, '\n');
	add_store(out, 'D', &g->delay);
	add_store(out, 'U', &g->not_sent);
	for (unsigned s = 0; g->stages != NULL && s < MT_STAGES; s++)
		add_store(out, (char)('0' + s), &g->stages[s]);
	for (uint32_t i = 0; i < g->n_reasons; i++)
		add_group_reason(out, q, &g->reasons[i]);
}

static void
add_reason(MtBuf *out, const MtQueueReason *r)
{
	MT_BUF_ADD(out, "N");
	add_text(out, r->text);
	add_number(out, (int64_t)r->attempts);
	add_number(out, (int64_t)r->messages);
	add_number(out, (int64_t)r->bounced);
	add_number(out, r->lost_us);
	add_number(out, r->first_us);
	add_number(out, r->last_us);
	add_number(out, r->decimals);
	add_examples(out, &r->examples);
}

static void
add_slow(MtBuf *out, const MtQueue *q, const MtSlow *s)
{
	const MtSlice texts[] = {s->host,   s->queue_id,  s->parent,
				 s->sender, s->recipient, s->relay};

	MT_BUF_ADD(out, "S");
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		add_text(out, texts[i]);
	add_number(out, s->status);
	add_number(out, s->waiting | s->handed << 1);
	add_number(out, s->decimals);
	add_number(out, s->delay_us);
	add_number(out, s->arrived_us);
	add_number(out, s->at_us);
	for (unsigned i = 0; i < MT_STAGES; i++)
		add_number(out, s->stage_us[i]);
	add_text(out,
		 s->has_reason ? q->reasons.all[s->reason].text : (MtSlice){0});
	mt_buf_add_char(out, '\n');
}

void
mt_partial_write(MtBuf *out, MtQueue *q)
{
	MT_BUF_ADD(out, HEAD);
	add_number(out, q->options.slo_us);
	mt_buf_add_char(out, '\n');
	for (MtBy by = MT_BY_DOMAIN; by < MT_BYS; by++) {
		MtGroups *groups = &q->groups[by];

		for (size_t i = 0; i < groups->size; i++)
			if (groups->slots[i].group != NULL)
				add_group(out, q, groups->slots[i].group);
		if (groups->others != NULL)
			add_group(out, q, groups->others);
	}
	for (uint32_t i = 0; i < q->reasons.n; i++)
		if (q->reasons.all[i].attempts > 0)
			add_reason(out, &q->reasons.all[i]);
	for (size_t i = 0; i < q->slowest.n; i++)
		add_slow(out, q, q->slowest.heap[i]);
}

/* ---- reading ---- */

/* The words of a line; `bad` stays once one was not as it must be. */
typedef struct {
	MtSlice rest;
	MtArena *arena;
	bool bad;
} Words;

static int
digit_of(char c)
{
	return mt_is_digit(c)         ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

static MtSlice
take_text(Words *w)
{
	MtSlice word;
	char *p;
	size_t n = 0;

	if (!mt_slice_word(&w->rest, &word) ||
	    (word.p[0] != '=' && !mt_slice_eq(word, MT_SLICE("-")))) {
		w->bad = true;
		return (MtSlice){0};
	}
	if (word.p[0] == '-')
		return (MtSlice){0};
	p = mt_arena_take(w->arena, word.n);
	for (size_t i = 1; i < word.n; i++, n++) {
		int high, low;

		p[n] = word.p[i];
		if (word.p[i] != '%')
			continue;
		high = i + 2 < word.n ? digit_of(word.p[i + 1]) : -1;
		low = i + 2 < word.n ? digit_of(word.p[i + 2]) : -1;
		w->bad = w->bad || high < 0 || low < 0;
		p[n] = (char)(high * 16 + low);
		i += 2;
	}
	return mt_slice(p, n);
}

static int64_t
take_number(Words *w)
{
	unsigned long long n = 0;
	bool negative;
	MtSlice word;

	if (w->bad || !mt_slice_word(&w->rest, &word)) {
		w->bad = true;
		return 0;
	}
	negative = word.p[0] == '-';
	if (negative)
		word = mt_slice(word.p + 1, word.n - 1);
	w->bad = !mt_slice_number(word,
				  (unsigned long long)INT64_MAX + negative, &n);
	return negative ? (int64_t)(-(uint64_t)n) : (int64_t)n;
}

/* Microseconds in sum: a thousand years at most, so that sums do not wrap. */
static int64_t
take_sum(Words *w)
{
	static const int64_t most = INT64_C(1) << 55;
	int64_t us = take_number(w);

	w->bad = w->bad || us > most || us < -most;
	return w->bad ? 0 : us;
}

/* A number that is within what its member holds. */
static uint64_t
take_count(Words *w, uint64_t most)
{
	int64_t n = take_number(w);

	w->bad = w->bad || n < 0 || (uint64_t)n > most;
	return w->bad ? 0 : (uint64_t)n;
}

static bool
at_end(const Words *w)
{
	return mt_slice_trim(w->rest).n == 0;
}

static void
take_examples(Words *w, MtExamples *examples)
{
	while (!w->bad && !at_end(w)) {
		int64_t us = take_number(w);
		MtSlice id = take_text(w);

		if (!w->bad && id.n > 0)
			mt_examples_add(examples, us, id);
	}
}

/* Counts are kept in half of what they hold, so that sums do not wrap. */
static const uint64_t most_counts = UINT64_C(1) << 48;

static bool
read_group(MtPartial *partial, Words *w)
{
	uint64_t by = take_count(w, MT_BYS - 1), *counts[COUNTS];
	MtSlice key = take_text(w);
	MtGroup sum = {.first_us = INT64_MAX};

	counts_of(&sum, counts);
	for (unsigned i = 0; i < COUNTS; i++)
		*counts[i] = take_count(w, most_counts);
	sum.first_us = take_number(w);
	sum.last_us = take_number(w);
	sum.end_us = take_number(w);
	sum.decimals = (uint8_t)take_count(w, 6);
	for (unsigned s = 0; s < MT_STAGES; s++)
		sum.stage_us[s] = take_sum(w);
	if (w->bad || !at_end(w) || by == MT_BY_ALL || key.p == NULL)
		return false;
	partial->group = mt_groups_get(&partial->q->groups[by], key);
	mt_group_merge(partial->group, &sum);
	return true;
}

static bool
read_store(const MtPartial *partial, char which, MtSlice text)
{
	MtGroup *g = partial->group;
	MtQuantile *into = which == 'D'        ? &g->delay
			   : which == 'U'      ? &g->not_sent
			   : g->stages != NULL ? &g->stages[which - '0']
					       : NULL;
	g_auto(MtQuantile) store = {.exact = g->delay.exact};

	if (!mt_quantile_read(&store, text))
		return false;
	if (into != NULL)
		mt_quantile_merge(into, &store);
	return true;
}

static bool
read_group_reason(const MtPartial *partial, Words *w)
{
	MtSlice text = take_text(w);
	MtGroupReason r = {.n = take_count(w, most_counts)};
	bool good;

	r.lost_us = take_sum(w);
	r.first_us = take_number(w);
	r.last_us = take_number(w);
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
read_reason(const MtPartial *partial, Words *w)
{
	MtSlice text = take_text(w);
	MtQueueReason r = {.attempts = take_count(w, most_counts)};
	bool good;

	r.messages = take_count(w, most_counts);
	r.bounced = take_count(w, most_counts);
	r.lost_us = take_sum(w);
	r.first_us = take_number(w);
	r.last_us = take_number(w);
	r.decimals = (uint8_t)take_count(w, 6);
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
read_slow(const MtPartial *partial, Words *w)
{
	MtSlow s = {0};
	MtSlice *const texts[] = {&s.host,   &s.queue_id,  &s.parent,
				  &s.sender, &s.recipient, &s.relay};
	MtSlice reason;
	uint64_t flags;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = take_text(w);
	s.status = (MtStatus)take_count(w, MT_STATUSES - 1);
	flags = take_count(w, 3);
	s.waiting = (flags & 1) != 0;
	s.handed = (flags & 2) != 0;
	s.decimals = (uint8_t)take_count(w, 6);
	s.delay_us = take_sum(w);
	s.arrived_us = take_number(w);
	s.at_us = take_number(w);
	for (unsigned i = 0; i < MT_STAGES; i++)
		s.stage_us[i] = take_sum(w);
	reason = take_text(w);
	if (w->bad || !at_end(w) || s.queue_id.n == 0 || reason.n > MT_FOLDED)
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
	Words w = {.rest = rest};
	int64_t slo_us = take_number(&w);
	MtQueueOptions *options = &partial->q->options;

	if (w.bad || !at_end(&w) || slo_us <= 0 ||
	    (partial->any && slo_us != options->slo_us))
		return false;
	options->slo_us = slo_us;
	partial->any = partial->begun = true;
	partial->group = NULL;
	return true;
}

bool
mt_partial_read(MtPartial *partial, MtSlice line)
{
	g_autoptr(MtArena) arena = NULL;
	Words w;
	char kind;

	if (mt_slice_starts(line, MT_SLICE(HEAD)))
		return read_head(partial,
				 mt_slice_sub(line, sizeof HEAD - 1, line.n));
	if (!partial->begun || line.n < 2 || line.p[1] != ' ')
		return false;
	kind = line.p[0];
	arena = mt_arena_new();
	w = (Words){.rest = mt_slice_sub(line, 2, line.n), .arena = arena};
	if (kind == 'G')
		return read_group(partial, &w);
	if (kind == 'N')
		return read_reason(partial, &w);
	if (kind == 'S')
		return read_slow(partial, &w);
	if (partial->group == NULL)
		return false;
	if (kind == 'R')
		return read_group_reason(partial, &w);
	if (kind == 'D' || kind == 'U' ||
	    (kind >= '0' && kind < '0' + MT_STAGES))
		return read_store(partial, kind, w.rest);
	return false;
}
