/* A growing list, and a table of numbers by the hash of the text. */
#include "queue/reasons.h"

#include "base/limits.h"
#include "flow/hash.h"
#include "reason/fold.h"

enum {
	SLOTS = 64,
	MAX_ID = 64, /* bytes of a queue id that are kept */
};

static bool
is_before(int64_t us, MtSlice id, int64_t there_us, const char *there)
{
	if (us != there_us)
		return us < there_us;
	return mt_slice_compare(id, mt_slice_str(there)) < 0;
}

/* Equal times are told apart by the id, so the order of adding is nothing. */
void
mt_examples_add(MtExamples *examples, int64_t us, MtSlice id)
{
	unsigned i = 0, last = 0;

	/* Later than all that there are, as most: events come in their order. */
	if (examples->at[MT_EXAMPLES - 1].id != NULL &&
	    us > examples->at[MT_EXAMPLES - 1].us)
		return;
	id.n = MIN(id.n, (size_t)MAX_ID);
	/* Where it is there already, or else at the end. */
	while (last < MT_EXAMPLES - 1 && examples->at[last].id != NULL &&
	       !mt_slice_eq(mt_slice_str(examples->at[last].id), id))
		last++;
	while (i <= last && examples->at[i].id != NULL &&
	       !is_before(us, id, examples->at[i].us, examples->at[i].id))
		i++;
	if (i > last || id.n == 0)
		return;
	g_free(examples->at[last].id);
	memmove(&examples->at[i + 1], &examples->at[i],
		(last - i) * sizeof examples->at[0]);
	examples->at[i].us = us;
	examples->at[i].id = g_strndup(id.p, id.n);
}

void
mt_examples_merge(MtExamples *into, const MtExamples *from)
{
	for (unsigned i = 0; i < MT_EXAMPLES; i++)
		if (from->at[i].id != NULL)
			mt_examples_add(into, from->at[i].us,
					mt_slice_str(from->at[i].id));
}

void
mt_examples_clear(MtExamples *examples)
{
	for (unsigned i = 0; i < MT_EXAMPLES; i++)
		g_free(examples->at[i].id);
	*examples = (MtExamples){0};
}

static uint32_t
add(MtQueueReasons *reasons, MtSlice text)
{
	MtQueueReason *reason;

	if (reasons->n == reasons->room) {
		reasons->room = MAX(16, 2 * reasons->room);
		reasons->all =
			g_renew(MtQueueReason, reasons->all, reasons->room);
	}
	reason = &reasons->all[reasons->n];
	*reason = (MtQueueReason){
		.text = mt_slice(g_memdup2(text.p, text.n), text.n),
		.first_us = INT64_MAX,
		.last_us = INT64_MIN};
	return reasons->n++;
}

void
mt_reasons_init(MtQueueReasons *reasons)
{
	*reasons = (MtQueueReasons){.size = SLOTS};
	reasons->slots = g_new0(uint32_t, SLOTS);
	add(reasons, MT_SLICE("(others)"));
	reasons->all[0].cause = MT_CAUSE_OTHER;
}

void
mt_reasons_clear(MtQueueReasons *reasons)
{
	for (uint32_t i = 0; i < reasons->n; i++) {
		g_free((void *)reasons->all[i].text.p);
		mt_examples_clear(&reasons->all[i].examples);
	}
	g_free(reasons->all);
	g_free(reasons->slots);
	mt_buf_clear(&reasons->text);
	*reasons = (MtQueueReasons){0};
}

/* The slot of a text, or the free one for it. */
static uint32_t *
slot_of(const MtQueueReasons *reasons, MtSlice text)
{
	uint32_t mask = reasons->size - 1;
	uint32_t i = (uint32_t)mt_hash_text(0, text) & mask;

	while (reasons->slots[i] != 0 &&
	       !mt_slice_eq(reasons->all[reasons->slots[i] - 1].text, text))
		i = (i + 1) & mask;
	return &reasons->slots[i];
}

static void
grow(MtQueueReasons *reasons)
{
	reasons->size *= 2;
	g_free(reasons->slots);
	reasons->slots = g_new0(uint32_t, reasons->size);
	for (uint32_t i = 1; i < reasons->n; i++)
		*slot_of(reasons, reasons->all[i].text) = i + 1;
}

uint32_t
mt_reasons_find_folded(MtQueueReasons *reasons, MtSlice text)
{
	uint32_t *slot = slot_of(reasons, text), number;

	if (*slot != 0)
		return *slot - 1;
	if (reasons->n >= MT_MAX_QUEUE_REASONS)
		return MT_REASON_OTHERS;
	number = add(reasons, text);
	*slot = number + 1;
	reasons->all[number].cause = mt_cause_of(text, (MtSlice){0});
	if (reasons->n * 2 >= reasons->size)
		grow(reasons);
	return number;
}

/* Where nothing was said but a code, that is what was said. */
uint32_t
mt_reasons_find(MtQueueReasons *reasons, MtSlice reply, MtSlice dsn)
{
	reasons->text.n = 0;
	mt_reason_fold(&reasons->text, reply);
	if (reasons->text.n == 0)
		mt_buf_add(&reasons->text,
			   dsn.n > 0 ? dsn : MT_SLICE("(nothing was said)"));
	return mt_reasons_find_folded(reasons, mt_buf_slice(&reasons->text));
}

uint32_t
mt_reasons_find_failed(MtQueueReasons *reasons, MtSlice reply)
{
	reasons->text.n = 0;
	mt_reason_fold_failed(&reasons->text, reply);
	return mt_reasons_find_folded(reasons, mt_buf_slice(&reasons->text));
}

void
mt_reason_met(MtQueueReason *reason, uint64_t message, const MtAttempt *attempt,
	      int64_t lost_us, MtSlice queue_id)
{
	const MtMoment *at = &attempt->at;

	reason->attempts++;
	reason->bounced += mt_status_is_final(attempt->status);
	reason->lost_us += lost_us;
	reason->messages += reason->message != message;
	reason->message = message;
	if (!at->known || !at->has_time)
		return;
	reason->first_us = MIN(reason->first_us, at->time_us);
	reason->last_us = MAX(reason->last_us, at->time_us);
	reason->decimals = MAX(reason->decimals, at->decimals);
	mt_examples_add(&reason->examples, at->time_us, queue_id);
}

void
mt_reason_merge(MtQueueReason *into, const MtQueueReason *from)
{
	into->attempts += from->attempts;
	into->messages += from->messages;
	into->bounced += from->bounced;
	into->lost_us += from->lost_us;
	into->first_us = MIN(into->first_us, from->first_us);
	into->last_us = MAX(into->last_us, from->last_us);
	into->decimals = MAX(into->decimals, from->decimals);
	mt_examples_merge(&into->examples, &from->examples);
}
