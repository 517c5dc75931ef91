/* Log lines to transactions, and those to text: for tests of lib/flow. */
#ifndef TESTS_UNIT_FLOWRUN_H
#define TESTS_UNIT_FLOWRUN_H

#include <check.h>
#include <glib.h>

#include "base/time.h"
#include "flow/correlator.h"
#include "mtalog/log.h"
#include "scratch.h"

typedef struct {
	MtCorrelator *correlator;
	unsigned keep;
	MtTransactionSink *give;
	void *data;
	void (*begun)(MtCorrelator *c, void *data); /* before lines; or NULL */
} FlowRun;

static inline void *
flowrun_take(const MtEvent *e, MtArena *arena, unsigned worker, void *data)
{
	(void)worker;
	return mt_packed_take(e, ((FlowRun *)data)->keep, arena);
}

static inline bool
flowrun_use(void *item, void *data)
{
	mt_correlator_add(((FlowRun *)data)->correlator, item);
	return true;
}

static inline void
flowrun_failed(MtSlice source, const GError *error, void *data)
{
	(void)source;
	(void)data;
	ck_abort_msg("%s", error->message);
}

static inline void
flowrun_remark(MtSlice source, const char *text, void *data)
{
	(void)source;
	(void)text;
	(void)data;
}

/* The logs at `paths`, NULL-terminated; times without year are of 2026. */
static inline void
flowrun(FlowRun *run, char *const *paths)
{
	static const MtLogUser user = {
		.sink = {flowrun_take, flowrun_use, false},
		.failed = flowrun_failed,
		.remark = flowrun_remark,
	};
	char zone[] = "UTC", *zones[] = {zone, NULL};
	MtLogOptions options = {.year = 2026, .zones = zones, .threads = 1};
	g_autoptr(GError) error = NULL;
	g_autoptr(MtPaths) list = mt_paths_new(paths, false, NULL, &error);
	g_autoptr(MtLog) log = mt_log_new(list, &options, &user, run, &error);

	ck_assert_msg(log != NULL, "%s", error == NULL ? "" : error->message);
	run->correlator = mt_correlator_new(run->keep, run->give, run->data);
	if (run->begun != NULL)
		run->begun(run->correlator, run->data);
	ck_assert(mt_log_run(log));
	mt_correlator_finish(run->correlator);
}

static inline void
flowrun_add(MtBuf *out, const char *name, MtSlice text)
{
	if (text.p == NULL)
		return;
	mt_buf_addf(out, " %s=", name);
	mt_buf_add(out, text);
}

/* ` name=HH:MM:SS` */
static inline void
flowrun_time(MtBuf *out, const char *name, const MtMoment *m)
{
	g_auto(MtBuf) time = {0};

	if (!m->known)
		return;
	mt_time_add_utc(&time, m->time_us, m->decimals);
	mt_buf_addf(out, " %s=", name);
	mt_buf_add(out, mt_slice_sub(mt_buf_slice(&time), 11, time.n - 1));
}

static inline void
flowrun_delivery(MtBuf *out, const MtDelivery *d)
{
	mt_buf_addf(out, "\n  ");
	mt_buf_add(out, d->recipient);
	mt_buf_add_char(out, ' ');
	mt_buf_add(out, mt_status_word(d->status));
	mt_buf_addf(out, " n=%u", d->n_attempts);
	flowrun_add(out, "relay", d->relay);
	flowrun_add(out, "remote", d->remote_id);
	flowrun_add(out, "handed", d->handed_to);
	flowrun_add(out, "tls", d->tls_version);
	flowrun_add(out, "failed", d->failed_relay);
	flowrun_add(out, "failed-reply", d->failed_reply);
	for (int i = 0; i < MT_STAGES; i++)
		if ((d->stages.known >> i & 1) != 0) {
			MtSlice word = mt_stage_word((MtStage)i);

			mt_buf_addf(out, " %.*s=", (int)word.n, word.p);
			mt_buf_addf(out, "%g", (double)d->stages.us[i] / 1e6);
		}
}

/* A transaction for people to compare: only what is known. */
static inline void
flowrun_text(MtBuf *out, const MtTransaction *t)
{
	mt_buf_add(out, t->queue_id.p == NULL ? MT_SLICE("-") : t->queue_id);
	flowrun_add(out, "instance", t->instance);
	flowrun_add(out, "mid", t->message_id);
	flowrun_add(out, "from", t->sender);
	if ((t->has & MT_HAS_SIZE) != 0)
		mt_buf_addf(out, " size=%d", (int)t->size);
	flowrun_add(out, "client", t->client);
	flowrun_add(out, "helo", t->helo);
	flowrun_add(out, "tls", t->tls_version);
	flowrun_add(out, "parent", t->parent);
	flowrun_time(out, "arrived", &t->arrived);
	flowrun_time(out, "removed", &t->removed);
	flowrun_time(out, "held", &t->held);
	flowrun_time(out, "released", &t->released);
	flowrun_add(out, "why", t->held_why);
	flowrun_time(out, "expired", &t->expired);
	if (t->complete)
		mt_buf_addf(out, " complete");
	if (t->removed_implied)
		mt_buf_addf(out, " implied");
	if (t->refused)
		mt_buf_addf(out, " refused");
	if (t->deleted)
		mt_buf_addf(out, " deleted");
	if (t->evicted)
		mt_buf_addf(out, " evicted");
	if (mt_transaction_is_waiting(t))
		mt_buf_addf(out, " waiting");
	for (const MtChild *c = t->children; c != NULL; c = c->next)
		flowrun_add(out, mt_child_kind_word(c->kind).p, c->queue_id);
	for (const MtDelivery *d = t->deliveries; d != NULL; d = d->next)
		flowrun_delivery(out, d);
	mt_buf_add_char(out, '\n');
}

#endif
