/* Legs of messages as lines: what is written is read beside it. */
#include "queue/partialparts.h"

#include "base/limits.h"

/* ---- writing ---- */

static void
add_end(MtBuf *out, const MtLegEnd *end)
{
	const MtResult *r = &end->result;

	MT_BUF_ADD(out, "E");
	mt_words_add_text(out, end->domain->key);
	mt_words_add_number(out, (int64_t)end->to.id);
	mt_words_add_text(out, end->to.relay == NULL ? (MtSlice){0}
						     : end->to.relay->key);
	mt_words_add_known(out, end->to.at_us);
	mt_words_add_number(out, end->to.recipient);
	mt_words_add_number(out, r->status);
	mt_words_add_number(out, r->waiting | r->deferred << 1);
	mt_words_add_known(out, r->has_delay ? r->delay_us : INT64_MIN);
	mt_words_add_known(out, r->has_time ? r->time_us : INT64_MIN);
	mt_words_add_number(out, r->decimals);
	mt_words_add_number(out, r->stages.known);
	for (unsigned s = 0; s < MT_STAGES; s++)
		mt_words_add_number(out, r->stages.us[s]);
	mt_buf_add_char(out, '\n');
}

void
mt_partial_add_leg(MtBuf *out, const MtLeg *leg)
{
	const MtCame *came = &leg->came;

	MT_BUF_ADD(out, "L");
	mt_words_add_text(out, came->host->key);
	for (size_t i = 0; i < G_N_ELEMENTS(came->ids); i++)
		mt_words_add_number(out, (int64_t)came->ids[i]);
	mt_words_add_known(out, came->at_us);
	mt_words_add_known(out, came->size);
	mt_words_add_number(out, came->sender);
	mt_words_add_number(out, came->recipients);
	mt_words_add_text(out, leg->sender == NULL ? (MtSlice){0}
						   : leg->sender->key);
	mt_words_add_number(out, leg->n);
	mt_buf_add_char(out, '\n');
	for (uint32_t i = 0; i < leg->n; i++)
		add_end(out, &leg->ends[i]);
}

/* ---- reading ---- */

/* The group with this key; NULL for a text that is not known. */
static MtGroup *
take_group(MtPartial *partial, MtWords *w, MtBy by)
{
	MtSlice key = mt_words_take_text(w);

	return key.p == NULL || w->bad
		       ? NULL
		       : mt_groups_get(&partial->q->groups[by], key);
}

static void
end_leg(MtPartial *partial)
{
	MtQueue *q = partial->q;
	MtLeg *leg = partial->leg;

	q->messages++;
	for (uint32_t i = 0; i < leg->n; i++)
		leg->ends[i].result.message = q->messages;
	mt_queue_add_leg(q, leg);
	partial->leg = NULL;
}

bool
mt_partial_read_leg(MtPartial *partial, MtWords *w)
{
	MtCame came = {.host = take_group(partial, w, MT_BY_HOST)};
	MtGroup *sender;
	uint64_t n;

	for (size_t i = 0; i < G_N_ELEMENTS(came.ids); i++)
		came.ids[i] = (uint64_t)mt_words_take_number(w);
	came.at_us = mt_words_take_known(w);
	came.size = mt_words_take_known(w);
	came.sender = (uint32_t)mt_words_take_count(w, UINT32_MAX);
	came.recipients = (uint32_t)mt_words_take_count(w, UINT32_MAX);
	sender = take_group(partial, w, MT_BY_SENDER_DOMAIN);
	n = mt_words_take_count(w, MT_MAX_LISTED);
	if (w->bad || !mt_words_at_end(w) || came.host == NULL ||
	    partial->leg != NULL)
		return false;
	partial->leg = mt_leg_new(&came, 1);
	partial->leg->sender = sender;
	partial->n_ends = (uint32_t)n;
	if (n == 0)
		end_leg(partial);
	return true;
}

static void
take_result(MtWords *w, MtResult *r)
{
	uint64_t flags;

	r->status = (MtStatus)mt_words_take_count(w, MT_STATUSES - 1);
	flags = mt_words_take_count(w, 3);
	r->waiting = (flags & 1) != 0;
	r->deferred = (flags & 2) != 0;
	r->delay_us = mt_words_take_known(w);
	r->has_delay = r->delay_us != INT64_MIN;
	r->time_us = mt_words_take_known(w);
	r->has_time = r->time_us != INT64_MIN;
	r->decimals = (uint8_t)mt_words_take_count(w, 6);
	r->stages.known =
		(uint8_t)mt_words_take_count(w, (1U << MT_STAGES) - 1);
	for (unsigned s = 0; s < MT_STAGES; s++)
		r->stages.us[s] = mt_words_take_sum(w);
}

/* Room as they come: a line may promise many. */
static void
put_end(MtPartial *partial, const MtLegEnd *end)
{
	MtLeg *leg = partial->leg;

	if (leg->n == leg->room) {
		leg->room *= 2;
		leg = g_realloc(leg, mt_leg_bytes(leg));
		partial->leg = leg;
	}
	leg->ends[leg->n++] = *end;
}

bool
mt_partial_read_end(MtPartial *partial, MtWords *w)
{
	MtLegEnd end = {.domain = take_group(partial, w, MT_BY_DOMAIN)};

	end.to.id = (uint64_t)mt_words_take_number(w);
	end.to.relay = take_group(partial, w, MT_BY_RELAY);
	end.to.at_us = mt_words_take_known(w);
	end.to.recipient = (uint32_t)mt_words_take_count(w, UINT32_MAX);
	take_result(w, &end.result);
	if (w->bad || !mt_words_at_end(w) || end.domain == NULL ||
	    partial->leg == NULL)
		return false;
	put_end(partial, &end);
	if (partial->leg->n == partial->n_ends)
		end_leg(partial);
	return true;
}
